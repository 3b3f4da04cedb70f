"""A job from its start to its end, by a worker in a process of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from apps.jobs.models import Job
from apps.jobs.models import JobRefused
from apps.jobs.models import State
from apps.jobs.models import worker_is_alive
from apps.jobs.recovery import forget
from tests.jobs import kinds
from tests.jobs import ticking
from tests.jobs.conftest import Workers
from tests.jobs.conftest import eventually
from tests.jobs.conftest import go
from tests.jobs.conftest import lines
from tests.jobs.conftest import wait_for
from tests.jobs.conftest import written


def let_time_pass() -> None:
    """Make what is due later due now."""

    def is_due() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET scheduled_at = now()"
                " WHERE scheduled_at > now()"
            )
            return cursor.rowcount > 0

    eventually(is_due)


def test_it_runs_and_tells_how_far_it_is(workers: Workers, folder: str) -> None:
    alive_before = worker_is_alive(timezone.now())
    workers.start()
    job = kinds.count.start(title="Count to 40", arguments={"to": 40, "folder": folder})

    eventually(lambda: wait_for(job, State.RUNNING).done == 20)
    seen = (job.total, job.share, job.message, job.heartbeat_at is not None)
    go(folder)
    wait_for(job, State.DONE)

    assert seen == (40, 50, "Counted to 20", True)
    assert (job.done, job.share, job.attempt, job.error) == (40, 100, 1, "")
    assert job.started_at is not None and job.finished_at is not None
    assert job.started_at < job.finished_at
    assert len(written()) == 40
    assert not alive_before
    assert worker_is_alive(timezone.now())
    eventually(lambda: not ProcrastinateJob.objects.exists())


def test_progress_is_seen_while_its_transaction_is_open(
    workers: Workers, folder: str
) -> None:
    workers.start()
    job = kinds.write_at_once.start(arguments={"folder": folder})

    eventually(lambda: wait_for(job, State.RUNNING).done == 1)
    seen = job.message, written()
    go(folder)
    wait_for(job, State.DONE)

    assert seen == ("The first is written", [])
    assert written() == ["first", "second"]


def test_cancelled_at_work_it_leaves_nothing_of_its_transaction(
    workers: Workers, folder: str
) -> None:
    workers.start()
    job = kinds.write_at_once.start(arguments={"folder": folder})
    eventually(lambda: wait_for(job, State.RUNNING).done == 1)

    job.cancel(at=timezone.now())
    wait_for(job, State.CANCELLED)

    assert job.finished_at is not None
    assert written() == []
    with pytest.raises(JobRefused, match="it is canceled"):
        job.cancel(at=timezone.now())


def test_cancelled_before_its_turn_it_never_runs(workers: Workers, folder: str) -> None:
    job = kinds.count.start(arguments={"to": 10, "folder": folder})

    job.cancel(at=timezone.now())
    next_one = kinds.fail.start(arguments={"for_good": True})
    workers.start()
    wait_for(next_one, State.FAILED)

    assert job.state == State.CANCELLED
    assert lines(folder) == []


def test_it_is_not_started_where_its_transaction_fails(db: None, folder: str) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        kinds.count.start(arguments={"to": 10, "folder": folder})
        _ = 1 / 0

    assert not Job.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_second_click_finds_the_first_job(db: None, folder: str) -> None:
    arguments = {"to": 10, "folder": folder}

    first = kinds.count.start(key="import:1", arguments=arguments)
    second = kinds.count.start(key="import:1", arguments=arguments)
    another = kinds.count.start(key="import:2", arguments=arguments)
    first.cancel(at=timezone.now())
    after = kinds.count.start(key="import:1", arguments=arguments)

    assert second == first
    assert another != first
    assert after not in (first, another)
    with pytest.raises(JobRefused, match="has already been started again"):
        first.retry(at=timezone.now())


def test_arguments_that_do_not_fit_start_nothing(db: None) -> None:
    with pytest.raises(TypeError, match=r"missing a required .*argument: 'to'"):
        kinds.count.start(arguments={"folder": "/tmp"})

    assert not Job.objects.exists()


def test_what_fails_is_tried_again_later_and_then_given_up(workers: Workers) -> None:
    workers.start()
    job = kinds.fail.start(arguments={"for_good": False})

    eventually(lambda: wait_for(job, State.WAITING).error)
    pause = (job.due_at or job.created_at) - timezone.now()
    first = (job.attempt, job.error, job.failures)
    let_time_pass()
    wait_for(job, State.FAILED)

    failures = [{"what": "Suikoden", "why": "IGDB does not know it."}]
    assert first == (1, "IGDB does not answer.", failures)
    assert timedelta(0) < pause < timedelta(seconds=10)
    assert (job.attempt, job.error) == (2, "IGDB does not answer.")
    assert (job.failures, job.failure_count) == (failures, 1)


def test_what_cannot_succeed_fails_at_once_and_may_be_retried(
    workers: Workers,
) -> None:
    job = kinds.fail.start(arguments={"for_good": True})
    workers.start()
    wait_for(job, State.FAILED)
    first = job.finished_at

    job.retry(at=timezone.now())
    eventually(lambda: wait_for(job, State.FAILED).finished_at != first)

    assert (job.attempt, job.error) == (1, "The key was refused. Renew it in .env.")
    assert job.failure_count == 1


def test_jobs_with_one_lock_run_one_after_the_other(
    workers: Workers, folder: str
) -> None:
    workers.start()
    workers.start()
    jobs = [kinds.alone.start(arguments={"folder": folder}) for _ in range(3)]

    eventually(lambda: lines(folder) == ["begin"])
    go(folder)
    for job in jobs:
        wait_for(job, State.DONE)

    assert lines(folder) == ["begin", "end"] * 3


def test_a_schedule_starts_one_job_a_time_with_two_workers(workers: Workers) -> None:
    workers.start("with schedule")
    workers.start("with schedule")

    ticks = Job.objects.filter(kind=ticking.NAME)
    eventually(lambda: ticks.filter(state=State.DONE).count() >= 3)

    due = list(ticks.values_list("due_at", flat=True))
    assert len(due) == len(set(due))


def test_work_of_an_unknown_kind_says_so(workers: Workers, folder: str) -> None:
    job = kinds.count.start(arguments={"to": 10, "folder": folder})
    Job.objects.update(kind="of.yesterday")
    workers.start()

    wait_for(job, State.FAILED)

    assert "doesn't know this type of job" in job.error


def test_old_records_are_forgotten_and_active_ones_kept(db: None, folder: str) -> None:
    now = timezone.now()
    old, late, active = (
        kinds.count.start(arguments={"to": 10, "folder": folder}) for _ in range(3)
    )
    for job, days in ((old, 31), (late, 29)):
        job.cancel(at=now - timedelta(days=days))

    assert forget() == 1
    assert list(Job.objects.order_by("pk")) == [late, active]
