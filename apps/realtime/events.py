from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.db import transaction
from django.utils import timezone

from apps.realtime.models import Event

NOTIFY_CHANNEL = "questlog_events"


def record(
    event_type: str,
    *,
    payload: dict[str, Any],
    subject: str,
    dedupe_key: str,
    occurred_at: datetime | None = None,
) -> None:
    """Write an event in the caller's transaction; the relay delivers it later.

    `event_type` is `questlog:<noun>_<verb>`, `subject` is `<noun>:<uuid>` of the
    row it tells of. A second call with the same `dedupe_key` writes nothing, so one
    transition gives one event. Raises `TransactionManagementError` outside a
    transaction: the fact and its event must stand or fall together.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{event_type} must be recorded in the transaction of its change."
        )
    Event.objects.bulk_create(
        [
            Event(
                type=event_type,
                payload=payload,
                subject=subject,
                dedupe_key=dedupe_key,
                occurred_at=occurred_at or timezone.now(),
            )
        ],
        ignore_conflicts=True,
    )
    with connection.cursor() as cursor:
        # Only a hint for the relay, sent at commit; its poll is the floor.
        cursor.execute("SELECT pg_notify(%s, '')", [NOTIFY_CHANNEL])
