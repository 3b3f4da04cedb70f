"""Messages lost between Redis and a web process: the hub reads them from the log."""

from __future__ import annotations

import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import redis
from django.db import connection
from pytest_django.fixtures import Settings
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect

from apps.realtime.audit import differences
from apps.realtime.live import hub
from tests.live import serve
from tests.realtime.listeners import eventually
from tests.realtime.listeners import everything_is_numbered
from tests.realtime.listeners import happen
from tests.realtime.listeners import happen_in_bulk
from tests.realtime.listeners import numbers
from tests.realtime.listeners import running_relay
from tests.realtime.listeners import sequences
from tests.realtime.lossy_redis import LossyRedis
from tests.settings import REDIS_URL

type Losing = Callable[[Callable[[bytes], bool]], LossyRedis]


@pytest.fixture
def losing(
    redis_client: redis.Redis, committed_db: None, settings: Settings
) -> Iterator[Losing]:
    """Give a rule; from then on the hub's messages from Redis go that way."""
    ways: list[LossyRedis] = []

    def lose(rule: Callable[[bytes], bool]) -> LossyRedis:
        ways.append(LossyRedis(REDIS_URL, rule))
        settings.REDIS_URL = ways[-1].url
        return ways[-1]

    yield lose
    for way in ways:
        way.close()


@contextmanager
def a_socket() -> Iterator[ClientConnection]:
    with serve() as server, connect(server.ws_url + "/ws/questlog/") as socket:
        yield socket


def test_lost_messages_are_no_lost_events(losing: Losing) -> None:
    """Every third, and the last one of the burst."""
    total = 300
    way = losing(lambda text: numbers([text])[0] % 3 == 0)
    with a_socket() as socket:
        for number in range(1, total, 10):
            happen(number=number, times=10)

        heard = [socket.recv(timeout=30) for _ in range(total)]
        assert eventually(lambda: list(differences()) == [], patience=30)

    assert sequences(heard) == list(range(1, total + 1))
    assert numbers(heard) == list(range(1, total + 1))
    assert total in numbers(way.lost)
    assert len(way.lost) == total // 3


def test_a_lost_last_message_costs_less_than_a_second(losing: Losing) -> None:
    way = losing(lambda text: True)
    with a_socket() as socket:
        took = []
        for number in range(1, 6):
            started = time.monotonic()
            happen(number=number)
            assert numbers([socket.recv(timeout=30)]) == [number]
            took.append(time.monotonic() - started)
        assert eventually(lambda: len(way.lost) == 5, patience=30)

    # The others may have been held up by a busy machine.
    assert min(took) < 1


def test_a_lost_message_and_a_lost_notice_are_found_by_looking(
    losing: Losing, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a pooler between Questlog and PostgreSQL swallows every notice."""
    losing(lambda text: True)
    monkeypatch.setattr(hub, "POLL", 0.2)
    settings.QUESTLOG_RELAY = False
    happen_in_bulk(times=3)
    with running_relay():
        assert eventually(everything_is_numbered)
    with a_socket() as socket:
        happen_in_bulk(number=4, times=2)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE realtime_event SET sequence = 3 + id - (SELECT max(id) FROM"
                " realtime_event WHERE sequence = 3) WHERE sequence IS NULL"
            )
            cursor.execute("UPDATE realtime_eventstream SET last_sequence = 5")

        heard = [socket.recv(timeout=30) for _ in range(2)]

    assert sequences(heard) == [4, 5]
