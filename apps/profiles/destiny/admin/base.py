"""What the pages of the profile have in common."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.visibility import may_see_all
from apps.profiles.destiny.models import DestinyProfile


class DestinyPage(WagtailAdminTemplateMixin):
    """A page of the profile, for those who may see it; before set-up, the overview."""

    header_icon = "layers"
    _show_breadcrumbs = True
    page_title = "Destiny 2"
    needs = ""
    request: HttpRequest
    profile: DestinyProfile

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, DestinyProfile):
            raise PermissionDenied
        if self.needs and not request.user.has_perm(self.needs):
            raise PermissionDenied
        profile = DestinyProfile.current()
        if profile is None:
            return redirect("profiles")
        self.profile = profile
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("profiles"), "label": "Profiles"},
            {"url": reverse("destiny_career"), "label": "Destiny 2"},
            {"url": "", "label": self.get_page_title()},
        ]
