"""SIGKILL and SIGSTOP at every step of the relay while facts keep coming."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.db import connection

from apps.realtime.audit import differences
from apps.realtime.log import event_log
from apps.realtime.log.insertion import RECORDED_CHANNEL
from apps.realtime.models import Event
from tests.realtime.listeners import RedisListener
from tests.realtime.listeners import eventually
from tests.realtime.listeners import numbers
from tests.realtime.listeners import running_relay
from tests.realtime.listeners import sequences
from tests.realtime.listeners import streamed
from tests.realtime.nursery import Nursery
from tests.realtime.writers import Writers

PATIENCE = 30.0
STEPS = [
    "before number_batch",
    "after number_batch",
    "before _add",
    "after _add",
    "before move_cursor",
    "after move_cursor",
]


def leader() -> int | None:
    """The process whose relay leads."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT split_part(application_name, ' ', 3)::int FROM pg_locks"
            " JOIN pg_stat_activity USING (pid)"
            " WHERE locktype = 'advisory' AND objid = %s AND granted"
            " AND datname = current_database()",
            [event_log.LEADER_LOCK],
        )
        row = cursor.fetchone()
    return row[0] if row else None


@pytest.fixture
def writers(committed_db: None) -> Iterator[Writers]:
    with Writers() as writers:
        yield writers


def assert_nothing_lost_nor_twice(
    writers: Writers, listener: RedisListener, client: redis.Redis
) -> None:
    writers.stop()
    with running_relay():
        missing = len(writers.written) - len(listener.heard)
        messages = listener.heard + listener.receive(missing, timeout=PATIENCE)
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
        assert nursery.wait(nursery.start(f"kill {step} 3")) == signal.SIGKILL

    assert_nothing_lost_nor_twice(writers, redis_listener, redis_client)


def test_the_next_relay_takes_over_from_a_killed_leader(
    redis_listener: RedisListener,
    redis_client: redis.Redis,
    nursery: Nursery,
    writers: Writers,
) -> None:
    relays = {nursery.start("relay") for _ in range(3)}
    while relays:
        assert eventually(lambda: leader() in relays, patience=PATIENCE)
        redis_listener.heard += redis_listener.receive(20)
        victim = leader()
        assert victim is not None
        nursery.kill(victim)
        relays.discard(victim)

    assert_nothing_lost_nor_twice(writers, redis_listener, redis_client)


def is_frozen(pid: int) -> bool:
    # https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return state == "T"


def notify_many() -> None:
    """More notices than fit between PostgreSQL and one who does not take them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify(%s, n::text) FROM generate_series(1, 5000) n",
            [RECORDED_CHANNEL],
        )


@pytest.mark.parametrize(
    "step", ["before number_batch 3", "before _add 3", "after _look 1"]
)
def test_a_leader_frozen_in_the_middle_and_thawed_does_no_harm(
    redis_listener: RedisListener,
    redis_client: redis.Redis,
    nursery: Nursery,
    writers: Writers,
    step: str,
) -> None:
    """It goes on with what it was about to do, while another has done it and more."""
    frozen = nursery.start(f"stop {step} lead 0.3")
    assert eventually(lambda: is_frozen(frozen), patience=PATIENCE)
    notify_many()
    other = nursery.start("relay lead 20")
    assert eventually(lambda: leader() == other, patience=PATIENCE)
    redis_listener.heard += redis_listener.receive(40)

    os.kill(frozen, signal.SIGCONT)
    redis_listener.heard += redis_listener.receive(40)
    nursery.kill(other)
    assert eventually(lambda: leader() == frozen, patience=PATIENCE)
    redis_listener.heard += redis_listener.receive(40)
    nursery.kill(frozen)

    assert_nothing_lost_nor_twice(writers, redis_listener, redis_client)
