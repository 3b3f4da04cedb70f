"""What 5,000 careers with 75,000 races cost to list and to count.

    uv run python -m benchmarks.umamusume [rounds]

In a Questlog of its own under var/benchmark. The statistics are compared with plain
SQL that asks the same of the same tables, within a round; listings are asked with 500
and with 5,000 careers, at the first page and the last.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmark-umamusume"
CAREERS, RACES = 5_000, 15
FEW = 500
API = "/api/profiles/umamusume"
LISTINGS = {
    "runs, 50": f"{API}/runs?limit=50",
    "runs, 50, last page": f"{API}/runs?limit=50&offset={{last}}",
    "runs, by score": f"{API}/runs?limit=50&ordering=-score",
    "runs, mile A, turf A": f"{API}/runs?limit=50&distance=mile&surface=turf",
    "runs, Stamina 3 stars": f"{API}/runs?limit=50&spark=2&stars=3",
    "runs of a trainee": f"{API}/runs?limit=50&trainee=Oguri+Cap",
    "one run": f"{API}/runs/{{run}}",
}
_SEEN = (
    " FROM umamusume_careerrun r"
    " JOIN umamusume_umamusumeprofile p ON p.id = r.profile_id"
    " WHERE NOT r.is_draft AND r.is_public AND p.is_public"
)
_RESULTS = (
    " FROM umamusume_raceresult k JOIN umamusume_careerrun r ON r.id = k.run_id"
    " JOIN umamusume_raceprogram p ON p.game_id = k.program"
    " JOIN umamusume_race v ON v.id = p.race_id"
    " WHERE NOT r.is_draft AND r.is_public AND k.place IS NOT NULL"
)
_BEST = "score DESC NULLS LAST, finished_on, r.id"
BY_HAND = {
    "stats": (
        "SELECT count(*), count(*) FILTER (WHERE is_kept), count(DISTINCT trainee),"
        f" sum(fans), sum(starts), sum(wins), avg(score), max(score){_SEEN}",
        "SELECT month, runs, best, average, fans, max(best) OVER (ORDER BY month)"
        " FROM (SELECT to_char(finished_on, 'YYYY-MM') AS month, count(*) AS runs,"
        f" max(score) AS best, avg(score) AS average, sum(fans) AS fans{_SEEN}"
        " GROUP BY 1) m",
        f"SELECT rank, count(*){_SEEN} GROUP BY 1 ORDER BY 1",
        "SELECT v.grade, count(*), count(*) FILTER (WHERE k.place = 1)"
        f"{_RESULTS} GROUP BY 1",
    ),
    "races": (
        "SELECT v.name, v.id, count(*), count(*) FILTER (WHERE k.place = 1),"
        f" min(k.place){_RESULTS} GROUP BY 1, 2 ORDER BY 4 DESC",
    ),
    "records": (
        "SELECT DISTINCT ON (trainee) trainee, r.uuid, outfit, score, finished_on"
        f"{_SEEN} ORDER BY trainee, {_BEST}",
        f"SELECT trainee, count(*), sum(fans), avg(score){_SEEN} GROUP BY 1",
        "SELECT DISTINCT ON (scenario) scenario, r.uuid, outfit, score, finished_on"
        f"{_SEEN} ORDER BY scenario, {_BEST}",
        f"SELECT scenario, count(*), avg(score){_SEEN} GROUP BY 1",
        *(
            f"SELECT count(*) OVER (), r.uuid, outfit, score, finished_on{_SEEN}"
            f" AND aptitudes[{place}] >= 7 ORDER BY {_BEST} LIMIT 1"
            for place in range(1, 11)
        ),
        *(
            f"SELECT r.uuid, outfit, score, {stat}{_SEEN}"
            f" ORDER BY {stat} DESC NULLS LAST, {_BEST} LIMIT 1"
            for stat in ("speed", "stamina", "power", "guts", "wit")
        ),
    ),
}


def main(rounds: int) -> None:
    os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "questlog_site.settings"
    os.environ.setdefault("ALLOWED_HOSTS", "testserver")
    DATA.mkdir(parents=True, exist_ok=True)
    from apps.server.embedded.servers import EmbeddedServers

    with EmbeddedServers(DATA, redis_port=0):
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        _measure(rounds)


def _measure(rounds: int) -> None:
    from apps.profiles.umamusume.models import CareerRun
    from apps.profiles.umamusume.models import UmamusumeProfile

    CareerRun.objects.all().delete()
    profile, _ = UmamusumeProfile.set_up()
    _fill(profile, FEW)
    few = _listings(rounds)
    took = _fill(profile, CAREERS - FEW)
    print(f"imported {(CAREERS - FEW) / took:.0f} careers/s")
    many = _listings(rounds)
    print(f"{'':24}{FEW:>8}{CAREERS:>8}  ratio   statements")
    for name, (before, statements_before) in few.items():
        now, statements = many[name]
        same = "" if statements == statements_before else f" (was {statements_before})"
        print(
            f"{name:24}{before:7.1f}m{now:7.1f}m{now / before:7.2f}"
            f"   {statements}{same}"
        )
    _compare(rounds)
    _autosave(profile, rounds)


def _fill(profile: Any, count: int) -> float:
    """Add careers; the seconds it took."""
    from django.db import connection

    from apps.profiles.umamusume.models import Outfit
    from apps.profiles.umamusume.models import RaceProgram
    from apps.profiles.umamusume.models import Skill
    from apps.profiles.umamusume.models import Spark
    from apps.profiles.umamusume.models import SupportCard
    from apps.profiles.umamusume.models.bulk import add_finished

    dice = random.Random(count)
    ids = {
        model: list(model._default_manager.values_list("game_id", flat=True))
        for model in (Outfit, Skill, Spark, SupportCard)
    }
    programs = [
        (program, turns[0])
        for program, turns in RaceProgram.objects.values_list("game_id", "turns")
    ]
    began = time.perf_counter()
    for start in range(0, count, FEW):
        add_finished(
            profile,
            (
                {"values": _career(dice, ids, programs), "source": "import"}
                for _ in range(min(FEW, count - start))
            ),
        )
    took = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return took


def _career(
    dice: random.Random, ids: dict[Any, list[int]], programs: list[tuple[int, int]]
) -> dict[str, Any]:
    outfits, skills, sparks, cards = ids.values()
    by_turn = {turn: program for program, turn in dice.sample(programs, RACES * 4)}
    turns = sorted(by_turn)[:RACES]
    return {
        "outfit": dice.choice(outfits),
        "scenario": dice.randint(1, 4),
        "finished_on": date(2025, 7, 1) + timedelta(days=dice.randint(0, 500)),
        "score": dice.randint(3_000, 21_000),
        **{
            name: dice.randint(200, 1_500)
            for name in ("speed", "stamina", "power", "guts", "wit")
        },
        "aptitudes": [dice.randint(1, 8) for _ in range(10)],
        "fans": dice.randint(10_000, 900_000),
        "starts": RACES,
        "wins": dice.randint(0, RACES),
        "skills": [{"skill": each} for each in dice.sample(skills, 15)],
        "sparks": [{"spark": each, "stars": 3} for each in dice.sample(sparks, 6)],
        "deck": [{"card": each} for each in dice.sample(cards, 6)],
        "races": [
            {"program": by_turn[turn], "turn": turn, "place": dice.randint(1, 9)}
            for turn in turns
        ],
    }


def _listings(rounds: int) -> dict[str, tuple[float, int]]:
    """Per listing: milliseconds, and statements."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from apps.profiles.umamusume.models import CareerRun

    client = Client()
    last = CareerRun.objects.count() - 50
    run = CareerRun.objects.earliest("id").uuid
    found = {}
    for name, address in LISTINGS.items():
        url = address.format(last=last, run=run)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
        statements = len(queries)
        assert answer.status_code == 200, answer.content
        took = _median(lambda url=url: client.get(url), rounds)
        found[name] = (took, statements)
    return found


