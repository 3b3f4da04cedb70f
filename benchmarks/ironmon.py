"""IronMON's figures and pages with 20,000 runs and 150,000 cleared checkpoints.

    uv run python -m benchmarks.ironmon [rounds]

Fills a Questlog of its own under var/benchmark-ironmon. Statistics are beside the same
figures in SQL written by hand, statement by statement, turn by turn in one process.
Pages are asked for with 1,000 runs and with all of them, and from the beginning and the
end of the listing, the best of all rounds: what counts are the ratios and the number of
statements. Lines are kept in `benchmarks/results/ironmon.txt`.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmark-ironmon"
RESULTS = ROOT / "benchmarks" / "results" / "ironmon.txt"
FEW, RUNS, CLEARED = 1_000, 20_000, 150_000
PAGE = 100
PER_CHECKPOINT = """
SELECT cp.position, cp.name, count(r.id) FROM ironmon_checkpoint cp
LEFT JOIN ironmon_run r ON r.furthest_id = cp.id
WHERE cp.challenge_id = %(challenge)s GROUP BY cp.id ORDER BY cp.position
"""
TOTALS = """
SELECT count(*), count(*) FILTER (WHERE is_victory), count(furthest_id),
       count(*) FILTER (WHERE defeat_pokemon <> '')
