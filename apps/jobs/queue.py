"""The queue that brings jobs to workers: procrastinate's tables in our PostgreSQL.

It holds a delivery for each job that waits or runs and nothing else; what people see
of a job is in `models`. Everything here happens on Django's connection, so in the
transaction of the caller. https://procrastinate.readthedocs.io/
"""

from __future__ import annotations

from datetime import datetime

from procrastinate.contrib.django import app

# The one task that workers know; which work it is, the job says.
RUN = "questlog.run"
# How often a worker says that it lives, and when the others take it for dead. Seconds.
BEAT = 5.0
DEAD_AFTER = 20.0


def deliver(job: int, *, lock: str, at: datetime | None = None) -> int:
    """Have a worker run the job, not before `at`; the number of the delivery.

    Deliveries with the same `lock` (unless empty) are run one after the other.
    """
    deferrer = app.configure_task(RUN, lock=lock or None, schedule_at=at)
    return int(deferrer.defer(job=job))


def take_back(delivery: int) -> None:
    """Forget a delivery that no worker has taken yet."""
    app.job_manager.cancel_job_by_id(delivery, delete_job=True)
