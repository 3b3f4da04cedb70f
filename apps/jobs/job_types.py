"""The kinds of background work, each a function that an app declares in `tasks.py`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Concatenate

from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db import transaction

from apps.jobs.models import Job
from apps.jobs.progress import Progress

# By name. A worker fills it by importing every app's `tasks`.
JOB_TYPES: dict[str, JobType[...]] = {}
# The key of the jobs that a schedule starts.
SCHEDULED = "scheduled"


@dataclass(frozen=True, kw_only=True)
class JobType[**P]:
    """A kind of background work.

    `run` may be run more than once for one job: a worker can be killed at any moment,
    also just after the work is done. So it must bear being run again.
    """

    name: str
    title: str
    run: Callable[Concatenate[Progress, P], None]
    # How often a job is begun at most: 1 for work that must not be repeated.
    attempts: int
    # Jobs of kinds with the same lock are run one after the other; empty: at once.
    lock: str
    # When it runs by itself, as a cron line in UTC; empty: never.
    schedule: str

    def start(
        self,
        *,
        title: str = "",
        key: str = "",
        by: User | None = None,
        url: str = "",
        due_at: datetime | None = None,
        arguments: dict[str, Any] | None = None,
    ) -> Job:
        """Have a worker run this, when the transaction of the caller is committed.

        Args:
            title: what people call this job; the kind's own where empty.
            key: while a job with this key is active, no second one is started, and
                that one is returned.
            by: who wants it.
            url: leads to what the job is about.
            due_at: when to run it, None for now.
            arguments: of `run`, as JSON.
        """
        given = arguments or {}
        inspect.signature(self.run).bind(Progress(), **given)
        while True:
            try:
                with transaction.atomic():
                    job = Job.objects.create(
                        kind=self.name,
                        title=(title or self.title)[:200],
                        key=key,
                        lock=self.lock,
                        started_by=by,
                        url=url,
                        due_at=due_at,
                        arguments=given,
                    )
                    job.deliver()
                    job.save(update_fields=["delivery"])
                return job
            except IntegrityError as error:
                if "job_active_once" not in str(error):
                    raise
                active = self.active(key)
                if active is not None:
                    return active

    def active(self, key: str) -> Job | None:
        """The job with this key that waits or runs."""
        return Job.objects.active().filter(kind=self.name, key=key).first()


def background[**P](
    name: str,
    *,
    title: str,
    attempts: int = 5,
    lock: str = "",
    schedule: str = "",
) -> Callable[[Callable[Concatenate[Progress, P], None]], JobType[P]]:
    """Make a function a kind of background work; see `JobType` for the arguments.

    The function takes a `Progress` and keyword arguments. It ends the job for good by
    raising `JobFailed` or a `ValidationError`; any other exception is tried again
    after a while. The name stays what it is: jobs in the database carry it.
    """

    def declare(run: Callable[Concatenate[Progress, P], None]) -> JobType[P]:
        kind = JobType(
            name=name,
            title=title,
            run=run,
            attempts=attempts,
            lock=lock,
            schedule=schedule,
        )
        if JOB_TYPES.setdefault(name, kind) is not kind:
            raise ValueError(f"There are two kinds of background work named {name}.")
        return kind

    return declare
