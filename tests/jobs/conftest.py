from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from apps.jobs.models import Job
from apps.jobs.models import State
from tests.jobs.worker_nursery import worker_nursery
from tests.realtime.nursery import Nursery

PATIENCE = 60.0


def eventually(true: Callable[[], Any]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


def wait_for(job: Job, *states: State) -> Job:
    """The job as it is once it is in one of `states`."""

    def is_there() -> bool:
        job.refresh_from_db()
        return job.state in states

    eventually(is_there)
    return job


class Workers:
    """Workers on the test's database, as processes of their own."""

    def __init__(self, nursery: Nursery) -> None:
        self._nursery = nursery

    def start(self, what: str = "") -> int:
        return self._nursery.start(what)

    def kill(self, pid: int, number: int = signal.SIGKILL) -> int:
        """End a worker; what `os.waitpid` says about it."""
        os.kill(pid, number)
        return self._nursery.wait(pid)

    def end(self) -> None:
        self._nursery.kill_all()


@pytest.fixture(scope="module")
def _nursery(django_db_setup: None) -> Iterator[Nursery]:
    database = connection.settings_dict
    with worker_nursery(database) as nursery:
        yield nursery


@pytest.fixture
def workers(committed_db: None, _nursery: Nursery) -> Iterator[Workers]:
    """`workers.start()`: one more worker; all end with the test."""
    workers = Workers(_nursery)
    yield workers
    workers.end()


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """Where test and work talk by files (`tests.jobs.kinds`)."""
    return str(tmp_path)


def lines(folder: str, name: str = "runs") -> list[str]:
    file = Path(folder) / name
    return file.read_text().splitlines() if file.exists() else []


def go(folder: str) -> None:
    (Path(folder) / "go").touch()


def written() -> list[str]:
    """What the work has put into the database, for others to see."""
    names = Group.objects.values_list("name", flat=True).order_by("pk")
    return [name for name in names if name.split()[0] in ("first", "second", "number")]
