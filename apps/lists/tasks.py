"""Lists that become public at a time that their owner chose, in the background."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from apps.jobs.job_types import background
from apps.jobs.once_more import start_once_more
from apps.jobs.own_times import own_time
from apps.jobs.progress import Progress
from apps.lists.images import draw_images
from apps.lists.models import List

JOB = "lists.publish"
DRAWING = "lists.draw_images"
# What changes within it, while somebody ranks, is drawn once.
CALM = timedelta(seconds=20)


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


@background(
    DRAWING,
    title="Draw the images of lists",
    lock=DRAWING,
    schedule=f"{own_time(DRAWING).minute} * * * *",
)
def draw_lists(progress: Progress) -> None:
    """Draw every public list's images that are out of date.

    Every hour, too: covers and names of games change what a list shows.
    """
    for list_ in progress.each(list(List.objects.order_by("pk")), message=str):
        draw_images(list_)


def draw_lists_soon() -> None:
    """Have a worker draw a while after the caller's transaction is committed."""
    transaction.on_commit(lambda: start_once_more(draw_lists, after=CALM), robust=True)
