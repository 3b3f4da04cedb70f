"""A history of 10,000 activities from a server on this machine, and figures of 100,000.

    uv run python -m benchmarks.destiny [rounds]

Fills a Questlog of its own under var/benchmark-destiny. The server answers from memory;
its own time is what asking for the same addresses costs without Questlog. A sync runs
in a process of its own: its time, statements, and memory, then killed at ten random
points and run again. Processor time is the sync's own and that of its database
connection: on a busy machine it says more than the clock. Figures over 100,000
activities are beside SQL written by hand.
Lines are kept in `benchmarks/results/destiny.txt`.
"""

from __future__ import annotations

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from functools import partial
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from itertools import chain
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmark-destiny"
RESULTS = ROOT / "benchmarks" / "results" / "destiny.txt"
ACTIVITIES, MANY, PAGE, KILLS = 10_000, 100_000, 250, 10
MEMBERSHIP = "4611686018429783292"
CHARACTERS = {
    "2305843009301040001": 5_000,
    "2305843009301040002": 3_003,
    "2305843009301040003": 1_997,
}
FIGURES = (
    "assists completed deaths kills opponentsDefeated efficiency killsDeathsRatio"
    " killsDeathsAssists score activityDurationSeconds timePlayedSeconds"
    " completionReason startSeconds playerCount teamScore standing team fireteamId"
).split()
PER_RAID = """
SELECT d.group_name, count(*), count(*) FILTER (WHERE a.is_clear), sum(a.kills),
       sum(a.deaths), min(a.duration_seconds) FILTER (
           WHERE a.is_clear AND coalesce(r.from_beginning, true))
FROM destiny_activity a
JOIN destiny_definition d ON d.kind = 'activity' AND d.number = a.reference_hash
LEFT JOIN destiny_report r ON r.instance_id = a.instance_id
WHERE a.category = ANY(%(categories)s) GROUP BY 1 ORDER BY 3 DESC
"""
NEWEST = """
SELECT a.*, d.name, m.name FROM destiny_activity a
JOIN destiny_definition d ON d.kind = 'activity' AND d.number = a.reference_hash
LEFT JOIN destiny_definition m ON m.kind = 'mode' AND m.number = a.mode
{where} ORDER BY a.period DESC, a.id DESC LIMIT 50
"""
COUNT = "SELECT count(*) FROM destiny_activity"
DAYS = """
SELECT (period AT TIME ZONE 'UTC')::date, count(*), sum(time_played_seconds)
FROM destiny_activity GROUP BY 1 ORDER BY 1
"""
WEAPONS = """
SELECT d.name, sum(w.kills), sum(w.precision_kills), count(*)
FROM destiny_reportentry e, jsonb_to_recordset(e.weapons)
    AS w(hash bigint, kills int, precision_kills int), destiny_definition d
WHERE e.is_self AND d.kind = 'weapon' AND d.number = w.hash
GROUP BY 1 ORDER BY 2 DESC LIMIT 50
"""


def main(rounds: int) -> None:
    with prepared(), RESULTS.open("a") as file:
        load = os.getloadavg()[0]
        head = f"# {time.strftime('%F %T')}, {rounds} rounds, load {load:.1f}"
        for line in chain([head], measured(rounds)):
            print(line, flush=True)
            file.write(line + "\n")


@contextmanager
def prepared() -> Iterator[None]:
    os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "questlog_site.settings"
    os.environ["TIME_ZONE"] = "UTC"
    os.environ["BUNGIE_API_KEY"] = "0" * 32
    DATA.mkdir(parents=True, exist_ok=True)

    from apps.server.embedded.servers import EmbeddedServers

    with EmbeddedServers(DATA, redis_port=0):
        import django
        from django.core.management import call_command

        with playing_bungie() as server:
            base = f"http://127.0.0.1:{server.server_port}"
            os.environ["BUNGIE_BASE_URL"] = base + "/Platform"
            os.environ["BUNGIE_STATS_BASE_URL"] = base + "/Platform"
            django.setup()
            call_command("migrate", verbosity=0)
            yield


def measured(rounds: int) -> Iterator[str]:
    floor = min(server_alone() for _ in range(rounds))
    yield f"server alone, {len(Bungie.pages)} pages of history: {floor:.2f} s"
    for name, pace in (("without its pace", "0"), ("at its pace", "")):
        best = min(
            (sync(pace) for _ in range(rounds)), key=lambda each: each["seconds"]
        )
        on_top = best["seconds"] - floor
        yield (
            f"first sync {name}: {best['seconds']:.2f} s, {best['requests']} requests,"
            f" {best['statements']} statements;"
            f" {ACTIVITIES / on_top:,.0f} activities a second on top of the server"
        )
        busy = best["processor"] + best["database"]
        yield (
            f"  processor time {best['processor']:.2f} s, its database's"
            f" {best['database']:.2f} s: {ACTIVITIES / busy:,.0f} activities a second"
        )
        yield (
            f"  memory {best['loaded']['VmRSS']:.0f} MB before it began,"
            f" {best['most']['VmHWM']:.0f} MB at most, of which"
            f" {best['most']['RssFile']:.0f} MB are files that processes share"
        )
    again = sync("0", anew=False)
    yield (
        f"sync without news: {again['seconds']:.2f} s, {again['requests']} requests,"
        f" {again['statements']} statements"
    )
    fill()
    yield from against_sql(max(rounds, 5))
    yield from killed()


