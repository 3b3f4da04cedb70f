"""A worker that is killed while it matches an import with IGDB."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from apps.imports.igdb.enrichment import count
from apps.imports.igdb.enrichment import to_ask
from apps.imports.tasks import enrich_in_background
from apps.jobs.models import State
from tests.imports.conftest import GIST
from tests.imports.conftest import Desk
from tests.integrations.igdb_server import IgdbServer
from tests.jobs.conftest import eventually
from tests.jobs.conftest import wait_for

SETTINGS = (
    "IGDB_BASE_URL",
    "TWITCH_TOKEN_URL",
    "TWITCH_CLIENT_ID",
    "TWITCH_CLIENT_SECRET",
)


@pytest.fixture
def start_worker(settings: Settings) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts one more worker that asks the test's IGDB; all end with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        told = json.dumps({name: getattr(settings, name) for name in SETTINGS})
        command = [sys.executable, "-m", "tests.imports.enriching_worker", told]
        started.append(subprocess.Popen(command))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


def test_the_next_worker_asks_only_for_the_rest(
    committed_db: None,
    desk: Desk,
    igdb_server: IgdbServer,
    start_worker: Callable[[], subprocess.Popen[bytes]],
) -> None:
    import_ = desk.store_source(GIST)
    asks_again, go = threading.Event(), threading.Event()

    def hold_the_second() -> None:
        if igdb_server.requests:
            asks_again.set()
            go.wait(60)

    igdb_server.when_open = hold_the_second
    job = enrich_in_background.start(arguments={"batch": import_.pk, "by": None})
    first = start_worker()
    assert asks_again.wait(60)
    first.kill()
    first.wait()
    left = to_ask(import_).count()
    igdb_server.when_open = lambda: None
    go.set()
    eventually(lambda: not igdb_server.open_now)
    igdb_server.requests.clear()
    start_worker()
    wait_for(job, State.DONE)

    counts = count(import_)
    assert 0 < left < 20
    assert (job.attempt, job.total) == (2, left)
    assert (counts.matched, counts.doubtful, counts.to_ask) == (84, 1, 0)
    assert "Xenogears" not in "".join(igdb_server.bodies)
