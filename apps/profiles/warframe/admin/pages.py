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
from apps.profiles.warframe.models import WarframeProfile

BAR = 200


class WarframePage(WagtailAdminTemplateMixin, TemplateView):
    """For who may see the profile; before the set-up, the overview has the button."""

    header_icon = "gamepad"
    _show_breadcrumbs = True
    profile: WarframeProfile
    is_home: ClassVar[bool] = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, WarframeProfile):
            raise PermissionDenied
        profile = WarframeProfile.current()
        if profile is None:
            return redirect("profiles")
        self.profile = profile
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        crumbs = [{"url": reverse("profiles"), "label": "Profiles"}]
        if self.is_home:
            return [*crumbs, {"url": "", "label": "Warframe"}]
        return [
            *crumbs,
            {"url": reverse("warframe_profile"), "label": "Warframe"},
            {"url": "", "label": self.page_title},
        ]


def bar(value: float, most: float) -> int:
    """How long the bar of `value` is, where `most` fills it."""
    return round(value * BAR / most) if most else 0
