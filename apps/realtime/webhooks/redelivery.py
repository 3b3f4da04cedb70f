from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.db.models import prefetch_related_objects
from django.utils import timezone

from apps.core.admin.bulk_actions import ListingBulkAction
from apps.realtime.webhooks.models import DeliveryKind
from apps.realtime.webhooks.models import DeliveryStatus
from apps.realtime.webhooks.models import WebhookDelivery


class Redeliver(ListingBulkAction):
    """Send the selected deliveries again, where their endpoint is on."""

    models = [WebhookDelivery]
    display_name = "Send again"
    action_type = "redeliver"
    aria_label = "Send selected deliveries again"
    template_name = "core/bulk_base.html"
    action_priority = 10
    required_permission = "redeliver"

    @classmethod
    def get_queryset(cls, model: type[Model], object_ids: Any) -> list[Model]:
        rows = super().get_queryset(model, object_ids)
        prefetch_related_objects(rows, "endpoint")
        return rows

    @classmethod
    def execute_action(
        cls, objects: Sequence[WebhookDelivery], **kwargs: Any
    ) -> tuple[int, int]:
        """How many are on their way, and how many are not."""
        now = timezone.now()
        fit = [
            delivery
            for delivery in objects
            if delivery.endpoint.is_enabled
            and delivery.status != DeliveryStatus.PENDING
            and delivery.kind != DeliveryKind.TEST
        ]
        # In the order in which it happened.
        for delivery in sorted(fit, key=lambda each: each.pk):
            delivery.redeliver(at=now)
        return len(fit), len(objects) - len(fit)

    def get_success_message(self, sent: int, left: int) -> str:
        text = f"{sent} being sent again."
        return (
            f"{text} {left} skipped: tests, calls that are already waiting, and calls "
            "to endpoints that are off."
            if left
            else text
        )
