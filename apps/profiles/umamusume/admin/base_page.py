"""What every page of Umamusume has: its profile, who may see it, the way back."""

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
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import UmamusumeProfile

ADD = "umamusume.add_careerrun"
CHANGE = "umamusume.change_careerrun"
DELETE = "umamusume.delete_careerrun"
# Whoever may set the profile up.
IMPORT = "umamusume.add_umamusumeprofile"


class OfProfile:
    """A view that needs the profile; `permission` is what it takes beside seeing it."""

    request: HttpRequest
    profile: UmamusumeProfile
    permission = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, CareerRun):
            raise PermissionDenied
        if self.permission and not request.user.has_perm(self.permission):
            raise PermissionDenied
        profile = UmamusumeProfile.current()
        if profile is None:
            return redirect("profiles")
        self.profile = profile
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def run_with_id(self, uuid: UUID | str) -> CareerRun:
        """The career with this id, draft or finished. Raises a 404."""
        rows = CareerRun.objects.filter(profile=self.profile)
        run = rows.select_related("profile").filter(uuid=uuid).first()
        if run is None:
            raise Http404("There is no such career.")
        return run


class UmamusumePage(OfProfile, WagtailAdminTemplateMixin, TemplateView):
    """A page below the stable. Its title is the last crumb."""

    header_icon = "list-ul"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("profiles"), "label": "Profiles"},
            {"url": reverse("umamusume_stable"), "label": "Umamusume"},
            {"url": "", "label": str(self.get_page_title())},
        ]

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
