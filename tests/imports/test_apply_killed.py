"""A worker that is killed in the middle of applying an import."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from apps.imports.models import Import
from apps.imports.models import ImportStatus
from apps.imports.tasks import apply_in_background
from apps.jobs.job_types import SCHEDULED
from apps.jobs.models import Job
from apps.jobs.models import State
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.realtime.models import Event
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.imports.holdings import everything
from tests.imports.test_in_background import BIG
from tests.imports.test_in_background import click
from tests.jobs.conftest import eventually
from tests.jobs.conftest import wait_for

type StartWorker = Callable[[], subprocess.Popen[bytes]]

WAITING = """
SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
WHERE c.relname = 'journal_playthrough' AND NOT l.granted
"""


@pytest.fixture
def start_worker() -> Iterator[StartWorker]:
    """Starts one more worker; all end with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.imports.enriching_worker", "{}"]
        started.append(subprocess.Popen(command))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


@contextmanager
def playthroughs_held() -> Iterator[None]:
    """Nobody can add a playthrough: who applies an import has written half of it."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE journal_playthrough IN EXCLUSIVE MODE")
        yield
        other.rollback()
    finally:
        other.close()


def is_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def kill_in_the_middle(start_worker: StartWorker) -> None:
    with playthroughs_held():
        worker = start_worker()
        eventually(is_waiting)
        worker.kill()
        worker.wait()


def apply_later(import_: Import) -> Job:
    return apply_in_background.start(
        key=str(import_.pk),
        arguments={"batch": import_.pk, "by": None, "version": None},
    )


def test_the_next_import_runs_and_the_first_is_resumed(
    committed_db: None, owner_client: Client, owner: User, start_worker: StartWorker
) -> None:
    desk = Desk(owner)
    first, second = desk.store_source(BIG), desk.store_source(SMALL)
    job = apply_later(first)
    kill_in_the_middle(start_worker)

    click(owner_client, "apply", second)

    second.refresh_from_db()
    assert second.status == ImportStatus.APPLIED
    assert Game.objects.count() == 5
    start_worker()
    wait_for(job, State.DONE)
    first.refresh_from_db()
    assert (first.status, job.attempt) == (ImportStatus.APPLIED, 2)
    assert Game.objects.count() == 5 + BIG.count("- ")
    assert Playthrough.objects.count() == 10 + BIG.count("- ")
    assert Event.objects.filter(type="questlog:import_complete").count() == 2


def test_one_that_has_killed_every_worker_says_that_it_failed(
    committed_db: None, owner_client: Client, owner: User, start_worker: StartWorker
) -> None:
    import_ = Desk(owner).store_source(BIG)
    before = everything()
    job = apply_later(import_)
    Job.objects.filter(pk=job.pk).update(attempt=apply_in_background.attempts - 1)
    kill_in_the_middle(start_worker)

    start_worker()
    wait_for(job, State.FAILED)

    page = owner_client.get(f"/admin/imports/edit/{import_.pk}/").content.decode()
    assert "Applying failed, and nothing was written." in page
    assert everything() == before
    click(owner_client, "apply", import_)
    again = Job.objects.exclude(pk=job.pk).exclude(key=SCHEDULED).get()
    wait_for(again, State.DONE)
    assert Game.objects.count() == BIG.count("- ")
