from __future__ import annotations

from wagtail import hooks

from apps.core.admin.dashboard import CONNECTIONS
from apps.integrations.admin.dashboard import connections
from apps.integrations.admin.viewsets import IntegrationsViewSet

hooks.register(CONNECTIONS, connections, order=-1)


@hooks.register("register_admin_viewset")
def register_integrations() -> IntegrationsViewSet:
    return IntegrationsViewSet()
