"""A press in the grid with 10,000 games, 20,000 playthroughs, and 50,000 sessions.

    uv run python -m benchmarks.backfill [rounds]

Fills a Questlog of its own under var/benchmark-backfill. Each press is the request that
saves one cell: the time of the whole server side, of playthroughs anywhere in the
journal, and beside it what cannot be left out (the row read, locked, and updated by two
statements) and the same change over the API. Pages, menus, and hours to finish are the
best of five. Lines are kept in `benchmarks/results/backfill.txt`.
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
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmark-backfill"
RESULTS = ROOT / "benchmarks" / "results" / "backfill.txt"
GAMES, RUNS, SESSIONS = 10_000, 20_000, 50_000
LIMIT_MS = 50
PAGES = (
    "/admin/backfill/",
    "/admin/backfill/?missing=date",
    "/admin/backfill/?missing=duplicates",
    "/admin/backfill/?missing=date&missing=platform&p=2",
    "/admin/backfill/?q=fallen+quest",
    "/admin/backfill/values/missing/",
    "/admin/backfill/values/franchise/",
    "/admin/games/?layout=table&ordering=hours_left",
    "/admin/games/?left=20",
    "/admin/games/values/more/",
)


def main(rounds: int) -> None:
    os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "questlog_site.settings"
    DATA.mkdir(parents=True, exist_ok=True)

    from apps.server.embedded.servers import EmbeddedServers

    with EmbeddedServers(DATA, redis_port=0), RESULTS.open("a") as file:
        set_up()
        for line in measure(rounds):
            print(line, flush=True)
            file.write(line + "\n")


def set_up() -> None:
    """The rows, once; later rounds find them."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)

    from apps.library.models import Game
    from benchmarks.seed import seed

    if Game.objects.exists():
        return
    seed(GAMES)
    add_runs_and_sessions()
    call_command("shell", command=ANALYZE, verbosity=0)


ANALYZE = "from django.db import connection; connection.cursor().execute('ANALYZE')"


def add_runs_and_sessions() -> None:
    """Up to so many, and IGDB's time for half of the games."""
    from apps.journal.models import Playthrough
    from apps.journal.models import Session
    from apps.library.models import Edition
    from apps.library.models import Game

    rng = random.Random(11)
    editions = list(Edition.objects.values_list("pk", flat=True))
    missing = RUNS - Playthrough.objects.count()
    Playthrough.objects.bulk_create(
        [
            Playthrough(
                edition_id=rng.choice(editions), status="completed", completions=1
            )
            for _ in range(max(0, missing))
        ],
        batch_size=1000,
    )
    runs = list(Playthrough.objects.values_list("pk", flat=True))
    first = date(2010, 1, 1)
    Session.objects.bulk_create(
        [
            Session(
                playthrough_id=rng.choice(runs),
                day=first + timedelta(days=rng.randrange(6000)),
                minutes=rng.randint(10, 300),
            )
            for _ in range(SESSIONS)
        ],
        batch_size=1000,
    )
    for game in Game.objects.filter(pk__in=rng.sample(range(1, GAMES), GAMES // 2)):
        seconds = rng.randint(2, 100) * 3600
        Game.objects.filter(pk=game.pk).update(
            time_to_beat={"count": 20, "normally": seconds, "hastily": seconds // 2}
        )


def measure(rounds: int) -> Iterator[str]:
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from wagtail.models import APIToken

    from apps.journal.models import Playthrough
    from apps.journal.models import Session
    from apps.library.models import Game
    from tests.api.client import ApiClient

    settings.ALLOWED_HOSTS = ["testserver"]
    owner, _ = User.objects.get_or_create(
        username="owner", defaults={"is_superuser": True, "is_staff": True}
    )
    client = Client()
    client.force_login(owner)
    api = ApiClient(APIToken.create_token(user=owner, name="benchmark")[1])
    counts = (
        f"{model.objects.count():,} {model._meta.verbose_name_plural}"
        for model in (Game, Playthrough, Session)
    )
    yield f"# {time.strftime('%F %T')}, {rounds} presses a cell, {', '.join(counts)}"
    runs = list(Playthrough.objects.filter(status="completed")[:5000])
    presses: dict[str, Callable[[Any, int], Callable[[], Any]]] = {
        "floor: read, lock, update": lambda run, n: lambda: floor(run, n),
        "PATCH /api/playthroughs/…": lambda run, n: (
            lambda: api.patch(
                f"/playthroughs/{run.uuid}", {"playtime_hours": n % 500 + 0.5}
            )
        ),
        **{
            f"press: {field}": press(client, field, texts)
            for field, texts in TEXTS.items()
        },
    }
    for name, prepare in presses.items():
        prepare(random.choice(runs), 0)()
        took = []
        for number in range(rounds):
            act = prepare(random.choice(runs), number)
            started = time.perf_counter()
            act()
            took.append((time.perf_counter() - started) * 1000)
        act = prepare(random.choice(runs), rounds)
        with CaptureQueriesContext(connection) as captured:
            act()
        worst = sorted(took)[int(len(took) * 0.95)]
        yield (
            f"{name:28} {statistics.median(took):6.1f} ms, 95 % under {worst:6.1f} ms, "
            f"{len(captured)} queries" + (" (too slow)" * (worst > LIMIT_MS))
        )
    for url in PAGES:
        client.get(url)
        took = []
        for _ in range(5):
            started = time.perf_counter()
            client.get(url)
            took.append((time.perf_counter() - started) * 1000)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        yield f"{min(took):6.0f} ms, {len(captured):3} queries  {url}"
    yield f"load {os.getloadavg()[0]:.1f}"


TEXTS = {
    "completed_at": ("nov 2003", "1999", "2004-05-06", "march 2011"),
    "rating": ("4", "4.5", "3", "5"),
    "playtime_hours": ("12", "41,5", "7.5", "100"),
    "platform": ("SNES", "PS2", "Switch", "PC"),
}


def press(
    client: Any, field: str, texts: tuple[str, ...]
) -> Callable[[Any, int], Callable[[], Any]]:
    from apps.browsing.backfill.cells import text_of
    from apps.core.admin.edit_conflicts import version_of
    from apps.journal.models import Playthrough

    def prepare(run: Any, number: int) -> Callable[[], Any]:
        shown = Playthrough.objects.select_related("platform").get(pk=run.pk)
        body = {
            "field": field,
            "text": texts[number % len(texts)],
            "was": text_of(field, shown),
            "version": version_of(shown),
        }
        url = f"/admin/backfill/{run.pk}/"

        def send() -> None:
            answer = client.post(url, json.dumps(body), content_type="application/json")
            # Of another platform than the edition's: read and refused.
            assert answer.status_code in (200, 422), answer.content

        return send

    return prepare


def floor(run: Any, number: int) -> None:
    from django.db import transaction

    from apps.journal.models import Playthrough

    rows = Playthrough.objects.filter(pk=run.pk)
    with transaction.atomic():
        rows.select_for_update().get()
        rows.update(playtime_hours=number % 500)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
