"""What the dashboard says of webhooks."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest

from apps.core.admin.access import admin_url
from apps.core.admin.dashboard import Connection
from apps.core.admin.dashboard import Task
from apps.core.visibility import may_see_all
from apps.realtime.webhooks.models import WebhookEndpoint
from apps.realtime.webhooks.states import in_trouble
from apps.realtime.webhooks.states import state_of

SHOWN = 8


def tasks(request: HttpRequest) -> Iterator[Task]:
    """Webhooks that the owner should look after."""
    if not may_see_all(request.user, WebhookEndpoint):
        return
    for endpoint in in_trouble()[:SHOWN]:
        done = "is failing" if endpoint.is_enabled else "was turned off"
        yield Task(
            icon="plug",
            title=f"The webhook {endpoint.name} {done}",
            detail=endpoint.disabled_reason or endpoint.last_failure,
            url=admin_url(WebhookEndpoint, "inspect", endpoint.pk),
            action="Look",
        )


def connections(request: HttpRequest) -> Iterator[Connection]:
    if not may_see_all(request.user, WebhookEndpoint):
        return
    for endpoint in WebhookEndpoint.objects.order_by("pk")[:SHOWN]:
        is_failing = endpoint.failing_since is not None
        yield Connection(
            name=endpoint.name,
            health="bad" if is_failing else "good" if endpoint.is_enabled else "off",
            words=f"Webhook, {state_of(endpoint).lower()}",
            url=admin_url(WebhookEndpoint, "inspect", endpoint.pk),
        )
