from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson
from django.db import connection
from django.db import transaction
from django.utils import timezone

from apps.realtime.models import new_event_id

RECORDED_CHANNEL = "questlog_events"

# One statement, so that an event adds one round trip to the save it belongs to. The
# notice is only a hint for the relay, sent at commit; its poll is the floor.
INSERT = f"""
WITH recorded AS (
    INSERT INTO realtime_event
        (uuid, type, version, subject, dedupe_key, payload_json, occurred_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (dedupe_key) DO NOTHING
    RETURNING 1
)
SELECT pg_notify('{RECORDED_CHANNEL}', '') FROM recorded
"""


def insert_event(
    event_type: str,
    *,
    payload: dict[str, Any],
    subject: str,
    dedupe_key: str,
    occurred_at: datetime | None = None,
    version: int = 1,
) -> None:
    """Write an event in the caller's transaction; the relay delivers it later.

    A second call with the same `dedupe_key` writes nothing, so one transition gives
    one event. Take the lock on the row the event tells of first: that keeps the
    events of one subject in the order of their commits.

    Args:
        event_type: `questlog:<noun>_<verb>`.
        payload: what JSON can hold; its keys keep their order on the wire.
        subject: `<noun>:<uuid>` of the row the event tells of.
        version: of the payload's shape; raised when a key changes its meaning.

    Raises:
        TransactionManagementError: outside a transaction: the fact and its event
            must stand or fall together.
        TypeError: `payload` holds what JSON cannot.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{event_type} must be recorded in the transaction of its change."
        )
    values = (
        str(new_event_id()),
        event_type,
        version,
        subject,
        dedupe_key,
        orjson.dumps(payload).decode(),
        occurred_at or timezone.now(),
    )
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
