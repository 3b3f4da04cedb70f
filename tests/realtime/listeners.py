from __future__ import annotations

import time
from collections.abc import Callable
from collections.abc import Sequence
from typing import Any

import orjson
from django.db import transaction

from apps.realtime.events import record
from apps.realtime.models import Event

PATIENCE = 10.0


class RedisListener:
    def __init__(self, pubsub: Any) -> None:
        self._pubsub = pubsub

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
            record(
                f"questlog:{what}",
                payload={"number": number + offset},
                subject=f"thing:{number + offset}",
                dedupe_key=f"thing:{what}:{number + offset}",
            )


def numbers(messages: Sequence[bytes | str]) -> list[int]:
    """The numbers of the facts that `messages` tell of."""
    return [orjson.loads(message)["payload"]["number"] for message in messages]


def sequences(messages: Sequence[bytes | str]) -> list[int]:
    return [orjson.loads(message)["sequence"] for message in messages]


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
