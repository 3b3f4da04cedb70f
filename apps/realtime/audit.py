"""Whether the log, the rows it is about, and what Redis was given agree.

`script/manage audit_events` runs every check. An app adds those of its own rows with
`register`; each check yields one sentence for each difference it finds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from typing import NamedTuple

import redis
from django.conf import settings
from django.utils import timezone

from apps.realtime.envelope import encode
from apps.realtime.log import event_log
from apps.realtime.log.event_log import Connection
from apps.realtime.log.event_log import Position
from apps.realtime.log.redis_sink import STREAM_KEY
from apps.realtime.models import Event
from apps.realtime.models import EventStream

type Check = Callable[[], Iterator[str]]

# How many of the newest events are compared with Redis byte by byte.
COMPARED = 1000

_checks: list[Check] = []


def register(check: Check) -> Check:
    """Make `audit_events` run `check` too."""
    _checks.append(check)
    return check


class RecordedEvent(NamedTuple):
    """One event: the number of the change of its subject, and what it says of it."""

    number: int
    type: str
    payload: dict[str, Any]


def events_by_subject(noun: str) -> dict[str, list[RecordedEvent]]:
    """The events of every `<noun>:<uuid>` by that uuid, in the order of their changes.

    Their dedupe keys are `<noun>:<uuid>:<number of the change>`, perhaps with more.
    """
    by_uuid: dict[str, list[RecordedEvent]] = defaultdict(list)
    events = Event.objects.filter(subject__startswith=f"{noun}:").order_by("id")
    for event in events.iterator():
        _, uuid, number, *_ = event.dedupe_key.split(":")
        by_uuid[uuid].append(RecordedEvent(int(number), event.type, event.payload))
    for each in by_uuid.values():
        each.sort(key=lambda event: event.number)
    return by_uuid


def oldest_stored() -> datetime | None:
    """What happened before this moment may be forgotten; None where all is kept."""
    if not EventStream.objects.filter(first_sequence__gt=1).exists():
        return None
    oldest = Event.objects.order_by("id").first()
    return oldest.occurred_at if oldest else timezone.now()


def differences() -> Iterator[str]:
    """Every difference, one sentence each."""
    with event_log.connect("audit") as connection:
        # Everything is compared as it stands at one moment.
        with connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            position = event_log.read_position(connection)
            yield from _differences_of_numbers(connection, position)
            if position is not None:
                yield from _differences_of_redis(connection, position)
    for check in _checks:
        yield from check()


def _differences_of_numbers(
    connection: Connection, position: Position | None
) -> Iterator[str]:
    row = connection.execute(
        "SELECT count(sequence), coalesce(min(sequence), 0),"
        " coalesce(max(sequence), 0), count(*) FILTER (WHERE sequence IS NULL AND"
        " occurred_at < now() - interval '1 minute') FROM realtime_event"
    ).fetchone()
    assert row is not None
    numbered, first, last, waiting = row
    if waiting:
        yield (
            f"{waiting} events have been waiting for a number for more than a minute. "
            "No relay is running, or it can't reach PostgreSQL."
        )
    if position is None:
        if numbered:
            yield f"{numbered} events have numbers, but there is no stream."
        return
    expected = position.last - position.first + 1
    if numbered != expected or (numbered and last != position.last):
        yield (
            f"The stream goes from {position.first} to {position.last}, {expected} "
            f"events, but the log holds {numbered}, from {first} to {last}."
        )


def _differences_of_redis(connection: Connection, position: Position) -> Iterator[str]:
    cursor = event_log.read_cursor(connection, "redis")
    if cursor > position.last:
        yield f"Redis received {cursor} events, but the log has {position.last}."
    start = max(position.first - 1, cursor - COMPARED)
    events = event_log.read_after(connection, start, COMPARED)
    given = {event.sequence: encode(event) for event in events}
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=5) as client:
            entries = client.xrange(STREAM_KEY, f"{start + 1}-0", f"{cursor}-0")
    except redis.RedisError as error:
        yield f"Can't check what Redis received: {error}."
        return
    stream = {
        int(entry_id.partition(b"-")[0]): fields.get(b"event")
        for entry_id, fields in entries
    }
    for sequence, message in given.items():
        if sequence <= cursor and stream.get(sequence) != message:
            what = "lacks" if sequence not in stream else "has different data for"
            yield f"The Redis stream {what} event {sequence}."
