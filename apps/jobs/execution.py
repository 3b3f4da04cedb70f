"""Running one job in a worker: taken, run, ended, whatever happens meanwhile."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError
from django.db import OperationalError
from django.db import connection
from django.db import transaction
from django.utils import timezone

from apps.core.redis.notices import notify
from apps.jobs.heartbeat import Hold
from apps.jobs.heartbeat import LiveProgress
from apps.jobs.job_types import JOB_TYPES
from apps.jobs.job_types import JobType
from apps.jobs.models import ACTIVE
from apps.jobs.models import Job
from apps.jobs.models import State
from apps.jobs.models import topics_of
from apps.jobs.progress import Cancelled
from apps.jobs.progress import Interrupted
from apps.jobs.progress import JobFailed

logger = logging.getLogger(__name__)

# Seconds before a job that failed is begun again: 10, 20, 40, … 600.
FIRST_PAUSE = 10
LONGEST_PAUSE = 600
# Seconds until a job that somebody else still holds is looked at again.
HELD_PAUSE = 2
# Seconds that the end of a job waits for a database that is away.
PATIENCE = 30


class Again(Exception):
    """The job is to be brought to a worker once more, not before `at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__(f"again at {at:%H:%M:%S}")
        self.at = at


def run(pk: int, *, stopping: threading.Event) -> None:
    """Run the job `pk`, unless another worker does or it has ended.

    Raises:
        Again: it is not at its end: it failed and may be tried again, or it was given
            up because `stopping` was set, or somebody else holds it.
    """
    with Hold(pk) as hold:
        if not hold.is_mine:
            raise Again(_in(HELD_PAUSE))
        taken = _take(pk)
        if taken is None:
            return
        job, kind = taken
        progress = LiveProgress(job, hold, stopping)
        with progress:
            outcome = _outcome(job, kind, progress)
        # The hold lasts until this is written.
        _insist(lambda: outcome.write(job, progress.figures()))
    if outcome.again is not None:
        raise Again(outcome.again)


@transaction.atomic
def _take(pk: int) -> tuple[Job, JobType[Any]] | None:
    """The job as begun once more; None where there is nothing to run."""
    jobs = Job.objects.select_for_update()
    job = jobs.filter(pk=pk, state__in=ACTIVE).first()
    if job is None:
        return None
    now = timezone.now()
    kind = JOB_TYPES.get(job.kind)
    if job.cancel_requested_at:
        job.state, job.finished_at = State.CANCELLED, now
    elif kind is None:
        job.state, job.finished_at = State.FAILED, now
        job.error = "This version of Questlog doesn't know this type of job."
    elif job.attempt >= kind.attempts:
        job.state, job.finished_at = State.FAILED, now
        job.error = (
            f"The worker stopped {job.attempt} times while working on this. Its log "
            f"may say why. {job.error}"
        )
    else:
        job.state = State.RUNNING
        job.started_at = job.started_at or now
        job.heartbeat_at = now
        job.attempt += 1
    job.save()
    return (job, kind) if kind and job.state == State.RUNNING else None


class _Outcome:
    """How a run of a job ended: its state, why, and when it is tried again."""

    def __init__(
        self,
        state: State,
        *,
        error: str = "",
        again: datetime | None = None,
        counts: bool = True,
    ) -> None:
        self.state = state
        self.error = error
        self.again = again
        # Whether it counts as an attempt.
        self.counts = counts

    def write(self, job: Job, figures: dict[str, Any]) -> None:
        mine = Job.objects.filter(pk=job.pk, state=State.RUNNING, attempt=job.attempt)
        due = {"due_at": self.again} if self.again else {}
        written = mine.update(
            **figures,
            **due,
            state=self.state,
            error=self.error,
            attempt=job.attempt if self.counts else job.attempt - 1,
            finished_at=None if self.state in ACTIVE else timezone.now(),
            updated_at=timezone.now(),
        )
        if not written:
            logger.warning("Job %s was ended by another process meanwhile.", job.pk)
        notify(*topics_of(job))


def _outcome(job: Job, kind: JobType[Any], progress: LiveProgress) -> _Outcome:
    try:
        kind.run(progress, **job.arguments)
    except Cancelled:
        return _Outcome(State.CANCELLED)
    except Interrupted:
        return _given_back()
    except JobFailed as error:
        return _Outcome(State.FAILED, error=str(error))
    except ValidationError as error:
        return _Outcome(State.FAILED, error=" ".join(error.messages))
    except Exception as error:
        if progress.has_lost_hold:
            # The database went away, which is no fault of the work.
            return _given_back()
        logger.exception("Job %s (%s) failed.", job.pk, job)
        return _failed(job, kind, str(error) or type(error).__name__)
    return _Outcome(State.DONE)


def _given_back() -> _Outcome:
    return _Outcome(State.WAITING, again=timezone.now(), counts=False)


def _failed(job: Job, kind: JobType[Any], error: str) -> _Outcome:
    if job.attempt >= kind.attempts:
        return _Outcome(State.FAILED, error=error[:5000])
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (job.attempt - 1))
    return _Outcome(State.WAITING, error=error[:5000], again=_in(pause))


def _in(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def _insist(write: Callable[[], None]) -> None:
    """Write, also to a database that comes back within `PATIENCE`."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            write()
            return
        except (OperationalError, InterfaceError):
            connection.close()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