def _compare(rounds: int) -> None:
    from apps.profiles.umamusume import stats

    ours: dict[str, Callable[..., str]] = {
        "stats": stats.stats_json,
        "races": stats.races_json,
        "records": stats.records_json,
    }
    print(f"{'':24}{'ours':>8}{'by hand':>8}  ratio")
    for name, ask in ours.items():
        pairs = []
        for _ in range(rounds):
            mine = _once(lambda ask=ask: ask(private=False))
            pairs.append((mine, _once(lambda name=name: _by_hand(name))))
        ratio = statistics.median(one / other for one, other in pairs)
        one, other = (statistics.median(each) for each in zip(*pairs, strict=True))
        print(f"{name:24}{one:7.1f}m{other:7.1f}m{ratio:7.2f}")


def _by_hand(name: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in BY_HAND[name]:
            cursor.execute(statement)
            cursor.fetchall()


def _autosave(profile: Any, rounds: int) -> None:
    from apps.profiles.umamusume.models import CareerRun

    values: dict[str, Any] = {"outfit": 100601, "races": []}

    def save() -> None:
        values["races"].append({"program": 1, "place": 1})
        CareerRun.objects.save_draft(profile, key="benchmark", **values)

    print(f"{'a draft, saved':24}{_median(save, rounds):7.1f}m")
    CareerRun.objects.get(key="benchmark").withdraw()


def _median(run: Callable[[], Any], rounds: int) -> float:
    run()
    return statistics.median(_once(run) for _ in range(rounds))


def _once(run: Callable[[], Any]) -> float:
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
