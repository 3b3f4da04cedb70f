"""What a veteran's 4,490 achievements, mounts, and minions cost to store.

    uv run python -m benchmarks.ffxiv [rounds]

In a Questlog of its own under var/benchmark. Each storing is one transaction, with the
answer of FFXIV Collect taken apart before it; nothing is asked over the network.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmark-ffxiv"
COUNTS = {"achievements": 3_600, "mounts": 330, "minions": 560}
LODESTONE_ID = "1"


def main(rounds: int) -> None:
    os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "questlog_site.settings"
    DATA.mkdir(parents=True, exist_ok=True)
    from apps.server.embedded.servers import EmbeddedServers

    with EmbeddedServers(DATA, redis_port=0):
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        _measure(rounds)


def _measure(rounds: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from apps.profiles.ffxiv.models import Character
    from apps.profiles.ffxiv.models import FFXIVProfile
    from apps.profiles.ffxiv.models import Unlock

    profile, _ = FFXIVProfile.set_up()
    character, _ = Character.objects.get_or_create(
        lodestone_id=LODESTONE_ID, defaults={"profile": profile, "name": "Benchmark"}
    )
    catalogue = _catalogue()
    print(f"catalogue, first {_seconds(lambda: _store_catalogue(catalogue)):6.2f} s")
    unchanged = [_seconds(lambda: _store_catalogue(catalogue)) for _ in range(rounds)]
    print(f"catalogue, again {statistics.median(unchanged):6.2f} s")
    body = _answer()
    first, again = [], []
    for _ in range(rounds):
        Unlock.objects.all().delete()
        first.append(_seconds(lambda: _store(character, body)))
        again.append(_seconds(lambda: _store(character, body)))
    with CaptureQueriesContext(connection) as queries:
        _store(character, body)
    size = len(body) / 1024
    print(f"an answer of {size:.0f} KB, {Unlock.objects.count():,} rows")
    print(f"stored, first    {statistics.median(first):6.2f} s")
    print(f"stored, again    {statistics.median(again):6.2f} s")
    print(f"statements       {len(queries):6}")


def _catalogue() -> dict[str, list[dict[str, Any]]]:
    """Rows as FFXIV Collect sends them."""
    return {
        name: [
            {
                "id": number,
                "name": f"{name} {number}",
                "description": "Complete a long and difficult quest. " * 3,
                "patch": "7.3",
                "order": number,
                "owned": f"{number % 100}%",
                "icon": f"https://ffxivcollect.com/images/{name}/{number}.png",
                "points": 10,
                "sources": [{"type": "Trial", "text": "The Jade Stoa"}],
            }
            for number in range(1, count + 1)
        ]
        for name, count in COUNTS.items()
    }


def _store_catalogue(catalogue: dict[str, list[dict[str, Any]]]) -> None:
    from django.utils import timezone

    from apps.integrations.ffxiv_collect import read_catalogue
    from apps.profiles.ffxiv.syncing.catalogue import KIND_OF
    from apps.profiles.ffxiv.syncing.catalogue import store

    for name, rows in catalogue.items():
        found = read_catalogue(rows)
        assert found.unreadable == 0
        store(KIND_OF[name], found.rows, at=timezone.now())


def _answer() -> bytes:
    """What FFXIV Collect sends for a character that has everything."""
    collections: dict[str, Any] = {
        name: {"public": True, "count": count, "ids": list(range(1, count + 1))}
        for name, count in COUNTS.items()
    }
    collections["achievements"]["obtained"] = [
        {"id": number, "time": f"20{10 + number % 16}-01-02T03:04:05.000Z"}
        for number in range(1, COUNTS["achievements"] + 1)
    ]
    return json.dumps({"name": "Benchmark", **collections}).encode()


def _store(character: Any, body: bytes) -> None:
    from django.utils import timezone

    from apps.integrations.ffxiv_collect import read_character
    from apps.profiles.ffxiv.syncing.collections import owned_of
    from apps.profiles.ffxiv.syncing.collections import store_collections

    read = read_character(json.loads(body))
    owned = owned_of(read)
    store_collections(character, owned, source="benchmark", at=timezone.now())


def _seconds(run: Callable[[], Any]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