# Bungie ------------------------------------------------------------------------------


class Bungie(BaseHTTPRequestHandler):
    """Answers from memory; may kill who asks."""

    protocol_version = "HTTP/1.1"
    pages: dict[str, bytes] = {}
    others: dict[str, bytes] = {}
    requests = 0
    # Kill this process at that request, so many seconds after it was answered.
    victim: int | None = None
    kill_at = 0
    kill_after = 0.0

    def do_GET(self) -> None:
        Bungie.requests += 1
        if Bungie.victim is not None and Bungie.requests == Bungie.kill_at:
            threading.Timer(Bungie.kill_after, _kill, [Bungie.victim]).start()
        path = self.path.removeprefix("/Platform/Destiny2/")
        body = Bungie.pages.get(path) or Bungie.others.get(path.partition("?")[0])
        body = body or envelope(None)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


class Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who was killed hangs up."""


def _kill(victim: int) -> None:
    try:
        os.kill(victim, signal.SIGKILL)
    except ProcessLookupError:
        pass


@contextmanager
def playing_bungie() -> Iterator[ThreadingHTTPServer]:
    make_answers()
    with Server(("127.0.0.1", 0), Bungie) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def make_answers() -> None:
    number = 0
    account = f"3/Account/{MEMBERSHIP}"
    for character, played in CHARACTERS.items():
        rows = [activity(number + each) for each in range(played)][::-1]
        number += played
        for page in range(played // PAGE + 1):
            part = rows[page * PAGE :][:PAGE]
            path = f"{account}/Character/{character}/Stats/Activities/"
            Bungie.pages[f"{path}?count={PAGE}&page={page}&mode=0"] = envelope(
                {"activities": part} if part else None
            )
    card = {
        "membershipType": 3,
        "membershipId": MEMBERSHIP,
        "crossSaveOverride": 0,
        "applicableMembershipTypes": [3],
        "bungieGlobalDisplayName": "Guardian",
        "bungieGlobalDisplayNameCode": 42,
    }
    characters = {
        each: {"characterId": each, "classType": 0, "raceType": 0, "genderType": 0}
        for each in CHARACTERS
    }
    Bungie.others = {
        "SearchDestinyPlayerByBungieName/-1/": envelope([card]),
        "Manifest/": envelope(
            {"version": "1", "jsonWorldComponentContentPaths": {"en": {}}}
        ),
        f"3/Profile/{MEMBERSHIP}/": envelope(
            {
                "profile": {"data": {"userInfo": card}},
                "characters": {"data": characters},
            }
        ),
        f"{account}/Stats/": envelope(
            {
                "characters": [
                    {"characterId": each, "deleted": False} for each in CHARACTERS
                ]
            }
        ),
    }


def activity(number: int) -> dict[str, Any]:
    period = datetime(2017, 9, 6, tzinfo=UTC) + timedelta(hours=7 * number)
    return {
        "period": f"{period:%Y-%m-%dT%H:%M:%SZ}",
        "activityDetails": {
            "referenceId": 1000 + number % 90,
            "directorActivityHash": 1000 + number % 90,
            "instanceId": str(15_432_100_000 + number),
            "mode": 10,
            "modes": [5, 10],
            "isPrivate": False,
            "membershipType": 3,
        },
        "values": {
            name: {
                "statId": name,
                "basic": {"value": float(number % 50), "displayValue": "12"},
            }
            for name in FIGURES
        },
    }


def envelope(response: object) -> bytes:
    found = {"ErrorCode": 1, "ThrottleSeconds": 0, "ErrorStatus": "Success"}
    if response is not None:
        found["Response"] = response  # type: ignore[assignment]
    return json.dumps(found).encode()


# Syncs -------------------------------------------------------------------------------


def server_alone() -> float:
    """What it costs to ask for every page of the history, and read it."""
    from django.conf import settings

    host = settings.BUNGIE_BASE_URL.split("/")[2]
    begun = time.perf_counter()
    with closing(HTTPConnection(host)) as connection:
        for path in Bungie.pages:
            connection.request("GET", f"/Platform/Destiny2/{path}")
            connection.getresponse().read()
    return time.perf_counter() - begun


def sync(pace: str, *, anew: bool = True) -> dict[str, Any]:
    if anew:
        forget()
    Bungie.requests, Bungie.victim = 0, None
    found = json.loads(_child(pace).communicate()[0])
    return {**found, "requests": Bungie.requests}


def killed() -> Iterator[str]:
    """At random moments of a first sync, which is then run again to its end."""
    yield "killed at request   stored then   requests after   stored   twice"
    chance = random.Random(12)
    last = len(Bungie.pages) + 8
    for at in sorted(chance.sample(range(3, last), KILLS)):
        forget()
        child = _child("0")
        Bungie.requests, Bungie.kill_at = 0, at
        Bungie.kill_after, Bungie.victim = chance.uniform(0, 0.06), child.pid
        assert child.wait() == -signal.SIGKILL
        before, _ = stored()
        after = sync("0", anew=False)
        count, twice = stored()
        yield (
            f"{at:17}{before:14,}{after['requests']:17}{count:9,}{twice:8}"
            f"{'' if count == ACTIVITIES and not twice else '   WRONG'}"
        )


def _child(pace: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.destiny", "sync", pace]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def run_sync(pace: str) -> None:
    """The child's part."""
    # The development tools bring it, and httpx loads it where it is.
    sys.modules["rich"] = None  # type: ignore[assignment]
    import django

    django.setup()

    from django.db import connection

    from apps.integrations.bungie.client import BungieClient
    from apps.integrations.http.pacing import Pace
    from apps.jobs.progress import SILENT
    from apps.profiles.destiny.models import DestinyProfile
    from apps.profiles.destiny.syncing.run import sync_destiny

    if pace:
        BungieClient.pace = Pace(0.0, places=5)
    profile = DestinyProfile.current()
    assert profile is not None
    statements = 0

    def counting(execute: Any, *arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*arguments)

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    loaded, busy = memory(), processor_time(backend)
    begun, base = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(counting):
        sync_destiny(profile, SILENT)
    found = {
        "seconds": time.perf_counter() - begun,
        "processor": time.process_time() - base,
        "database": processor_time(backend) - busy,
        "statements": statements,
        "loaded": loaded,
        "most": memory(),
    }
    print(json.dumps(found))


