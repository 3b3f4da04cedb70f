"""Kinds of work for the tests; a folder lets test and worker talk.

A file that the test makes (`go`) lets work go on; work writes down in files what it
does, so that the test sees what happened however the worker ended.
"""

from __future__ import annotations

import threading
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction

from apps.jobs.job_types import background
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress


def write_down(folder: str, name: str, line: str) -> None:
    with open(Path(folder) / name, "a") as file:
        file.write(line + "\n")


def wait_to_go(progress: Progress, folder: str, name: str = "go") -> None:
    """Take steps of nothing until the test lets the work go on."""
    while not (Path(folder) / name).exists():
        progress.step(0)
        threading.Event().wait(0.01)


@background("test.count", title="Count to a number")
def count(progress: Progress, *, to: int, folder: str) -> None:
    """Count in chunks of ten, each kept; stop at half until the test says go."""
    write_down(folder, "runs", "counted")
    first = progress.memory.get("counted", 0)
    progress.begin(to, "Counting")
    progress.step(first)
    for start in range(first, to, 10):
        if start >= to // 2:
            wait_to_go(progress, folder)
        with transaction.atomic():
            Group.objects.bulk_create(
                Group(name=f"number {number}") for number in range(start, start + 10)
            )
            progress.remember(counted=start + 10)
        progress.step(10, f"Counted to {start + 10}")


@background("test.all_or_nothing", title="Write in one transaction")
def write_at_once(progress: Progress, *, folder: str) -> None:
    write_down(folder, "runs", "begun")
    with transaction.atomic():
        progress.begin(2)
        Group.objects.create(name="first")
        progress.step(message="The first is written")
        wait_to_go(progress, folder)
        Group.objects.create(name="second")
        progress.step()


@background("test.hang", title="Take no step")
def hang(progress: Progress, *, folder: str) -> None:
    write_down(folder, "runs", "hung")
    while not (Path(folder) / "go").exists():
        threading.Event().wait(0.01)


@background("test.fail", title="Fail", attempts=2)
def fail(progress: Progress, *, for_good: bool) -> None:
    progress.begin(3)
    for name in ("Chrono Trigger", "Suikoden", "Ys"):
        if name == "Suikoden":
            progress.fail(name, "IGDB does not know it.")
        progress.step()
    if for_good:
        raise JobFailed("The key was refused. Renew it in .env.")
    raise RuntimeError("IGDB does not answer.")


@background("test.deadly", title="End the worker", attempts=2)
def deadly(progress: Progress, *, folder: str) -> None:
    write_down(folder, "runs", "deadly")
    wait_to_go(progress, folder, "never")


@background("test.one_lock", title="One after the other", lock="test")
def alone(progress: Progress, *, folder: str) -> None:
    write_down(folder, "runs", "begin")
    wait_to_go(progress, folder)
    write_down(folder, "runs", "end")
