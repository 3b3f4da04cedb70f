from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from apps.core.admin.dashboard import CONNECTIONS
from apps.core.admin.dashboard import TASKS
from apps.realtime.viewsets import EventViewSet
from apps.realtime.viewsets import viewing_permissions
from apps.realtime.webhooks.dashboard import connections
from apps.realtime.webhooks.dashboard import tasks
from apps.realtime.webhooks.models import WebhookDelivery
from apps.realtime.webhooks.permissions import DELIVERY_POLICY
from apps.realtime.webhooks.redelivery import Redeliver
from apps.realtime.webhooks.viewsets import WebhooksGroup

register_permission_policy(WebhookDelivery, DELIVERY_POLICY)
register_snippet(WebhooksGroup)

hooks.register("register_permissions", viewing_permissions)
hooks.register("register_bulk_action", Redeliver)
hooks.register(TASKS, tasks, order=1)
hooks.register(CONNECTIONS, connections)

LOG_ACTIONS = {
    "secret": ("Show the signing secret", "Showed the signing secret"),
    "rotate": ("New signing secret", "Made a new signing secret"),
    "off": ("Turn off", "Turned off"),
    "on": ("Turn on", "Turned on"),
}


@hooks.register("register_admin_viewset")
def register_events() -> EventViewSet:
    return EventViewSet()


@hooks.register("register_log_actions")
def name_webhook_actions(actions: Any) -> None:
    for name, (label, done) in LOG_ACTIONS.items():
        actions.register_action(f"questlog.webhook_{name}", label, done)
