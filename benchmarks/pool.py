"""What a smaller pool of database connections costs.

    uv run python -m benchmarks.pool [rounds] [sizes,…]

40 clients ask the web process for a page of games without a pause, with pools of
different sizes in turn. The line of each size goes to results/pool.txt: requests per
second, milliseconds that half of the requests and 99 of 100 took at most, and the
connections that PostgreSQL had open at the end.
"""

from __future__ import annotations

import os
import statistics
import sys
import threading
import time
from collections import defaultdict

from benchmarks.reads import DATA
from benchmarks.reads import _ask
from benchmarks.reads import _connect
from benchmarks.reads import _fill
from benchmarks.reads import _serve
from benchmarks.reads import django

RESULTS = DATA.parent.parent / "benchmarks" / "results" / "pool.txt"
ADDRESS = "/api/games?limit=20"
CLIENTS = 40
SECONDS = 3.0
SIZES = (4, 8, 16, 40)

type Measured = tuple[float, float, float, int]


def main(rounds: int, sizes: list[int]) -> None:
    os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    DATA.mkdir(parents=True, exist_ok=True)

    from apps.server.embedded.servers import EmbeddedServers

    found: dict[int, list[Measured]] = defaultdict(list)
    with EmbeddedServers(DATA, redis_port=0):
        _fill()
        for _ in range(rounds):
            for size in sizes:
                found[size].append(_measure(size))
    with RESULTS.open("a") as file:
        for size, measured in found.items():
            rate, half, most, opened = map(
                statistics.median, zip(*measured, strict=True)
            )
            line = (
                f"{time.strftime('%Y-%m-%d')} pool of {size:3}, {CLIENTS} clients: "
                f"{rate:5.0f} req/s, p50 {half:4.0f} ms, p99 {most:4.0f} ms, "
                f"{opened:.0f} connections"
            )
            print(line)
            print(line, file=file)


def _measure(size: int) -> Measured:
    os.environ["DATABASE_POOL_SIZE"] = str(size)
    web = _serve()
    try:
        times = _ask_at_once()
        opened = _connections()
    finally:
        web.terminate()
        web.wait(timeout=20)
    times.sort()
    half, most = times[len(times) // 2], times[len(times) * 99 // 100]
    return len(times) / SECONDS, half * 1000, most * 1000, opened


def _ask_at_once() -> list[float]:
    times: list[float] = []
    end = time.monotonic() + SECONDS

    def loop() -> None:
        connection = _connect()
        while time.monotonic() < end:
            began = time.monotonic()
            _ask(connection, django(ADDRESS))
            times.append(time.monotonic() - began)
        connection.close()

    threads = [threading.Thread(target=loop) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _connections() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 3,
        [int(size) for size in sys.argv[2].split(",")]
        if len(sys.argv) > 2
        else list(SIZES),
    )
