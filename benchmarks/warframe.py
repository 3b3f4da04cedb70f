"""How long it takes to archive a Warframe profile, and to read statistics of it.

    uv run python -m benchmarks.warframe

A composed profile of 600 KB with 1,500 weapons is read and archived: at first, again
unchanged, and with every counter grown. Each time is the best of five, from the text
to the commit. The statistics are measured against the least SQL that anyone would
write by hand for their numbers, through the same connection.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmark"
REPEATS = 5
READS = 40
BY_HAND = {
    "stats": """
        SELECT p.mastery_rank, p.time_played_seconds, count(w.id), sum(w.kills),
               sum(w.fired), sum(w.hits), sum(w.headshots),
               (SELECT count(*) FROM warframe_missioncount),
               (SELECT count(*) FROM warframe_affiliation),
               (SELECT count(*) FROM warframe_snapshot)
        FROM warframe_warframeprofile p JOIN warframe_weaponcount w
            ON w.profile_id = p.id GROUP BY p.id""",
    "completion": """
        SELECT c.category, count(*),
               count(*) FILTER (WHERE a.xp >= 5 * c.points_per_rank * c.cap * c.cap)
        FROM warframe_catalogueitem c
        LEFT JOIN warframe_itemaffinity a ON a.path = c.path
        GROUP BY 1""",
    "weapons/top": """
        SELECT w.path, c.name, w.fired, w.hits, w.kills, w.headshots, w.assists,
               w.equip_time_seconds, w.xp
        FROM (SELECT * FROM warframe_weaponcount ORDER BY kills DESC LIMIT 10) w
        LEFT JOIN warframe_catalogueitem c ON c.path = w.path""",
}


def main() -> None:
    os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "questlog_site.settings"
    DATA.mkdir(parents=True, exist_ok=True)
    from apps.server.embedded.servers import EmbeddedServers

    with EmbeddedServers(DATA, redis_port=0):
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        _archiving()
        _importing()
        _reading()


def _archiving() -> None:
    from apps.profiles.warframe.models import Snapshot
    from benchmarks.warframe_profile import big_profile

    print(f"{'archiving':12} {'KB':>5} {'weapons':>8} {'ms':>7} {'CPU ms':>7}")
    first = json.dumps(big_profile())
    grown = [json.dumps(big_profile(played=1 + 0.1 * each)) for each in (1, 2, 3, 4, 5)]
    times: dict[str, list[tuple[float, float]]] = {
        "first": [],
        "unchanged": [],
        "grown": [],
    }
    for text in grown:
        _forget()
        times["first"].append(_archive(first))
        times["unchanged"].append(_archive(first))
        times["grown"].append(_archive(text))
    for name, taken in times.items():
        count = Snapshot.objects.latest("id").weapons_tracked
        wall, cpu = (min(each) * 1000 for each in zip(*taken, strict=True))
        print(f"{name:12} {len(first) // 1024:5} {count:8} {wall:7.0f} {cpu:7.0f}")


def _forget() -> None:
    from apps.profiles.models import ProfileImport
    from apps.profiles.warframe.models import WarframeProfile

    ProfileImport.objects.filter(profile="warframe").update(
        status="reviewing", applied_at=None, undone_at=None
    )
    ProfileImport.objects.filter(profile="warframe").delete()
    WarframeProfile.objects.all().delete()
    WarframeProfile.set_up()


def _archive(text: str) -> tuple[float, float]:
    """Seconds on the clock, and of this process; PostgreSQL's own is the rest."""
    from django.utils import timezone

    from apps.profiles.warframe.archiving.reading import read_text
    from apps.profiles.warframe.archiving.writing import archive
    from apps.profiles.warframe.models import Trigger
    from apps.profiles.warframe.models import WarframeProfile

    profile = WarframeProfile.objects.get()
    began, cpu = time.perf_counter(), time.process_time()
    archive(profile, read_text(text), trigger=Trigger.MANUAL, at=timezone.now())
    return time.perf_counter() - began, time.process_time() - cpu


def _importing() -> None:
    """The way through the review, which also remembers how to undo each row."""
    from django.utils import timezone

    from apps.profiles.imports.applying import apply_import
    from apps.profiles.imports.applying import plan_import
    from apps.profiles.imports.undoing import undo_import
    from apps.profiles.registry import kind_called
    from benchmarks.warframe_profile import big_profile

    kind = kind_called("warframe")
    assert kind is not None
    _forget()
    text = json.dumps(big_profile())
    began = time.perf_counter()
    import_ = plan_import(kind, text)
    planned = time.perf_counter()
    import_ = apply_import(import_, by=None, at=timezone.now())
    applied = time.perf_counter()
    undo_import(import_, by=None, at=timezone.now())
    undone = time.perf_counter()
    spent = [planned - began, applied - planned, undone - applied]
    review, apply, undo = (f"{each * 1000:.0f} ms" for each in spent)
    print(f"by hand: reviewed in {review}, applied in {apply}, undone in {undo}")
    _forget()
    _archive(text)


def _reading() -> None:
    from django.db import connection
    from django.test import Client

    from apps.profiles.warframe import stats
    from apps.profiles.warframe.models import WarframeProfile

    profile = WarframeProfile.objects.get()
    ours: dict[str, Callable[[], object]] = {
        "stats": lambda: stats.stats_json(profile),
        "completion": lambda: stats.completion_json(profile),
        "weapons/top": lambda: stats.top_weapons_json("kills", limit=10),
    }
    print(f"{'reading':12} {'ms':>7} {'by hand':>8} {'ratio':>6}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for path, sql in BY_HAND.items():

            def by_hand(sql: str = sql) -> None:
                cursor.execute(sql)
                cursor.fetchall()

            mine, hand = _best(ours[path]), _best(by_hand)
            print(f"{path:12} {mine:7.2f} {hand:8.2f} {mine / hand:6.2f}")
    client = Client()
    address = "/api/warframe/mastery/remaining?include_vaulted=true&limit=1000"
    taken = _best(lambda: client.get(address))
    print(f"remaining, over HTTP: {taken:.1f} ms")


def _best(call: Callable[[], object]) -> float:
    times = []
    for _ in range(READS):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return min(times) * 1000


if __name__ == "__main__":
    main()
