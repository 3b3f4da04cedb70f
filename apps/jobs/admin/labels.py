"""How jobs are told to people."""

from __future__ import annotations

from datetime import timedelta

from apps.jobs.models import Job
from apps.jobs.models import State

# What stands before "by itself": nobody clicked.
BY_ITSELF = "automatically"


def duration(time: timedelta | None) -> str:
    """Two units of it at most: "3 s", "2 min 5 s", "1 h 20 min"; empty for None."""
    if time is None:
        return ""
    seconds = max(0, round(time.total_seconds()))
    hours, minutes = seconds // 3600, seconds // 60 % 60
    if hours:
        return f"{hours} h {minutes} min"
    if minutes:
        return f"{minutes} min {seconds % 60} s"
    return f"{seconds} s" if seconds else "under 1 s"


def figures(job: Job) -> str:
    """How far it is: "120 of 600", "240"; empty where nothing was counted."""
    if job.total is not None:
        return f"{job.done:,} of {job.total:,}"
    return f"{job.done:,}" if job.done else ""


def started_by(job: Job) -> str:
    return job.started_by.get_username() if job.started_by else BY_ITSELF


def may_rerun(job: Job) -> bool:
    return job.state in (State.FAILED, State.CANCELLED)