FROM ironmon_run WHERE challenge_id = %(challenge)s
"""
TOP_TEN = """
SELECT {column}, count(*) FROM ironmon_run
WHERE challenge_id = %(challenge)s AND {column} <> ''
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10
"""
DAYS = """
SELECT (coalesce(started_at, ended_at) AT TIME ZONE 'UTC')::date, count(*)
FROM ironmon_run WHERE challenge_id = %(challenge)s GROUP BY 1 ORDER BY 1
"""
BEST = """
SELECT r.seed_number, cp.name FROM ironmon_run r
JOIN ironmon_checkpoint cp ON cp.id = r.furthest_id
WHERE r.challenge_id = %(challenge)s
ORDER BY cp.position DESC, r.seed_number LIMIT 1
"""
STREAKS = """
WITH numbered AS (
    SELECT furthest_id IS NOT NULL AS past,
           row_number() OVER (ORDER BY seed_number) AS place,
           row_number() OVER (ORDER BY seed_number) - row_number() OVER (
               PARTITION BY furthest_id IS NOT NULL ORDER BY seed_number) AS streak
    FROM ironmon_run WHERE challenge_id = %(challenge)s
)
SELECT count(*), max(place) FROM numbered WHERE past GROUP BY streak
ORDER BY 2 DESC
"""
OF_CONTRACT = (PER_CHECKPOINT, TOTALS)
OF_OURS = (
    *OF_CONTRACT,
    *(
        TOP_TEN.format(column=column)
        for column in ("defeat_pokemon", "defeat_trainer", "defeat_place")
    ),
    DAYS,
    BEST,
    STREAKS,
)


def main(rounds: int) -> None:
    os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "questlog_site.settings"
    os.environ["TIME_ZONE"] = "UTC"
    DATA.mkdir(parents=True, exist_ok=True)

    from apps.server.embedded.servers import EmbeddedServers

    with EmbeddedServers(DATA, redis_port=0), RESULTS.open("a") as file:
        prepare()
        load = os.getloadavg()[0]
        head = f"# {time.strftime('%F %T')}, {rounds} rounds, load {load:.1f}"
        for line in [head, *measured(rounds)]:
            print(line, flush=True)
            file.write(line + "\n")


def prepare() -> None:
    import django
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)

    from apps.profiles.ironmon.models import IronmonProfile

    IronmonProfile.set_up()
    if not get_user_model().objects.filter(username="owner").exists():
        get_user_model().objects.create_superuser("owner", password="owner")


def measured(rounds: int) -> Iterator[str]:
    fill(FEW)
    few = dict(pages(rounds))
    fill(RUNS)
    yield from against_sql(rounds)
    many = dict(pages(rounds))
    yield f"{'':46}{f'{FEW:,} runs':>18}{f'{RUNS:,} runs':>18}{'ratio':>7}"
    for name, (after, count_after) in many.items():
        before, count = few[name]
        yield (
            f"{name:46}{before:9.1f} ms {count:3} q {after:9.1f} ms {count_after:3} q "
            f"{after / before:6.2f}"
        )
    yield from along_the_listing(rounds)


# Data -----------------------------------------------------------------------------


def fill(count: int) -> None:
    """Runs as they are played: most end early, and one of them is the best."""
    from django.db import connection
    from django.utils import timezone

    from apps.profiles.ironmon.models import Challenge
    from apps.profiles.ironmon.models import CheckpointResult
    from apps.profiles.ironmon.models import Run

    rng = random.Random(11)
    kaizo = Challenge.objects.get(slug="kaizo")
    checkpoints = list(kaizo.checkpoints.all())
    with connection.cursor() as cursor:
        # Row by row each would have an event.
        cursor.execute("TRUNCATE ironmon_run, ironmon_checkpointresult")
    now = timezone.now()
    names = [f"Pokémon {number}" for number in range(200)]
    runs = []
    for number in range(count):
        furthest = min(22, max(0, round(rng.gauss(CLEARED / RUNS, 5))))
        started = now - timedelta(minutes=30 * (count - number))
        lost = {} if number == count - 1 else _defeat(rng, names)
        runs.append(
            Run(
                challenge=kaizo,
                seed_number=number,
                started_at=started,
                furthest=checkpoints[furthest - 1] if furthest else None,
                **lost,
            )
        )
    Run.objects.bulk_create(runs, batch_size=5_000)
    results = [
        CheckpointResult(run=run, checkpoint=checkpoint, cleared_at=run.started_at)
        for run in runs
        if run.furthest is not None
        for checkpoint in checkpoints[: run.furthest.position]
    ]
    CheckpointResult.objects.bulk_create(results, batch_size=10_000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE ironmon_run, ironmon_checkpointresult")
    print(f"{count:,} runs, {len(results):,} results", flush=True)


def _defeat(rng: random.Random, names: list[str]) -> dict[str, Any]:
    return {
        "defeat_pokemon": rng.choice(names),
        "defeat_level": rng.randint(5, 60),
        "defeat_trainer": f"Trainer {rng.randint(1, 40)}",
        "defeat_place": f"Route {rng.randint(1, 25)}",
    }


# Statistics -----------------------------------------------------------------------


def against_sql(rounds: int) -> Iterator[str]:
    from django.db import connection

    from apps.profiles.ironmon.models import Challenge
    from apps.profiles.ironmon.stats import contract_stats_json
    from apps.profiles.ironmon.stats import stats_json

    values = {"challenge": Challenge.objects.get(slug="kaizo").pk}

    def by_hand(statements: tuple[str, ...]) -> None:
        with connection.cursor() as cursor:
            for each in statements:
                cursor.execute(each, values)
                cursor.fetchall()

    for name, ours, statements in (
        ("/api/ironmon/stats", lambda: contract_stats_json("kaizo"), OF_CONTRACT),
        (
            "/api/profiles/ironmon/stats",
            lambda: stats_json("kaizo", private=False),
            OF_OURS,
        ),
    ):
        by_hand(statements)
        pairs = [
            (_ms(ours), _ms(lambda statements=statements: by_hand(statements)))
            for _ in range(rounds)
        ]
        mine, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for one, other in pairs)
        yield (
            f"{name:32}{mine:7.2f} ms in 1 statement, by hand {theirs:7.2f} ms in "
            f"{len(statements)}: {ratio:.2f}"
        )


def _ms(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


# Pages ----------------------------------------------------------------------------


def pages(rounds: int) -> Iterator[tuple[str, tuple[float, int]]]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from apps.profiles.ironmon.models import Run

    client = signed_in()
    last = Run.objects.order_by("-seed_number").first()
    assert last is not None
    for url in (
        "/api/ironmon/runs?challenge=kaizo&limit=20",
        f"/api/profiles/ironmon/runs?limit={PAGE}",
        "/api/profiles/ironmon/current",
        "/api/ironmon/stats",
        "/admin/profiles/ironmon/",
        "/admin/profiles/ironmon/run/",
        f"/admin/profiles/ironmon/runs/{last.uuid}/",
    ):
        name = url.replace(str(last.uuid), "…")
        yield name, _asked(client, url, rounds)
    press = "/admin/profiles/ironmon/run/kaizo/now/"
    number = last.challenge.checkpoints.get(position=23).number
    sent = {"verb": "clear", "seed": last.seed_number, "checkpoint": number}
    undo = {"verb": "undo", "seed": last.seed_number, "what": f"checkpoint:{number}"}
    times = []
    for _ in range(rounds):
        times.append(_ms(lambda: client.post(press, sent)))
        client.post(press, undo)
    with CaptureQueriesContext(connection) as captured:
        client.post(press, sent)
    # The next request empties the log.
    count = len(captured)
    client.post(press, undo)
    yield "a press: checkpoint cleared", (min(times), count)


def signed_in() -> Any:
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(get_user_model().objects.get(username="owner"))
    return client


def _asked(client: Any, url: str, rounds: int) -> tuple[float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url}: {answer.status_code}")
    times = [_ms(lambda: client.get(url)) for _ in range(rounds)]
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    # The best of them: what else the machine does isn't the page's.
    return min(times), len(captured)


def along_the_listing(rounds: int) -> Iterator[str]:
    """The first page by cursor against the last one."""
    client = signed_in()
    url = f"/api/profiles/ironmon/runs?limit={PAGE}"
    first, _ = _asked(client, url, rounds)
    cursor = None
    for _ in range(RUNS // PAGE - 1):
        address = url if cursor is None else f"{url}&cursor={cursor}"
        cursor = json.loads(client.get(address).content)["next_cursor"]
    last, _ = _asked(client, f"{url}&cursor={cursor}", rounds)
    yield (
        f"a page of {PAGE} runs by cursor: the first {first:.1f} ms, the last "
        f"{last:.1f} ms: {last / first:.2f}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
