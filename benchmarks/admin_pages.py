"""Queries and milliseconds of each admin page, on the data that `seed.py` makes.

`uv run python benchmarks/admin_pages.py` prints the best of five requests: what the
page takes, how much of it is this process's CPU, and how much waiting for SQL.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
TIMES = 5


def pages() -> Iterator[str]:
    from apps.journal.models import Playthrough
    from apps.library.models import Game
    from apps.lists.models import List

    ranking = List.objects.earliest("pk").pk
    game = Game.objects.earliest("pk").pk
    ranked = List.objects.earliest("pk").entries.earliest("pk").game_id
    run = Playthrough.objects.earliest("pk").pk
    yield "/admin/"
    yield "/admin/games/?layout=wall"
    yield "/admin/games/?layout=table"
    yield "/admin/games/?p=150"
    yield "/admin/games/?ordering=rank"
    yield "/admin/games/?stars=4&decade=1990"
    yield f"/admin/games/hover-card/{game}/"
    yield "/admin/games/values/platform/"
    yield "/admin/games/values/genre/"
    yield "/admin/games/values/stars/"
    yield "/admin/games/?ordering=-times_completed"
    yield "/admin/games/?ordering=-best_rating"
    yield "/admin/games/?q=fallen+quest"
    yield "/admin/games/?q=faln+qest"
    yield "/admin/games/?genre=1&played=completed"
    yield "/admin/games/?export=csv"
    yield f"/admin/games/inspect/{game}/"
    yield f"/admin/games/inspect/{ranked}/"
    yield f"/admin/games/rank/{ranked}/"
    yield f"/admin/games/card/{run}/edit/"
    yield f"/admin/games/edit/{game}/"
    yield f"/admin/games/delete/{game}/"
    yield f"/admin/games/history/{game}/"
    yield "/admin/editions/"
    yield "/admin/editions/?q=fallen+quest"
    yield "/admin/platforms/"
    yield "/admin/franchises/"
    yield "/admin/genres/"
    yield "/admin/playthroughs/"
    yield "/admin/playthroughs/?q=fallen+quest&ordering=rating"
    yield "/admin/playthroughs/?export=csv"
    yield f"/admin/playthroughs/edit/{run}/"
    yield f"/admin/playthroughs/complete-game/{game}/"
    yield "/admin/lists/"
    yield f"/admin/lists/rank/{ranking}/"
    yield "/admin/imports/"
    yield "/admin/snippets/choose/library/game/results/?q=fallen"
    yield "/admin/snippets/choose/library/edition/results/?q=fallen"


def measure() -> None:
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(get_user_model().objects.filter(is_superuser=True)[0])
    print(f"{'queries':>7} {'ms':>6} {'CPU':>6} {'SQL':>6} {'kB':>6}  page")
    for url in pages():
        client.get(url)  # the templates' and the caches' first time
        walls, cpus = [], []
        for _ in range(TIMES):
            wall, cpu = time.perf_counter(), time.process_time()
            response = client.get(url)
            size = len(response.content)
            walls.append((time.perf_counter() - wall) * 1000)
            cpus.append((time.process_time() - cpu) * 1000)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        sql = sum(float(query["time"]) for query in captured) * 1000
        mark = "" if response.status_code == 200 else f" ({response.status_code})"
        print(
            f"{len(captured):7} {min(walls):6.0f} {min(cpus):6.0f} {sql:6.0f}"
            f" {size / 1000:6.0f}  {url}{mark}"
        )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questlog_site.settings")
    django.setup()
    measure()
