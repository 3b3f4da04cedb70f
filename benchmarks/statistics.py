"""The statistics page and a year in review, beside the API's statistics.

    uv run python -m benchmarks.statistics [rounds]

Fills a Questlog of its own under var/benchmark-statistics with 10,000 games, 20,000
playthroughs, and 50,000 sessions. Each round asks for every page once, in turn, and the
median of the pages is divided by the one of `GET /api/stats` of the same rounds: what
counts are these ratios, and the number of statements with few rows and with many. Lines
are kept in `benchmarks/results/statistics.txt`.
"""

from __future__ import annotations

import io
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
DATA = ROOT / "var" / "benchmark-statistics"
RESULTS = ROOT / "benchmarks" / "results" / "statistics.txt"
GAMES, PLAYTHROUGHS, SESSIONS = 10_000, 20_000, 50_000
FLOOR = "/api/stats?include=private"
PAGES = (
    FLOOR,
    "/api/stats?include=private&year=2025",
    "/admin/statistics/",
    "/admin/statistics/?year=2025",
    "/year/2025/",
    "/year/all/",
    "/api/years/2025",
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

    if not get_user_model().objects.filter(username="owner").exists():
        get_user_model().objects.create_superuser("owner", password="owner")


def measured(rounds: int) -> Iterator[str]:
    from django.db import connection

    from apps.journal.models import Playthrough

    fewer = {}
    if not Playthrough.objects.exists():
        fill(500, 1_000, 2_500)
        fewer = statements()
        with connection.cursor() as cursor:
            cursor.execute(
                "TRUNCATE library_game, library_platform, library_genre,"
                " library_franchise, lists_list CASCADE"
            )
        fill(GAMES, PLAYTHROUGHS, SESSIONS)
    many = statements()
    times: dict[str, list[float]] = {url: [] for url in PAGES}
    client = signed_in()
    for _ in range(rounds):
        for url in PAGES:
            times[url].append(milliseconds(lambda url=url: client.get(url)))
    medians = {url: statistics.median(found) for url, found in times.items()}
    yield f"{'':44}{'median':>9}{'ratio':>7}{'queries':>9}{'of few rows':>13}"
    for url, median in medians.items():
        before = fewer.get(url, "")
        yield (
            f"{url:44}{median:6.0f} ms{median / medians[FLOOR]:7.2f}{many[url]:9}"
            f"{before:>13}"
        )
    yield from of_images(rounds)


def signed_in() -> Any:
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(get_user_model().objects.get(username="owner"))
    return client


def statements() -> dict[str, int]:
    """How many each page asks, after its first time."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, found = signed_in(), {}
    for url in PAGES:
        response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        found[url] = len(captured)
    return found


def milliseconds(run: Callable[[], object]) -> float:
    before = time.perf_counter()
    run()
    return (time.perf_counter() - before) * 1000


def of_images(rounds: int) -> Iterator[str]:
    """Drawing each image as a job does, from the figures to the bytes."""
    from apps.browsing.models import YearReview
    from apps.browsing.year.drawing import draw_tall
    from apps.browsing.year.drawing import draw_wide
    from apps.browsing.year.facts import year_facts

    for review in YearReview.objects.newest_first():
        for name, draw in (("1200 x 630", draw_wide), ("1080 x 1920", draw_tall)):

            def drawn(draw: Any = draw, review: Any = review) -> bytes:
                image: bytes = draw(year_facts(review)).png()
                return image

            found = [milliseconds(drawn) for _ in range(rounds)]
            yield (
                f"{f'{review.slug}, {name}':44}{statistics.median(found):6.0f} ms, "
                f"at most {max(found):.0f}"
            )


# Data -----------------------------------------------------------------------------


def fill(games: int, playthroughs: int, sessions: int) -> None:
    from django.db import connection

    from apps.browsing.models import YearReview
    from apps.journal.models import Playthrough
    from apps.library.models import Edition
    from apps.library.models import Platform
    from benchmarks import seed

    seed.seed(games)
    rng = random.Random(5)
    editions, platforms = list(Edition.objects.all()), list(Platform.objects.all())
    while (missing := playthroughs - Playthrough.objects.count()) > 0:
        seed._add_playthroughs(rng, editions[:missing], platforms)
    with_covers(rng)
    _add_sessions(rng, sessions)
    for year in (2025, None):
        YearReview.objects.create(year=year, is_public=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{games:,} games, {playthroughs:,} playthroughs, {sessions:,} sessions")


def with_covers(rng: random.Random) -> None:
    """Images of noise, which are the slowest to draw."""
    from django.db import connection
    from PIL import Image

    from apps.library.covers.uploads import store_upload
    from apps.library.models import Game

    for _ in range(40):
        written = io.BytesIO()
        noise = Image.frombytes("RGB", (60, 80), rng.randbytes(60 * 80 * 3))
        noise.resize((600, 800)).save(written, "PNG")
        upload = store_upload(written.getvalue())
        bare = Game.objects.filter(uploaded_cover=None).values_list("pk", flat=True)
        with connection.cursor() as cursor:
            # Row by row each would have an event.
            cursor.execute(
                "UPDATE library_game SET uploaded_cover_id = %s WHERE id = ANY(%s)",
                [upload.pk, list(bare[:250])],
            )


def _add_sessions(rng: random.Random, count: int) -> None:
    from apps.journal.models import Playthrough
    from apps.journal.models import Session

    runs = list(Playthrough.objects.values_list("pk", flat=True))
    first = date(2015, 1, 1)
    Session.objects.bulk_create(
        [
            Session(
                playthrough_id=rng.choice(runs),
                day=first + timedelta(days=rng.randrange(4_300)),
                minutes=rng.randint(10, 300),
            )
            for _ in range(count)
        ],
        batch_size=5_000,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
