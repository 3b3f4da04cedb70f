"""Writes the events that `benchmarks.sockets` measures: `python -m … WAY PORT`.

For each line `FIRST COUNT [SECONDS]` it lets so many numbered events happen, one
transaction each, with a pause after each, and answers with the moment of each commit
(of what has no log, the moment before it is published).
"""

from __future__ import annotations

import http.client
import os
import sys
import time
from collections.abc import Callable
from typing import Any

import orjson

TEXT = "x" * 120
WORK = {"work": "Chrono Trigger", "edition": "Chrono Trigger", "platform": "SNES"}


def envelope(number: int) -> str:
    """As long as Questlog's own of the same payload."""
    event = {
        "type": "questlog:thing_done",
        "payload": {**WORK, "text": TEXT, "number": number},
        "timestamp": "2026-11-23T04:00:00.000000Z",
        "id": "0199f2a4-7b1c-7d2e-9c3a-5f1e2d3c4b5a",
        "sequence": number,
        "epoch": "0a1b2c3d",
        "version": 1,
        "subject": f"thing:{number}",
    }
    return orjson.dumps(event).decode()


def questlog(port: int) -> Callable[[int], float]:
    import django

    django.setup()
    from django.db import transaction

    from apps.realtime.log.insertion import insert_event

    run = time.time()

    def write(number: int) -> float:
        with transaction.atomic():
            insert_event(
                "questlog:thing_done",
                payload={**WORK, "text": TEXT, "number": number},
                subject=f"thing:{number}",
                dedupe_key=f"{run}:{number}",
            )
        return time.monotonic()

    return write


def floor(port: int) -> Callable[[int], float]:
    import redis

    from benchmarks.socket_servers import FLOOR_CHANNEL

    client: Any = redis.Redis.from_url(os.environ["REDIS_URL"])

    def write(number: int) -> float:
        moment = time.monotonic()
        client.publish(FLOOR_CHANNEL, envelope(number))
        return moment

    return write


def obvious(port: int) -> Callable[[int], float]:
    import django

    django.setup()
    from benchmarks.naive_events import publish

    def write(number: int) -> float:
        moment = time.monotonic()
        publish(envelope(number))
        return moment

    return write


def nchan(port: int) -> Callable[[int], float]:
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def write(number: int) -> float:
        moment = time.monotonic()
        connection.request("POST", "/pub", envelope(number))
        connection.getresponse().read()
        return moment

    return write


def main(way: str, port: int) -> None:
    if way == "obvious-core":
        from benchmarks.socket_servers import core_layer

        core_layer()
    makers = {"questlog": questlog, "floor": floor, "nchan": nchan}
    write = makers.get(way, obvious)(port)
    print("ready", flush=True)
    for line in sys.stdin:
        first, count, *pauses = line.split()
        moments = []
        for number in range(int(first), int(first) + int(count)):
            moments.append(write(number))
            time.sleep(float(pauses[0]) if pauses else 0)
        print(" ".join(map(str, moments)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
