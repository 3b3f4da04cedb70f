"""Syncs of many games: of what IGDB has changed, and on after a worker was killed."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from pytest_django.fixtures import Settings

from apps.jobs.models import Job
from apps.jobs.models import State
from apps.library.igdb.create import add_from_igdb
from apps.library.models import Game
from apps.library.tasks import nightly
from apps.library.tasks import sync_changed
from apps.library.tasks import sync_in_background
from apps.realtime.models import Event
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered
from tests.jobs.conftest import Workers
from tests.jobs.conftest import eventually
from tests.jobs.conftest import wait_for
from tests.jobs.working import work_off
from tests.library.sync_nursery import sync_nursery
from tests.realtime.nursery import Nursery

pytestmark = pytest.mark.usefixtures("committed_db")

TITLES = (
    "Chrono Trigger",
    "Chrono Cross",
    "Xenogears",
    "EarthBound",
    "Quest 64",
    "Lost Odyssey",
)
IGDB_IS = (
    "IGDB_BASE_URL",
    "TWITCH_TOKEN_URL",
    "TWITCH_API_BASE_URL",
    "TWITCH_CLIENT_ID",
    "TWITCH_CLIENT_SECRET",
)


@pytest.fixture
def games(committed_db: None, igdb_server: IgdbServer) -> list[Game]:
    """Six games of IGDB, all of which it has changed since."""
    rows = [igdb_server.game(title) for title in TITLES]
    games = [add_from_igdb(row["id"], user=None).game for row in rows]
    for row in rows:
        row.update(summary="News.", updated_at=row["updated_at"] + 1)
    Event.objects.all().delete()
    igdb_server.requests.clear()
    return games


@pytest.fixture(scope="module")
def _sync_nursery(django_db_setup: None) -> Iterator[Nursery]:
    with sync_nursery(connection.settings_dict) as nursery:
        yield nursery


@pytest.fixture
def workers(committed_db: None, _sync_nursery: Nursery) -> Iterator[Workers]:
    workers = Workers(_sync_nursery)
    yield workers
    workers.end()


def told() -> list[str]:
    """The games whose changes were told, in that order."""
    events = Event.objects.filter(type="questlog:work_update").order_by("id")
    return [event.payload["name"] for event in events]


def test_a_killed_sync_goes_on_where_it_was(
    workers: Workers, igdb_server: IgdbServer, games: list[Game]
) -> None:
    goes_on = threading.Event()

    def wait_at_the_second_chunk() -> None:
        if len(igdb_server.requests) >= 2:
            goes_on.wait(60)

    igdb_server.when_open = wait_at_the_second_chunk
    where = json.dumps({name: getattr(settings, name) for name in IGDB_IS})
    first = workers.start(where)
    arguments = {"games": [game.pk for game in games], "by": None}
    job = sync_in_background.start(arguments=arguments)
    eventually(lambda: wait_for(job, State.RUNNING).memory == {"games": 2})
    eventually(lambda: igdb_server.open_now == 1)

    assert workers.kill(first) == signal.SIGKILL
    assert told() == list(TITLES[:2])
    goes_on.set()
    workers.start(where)
    wait_for(job, State.DONE)

    assert told() == list(TITLES)
    assert (job.attempt, job.done, job.total) == (2, 6, 6)
    asked = [body for body in igdb_server.bodies if "summary" in body]
    assert sum(str(games[0].igdb_id) in body for body in asked) == 1


def test_the_nightly_sync_asks_only_for_what_has_changed(
    igdb_server: IgdbServer, games: list[Game]
) -> None:
    work(sync_changed.start())
    assert told() == list(TITLES)
    row = igdb_server.game("Xenogears")
    row.update(summary="More news.", updated_at=row["updated_at"] + 1)
    igdb_server.requests.clear()

    job = work(sync_changed.start())

    assert (job.state, job.done, job.total) == (State.DONE, 1, 1)
    assert told() == [*TITLES, "Xenogears"]
    asked = [body for body in igdb_server.bodies if "summary" in body]
    assert len(asked) == 1 and str(games[0].igdb_id) not in asked[0]


def test_an_igdb_that_goes_away_is_asked_again_later(
    igdb_server: IgdbServer, games: list[Game]
) -> None:
    igdb_server.answer_next(*[answered("<html>", 502)] * 4)

    job = work(sync_changed.start())

    assert (job.state, told()) == (State.WAITING, [])
    assert "IGDB" in job.error


def test_refused_keys_end_it_and_say_what_to_do(
    igdb_server: IgdbServer, games: list[Game], settings: Settings
) -> None:
    igdb_server.revoke_tokens()
    settings.TWITCH_CLIENT_SECRET = "wrong"

    job = work(sync_changed.start())

    assert (job.state, told()) == (State.FAILED, [])
    assert "TWITCH_CLIENT_SECRET" in job.error


def test_without_keys_there_is_no_nightly_sync(
    igdb_server: IgdbServer, settings: Settings
) -> None:
    assert nightly()

    settings.TWITCH_CLIENT_ID = ""

    assert nightly() == ""


def work(job: Job) -> Job:
    """The job after a worker has come by."""
    work_off()
    job.refresh_from_db()
    return job
