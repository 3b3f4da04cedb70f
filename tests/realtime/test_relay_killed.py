"""SIGKILL at every step of the relay while facts keep coming."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest
import redis
from django.conf import settings
from django.db import connection

from apps.realtime import log
from apps.realtime.audit import differences
from apps.realtime.models import Event
from tests.realtime.listeners import RedisListener
from tests.realtime.listeners import eventually
from tests.realtime.listeners import happen
from tests.realtime.listeners import numbers
from tests.realtime.listeners import running_relay
from tests.realtime.listeners import sequences
from tests.realtime.listeners import streamed
from tests.realtime.relay_nursery import Nursery

STEPS = [
    "before number_batch",
    "after number_batch",
    "before _add",
    "after _add",
    "before move_cursor",
    "after move_cursor",
]


@pytest.fixture
def nursery(committed_db: None) -> Iterator[Nursery]:
    wanted = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
    database = {name: connection.settings_dict[name] for name in wanted}
    with Nursery(database=database, redis_url=settings.REDIS_URL) as nursery:
        yield nursery


def leader() -> int | None:
    """The process whose relay leads."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT split_part(application_name, ' ', 3)::int FROM pg_locks"
            " JOIN pg_stat_activity USING (pid)"
            " WHERE locktype = 'advisory' AND objid = %s AND granted"
            " AND datname = current_database()",
            [log.LEADER_LOCK],
        )
        row = cursor.fetchone()
    return row[0] if row else None


class Writers:
    """Four threads that let facts happen until `stop`."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self.written: list[int] = []
        self._threads = [
            threading.Thread(target=self._write, args=[n]) for n in range(4)
        ]
        for thread in self._threads:
            thread.start()

    def _write(self, writer: int) -> None:
        number = writer * 1_000_000
        while not self._stopping.wait(0.003):
            number += 1
            happen(number=number)
            self.written.append(number)
        connection.close()

    def stop(self) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()


@pytest.fixture
def writers(committed_db: None) -> Iterator[Writers]:
    writers = Writers()
    yield writers
    writers.stop()


def assert_nothing_lost_nor_twice(
    writers: Writers, listener: RedisListener, client: redis.Redis
) -> None:
    writers.stop()
    with running_relay():
        missing = len(writers.written) - len(listener.heard)
        messages = listener.heard + listener.receive(missing)
    assert sequences(messages) == list(range(1, len(writers.written) + 1))
    assert sorted(numbers(messages)) == sorted(writers.written)
    assert streamed(client) == messages
    assert Event.objects.count() == len(writers.written)
    assert list(differences()) == []


def test_killed_at_each_step_it_loses_and_repeats_nothing(
    redis_listener: RedisListener,
    redis_client: redis.Redis,
    nursery: Nursery,
    writers: Writers,
) -> None:
    for step in STEPS:
        assert nursery.wait(nursery.start(step)) == signal.SIGKILL

    assert_nothing_lost_nor_twice(writers, redis_listener, redis_client)


def test_the_next_relay_takes_over_from_a_killed_leader(
    redis_listener: RedisListener,
    redis_client: redis.Redis,
    nursery: Nursery,
    writers: Writers,
) -> None:
    relays = {nursery.start() for _ in range(3)}
    while relays:
        assert eventually(lambda: leader() in relays)
        redis_listener.heard += redis_listener.receive(20)
        victim = leader()
        assert victim is not None
        os.kill(victim, signal.SIGKILL)
        nursery.wait(victim)
        relays.discard(victim)

    assert_nothing_lost_nor_twice(writers, redis_listener, redis_client)
