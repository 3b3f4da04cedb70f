"""Two pages that every profile has: how to work with it, and its figures over time."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from apps.profiles.admin.page import ProfilePage
from apps.profiles.base import Profile
from apps.profiles.snapshots import progress_of


class _AnyProfilePage(ProfilePage[Profile], TemplateView):
    """Of the profile in the address, also before its set-up."""

    needs_set_up = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kind=self.profile_kind, **kwargs)


class HelpPage(_AnyProfilePage):
    """Shows `templates/<app>/help.html`, written in the owner's words."""

    page_title = "Help"
    header_icon = "help"

    def get_template_names(self) -> list[str]:
        return [f"{self.profile_kind.model._meta.app_label}/help.html"]


class ProgressPage(_AnyProfilePage):
    """Draws every figure of the profile's snapshots."""

    page_title = "Progress"
    header_icon = "chart"
    template_name = "profiles/progress.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        snapshots = progress_of(self.profile_kind)
        names = dict.fromkeys(name for each in snapshots for name in each["figures"])
        charts = [
            (
                f"{name[:1].upper()}{name[1:]}",
                [
                    (each["taken_at"], each["figures"][name])
                    for each in snapshots
                    if name in each["figures"]
                ],
            )
            for name in names
        ]
        return super().get_context_data(
            charts=[(name, points) for name, points in charts if len(points) > 1],
            **kwargs,
        )
