"""PostgreSQL stopped without warning under load: the log goes on where it was."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.db import connection
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker
from websockets.sync.client import connect

from apps.realtime.models import Event
from apps.server.embedded.postgres import DATABASE
from apps.server.embedded.postgres import Postgres
from apps.server.embedded.servers import EmbeddedServers
from tests.live import serve
from tests.realtime.listeners import eventually
from tests.realtime.listeners import everything_is_numbered
from tests.realtime.listeners import numbers
from tests.realtime.listeners import sequences
from tests.realtime.listeners import streamed
from tests.realtime.postgres import crash
from tests.realtime.writers import Writers


@pytest.fixture
def own_postgres(
    redis_client: redis.Redis, django_db_blocker: DjangoDbBlocker
) -> Iterator[Postgres]:
    """A PostgreSQL of this test's own, with the event log and nothing else."""
    folder = Path(tempfile.mkdtemp(prefix="questlog-", dir="/tmp"))
    folder.chmod(0o755)
    shared = dict(connection.settings_dict)
    with EmbeddedServers(folder, valkey=False) as servers, django_db_blocker.unblock():
        assert servers.postgres is not None
        connections.close_all()
        host = str(servers.postgres.place.sockets)
        connection.settings_dict.update(HOST=host, NAME=DATABASE)
        executor = MigrationExecutor(connection)
        leaves = executor.loader.graph.leaf_nodes()
        executor.migrate([leaf for leaf in leaves if leaf[0] == "realtime"])
        yield servers.postgres
        connections.close_all()
        connection.settings_dict.update(shared)
    shutil.rmtree(folder, ignore_errors=True)


def wait_for_more(writers: Writers) -> None:
    target = len(writers.written) + 100
    assert eventually(lambda: len(writers.written) > target, patience=30)


def test_events_survive_crashes_of_postgresql(
    own_postgres: Postgres, redis_client: redis.Redis
) -> None:
    with (
        serve() as server,
        connect(server.ws_url + "/ws/questlog/") as socket,
        Writers(pause=0.005) as writers,
    ):
        for _ in range(2):
            wait_for_more(writers)
            crash(own_postgres)
        wait_for_more(writers)
        writers.stop()
        assert eventually(everything_is_numbered, patience=30)
        count = Event.objects.count()
        heard = [socket.recv(timeout=30) for _ in range(count)]

        assert eventually(lambda: len(streamed(redis_client)) == count, patience=30)

    assert sequences(heard) == list(range(1, count + 1))
    assert set(writers.written) <= set(numbers(heard))
    assert [text.decode() for text in streamed(redis_client)] == heard
