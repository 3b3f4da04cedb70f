"""How an endpoint is doing, in the owner's words."""

from __future__ import annotations

from django.db.models import Count
from django.db.models import Q
from django.db.models import QuerySet

from apps.realtime.webhooks.models import WebhookEndpoint


def state_of(endpoint: WebhookEndpoint) -> str:
    if not endpoint.is_enabled:
        return "Off"
    if endpoint.failing_since is not None:
        return "Failing"
    return "Working" if endpoint.last_success_at else "No event yet"


def with_waiting(endpoints: QuerySet[WebhookEndpoint]) -> QuerySet[WebhookEndpoint]:
    """`endpoints` with `waiting`: how many calls are still to be made."""
    pending = Count("deliveries", filter=Q(deliveries__status="pending"))
    return endpoints.annotate(waiting=pending)


def in_trouble() -> QuerySet[WebhookEndpoint]:
    """Endpoints that fail, or were turned off because they failed."""
    failing = WebhookEndpoint.objects.filter(failing_since__isnull=False)
    return failing.order_by("failing_since", "pk")
