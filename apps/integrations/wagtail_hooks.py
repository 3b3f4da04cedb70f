from __future__ import annotations

from wagtail import hooks

from apps.integrations.viewsets import IntegrationsViewSet


@hooks.register("register_admin_viewset")
def register_integrations() -> IntegrationsViewSet:
    return IntegrationsViewSet()
