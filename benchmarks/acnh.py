"""What hunts cost at 100,000 encounters, and 200 overlays beside a hunt in progress.

    uv run python -m benchmarks.acnh [seconds]

Fills a Questlog of its own under var/benchmark-acnh with 10,000 encounters, then with
100,000. At both sizes it measures the statistics against plain SQL for the same
figures, and each page by its statements, the time they take, and the whole time. Then
200 clients ask for `hunts/latest` every 5 seconds for so long, while somebody records
an encounter each second: an answer is stale if it lacks one that was confirmed before
it was asked for.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from typing import NamedTuple

from benchmarks import reads

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmark-acnh"
PORT = 7262
SIZES = (10_000, 100_000)
A_HUNT = 100
TIMES = 15
CLIENTS = 200
PAUSE = 5.0
LATEST = "/api/acnh/hunts/latest"
# The figures of the statistics, each as one would ask for it by hand.
BY_HAND = [
    "SELECT count(*), avg(n), sum(n), min(n), max(n) FROM (SELECT count(e.id) AS n"
    " FROM acnh_hunt h LEFT JOIN acnh_encounter e ON e.hunt_id = h.id GROUP BY h.id) x",
    "SELECT villager_id, count(*) FROM acnh_encounter"
    " GROUP BY 1 ORDER BY 2 DESC LIMIT 5",
    "SELECT v.species, count(*) FROM acnh_encounter e"
    " JOIN acnh_villager v ON v.id = e.villager_id GROUP BY 1 ORDER BY 2 DESC LIMIT 10",
    "SELECT v.personality, count(*) FROM acnh_encounter e"
    " JOIN acnh_villager v ON v.id = e.villager_id GROUP BY 1 ORDER BY 2 DESC",
    "SELECT to_char(h.date, 'YYYY-MM'), count(*), sum(n) FROM acnh_hunt h"
    " JOIN (SELECT hunt_id, count(*) AS n FROM acnh_encounter GROUP BY 1) x"
    " ON x.hunt_id = h.id GROUP BY 1",
]


def main(seconds: float) -> None:
    os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "questlog_site.settings"
    os.environ["ALLOWED_HOSTS"] = "*"
    DATA.mkdir(parents=True, exist_ok=True)

    from apps.server.embedded.servers import EmbeddedServers

    with EmbeddedServers(DATA, redis_port=0) as servers:
        assert servers.postgres is not None
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        costs = {}
        for size in SIZES:
            _fill(size)
            _report_statistics(size)
            costs[size] = _costs()
        _report_costs(costs)
        _overlays(seconds)


def _fill(size: int) -> None:
    """Hunts of 100 encounters each, the latest of them running."""
    from datetime import date
    from datetime import timedelta

    from django.db import connection
    from django.utils import timezone

    from apps.profiles.acnh.models import Encounter
    from apps.profiles.acnh.models import Hunt
    from apps.profiles.acnh.models import Island
    from apps.profiles.acnh.models import Villager

    island, _ = Island.set_up()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE acnh_hunt, acnh_encounter CASCADE")
    chance = random.Random(11)
    villagers = list(Villager.objects.filter(on_islands=True))
    count, now = size // A_HUNT, timezone.now()
    hunts = Hunt.objects.bulk_create(
        Hunt(
            island=island,
            date=date(2026, 11, 30) - timedelta(days=count - number),
            target=chance.choice(villagers),
            ended_at=None if number == count - 1 else now,
            version=A_HUNT,
        )
        for number in range(count)
    )
    encounters = [
        Encounter(
            hunt=hunt,
            villager=chance.choice(villagers),
            position=position,
            met_at=now - timedelta(days=count - number, minutes=2 * (99 - position)),
        )
        for number, hunt in enumerate(hunts)
        for position in range(1, A_HUNT + 1)
    ]
    Encounter.objects.bulk_create(encounters, batch_size=5_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE acnh_hunt, acnh_encounter, acnh_villager")


# Statistics ------------------------------------------------------------------------


def _report_statistics(size: int) -> None:
    from apps.profiles.acnh.stats import contract_stats_json
    from apps.profiles.acnh.stats import stats_json

    def by_hand() -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            for sql in BY_HAND:
                cursor.execute(sql)
                cursor.fetchall()

    ratios, times = [], []
    for _ in range(TIMES):
        hand, ours = _seconds(by_hand), _seconds(lambda: stats_json(private=True))
        contract = _seconds(contract_stats_json)
        ratios.append(ours / hand)
        times.append((hand, ours, contract))
    hand, ours, contract = (
        statistics.median(each) * 1000 for each in zip(*times, strict=True)
    )
    print(
        f"{size:7,} encounters: statistics {ours:.1f} ms (the contract's {contract:.1f}"
        f" ms), by hand {hand:.1f} ms: ratio {statistics.median(ratios):.2f}"
        f" [{min(ratios):.2f}..{max(ratios):.2f}]"
    )


def _seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


class Cost(NamedTuple):
    """Of a page; times in milliseconds."""

    statements: int
    sql: float
    whole: float


# Pages -----------------------------------------------------------------------------


def _costs() -> dict[str, Cost]:
    """What each page costs, the best of some requests."""
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from apps.profiles.acnh.models import Hunt

    owner, _ = User.objects.get_or_create(
        username="bench", is_superuser=True, is_staff=True
    )
    client = Client()
    client.force_login(owner)
    hunt = Hunt.objects.current()
    assert hunt is not None
    pages = {
        "hunts/latest": LATEST,
        "hunts, 20": "/api/profiles/acnh/hunts?limit=20&include=private",
        "hunts of Raymond": "/api/profiles/acnh/hunts?limit=20&target=Raymond",
        "one hunt, 100 encounters": f"/api/profiles/acnh/hunts/{hunt.uuid}",
        "hunt page": "/admin/profiles/acnh/",
        "its changing part": f"/hunt/{hunt.uuid}/now/",
        "hunts in the admin": "/admin/profiles/acnh/hunts/",
        "hunts in the admin, last page": "/admin/profiles/acnh/hunts/?p=2",
        "a hunt's page": f"/admin/profiles/acnh/hunts/inspect/{hunt.pk}/",
        "statistics page": "/admin/profiles/acnh/statistics/",
    }
    found = {}
    for name, url in pages.items():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200, url
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        # Before other requests empty the log of queries.
        statements = len(captured)
        sql = sum(float(query["time"]) for query in captured) * 1000
        best = min(_seconds(lambda url=url: client.get(url)) for _ in range(TIMES))  # type: ignore[misc]
        found[name] = Cost(statements, sql, best * 1000)
    return found


def _report_costs(costs: dict[int, dict[str, Cost]]) -> None:
    few, many = (costs[size] for size in SIZES)
    print(f"{'':32}{'statements':>12}{'SQL ms':>14}{'whole ms':>16}")
    for name, cost in few.items():
        later = many[name]
        print(
            f"{name:32}{f'{cost.statements}, {later.statements}':>12}"
            f"{f'{cost.sql:.0f}, {later.sql:.0f}':>14}"
            f"{f'{cost.whole:.0f}, {later.whole:.0f}':>16}"
        )


# Overlays --------------------------------------------------------------------------


class Presses:
    """What was recorded, and when it was confirmed."""

    def __init__(self, already: int) -> None:
        self.confirmed = self.begun = already

    def record(self, hunt: str, token: str, stop: threading.Event) -> None:
        connection = _connect()
        path = f"/api/profiles/acnh/hunts/{hunt}/encounters"
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
        }
        while not stop.wait(1.0):
            self.begun += 1
            body = json.dumps({"villager": "Bob", "key": str(self.begun)})
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 201, answer.status
            self.confirmed += 1


def _overlays(seconds: float) -> None:
    from django.contrib.auth.models import User
    from wagtail.models import APIToken

    from apps.profiles.acnh.models import Hunt

    hunt = Hunt.objects.current()
    assert hunt is not None
    _, token = APIToken.create_token(user=User.objects.get(username="bench"), name="b")
    presses = Presses(hunt.encounters.count())
    web = _serve()
    stop = threading.Event()
    writer = threading.Thread(target=presses.record, args=(str(hunt.uuid), token, stop))
    try:
        writer.start()
        alone = _cpu_during(web.pid, lambda: time.sleep(min(seconds, 15)))
        took: list[float] = []
        stale: list[int] = []
        crowd = _cpu_during(web.pid, lambda: _ask_all(presses, seconds, took, stale))
        stop.set()
        writer.join()
    finally:
        web.terminate()
        web.wait(timeout=20)
    took.sort()
    print(
        f"{CLIENTS} clients, every {PAUSE:.0f} s for {seconds:.0f} s, beside a press a"
        f" second: {len(took):,} answers, {sum(stale)} stale, p50"
        f" {took[len(took) // 2] * 1000:.0f} ms, p99"
        f" {took[int(len(took) * 0.99)] * 1000:.0f} ms"
    )
    print(
        f"CPU of one core: web {crowd[0]:.0f} %, PostgreSQL {crowd[1]:.0f} %;"
        f" without the clients {alone[0]:.0f} % and {alone[1]:.0f} %"
    )


def _ask_all(
    presses: Presses, seconds: float, took: list[float], stale: list[int]
) -> None:
    end = time.monotonic() + seconds

    def ask(number: int) -> None:
        time.sleep(number * PAUSE / CLIENTS)
        while (started := time.monotonic()) < end:
            known = presses.confirmed
            # The server hangs up on those who say nothing for 5 seconds.
            connection = _connect()
            connection.request("GET", LATEST)
            hunt = json.loads(connection.getresponse().read())["hunt"]
            connection.close()
            took.append(time.monotonic() - started)
            count = hunt["encounter_count"]
            stale.append(count < known or count > presses.begun)
            time.sleep(max(0.0, PAUSE - (time.monotonic() - started)))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _cpu_during(web: int, run: Callable[[], object]) -> tuple[float, float]:
    """Percent of one core that the web process and PostgreSQL took meanwhile."""
    before, started = _cpu(web), time.monotonic()
    run()
    after, lasted = _cpu(web), time.monotonic() - started
    web_share, postgres = (
        100 * (b - a) / lasted for a, b in zip(before, after, strict=True)
    )
    return web_share, postgres


def _cpu(web: int) -> tuple[float, float]:
    return reads.cpu(web), reads.postgres_cpu(DATA)


def _serve() -> subprocess.Popen[Any]:
    web = subprocess.Popen(
        [
            *(sys.executable, "-m", "uvicorn", "questlog_site.asgi:application"),
            *("--port", str(PORT), "--log-level", "warning"),
        ],
        cwd=ROOT,
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            connection = _connect()
            connection.request("GET", LATEST)
            connection.getresponse().read()
            return web
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def _connect() -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
