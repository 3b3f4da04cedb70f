"""What the dashboard tells of background work: that it runs, or that it does not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Exists
from django.db.models import OuterRef
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.ui.components import Component

from apps.jobs.admin.viewsets import SOON
from apps.jobs.models import Job
from apps.jobs.models import State
from apps.jobs.models import worker_is_alive

SHOWN = 5
# A failure older than this is no news.
NEWS = timedelta(days=7)


class BackgroundWorkPanel(Component):
    """Jobs that run, that failed and that wait for a worker; nothing else."""

    name = "background_work"
    order = 45
    place = "aside"
    template_name = "jobs/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        now = timezone.now()
        active = list(Job.objects.active().order_by("pk")[:SHOWN])
        late = [job for job in active if job.state == State.WAITING]
        late = [job for job in late if (job.due_at or job.created_at) <= now - SOON]
        return {
            "active": active,
            "failed": list(_failed_lately()[:SHOWN]),
            "no_worker": bool(late) and not worker_is_alive(now),
        }


def _failed_lately() -> QuerySet[Job]:
    """Failed jobs that nobody has started again since."""
    later = Job.objects.filter(
        kind=OuterRef("kind"), key=OuterRef("key"), pk__gt=OuterRef("pk")
    )
    failed = Job.objects.filter(
        state=State.FAILED, finished_at__gt=timezone.now() - NEWS
    )
    return failed.filter(~Exists(later.exclude(key=""))).order_by("-finished_at")
