"""What every page of Path of Exile has: its profile, who may see it, the way back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.visibility import may_see_all
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import PoeProfile

CHANGE = "poe.change_character"
DELETE = "poe.delete_character"
# Whoever may set the profile up.
IMPORT = "poe.add_poeprofile"
CHANGE_PROFILE = "poe.change_poeprofile"


class PoePage(WagtailAdminTemplateMixin, TemplateView):
    """A page below the characters; `permission` is what it takes beside seeing it."""

    header_icon = "list-ul"
    _show_breadcrumbs = True
    permission = ""
    profile: PoeProfile

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, Character):
            raise PermissionDenied
        if self.permission and not request.user.has_perm(self.permission):
            raise PermissionDenied
        profile = PoeProfile.current()
        if profile is None:
            return redirect("profiles")
        self.profile = profile
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("profiles"), "label": "Profiles"},
            {"url": reverse("poe_characters"), "label": "Path of Exile"},
            {"url": "", "label": str(self.get_page_title())},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            profile=self.profile,
            may_change=user.has_perm(CHANGE),
            may_delete=user.has_perm(DELETE),
            may_import=user.has_perm(IMPORT),
            **kwargs,
        )

    def character_with_id(self, uuid: UUID) -> Character:
        """Raises a 404."""
        rows = self.profile.characters.select_related("profile")
        character = rows.filter(uuid=uuid).first()
        if character is None:
            raise Http404("There is no such character.")
        return character
