"""What the dashboard says of webhooks."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from wagtail.admin.ui.components import Component

from apps.core.admin.access import admin_url
from apps.realtime.webhooks.models import WebhookEndpoint
from apps.realtime.webhooks.states import in_trouble
from apps.realtime.webhooks.states import state_of

SHOWN = 8


class WebhooksPanel(Component):
    """Webhooks that the owner should look after."""

    name = "webhooks"
    order = 15
    template_name = "realtime/webhooks/panel.html"

    def __init__(self, troubled: Sequence[WebhookEndpoint]) -> None:
        self.troubled = troubled

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "rows": [
                (row, admin_url(WebhookEndpoint, "inspect", row.pk), state_of(row))
                for row in self.troubled
            ],
            "more_url": admin_url(WebhookEndpoint, "list"),
        }


def webhooks_panels() -> list[WebhooksPanel]:
    """One panel while there are webhooks in trouble, else none."""
    troubled = list(in_trouble()[:SHOWN])
    return [WebhooksPanel(troubled)] if troubled else []
