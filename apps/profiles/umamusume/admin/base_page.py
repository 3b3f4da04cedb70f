"""What every page of Umamusume has: its profile, who may see it, the way back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.views.generic import TemplateView

from apps.profiles.admin.page import OfProfile
from apps.profiles.admin.page import ProfilePage
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import UmamusumeProfile

ADD = "umamusume.add_careerrun"
CHANGE = "umamusume.change_careerrun"
DELETE = "umamusume.delete_careerrun"
# Whoever may set the profile up.
IMPORT = "umamusume.add_umamusumeprofile"


class OfStable(OfProfile[UmamusumeProfile]):
    """A view for who may see careers."""

    slug = "umamusume"
    seen_with = CareerRun

    def run_with_id(self, uuid: UUID | str) -> CareerRun:
        """The career with this id, draft or finished. Raises a 404."""
        rows = CareerRun.objects.filter(profile=self.profile)
        run = rows.select_related("profile").filter(uuid=uuid).first()
        if run is None:
            raise Http404("There is no such career.")
        return run


class UmamusumePage(OfStable, ProfilePage[UmamusumeProfile], TemplateView):
    """A page below the stable, or the stable."""

    header_icon = "list-ul"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Without the address's own words, whose names the context uses for rows.
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            profile=self.profile,
            may_add=user.has_perm(ADD),
            may_change=user.has_perm(CHANGE),
            may_delete=user.has_perm(DELETE),
            **kwargs,
        )
