"""Jobs that bring something up to date: once for many changes, never one too few."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from apps.jobs.job_types import JobType
from apps.jobs.models import Job
from apps.jobs.models import State

# While one job works, another may wait: it sees what was changed meanwhile.
KEYS = ("soon", "next")


def start_once_more(job: JobType[[]], *, after: timedelta | None = None) -> None:
    """Have a worker run `job`, which takes no arguments, if none waits already.

    `after` lets further changes gather. Call it after the commit.
    """
    active = Job.objects.active().filter(kind=job.name, key__in=KEYS)
    states = dict(active.values_list("key", "state"))
    free = next((key for key in KEYS if key not in states), None)
    if free and State.WAITING not in states.values():
        job.start(key=free, due_at=timezone.now() + after if after else None)
