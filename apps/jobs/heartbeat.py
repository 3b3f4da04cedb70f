"""How a running job holds its place, and tells the outside how far it is.

Work may be one long transaction, of which nobody sees anything before its end. So a
thread with a session of its own writes the progress down, reads whether somebody
cancelled, and holds an advisory lock: while that lasts, no other worker runs the job,
whatever the queue says.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from types import TracebackType
from typing import Any
from typing import Self

import psycopg
from psycopg.types.json import Jsonb

from apps.core.database.sessions import Connection
from apps.core.database.sessions import connect
from apps.core.redis.notices import notify
from apps.jobs.models import MOST_FAILURES
from apps.jobs.models import Failure
from apps.jobs.models import Job
from apps.jobs.models import State
from apps.jobs.models import topics_of
from apps.jobs.progress import Cancelled
from apps.jobs.progress import Halted
from apps.jobs.progress import Interrupted
from apps.jobs.progress import Progress

logger = logging.getLogger(__name__)

# Seconds between two reports.
EVERY = 0.5
# "qjob": the first half of the locks; the other one is the job's number.
JOB_LOCKS = 0x716A6F62

REPORT = f"""
UPDATE jobs_job SET done = %(done)s, total = %(total)s, message = %(message)s,
    failure_count = %(failure_count)s, failures = coalesce(%(failures)s, failures),
    heartbeat_at = now(), updated_at = now()
WHERE id = %(job)s AND state = '{State.RUNNING}' AND attempt = %(attempt)s
RETURNING cancel_requested_at IS NOT NULL
"""


class Hold:
    """A worker's hold on one job, as long as its session lives."""

    def __init__(self, job: int) -> None:
        self._session: Connection = connect("job")
        self._session.execute("SET lock_timeout = '1s'")
        query = "SELECT pg_try_advisory_lock(%s, %s)"
        row = self._session.execute(query, [JOB_LOCKS, job]).fetchone()
        # Whether nobody else had it.
        self.is_mine = bool(row and row[0])

    def report(self, report: dict[str, Any]) -> type[Halted] | None:
        """Write down how far the job is; what is to become of it, None: go on."""
        try:
            row = self._session.execute(REPORT, report).fetchone()
        except psycopg.errors.LockNotAvailable:
            # The work itself is writing to the job's row.
            return None
        except psycopg.Error as error:
            logger.warning("A job lost its hold: %s", error)
            return Interrupted
        if row is None:
            return Interrupted
        return Cancelled if row[0] else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._session, contextlib.suppress(psycopg.Error):
            # Closing alone frees it a moment later.
            self._session.execute("SELECT pg_advisory_unlock_all()")


class LiveProgress(Progress):
    """The progress of a job in a worker; a context that reports while it is open."""

    def __init__(self, job: Job, hold: Hold, stopping: threading.Event) -> None:
        self.job = job
        self.memory = dict(job.memory)
        self._hold = hold
        self._stopping = stopping
        self._halt: type[Halted] | None = None
        self._lock = threading.Lock()
        self._done = 0
        self._total: int | None = None
        self._message = ""
        self._failures: list[Failure] = []
        self._failure_count = 0
        self._told_failures = -1
        self._told_figures: dict[str, Any] = {}
        self._closing = threading.Event()
        self._reporter = threading.Thread(
            target=self._report_regularly, name=f"progress of job {job.pk}"
        )

    # What the work calls.

    def begin(self, total: int | None = None, message: str = "") -> None:
        with self._lock:
            self._done, self._total = 0, total
            self._message = message[:300]
        self._stop_where_due()

    def step(self, count: int = 1, message: str = "") -> None:
        with self._lock:
            self._done += count
            if message:
                self._message = message[:300]
        self._stop_where_due()

    def fail(self, what: str, why: str) -> None:
        with self._lock:
            self._failure_count += 1
            if len(self._failures) < MOST_FAILURES:
                self._failures.append(Failure(what=what[:300], why=why[:500]))

    def remember(self, **memory: Any) -> None:
        self.memory |= memory
        mine = Job.objects.filter(
            pk=self.job.pk, state=State.RUNNING, attempt=self.job.attempt
        )
        if not mine.update(memory=self.memory):
            raise Interrupted

    def _stop_where_due(self) -> None:
        if self._halt is not None:
            raise self._halt
        if self._stopping.is_set():
            raise Interrupted

    # What the worker calls.

    @property
    def has_lost_hold(self) -> bool:
        return self._halt is Interrupted

    def figures(self) -> dict[str, Any]:
        """How far the work is, as the fields of `Job`."""
        with self._lock:
            return {
                "done": self._done,
                "total": self._total,
                "message": self._message,
                "failures": list(self._failures),
                "failure_count": self._failure_count,
            }

    def __enter__(self) -> Self:
        self._reporter.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._reporter.join()

    def _report_regularly(self) -> None:
        while self._halt is None and not self._closing.wait(EVERY):
            self._halt = self._report()

    def _report(self) -> type[Halted] | None:
        figures = self.figures()
        known = figures["failure_count"] == self._told_failures
        self._told_failures = figures["failure_count"]
        figures["failures"] = None if known else Jsonb(figures["failures"])
        of = {"job": self.job.pk, "attempt": self.job.attempt}
        halt = self._hold.report(figures | of)
        if figures != self._told_figures:
            self._told_figures = figures
            notify(*topics_of(self.job))
        return halt
