"""What every page of Path of Exile has: its profile, who may see it, the way back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.views.generic import TemplateView

from apps.profiles.admin.page import ProfilePage
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import PoeProfile

CHANGE = "poe.change_character"
DELETE = "poe.delete_character"
# Whoever may set the profile up.
IMPORT = "poe.add_poeprofile"
CHANGE_PROFILE = "poe.change_poeprofile"


class PoePage(ProfilePage[PoeProfile], TemplateView):
    """A page that `permission` may open beside seeing characters."""

    slug = "poe"
    seen_with = Character
    header_icon = "list-ul"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

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
