from __future__ import annotations

import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from typing import Any

import orjson
from django.db import connection
from django.db import transaction

from apps.realtime.live import lifetime
from apps.realtime.log.insertion import insert_event
from apps.realtime.log.redis_sink import STREAM_KEY
from apps.realtime.log.relay import Relay
from apps.realtime.log.relay import make_relay
from apps.realtime.models import Event

PATIENCE = 60.0


@contextmanager
def running_relay() -> Iterator[Relay]:
    relay = make_relay()
    relay.start()
    try:
        yield relay
    finally:
        relay.stop()


class RedisListener:
    def __init__(self, pubsub: Any) -> None:
        self._pubsub = pubsub
        # For tests that receive in parts.
        self.heard: list[bytes] = []

    def receive(self, count: int = 1, *, timeout: float = PATIENCE) -> list[bytes]:
        """The next `count` messages; fewer when they do not come in time."""
        messages: list[bytes] = []
        deadline = time.monotonic() + timeout
        while len(messages) < count and time.monotonic() < deadline:
            message = self._pubsub.get_message(timeout=0.05)
            if message is not None:
                messages.append(message["data"])
        return messages


def happen(what: str = "thing_done", *, number: int = 1, times: int = 1) -> None:
    """Let `times` facts become true, numbered from `number`, in one transaction."""
    with transaction.atomic():
        for offset in range(times):
            insert_event(
                f"questlog:{what}",
                payload={"number": number + offset},
                subject=f"thing:{number + offset}",
                dedupe_key=f"thing:{what}:{number + offset}",
            )


def happen_in_bulk(*, number: int = 1, times: int) -> None:
    """As `happen`, by one statement: for thousands of facts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO realtime_event (uuid, type, version, subject, dedupe_key,"
            " payload_json, occurred_at)"
            " SELECT gen_random_uuid(), 'questlog:thing_done', 1, 'thing:' || n,"
            " 'thing:thing_done:' || n, json_build_object('number', n)::text, now()"
            " FROM generate_series(%s, %s) n ORDER BY n",
            [number, number + times - 1],
        )


def numbers(messages: Sequence[bytes | str]) -> list[int]:
    """The numbers of the facts that `messages` tell of."""
    return [orjson.loads(message)["payload"]["number"] for message in messages]


def streamed(client: Any) -> list[bytes]:
    """What the Redis stream holds, after checking that its ids are the numbers."""
    entries = client.xrange(STREAM_KEY)
    events = [fields[b"event"] for _, fields in entries]
    ids = [entry_id.decode() for entry_id, _ in entries]
    assert ids == [f"{number}-0" for number in sequences(events)]
    return events


def sequences(messages: Sequence[bytes | str]) -> list[int]:
    return [orjson.loads(message)["sequence"] for message in messages]


def readers() -> int:
    """How many clients listen to the servers of this process."""
    return sum(len(hub._readers) for hub in list(lifetime._hubs.values()))


def everything_is_numbered() -> bool:
    return not Event.objects.filter(sequence=None).exists()


def eventually(true: Callable[[], bool], *, patience: float = PATIENCE) -> bool:
    """Whether `true()` came true in time."""
    deadline = time.monotonic() + patience
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
