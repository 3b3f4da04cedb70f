"""What browsing does in the background: the images of reviews of a year."""

from __future__ import annotations

from django.db import transaction

from apps.browsing.models import YearReview
from apps.browsing.year.images import draw_images
from apps.jobs.job_types import background
from apps.jobs.once_more import start_once_more
from apps.jobs.own_times import own_time
from apps.jobs.progress import Progress


@background(
    "browsing.draw_years",
    title="Draw the images of years",
    lock="browsing.draw_years",
    schedule=f"{own_time('browsing.draw_years').minute} * * * *",
)
def draw_years(progress: Progress) -> None:
    """Draw every public review's images that are out of date.

    Every hour, too: playthroughs and covers change what a review shows.
    """
    for review in YearReview.objects.order_by("pk"):
        draw_images(review)


def draw_years_soon() -> None:
    """Have a worker draw once the caller's transaction is committed.

    Cheap where no review is public.
    """
    transaction.on_commit(_start_drawing, robust=True)


def _start_drawing() -> None:
    if YearReview.objects.public().exists():
        start_once_more(draw_years)
