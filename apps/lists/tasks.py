"""Lists that become public at a time that their owner chose, in the background."""

from __future__ import annotations

from django.utils import timezone

from apps.jobs.job_types import background
from apps.jobs.own_times import own_time
from apps.jobs.progress import Progress
from apps.lists.models import List

JOB = "lists.publish"


@background(JOB, title="Publish scheduled lists", schedule=own_time(JOB).daily)
def publish_in_background(progress: Progress) -> None:
    """Make all lists public whose time has come.

    A job of its own is due at the time of each list; once a day this looks for what
    came in another way, such as a restored export.
    """
    due = List.objects.due(timezone.now()).order_by("publish_at", "id")
    for list_ in progress.each(list(due), message=str):
        try:
            list_.publish_if_due(timezone.now())
        except List.DoesNotExist:
            # Deleted meanwhile.
            continue


def schedule_publication(list_: List) -> None:
    """Have a job run when `list_` is to become public."""
    if list_.publish_at is None:
        return
    publish_in_background.start(
        # Lists of the same time share a job. One for a time that was changed since
        # finds nothing to do.
        key=f"at {list_.publish_at.isoformat()}",
        due_at=list_.publish_at,
    )
