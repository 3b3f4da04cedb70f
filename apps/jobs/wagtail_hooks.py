from __future__ import annotations

from wagtail import hooks

from apps.jobs.viewsets import JobViewSet
from apps.jobs.viewsets import permissions

hooks.register("register_permissions", permissions)


@hooks.register("register_admin_viewset")
def register_jobs() -> JobViewSet:
    return JobViewSet()
