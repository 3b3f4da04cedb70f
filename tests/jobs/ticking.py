"""Work by the clock; only the workers that are to do it load this."""

from __future__ import annotations

from apps.jobs.job_types import background
from apps.jobs.progress import Progress

NAME = "test.tick"


def every_second() -> None:
    background(NAME, title="Every second", schedule="* * * * * *")(tick)


def tick(progress: Progress) -> None:
    pass
