from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from apps.core.visibility import may_see_all
from apps.jobs.admin.panels import BackgroundWorkPanel
from apps.jobs.admin.viewsets import JobViewSet
from apps.jobs.admin.viewsets import permissions
from apps.jobs.models import Job

hooks.register("register_permissions", permissions)


@hooks.register("register_admin_viewset")
def register_jobs() -> JobViewSet:
    return JobViewSet()


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    if may_see_all(request.user, Job):
        panels.append(BackgroundWorkPanel())
