"""What recording an event adds to the save that it belongs to.

    uv run python -m benchmarks.saves [turns]

Each door is used in turn with events and without: without, nothing is noted, compared,
counted or recorded. The same row, in random order, so that what else runs befalls both.
A Questlog of its own under var/benchmark-saves; PostgreSQL as durable as in use. The
lines are kept in `benchmarks/results/saves.txt`.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from typing import NamedTuple
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmark-saves"
RESULTS = ROOT / "benchmarks" / "results" / "saves.txt"


def main(turns: int) -> None:
    os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "questlog_site.settings"
    DATA.mkdir(parents=True, exist_ok=True)

    from apps.server.embedded.servers import EmbeddedServers

    with EmbeddedServers(DATA, redis_port=0), RESULTS.open("a") as file:
        lines = [f"# {time.strftime('%F %T')}, {turns} turns"]
        lines += [measure(name, door, turns) for name, door in doors().items()]
        lines.append(f"load {os.getloadavg()[0]:.1f}")
        for line in lines:
            print(line)
            file.write(line + "\n")


class Door(NamedTuple):
    """A way to save: called with a number that no call before had."""

    save: Callable[[int], None]
    prepare: Callable[[], None] = lambda: None


def measure(name: str, door: Door, turns: int) -> str:
    took: dict[bool, list[float]] = {True: [], False: []}
    queries = {}
    for turn in range(turns + 5):
        for has_events in random.sample([True, False], 2):
            with ExitStack() as stack:
                if not has_events:
                    stack.enter_context(without_events())
                door.prepare()
                counted = stack.enter_context(counting())
                started = time.perf_counter()
                door.save(2 * turn + has_events)
                spent = time.perf_counter() - started
            queries[has_events] = counted()
            if turn >= 5:
                took[has_events].append(spent * 1000)
    # Of neighbours in time: what else the machine does befalls both.
    more = statistics.median(
        with_event / without - 1
        for with_event, without in zip(took[True], took[False], strict=True)
    )
    return (
        f"{name:32} {statistics.median(took[False]):6.2f} ms and {queries[False]} "
        f"queries without an event, {statistics.median(took[True]):6.2f} ms and "
        f"{queries[True]} with one: {100 * more:+.0f} %"
    )


@contextmanager
def counting() -> Iterator[Callable[[], int]]:
    from django.db import connection

    count = 0

    def note(execute: Any, *arguments: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*arguments)

    with connection.execute_wrapper(note):
        yield lambda: count


@contextmanager
def without_events() -> Iterator[None]:
    from apps.library.models.changes import ChangeTracker
    from apps.realtime.log import insertion

    with ExitStack() as stack:
        for name in ("note", "note_new", "end"):
            stack.enter_context(mock.patch.object(ChangeTracker, name, _nothing))
        stack.enter_context(mock.patch.object(insertion, "insert_event", _nothing))
        yield


def _nothing(*_: Any, **__: Any) -> None:
    pass


def doors() -> dict[str, Door]:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)

    from django.conf import settings
    from django.contrib.auth.models import User
    from wagtail.models import APIToken

    from apps.journal.models import Playthrough
    from apps.journal.models import Status
    from apps.library.models import Game
    from tests.api.client import ApiClient
    from tests.api.client import data

    settings.ALLOWED_HOSTS = ["testserver"]
    game = filled_game()
    owner, _ = User.objects.get_or_create(
        username="owner", defaults={"is_superuser": True, "is_staff": True}
    )
    client = ApiClient(APIToken.create_token(user=owner, name="benchmark")[1])
    run = Playthrough.objects.create(edition=game.first_edition())

    def save_game(number: int) -> None:
        row = Game.objects.get(pk=game.pk)
        row.summary = f"A tale, told {number} times."
        row.save()

    def patch_game(number: int) -> None:
        body = {"summary": f"A tale, told {number} times."}
        data(client.patch(f"/games/{game.slug}", body))

    def pause() -> None:
        row = Playthrough.objects.get(pk=run.pk)
        row.status = Status.PAUSED
        row.save()

    def save_playthrough(number: int) -> None:
        row = Playthrough.objects.get(pk=run.pk)
        row.status = Status.PLAYING
        row.save()

    def patch_playthrough(number: int) -> None:
        data(client.patch(f"/playthroughs/{run.uuid}", {"status": "playing"}))

    return {
        "Game.save": Door(save_game),
        "PATCH /api/games/…": Door(patch_game),
        "Playthrough.save": Door(save_playthrough, pause),
        "PATCH /api/playthroughs/…": Door(patch_playthrough, pause),
    }


def filled_game() -> Any:
    """A game as IGDB tells of one: genres, platforms, four editions."""
    from apps.library.models import Edition
    from apps.library.models import Game
    from apps.library.models import Genre
    from apps.library.models import Platform

    found = Game.objects.filter(slug="chrono-trigger").first()
    if found is not None:
        return found
    game = Game.objects.add(name="Chrono Trigger", release_date="1995-03-11")
    genres = [Genre.objects.create(name=f"Genre {n}") for n in range(3)]
    platforms = [Platform.objects.create(name=f"Platform {n}") for n in range(6)]
    game.set_genres(genres, primary=genres[0])
    game.platforms.set(platforms)
    for number in range(3):
        edition = Edition.objects.create(game=game, name=f"Edition {number}")
        edition.platforms.set(platforms[number : number + 2])
    return game


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
