"""A log restored from a backup: its numbers are given out again, under a new epoch."""

from __future__ import annotations

import orjson
import pytest
import redis
from django.db import connection
from websockets.sync.client import connect

from apps.realtime.models import EventStream
from tests.live import LiveServer
from tests.realtime.listeners import RedisListener
from tests.realtime.listeners import eventually
from tests.realtime.listeners import happen
from tests.realtime.listeners import numbers
from tests.realtime.listeners import running_relay
from tests.realtime.listeners import sequences
from tests.realtime.listeners import streamed


def restore_after(sequence: int) -> None:
    """Put the tables back to where a backup taken after `sequence` had them."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM realtime_event WHERE sequence > %s", [sequence])
        cursor.execute("UPDATE realtime_eventstream SET last_sequence = %s", [sequence])
        cursor.execute("UPDATE realtime_eventsink SET sequence = %s", [sequence])


def epoch() -> str:
    return EventStream.objects.get().epoch


def epochs(messages: list[bytes]) -> set[str]:
    return {orjson.loads(message)["epoch"] for message in messages}


@pytest.mark.parametrize("new", [1, 2, 5])
def test_redis_remembers_more_than_the_restored_log(
    committed_db: None,
    redis_listener: RedisListener,
    redis_client: redis.Redis,
    new: int,
) -> None:
    """`new` events may bring the log behind, up to, or past what Redis remembers."""
    with running_relay():
        happen(times=5)
        redis_listener.receive(5)
    before = epoch()
    restore_after(3)
    happen(number=6, times=new)

    with running_relay():
        messages = redis_listener.receive(new)

    expected = list(range(6, 6 + new))
    assert numbers(messages) == expected
    assert sequences(messages) == list(range(4, 4 + new))
    assert epochs(messages) == {epoch()} != {before}
    assert numbers(streamed(redis_client)) == [1, 2, 3, *expected]
    assert epochs(streamed(redis_client)) == {epoch()}


def test_a_copy_of_the_database_has_an_epoch_of_its_own(
    committed_db: None, redis_client: redis.Redis
) -> None:
    with running_relay():
        happen(times=3)
        assert eventually(lambda: len(streamed(redis_client)) == 3)
    before = epoch()
    redis_client.flushall()
    EventStream.objects.update(database="another cluster's")

    with running_relay():
        assert eventually(lambda: epoch() != before)


def test_a_restart_is_no_new_epoch(
    committed_db: None, redis_listener: RedisListener
) -> None:
    happen(number=1)
    with running_relay():
        redis_listener.receive()
    before = epoch()

    with running_relay():
        happen(number=2)
        redis_listener.receive()

    assert epoch() == before


def test_an_open_socket_hears_what_happens_after_the_restore_and_no_old_event(
    redis_client: redis.Redis, live_server: LiveServer
) -> None:
    with connect(live_server.ws_url + "/ws/questlog/") as socket:
        happen(times=5)
        for _ in range(5):
            socket.recv(timeout=20)
        restore_after(3)

        happen(number=6)
        happen(number=7)

        assert numbers([socket.recv(timeout=20), socket.recv(timeout=20)]) == [6, 7]
