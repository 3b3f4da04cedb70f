"""The page of all profiles, and the button that sets one up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.history import record_change
from apps.core.visibility import may_see_all
from apps.jobs.models import Job
from apps.library.covers.showing import attach_covers
from apps.profiles.admin.connecting import ANCHOR
from apps.profiles.admin.page import OfOwner
from apps.profiles.admin.page import may_change
from apps.profiles.admin.page import may_set_up
from apps.profiles.base import Profile
from apps.profiles.connections import connection_obstacle
from apps.profiles.registry import Figure
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import kinds
from apps.profiles.sync import obstacle
from apps.profiles.tasks import KEY
from apps.profiles.tasks import SYNCS
from apps.profiles.tasks import start_sync


@dataclass(frozen=True)
class Line:
    """A profile in the overview, as one user may see it."""

    kind: ProfileKind
    profile: Profile | None
    figures: list[Figure]
    state: str
    url: str
    may_set_up: bool
    # The sync that is on its way.
    job: Job | None
    # Why it can't be synced; empty if it can.
    obstacle: str
    # Where the owner connects the account, if that is what is missing.
    connect_url: str = ""


def lines(user: Any) -> Iterator[Line]:
    """The profiles that `user` may see."""
    return (line_of(kind, user) for kind in visible_kinds(user))


def visible_kinds(user: Any) -> list[ProfileKind]:
    return [kind for kind in kinds() if may_see_all(user, kind.model)]


def line_of(kind: ProfileKind, user: Any) -> Line:
    profile = kind.model.current()
    missing = kind.sync.missing() if kind.sync else kind.no_sync
    unconnected = connection_obstacle(kind) if profile and not missing else ""
    may_connect = bool(unconnected) and may_change(user, kind)
    return Line(
        kind=kind,
        profile=profile,
        figures=kind.figures(profile, True) if profile else [],
        state=kind.state(profile) if profile else "",
        url=reverse(kind.home),
        may_set_up=may_set_up(user, kind),
        job=SYNCS[kind.slug].active(KEY) if kind.sync else None,
        obstacle=missing or unconnected,
        connect_url=f"{kind.settings_url}{ANCHOR}" if may_connect else "",
    )


class OverviewPage(WagtailAdminTemplateMixin, TemplateView):
    template_name = "profiles/overview.html"
    page_title = "Profiles"
    header_icon = "layers"
    _show_breadcrumbs = True
    breadcrumbs_items = [{"url": "", "label": "Profiles"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = list(lines(self.request.user))
        if not found:
            raise PermissionDenied
        attach_covers([line.profile.game for line in found if line.profile])
        done = sum(line.profile is not None for line in found)
        return super().get_context_data(
            lines=found, set_up=done, open=len(found) - done, **kwargs
        )


class SetUpView(OfOwner, View):
    """Sets a profile up at a press; twice does no harm."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        kind = self.profile_kind
        profile, is_new = kind.model.set_up()
        if is_new:
            record_change(profile, user=request.user, action="wagtail.create")
        messages.success(request, f"{kind.name} is set up.")
        return redirect(kind.home)


class SyncView(OfOwner, View):
    """Starts a sync at a press; while one is on its way, no second one."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        kind = self.profile_kind
        if reason := obstacle(kind):
            messages.error(request, reason)
            return redirect("profiles")
        user = request.user if isinstance(request.user, User) else None
        job = start_sync(kind, by=user, url=reverse(kind.home))
        return redirect("jobs:inspect", job.pk)
