from __future__ import annotations

from wagtail import hooks

from apps.realtime.viewsets import EventViewSet
from apps.realtime.viewsets import viewing_permissions

hooks.register("register_permissions", viewing_permissions)


@hooks.register("register_admin_viewset")
def register_events() -> EventViewSet:
    return EventViewSet()
