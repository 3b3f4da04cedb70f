"""Workers that die, freeze or are told to stop in the middle of a job."""

from __future__ import annotations

import os
import signal
import time

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateWorker

from apps.jobs.models import State
from tests.jobs import kinds
from tests.jobs.conftest import Workers
from tests.jobs.conftest import eventually
from tests.jobs.conftest import go
from tests.jobs.conftest import lines
from tests.jobs.conftest import wait_for
from tests.jobs.conftest import written


def test_the_next_worker_goes_on_where_a_killed_one_was(
    workers: Workers, folder: str
) -> None:
    first = workers.start()
    job = kinds.count.start(arguments={"to": 40, "folder": folder})
    eventually(lambda: wait_for(job, State.RUNNING).memory == {"counted": 20})

    assert workers.kill(first) == signal.SIGKILL
    workers.start()
    eventually(lambda: len(lines(folder)) == 2)
    go(folder)
    wait_for(job, State.DONE)

    assert (job.attempt, job.done, job.total) == (2, 40, 40)
    assert len(written()) == 40


def test_work_that_ends_its_worker_is_given_up(workers: Workers, folder: str) -> None:
    job = kinds.deadly.start(arguments={"folder": folder})
    for runs in (1, 2):
        worker = workers.start()
        eventually(lambda runs=runs: len(lines(folder)) == runs)  # type: ignore[misc]
        workers.kill(worker)
    workers.start()

    wait_for(job, State.FAILED)

    assert "The worker stopped 2 times" in job.error
    assert len(lines(folder)) == 2


def test_told_to_stop_a_worker_gives_its_job_back(
    workers: Workers, folder: str
) -> None:
    worker = workers.start()
    job = kinds.write_at_once.start(arguments={"folder": folder})
    eventually(lambda: wait_for(job, State.RUNNING).done == 1)

    before = time.monotonic()
    ended = workers.kill(worker, signal.SIGTERM)
    took = time.monotonic() - before
    job.refresh_from_db()
    given_back = (job.state, job.attempt, written())
    go(folder)
    workers.start()
    wait_for(job, State.DONE)

    assert ended == 0
    assert took < 20
    assert given_back == (State.WAITING, 0, [])
    assert written() == ["first", "second"]
    assert ProcrastinateWorker.objects.count() == 1


def test_work_without_steps_does_not_hold_up_a_stop(
    workers: Workers, folder: str
) -> None:
    worker = workers.start()
    job = kinds.hang.start(arguments={"folder": folder})
    eventually(lambda: lines(folder) == ["hung"])

    assert workers.kill(worker, signal.SIGTERM) == 0
    job.refresh_from_db()
    given_back = (job.state, job.attempt)
    go(folder)
    workers.start()
    wait_for(job, State.DONE)

    assert given_back == (State.WAITING, 0)
    assert lines(folder) == ["hung", "hung"]


def test_a_frozen_worker_is_taken_for_dead_yet_its_job_runs_once(
    workers: Workers, folder: str
) -> None:
    frozen = workers.start()
    job = kinds.write_at_once.start(arguments={"folder": folder})
    eventually(lambda: wait_for(job, State.RUNNING).done == 1)
    os.kill(frozen, signal.SIGSTOP)
    workers.start()

    # The other worker takes the job, finds it held, and puts it off.
    eventually(lambda: _is_put_off(job.delivery))
    go(folder)
    os.kill(frozen, signal.SIGCONT)
    wait_for(job, State.DONE)

    assert job.attempt == 1
    assert written() == ["first", "second"]


def _is_put_off(delivery: int | None) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status = 'todo' AND attempts >= 2 FROM procrastinate_jobs"
            " WHERE id = %s",
            [delivery],
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def test_a_job_whose_session_ends_is_rolled_back_and_run_again(
    workers: Workers, folder: str
) -> None:
    workers.start()
    job = kinds.write_at_once.start(arguments={"folder": folder})
    eventually(lambda: wait_for(job, State.RUNNING).done == 1)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name LIKE 'questlog job %%'"
            " AND datname = current_database()"
        )
    eventually(lambda: len(lines(folder)) == 2)
    go(folder)
    wait_for(job, State.DONE)

    assert job.attempt == 1
    assert written() == ["first", "second"]


def test_a_job_that_the_queue_lost_is_brought_again(
    workers: Workers, folder: str
) -> None:
    job = kinds.count.start(arguments={"to": 10, "folder": folder})
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    go(folder)
    workers.start()

    wait_for(job, State.DONE)
