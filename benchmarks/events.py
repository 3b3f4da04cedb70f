"""How long an event takes from its commit to who listens, and what it costs.

    uv run python -m benchmarks.events [events]

Serves a Questlog of its own under var/benchmark-events, with PostgreSQL as durable as
in use. The writer is a process of its own; all clocks are the machine's monotonic one.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import psycopg
import redis.asyncio
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.client import connect

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmark-events"
PORT = 7262
ADDRESS = f"ws://127.0.0.1:{PORT}/ws/questlog/"
PAUSE = 0.02
DRAINED = 20_000

WRITER = """
import sys, time
from django.db import transaction
from apps.realtime.log.insertion import insert_event
run, events, pause = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
payload = {"work": "Chrono Trigger", "edition": "Chrono Trigger", "platform": "SNES",
           "playtime_hours": 40.5, "rating": 5.0, "text": "x" * 200}
for number in range(events):
    with transaction.atomic():
        insert_event("questlog:thing_done", payload={**payload, "number": number},
               subject=f"thing:{number}", dedupe_key=f"{run}:{number}")
    print(number, time.monotonic(), flush=True)
    time.sleep(pause)
"""

SAVES = """
import random, statistics, sys, time
from apps.journal.models import Playthrough, Status
from apps.library.models import Game
game = Game.objects.first() or Game.objects.add(name="Chrono Trigger")
runs = [Playthrough.objects.create(edition=game.first_edition(), is_public=public)
        for public in (True, False)]
took = {True: [], False: []}
for turn in range(int(sys.argv[1])):
    random.shuffle(runs)
    for run in runs:
        run.status = Status.PAUSED if turn % 2 else Status.PLAYING
        started = time.perf_counter()
        run.save()
        took[run.is_public].append(time.perf_counter() - started)
with_event, without = (statistics.median(took[key]) * 1000 for key in (True, False))
print(f"a save: {without:.2f} ms without an event, {with_event:.2f} ms with one, "
      f"{100 * (with_event / without - 1):.0f} % more (medians of {len(took[True])})")
"""


def main(events: int) -> None:
    os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
    os.environ["QUESTLOG_REDIS_PORT"] = "0"
    from questlog_site.settings import DATABASE_URL
    from questlog_site.settings import REDIS_URL

    with serving():
        for sockets in (0, 1, 100):
            asyncio.run(measure_latency(REDIS_URL, sockets, events))
        measure_drain(DATABASE_URL)
        subprocess.run([*python(SAVES), str(events)], check=True, cwd=ROOT)


def python(script: str) -> list[str]:
    setup = "import django\ndjango.setup()\n"
    os.environ["DJANGO_SETTINGS_MODULE"] = "questlog_site.settings"
    return [sys.executable, "-c", setup + script]


@contextmanager
def serving() -> Iterator[None]:
    command = [sys.executable, "manage.py", "serve", "--port", str(PORT)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    while "is ready" not in server.stdout.readline():
        assert server.poll() is None
    try:
        yield
    finally:
        server.terminate()
        server.communicate()


# Commit to listener -------------------------------------------------------------


async def measure_latency(redis_url: str, sockets: int, events: int) -> None:
    heard: dict[str, list[tuple[int, float]]] = {"Redis": [], "WebSocket": []}
    client: Any = redis.asyncio.Redis.from_url(redis_url, socket_timeout=None)
    async with client, client.pubsub(ignore_subscribe_messages=True) as channel:
        await channel.subscribe("events:questlog")
        connections = [await connect(ADDRESS) for _ in range(sockets)]
        listeners = [
            asyncio.create_task(hear_redis(channel, events, heard["Redis"])),
            *(
                asyncio.create_task(hear_socket(socket, events, heard["WebSocket"]))
                for socket in connections
            ),
        ]
        run = f"{time.time()}"
        writer = await asyncio.create_subprocess_exec(
            *python(WRITER), run, str(events), str(PAUSE),
            cwd=ROOT, stdout=subprocess.PIPE,
        )  # fmt: skip
        output, _ = await writer.communicate()
        await asyncio.wait_for(asyncio.gather(*listeners), 30)
        for socket in connections:
            await socket.close()
    committed = dict(map(float, line.split()) for line in output.decode().splitlines())
    for name, arrivals in heard.items():
        if arrivals:
            took = [1000 * (at - committed[number]) for number, at in arrivals]
            print(f"{sockets} sockets, commit to {name}: {summary(took)}")


async def hear_redis(channel: Any, events: int, heard: list[tuple[int, float]]) -> None:
    async for message in channel.listen():
        heard.append((number(message["data"]), time.monotonic()))
        if len(heard) == events:
            return


async def hear_socket(
    socket: ClientConnection, events: int, heard: list[tuple[int, float]]
) -> None:
    for _ in range(events):
        text = await socket.recv()
        arrived = time.monotonic()
        heard.append((number(text), arrived))


def number(message: str | bytes) -> int:
    value: int = orjson.loads(message)["payload"]["number"]
    return value


def summary(took: list[float]) -> str:
    cuts = statistics.quantiles(took, n=100)
    return (
        f"p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms, max {max(took):.1f} ms "
        f"({len(took)} deliveries)"
    )


# Draining -----------------------------------------------------------------------


def measure_drain(database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as session:
        session.execute(
            "INSERT INTO realtime_event (uuid, type, version, subject, dedupe_key,"
            " payload_json, occurred_at) SELECT gen_random_uuid(),"
            " 'questlog:thing_done', 1, 'thing', %s || n,"
            " json_build_object('number', n, 'text', repeat('x', 300))::text, now()"
            " FROM generate_series(1, %s) n",
            [f"{time.time()}:", DRAINED],
        )
        started = time.monotonic()
        query = (
            "SELECT NOT EXISTS (SELECT FROM realtime_event WHERE sequence IS NULL)"
            " AND sequence = (SELECT last_sequence FROM realtime_eventstream)"
            " FROM realtime_eventsink"
        )
        while not session.execute(query).fetchone()[0]:  # type: ignore[index]
            time.sleep(0.02)
        took = time.monotonic() - started
    print(f"drained {DRAINED} events to Redis in {took:.1f} s: {DRAINED / took:.0f}/s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
