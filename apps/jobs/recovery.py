"""What one worker mends for all: jobs of workers that died, and old records."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db import transaction
from django.db.models import Exists
from django.db.models import F
from django.db.models import OuterRef
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.contrib.django.models import ProcrastinateWorker

from apps.jobs import queue
from apps.jobs.models import Job

logger = logging.getLogger(__name__)

FORGET_AT_ONCE = 1000


def recover(*, dead_after: float = queue.DEAD_AFTER) -> int:
    """Bring jobs to a worker again whose own died; how many.

    Several workers may do this at once, and each may be frozen in the middle: the
    queue is changed by single statements, which take a delivery only as they find it.

    Args:
        dead_after: seconds without a sign of life.
    """
    since = timezone.now() - timedelta(seconds=dead_after)
    alive = ProcrastinateWorker.objects.filter(
        pk=OuterRef("worker_id"), last_heartbeat__gt=since
    )
    found = _bring_again(_deliveries().filter(~Exists(alive))) + _deliver_lost()
    if found:
        logger.warning("%s jobs go on: their worker died.", found)
    return found


def bring_again(delivery: int) -> None:
    """Have the queue bring a delivery to a worker that another one has taken."""
    _bring_again(_deliveries().filter(pk=delivery))


def _deliveries() -> models.QuerySet[ProcrastinateJob]:
    # Its own manager only reads.
    return models.QuerySet(ProcrastinateJob)


def _bring_again(deliveries: models.QuerySet[ProcrastinateJob]) -> int:
    return deliveries.filter(status="doing").update(
        status="todo", scheduled_at=timezone.now(), attempts=F("attempts") + 1
    )


@transaction.atomic
def _deliver_lost() -> int:
    """Deliver the active jobs that the queue does not know (any more)."""
    known = ProcrastinateJob.objects.filter(pk=OuterRef("delivery"))
    active = Job.objects.active().select_for_update(skip_locked=True)
    lost = list(active.filter(~Exists(known)))
    for job in lost:
        job.deliver()
        job.save(update_fields=["delivery"])
    return len(lost)


def forget() -> int:
    """Delete records of jobs that ended long ago; how many."""
    before = timezone.now() - timedelta(days=settings.QUESTLOG_JOBS_KEEP_DAYS)
    old = Job.objects.finished().filter(finished_at__lt=before).order_by("pk")
    pks = list(old.values_list("pk", flat=True)[:FORGET_AT_ONCE])
    return Job.objects.filter(pk__in=pks).delete()[0]
