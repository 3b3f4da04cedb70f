"""What the pages of the profile share."""

from __future__ import annotations

from typing import Any
from typing import ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.visibility import may_see_all
from apps.profiles.admin.overview import may_set_up
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.registry import kind_called


class FFXIVPage(WagtailAdminTemplateMixin, TemplateView):
    """For who may see the profile; before the set-up, the overview has the button.

    Without a character all pages lead to the one that adds one. `?character=` has the
    Lodestone id of one that isn't the main one.
    """

    header_icon = "gamepad"
    _show_breadcrumbs = True
    profile: FFXIVProfile
    character: Character
    is_home: ClassVar[bool] = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, FFXIVProfile):
            raise PermissionDenied
        profile = FFXIVProfile.current()
        if profile is None:
            return redirect("profiles")
        self.profile = profile
        character = self._chosen(request.GET.get("character", ""))
        if character is None:
            return redirect("ffxiv_characters")
        self.character = character
        return super().dispatch(request, *args, **kwargs)

    def _chosen(self, lodestone_id: str) -> Character | None:
        rows = self.profile.characters.order_by("-is_main", "name", "id")
        if lodestone_id.isdecimal():
            named = rows.filter(lodestone_id=lodestone_id[:20]).first()
            return named or rows.first()
        return rows.first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        several = self.profile.characters.count() > 1
        return super().get_context_data(
            profile=self.profile,
            character=self.character,
            of=self.of,
            characters=self.profile.characters.all() if several else (),
            may_change=may_change(self.request.user),
            **kwargs,
        )

    @property
    def of(self) -> str:
        """What links to other pages of the same character end with."""
        character = self.character
        return "" if character.is_main else f"character={character.lodestone_id}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return crumbs("" if self.is_home else str(self.page_title))


def may_change(user: Any) -> bool:
    kind = kind_called("ffxiv")
    return kind is not None and may_set_up(user, kind)


def crumbs(title: str) -> list[dict[str, str]]:
    """Those of the profile's page, or of one below it."""
    first = {"url": reverse("profiles"), "label": "Profiles"}
    if not title:
        return [first, {"url": "", "label": "Final Fantasy XIV"}]
    home = {"url": reverse("ffxiv_profile"), "label": "Final Fantasy XIV"}
    return [first, home, {"url": "", "label": title}]
