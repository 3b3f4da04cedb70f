"""Two pages that every profile has: how to work with it, and its figures over time."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.visibility import may_see_all
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import kind_called
from apps.profiles.snapshots import progress_of


class _ProfilePage(WagtailAdminTemplateMixin, TemplateView):
    """Of the profile in the address, for who may see it."""

    _show_breadcrumbs = True
    # What it shows, in a word.
    label: str
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, self.kind.model):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def kind(self) -> ProfileKind:
        kind = kind_called(self.kwargs["slug"])
        if kind is None:
            raise Http404
        return kind

    def get_page_title(self) -> str:
        return f"{self.kind.name}: {self.label.lower()}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("profiles"), "label": "Profiles"},
            {"url": reverse(self.kind.home), "label": self.kind.name},
            {"url": "", "label": self.label},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kind=self.kind, **kwargs)


class HelpPage(_ProfilePage):
    """Shows `templates/<app>/help.html`, written in the owner's words."""

    label = "Help"
    header_icon = "help"

    def get_template_names(self) -> list[str]:
        return [f"{self.kind.model._meta.app_label}/help.html"]


class ProgressPage(_ProfilePage):
    """Draws every figure of the profile's snapshots."""

    label = "Progress"
    header_icon = "chart"
    template_name = "profiles/progress.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        snapshots = progress_of(self.kind)
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
