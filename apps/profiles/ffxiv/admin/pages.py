"""What the pages of the profile share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from apps.profiles.admin.page import ProfilePage
from apps.profiles.admin.page import may_set_up
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import FFXIVProfile


class FFXIVPage(ProfilePage[FFXIVProfile], TemplateView):
    """A page of one character.

    Without a character all pages lead to the one that adds one. `?character=` has the
    Lodestone id of one that isn't the main one.
    """

    slug = "ffxiv"
    header_icon = "gamepad"
    character: Character

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        character = self._chosen(request.GET.get("character", ""))
        if character is None:
            return redirect("ffxiv_characters")
        self.character = character
        return super().get(request, *args, **kwargs)

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
            may_change=may_set_up(self.request.user, self.profile_kind),
            **kwargs,
        )

    @property
    def of(self) -> str:
        """What links to other pages of the same character end with."""
        character = self.character
        return "" if character.is_main else f"character={character.lodestone_id}"
