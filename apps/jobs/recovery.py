"""What one worker mends for all: jobs of workers that died, and old records."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db import transaction
from django.db.models import Exists
from django.db.models import OuterRef
from django.utils import timezone
from procrastinate import sql
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from apps.jobs import queue
from apps.jobs.models import Job

logger = logging.getLogger(__name__)

# "qjrc": workers take turns, else each would send the same jobs out again.
RECOVERY_LOCK = 0x716A7263
FORGET_AT_ONCE = 1000


@transaction.atomic
def recover(*, dead_after: float = queue.DEAD_AFTER) -> int:
    """Bring jobs to a worker again whose own died; how many.

    Args:
        dead_after: seconds without a sign of life.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECOVERY_LOCK])
    stalled = app.connector.get_sync_connector().execute_query_all(
        sql.queries["select_stalled_jobs_by_heartbeat"],
        queue=None,
        task_name=None,
        seconds_since_heartbeat=dead_after,
    )
    for delivery in stalled:
        bring_again(delivery["id"])
    lost = _without_delivery()
    for job in lost:
        job.deliver()
        job.save(update_fields=["delivery"])
    if stalled or lost:
        logger.warning("%s jobs go on: their worker died.", len(stalled) + len(lost))
    return len(stalled) + len(lost)


def bring_again(delivery: int) -> None:
    """Have the queue bring a delivery to a worker that another one has taken."""
    app.connector.get_sync_connector().execute_query(
        sql.queries["retry_job"],
        job_id=delivery,
        retry_at=timezone.now(),
        new_priority=None,
        new_queue_name=None,
        new_lock=None,
    )


def _without_delivery() -> list[Job]:
    """Active jobs that the queue does not know (any more)."""
    known = ProcrastinateJob.objects.filter(pk=OuterRef("delivery"))
    jobs = Job.objects.active().select_for_update(skip_locked=True)
    return list(jobs.filter(~Exists(known)))


def forget() -> int:
    """Delete records of jobs that ended long ago; how many."""
    before = timezone.now() - timedelta(days=settings.QUESTLOG_JOBS_KEEP_DAYS)
    old = Job.objects.finished().filter(finished_at__lt=before).order_by("pk")
    pks = list(old.values_list("pk", flat=True)[:FORGET_AT_ONCE])
    return Job.objects.filter(pk__in=pks).delete()[0]
