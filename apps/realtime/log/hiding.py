"""Emptying the past events of a row that turned private or was deleted.

They keep their id, sequence, type and subject, so that the stream has no hole; their
payload becomes empty. Here that happens in the log and in webhook calls; the relay
does the same to the Redis stream, and each process to what it holds in memory.
"""

from __future__ import annotations

from uuid import UUID

import orjson
from django.db import connection

from apps.realtime.log.event_log import EMPTIED
from apps.realtime.log.event_log import NUMBERED_CHANNEL
from apps.realtime.webhooks.models import WebhookDelivery

# Locked in the order in which the relay numbers them, so that the two cannot block
# each other.
EMPTY_EVENTS = f"""
WITH past AS (
    SELECT id FROM realtime_event
    WHERE subject = %(subject)s AND payload_json <> '{{}}'
    ORDER BY id FOR NO KEY UPDATE
), emptied AS (
    UPDATE realtime_event e SET payload_json = '{{}}'
    FROM past WHERE e.id = past.id RETURNING e.uuid
), notice AS (
    SELECT pg_notify('{NUMBERED_CHANNEL}', '{EMPTIED}' || %(subject)s)
    WHERE EXISTS (SELECT FROM emptied)
)
SELECT emptied.uuid FROM emptied LEFT JOIN notice ON true
"""


def empty_past(subject: str) -> bool:
    """Empty the payload of every event of `subject`, in the caller's transaction.

    Args:
        subject: `<noun>:<uuid>` of the row; the caller holds its lock.

    Returns whether there was anything to empty.
    """
    with connection.cursor() as cursor:
        cursor.execute(EMPTY_EVENTS, {"subject": subject})
        events = [row[0] for row in cursor.fetchall()]
    if events:
        _empty_webhook_calls(events)
    return bool(events)


def _empty_webhook_calls(events: list[UUID]) -> None:
    """Calls that wait, and those that may be sent again, say no more than the log."""
    deliveries = list(WebhookDelivery.objects.filter(event_id__in=events))
    for delivery in deliveries:
        envelope = {**orjson.loads(delivery.envelope), "payload": {}}
        delivery.envelope = orjson.dumps(envelope).decode()
    WebhookDelivery.objects.bulk_update(deliveries, ["envelope"], batch_size=500)
