"""A row for each event and each endpoint that wants it.

In one transaction with the move of the cursor: each event is fanned out once, whatever
dies when. No endpoint is waited for.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from typing import NamedTuple

from apps.realtime.envelope import LoggedEvent
from apps.realtime.live.protocol import BadRequest
from apps.realtime.live.protocol import Types
from apps.realtime.log import event_log
from apps.realtime.log.event_log import Connection
from apps.realtime.webhooks.bodies import envelope_text

logger = logging.getLogger(__name__)

SINK = "webhooks"

# Locked, so that none is turned off or deleted between this and its new rows.
READ_ENDPOINTS = """
SELECT id, types, after_sequence, coalesce_seconds FROM realtime_webhookendpoint
WHERE disabled_at IS NULL ORDER BY id FOR SHARE
"""

_COLUMNS = """
    (endpoint_id, kind, status, event_id, sequence, type, envelope, merged,
     attempts, next_attempt_at, created_at, answer)
"""
_CALLS = """
    unnest(%(endpoints)s::bigint[], %(ids)s::uuid[], %(sequences)s::bigint[],
           %(types)s::text[], %(envelopes)s::text[], %(merged)s::int[],
           %(windows)s::int[])
    AS call (endpoint_id, event_id, sequence, type, envelope, merged, window_seconds)
"""

INSERT_EACH = f"""
INSERT INTO realtime_webhookdelivery {_COLUMNS}
SELECT endpoint_id, 'event', 'pending', event_id, sequence, type, envelope, merged,
       0, %(now)s, %(now)s, ''
FROM {_CALLS}
ON CONFLICT DO NOTHING
"""

# One call for all that happens while it waits. The first event opens the window, so a
# stream of events does not put the call off for ever. A failed call that waits for its
# next try is replaced: the endpoint is to learn of the latest state only.
INSERT_GATHERED = f"""
WITH call AS (SELECT * FROM {_CALLS}
), waiting AS (
    DELETE FROM realtime_webhookdelivery d USING call
    WHERE d.endpoint_id = call.endpoint_id AND d.kind = 'event'
      AND d.status = 'pending' AND d.attempts = 0
      AND (d.leased_until IS NULL OR d.leased_until <= %(now)s)
    RETURNING d.endpoint_id, d.merged, d.next_attempt_at
), retrying AS (
    UPDATE realtime_webhookdelivery d
    SET status = 'superseded', finished_at = %(now)s, lease = NULL
    FROM call
    WHERE d.endpoint_id = call.endpoint_id AND d.kind = 'event'
      AND d.status = 'pending' AND d.attempts > 0
      AND (d.leased_until IS NULL OR d.leased_until <= %(now)s)
), gathered AS (
    SELECT endpoint_id, sum(merged) AS merged, min(next_attempt_at) AS due
    FROM waiting GROUP BY endpoint_id
)
INSERT INTO realtime_webhookdelivery {_COLUMNS}
SELECT endpoint_id, 'event', 'pending', event_id, sequence, type, envelope,
       call.merged + coalesce(gathered.merged, 0), 0,
       coalesce(gathered.due, %(now)s + make_interval(secs => window_seconds)),
       %(now)s, ''
FROM call LEFT JOIN gathered USING (endpoint_id)
ON CONFLICT DO NOTHING
"""


class _Endpoint(NamedTuple):
    id: int
    types: str
    after_sequence: int
    coalesce_seconds: int


class _Call(NamedTuple):
    endpoint: _Endpoint
    event: LoggedEvent
    merged: int = 1


def fan_out(connection: Connection, now: datetime) -> bool:
    """Write the rows for one batch of events; False if there was none."""
    position = event_log.read_position(connection)
    if position is None or event_log.read_cursor(connection, SINK) >= position.last:
        return False
    with connection.transaction():
        cursor = _locked_cursor(connection)
        rows = connection.execute(READ_ENDPOINTS).fetchall()
        endpoints = [_Endpoint(*row) for row in rows]
        if not endpoints:
            event_log.move_cursor(connection, SINK, position.last)
            return False
        events = event_log.read_after(connection, cursor)
        if not events:
            return False
        calls = [call for each in endpoints for call in _calls_to(each, events)]
        _insert(connection, calls, now)
        event_log.move_cursor(connection, SINK, events[-1].sequence)
    return True


def _locked_cursor(connection: Connection) -> int:
    """The cursor, kept from another relay that thinks it leads."""
    query = "SELECT sequence FROM realtime_eventsink WHERE name = %s FOR UPDATE"
    row = connection.execute(query, [SINK]).fetchone()
    return row[0] if row else 0


def _calls_to(endpoint: _Endpoint, events: list[LoggedEvent]) -> list[_Call]:
    try:
        types = Types.parse(endpoint.types)
    except BadRequest as error:
        logger.warning("Webhook endpoint %s gets no events: %s", endpoint.id, error)
        return []
    wanted = [
        event
        for event in events
        if event.sequence > endpoint.after_sequence and types.include(event.type)
    ]
    if endpoint.coalesce_seconds and wanted:
        return [_Call(endpoint, wanted[-1], len(wanted))]
    return [_Call(endpoint, event) for event in wanted]


def _insert(connection: Connection, calls: list[_Call], now: datetime) -> None:
    texts: dict[int, str] = {}
    for call in calls:
        sequence = call.event.sequence
        texts[sequence] = texts.get(sequence) or envelope_text(call.event)
    each = [call for call in calls if not call.endpoint.coalesce_seconds]
    gathered = [call for call in calls if call.endpoint.coalesce_seconds]
    for statement, some in ((INSERT_EACH, each), (INSERT_GATHERED, gathered)):
        if some:
            connection.execute(statement, _arrays(some, texts, now))


def _arrays(
    calls: Iterable[_Call], texts: dict[int, str], now: datetime
) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "endpoints": [call.endpoint.id for call in calls],
        "ids": [call.event.uuid for call in calls],
        "sequences": [call.event.sequence for call in calls],
        "types": [call.event.type for call in calls],
        "envelopes": [texts[call.event.sequence] for call in calls],
        "merged": [call.merged for call in calls],
        "windows": [call.endpoint.coalesce_seconds for call in calls],
    }
    return {**columns, "now": now}