def memory() -> dict[str, float]:
    """In MB. `ru_maxrss` would count the process that started this one, too."""
    rows = Path("/proc/self/status").read_text().splitlines()
    sizes = (row.split() for row in rows if row.endswith(" kB"))
    return {name.rstrip(":"): int(size) / 1024 for name, size, _ in sizes}


def processor_time(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def forget() -> None:
    from apps.profiles.destiny.models import DestinyProfile

    DestinyProfile.objects.all().delete()
    profile, _ = DestinyProfile.set_up()
    profile.change(bungie_name="Guardian", bungie_name_code=42)


def stored() -> tuple[int, int]:
    """How many activities, and how many instances more than once."""
    from django.db.models import Count

    from apps.profiles.destiny.models import Activity

    rows = Activity.objects.values("instance_id").annotate(count=Count("pk"))
    return Activity.objects.count(), rows.filter(count__gt=1).count()


# Figures -----------------------------------------------------------------------------


def fill() -> None:
    """100,000 activities, of which each tenth is a raid or dungeon with a report."""
    from django.db import connection

    from apps.profiles.destiny.models import Activity

    Activity.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM destiny_reportentry;
            DELETE FROM destiny_report;
            DELETE FROM destiny_definition;
            INSERT INTO destiny_definition
                (kind, number, name, group_name, description, image_path, score,
                 version)
            SELECT 'activity', 1000 + n, 'Raid ' || n %% 30 || ': Master',
                   'Raid ' || n %% 30, '', '', 0, '1' FROM generate_series(0, 89) n
            UNION ALL
            SELECT 'weapon', n, 'Weapon ' || n %% 300, '', 'Sword', '', 0, '1'
            FROM generate_series(0, 399) n;
            INSERT INTO destiny_activity
                (uuid, created_at, updated_at, character_id, instance_id, period,
                 reference_hash, director_hash, mode, modes, category, is_private_match,
                 completed, completion_reason, is_clear, duration_seconds,
                 time_played_seconds, kills, deaths, assists, score, team_score,
                 kd_ratio, efficiency, player_count, values, raw, version)
            SELECT gen_random_uuid(), now(), now(),
                   (SELECT min(id) FROM destiny_character) + n %% 3, n::text,
                   timestamptz '2017-09-06' + n * interval '47 minutes',
                   1000 + n %% 90, 1000 + n %% 90, 10, '{5,10}',
                   CASE n %% 10 WHEN 0 THEN 'raid' WHEN 1 THEN 'dungeon' ELSE 'pvp' END,
                   false, n %% 3 > 0, 0, n %% 3 > 0, 1000 + n %% 5000, 900, n %% 70,
                   n %% 9, 3, 0, 0, 1.5, 1.5, 6, '{}', '{}', 0
            FROM generate_series(1, %s) n;
            INSERT INTO destiny_report
                (uuid, created_at, updated_at, instance_id, asked_at, fetched_at,
                 from_beginning, starting_phase)
            SELECT gen_random_uuid(), now(), now(), instance_id, now(), now(),
                   id %% 4 > 0, 0 FROM destiny_activity
            WHERE category IN ('raid', 'dungeon');
            INSERT INTO destiny_reportentry
                (uuid, created_at, updated_at, report_id, position, character_id,
                 membership_id, display_name, character_class, light, is_self,
                 completed, time_played_seconds, kills, deaths, assists, score, values,
                 weapons)
            SELECT gen_random_uuid(), now(), now(), r.id, p, p::text, p::text, 'P', '',
                   0, p = 1, true, 900, 5, (r.id + p) %% 4, 0, 0, '{}',
                   (SELECT jsonb_agg(jsonb_build_object('hash', (r.id * 7 + w) %% 400,
                    'kills', w * 9, 'precision_kills', w)) FROM generate_series(1, 4) w)
            FROM destiny_report r, generate_series(1, 6) p;
            """,
            [MANY],
        )
    with connection.cursor() as cursor:
        # As autovacuum does.
        cursor.execute("VACUUM ANALYZE")


def against_sql(rounds: int) -> Iterator[str]:
    from django.test import Client

    from apps.profiles.destiny.stats import contract_raid_stats_json
    from apps.profiles.destiny.stats import days_json
    from apps.profiles.destiny.stats import raids_json
    from apps.profiles.destiny.stats import weapons_json

    client = Client(headers={"host": "localhost"})
    of_raids = "WHERE a.category = 'raid' AND a.completed"
    raids = (PER_RAID, {"categories": ["raid"]})
    both = (PER_RAID, {"categories": ["raid", "dungeon"]})
    entries = (
        "SELECT report_id, sum(deaths), count(DISTINCT membership_id)"
        " FROM destiny_reportentry GROUP BY 1",
        {},
    )

    # Another offset each time: the same page again would come from the cache.
    offsets = count()

    def read(path: str, **query: Any) -> object:
        response = client.get(f"/api/destiny/{path}", query)
        assert response.status_code == 200
        return response.content

    def page(**filters: str) -> object:
        return read("activities", offset=next(offsets), **filters)

    def profile() -> object:
        return read("profile", any=next(offsets))

    ways: list[tuple[str, Callable[[], object], list[tuple[str, Any]]]] = [
        ("/destiny/raids/stats", contract_raid_stats_json, [raids]),
        ("/profiles/destiny/raids", lambda: raids_json(private=True), [both, entries]),
        (
            "/profiles/destiny/weapons",
            lambda: weapons_json(private=True, most=50),
            [(WEAPONS, {})],
        ),
        ("/profiles/destiny/days", lambda: days_json(private=True), [(DAYS, {})]),
        ("/destiny/profile, all of HTTP", profile, [(COUNT, {})]),
        ("/destiny/activities, all of HTTP", page, [(newest(""), {}), (COUNT, {})]),
        (
            "… of raids that were completed",
            lambda: page(mode_category="raid", completed="true"),
            [(newest(of_raids), {}), (f"{COUNT} a {of_raids}", {})],
        ),
    ]
    yield (
        f"{MANY:,} activities{'':17}{'ours, ms':>12}{'its SQL':>10}"
        f"{'by hand':>10}{'ratio':>8}{'of SQL':>8}"
    )
    for name, ours, statements in ways:
        times: tuple[list[float], ...] = ([], [], [])
        for _ in range(rounds):
            with timed_statements() as taken:
                times[0].append(timed(ours))
            times[1].append(sum(taken))
            times[2].append(timed(partial(_run, statements)))
        mine, own_sql, floor = (1000 * statistics.median(each) for each in times)
        yield (
            f"{name:34}{mine:11.1f}{own_sql:10.1f}{floor:10.1f}"
            f"{mine / floor:8.2f}{own_sql / floor:8.2f}"
        )


@contextmanager
def timed_statements() -> Iterator[list[float]]:
    """How long each statement takes: the rest is Django's and HTTP's."""
    from django.db import connection

    taken: list[float] = []

    def run(execute: Any, *arguments: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            taken.append(time.perf_counter() - begun)

    with connection.execute_wrapper(run):
        yield taken


def newest(where: str) -> str:
    return NEWEST.format(where=where)


def _run(statements: list[tuple[str, Any]]) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        return [cursor.execute(*each).fetchall() for each in statements]


def timed(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


if __name__ == "__main__":
    if sys.argv[1:2] == ["sync"]:
        run_sync(sys.argv[2])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
