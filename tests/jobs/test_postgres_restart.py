"""PostgreSQL stopped without warning in the middle of a job."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker

from apps.jobs.models import State
from apps.server.embedded import processes
from apps.server.embedded.postgres import DATABASE
from apps.server.embedded.postgres import Postgres
from apps.server.embedded.servers import EmbeddedServers
from tests.jobs import kinds
from tests.jobs.conftest import Workers
from tests.jobs.conftest import eventually
from tests.jobs.conftest import go
from tests.jobs.conftest import lines
from tests.jobs.conftest import wait_for
from tests.jobs.conftest import written
from tests.jobs.worker_nursery import worker_nursery


@pytest.fixture
def own_postgres(django_db_blocker: DjangoDbBlocker) -> Iterator[Postgres]:
    """A PostgreSQL of this test's own, with the queue and nothing else."""
    folder = Path(tempfile.mkdtemp(prefix="jobs-", dir="/tmp"))
    folder.chmod(0o755)
    shared = dict(connection.settings_dict)
    with EmbeddedServers(folder, valkey=False) as servers, django_db_blocker.unblock():
        assert servers.postgres is not None
        connections.close_all()
        host = str(servers.postgres.place.sockets)
        connection.settings_dict.update(HOST=host, NAME=DATABASE)
        executor = MigrationExecutor(connection)
        leaves = executor.loader.graph.leaf_nodes()
        wanted = {"jobs", "procrastinate"}
        executor.migrate([leaf for leaf in leaves if leaf[0] in wanted])
        yield servers.postgres
        connections.close_all()
        connection.settings_dict.update(shared)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def workers(own_postgres: Postgres) -> Iterator[Workers]:
    database = connection.settings_dict
    with worker_nursery(database) as nursery:
        workers = Workers(nursery)
        yield workers
        workers.end()


def test_a_job_goes_on_after_a_crash_of_postgresql(
    own_postgres: Postgres, workers: Workers, folder: str
) -> None:
    workers.start()
    job = kinds.write_at_once.start(arguments={"folder": folder})
    eventually(lambda: wait_for(job, State.RUNNING).done == 1)

    pid_file = own_postgres.folder / "postmaster.pid"
    os.kill(int(pid_file.read_text().split("\n", 1)[0]), signal.SIGQUIT)
    assert processes.wait_until(lambda: not own_postgres.is_running(), seconds=60)
    own_postgres.start()
    connection.close()
    eventually(lambda: len(lines(folder)) == 2)
    go(folder)
    wait_for(job, State.DONE)

    assert written() == ["first", "second"]
    assert job.attempt == 1
