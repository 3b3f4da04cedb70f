"""Redis away, hanging, full, killed or forgetful: saves go on, nothing is lost."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from websockets.sync.client import connect

from apps.realtime.audit import differences
from apps.realtime.log import event_log
from apps.realtime.log import redis_sink
from apps.realtime.log.redis_sink import CHANNEL
from apps.realtime.log.redis_sink import STREAM_KEY
from apps.realtime.log.redis_sink import RedisSink
from apps.realtime.models import EventSink
from apps.realtime.models import EventStream
from tests.live import serve
from tests.realtime.listeners import RedisListener
from tests.realtime.listeners import eventually
from tests.realtime.listeners import happen
from tests.realtime.listeners import numbers
from tests.realtime.listeners import running_relay
from tests.realtime.listeners import sequences
from tests.realtime.listeners import streamed
from tests.realtime.valkey import OwnValkey


@pytest.fixture
def valkey(settings: Settings, committed_db: None) -> Iterator[OwnValkey]:
    """Not yet running. What it holds at the end must be what the log says."""
    valkey = OwnValkey()
    settings.REDIS_URL = valkey.url
    yield valkey
    found = list(differences()) if valkey.is_running() else []
    valkey.remove()
    assert found == []


def listen(valkey: OwnValkey) -> RedisListener:
    pubsub = valkey.client.pubsub(ignore_subscribe_messages=True)
    pubsub.subscribe(CHANNEL)
    pubsub.get_message(timeout=20)
    return RedisListener(pubsub)


def numbered(count: int) -> bool:
    return EventStream.objects.filter(last_sequence=count).exists()


def holds(valkey: OwnValkey, count: int) -> bool:
    return bool(valkey.client.xlen(STREAM_KEY) == count)


def test_a_redis_that_was_never_there_gets_everything_when_it_comes(
    valkey: OwnValkey,
) -> None:
    with running_relay():
        happen(times=5)
        assert eventually(lambda: numbered(5))

        valkey.start()

        assert eventually(lambda: holds(valkey, 5))
        assert sequences(streamed(valkey.client)) == [1, 2, 3, 4, 5]


def test_sockets_hear_events_while_redis_is_away(valkey: OwnValkey) -> None:
    with serve() as server, connect(server.ws_url + "/ws/questlog/") as socket:
        happen(number=1)
        happen(number=2)

        assert numbers([socket.recv(timeout=20), socket.recv(timeout=20)]) == [1, 2]


def test_sockets_hear_events_while_redis_hangs(valkey: OwnValkey) -> None:
    valkey.start()
    with serve() as server, connect(server.ws_url + "/ws/questlog/") as socket:
        happen(number=1)
        socket.recv(timeout=20)
        valkey.freeze()

        happen(number=2)

        assert numbers([socket.recv(timeout=30)]) == [2]
        valkey.thaw()


def test_nothing_waits_for_a_redis_that_never_answers(
    committed_db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes the connection and says nothing: no refusal tells that it is away."""
    path = f"/tmp/questlog-mute-{time.monotonic_ns()}"
    monkeypatch.setattr(redis_sink, "ANSWER_TIMEOUT", 0.5)
    settings.REDIS_URL = f"unix://{path}"
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(path)
        mute.listen(100)
        with serve() as server, connect(server.ws_url + "/ws/questlog/") as listener:
            took = []
            for number in range(1, 11):
                started = time.monotonic()
                happen(number=number)
                took.append(time.monotonic() - started)
                assert numbers([listener.recv(timeout=30)]) == [number]

    Path(path).unlink()
    assert min(took) < 0.25


def test_a_save_does_not_wait_for_a_redis_that_hangs(valkey: OwnValkey) -> None:
    valkey.start()
    listener = listen(valkey)
    with running_relay():
        happen(number=1)
        listener.receive()
        valkey.freeze()

        took = []
        for number in range(2, 12):
            started = time.monotonic()
            happen(number=number)
            took.append(time.monotonic() - started)
        valkey.thaw()

        assert numbers(listener.receive(10)) == list(range(2, 12))
        assert min(took) < 0.25
        assert sequences(streamed(valkey.client)) == list(range(1, 12))


def test_a_redis_that_is_killed_and_comes_back_empty_is_filled_again(
    valkey: OwnValkey,
) -> None:
    valkey.start()
    with running_relay():
        happen(times=5)
        assert eventually(lambda: holds(valkey, 5))
        valkey.kill()
        happen(number=6, times=3)
        assert eventually(lambda: numbered(8))

        valkey.start()

        assert eventually(lambda: holds(valkey, 8))
        assert numbers(streamed(valkey.client)) == list(range(1, 9))


def test_a_redis_that_comes_back_with_its_memory_repeats_nothing(
    valkey: OwnValkey,
) -> None:
    durable = ["--appendonly", "yes", "--appendfsync", "always"]
    valkey.start(*durable)
    with running_relay():
        happen(times=5)
        assert eventually(lambda: holds(valkey, 5))
        valkey.kill()
        valkey.start(*durable)
        listener = listen(valkey)

        happen(number=6)
        happen(number=7)

        assert numbers(listener.receive(2)) == [6, 7]
        assert numbers(streamed(valkey.client)) == list(range(1, 8))


def test_a_redis_that_forgets_is_filled_without_saying_it_all_again(
    valkey: OwnValkey,
) -> None:
    valkey.start()
    with running_relay():
        happen(times=5)
        assert eventually(lambda: holds(valkey, 5))
        valkey.client.flushall()
        listener = listen(valkey)

        happen(number=6)
        happen(number=7)

        assert numbers(listener.receive(2)) == [6, 7]
        assert numbers(streamed(valkey.client)) == list(range(1, 8))


def test_a_redis_that_is_full_gets_the_rest_when_it_has_room(
    valkey: OwnValkey,
) -> None:
    valkey.start()
    listener = listen(valkey)
    with running_relay():
        happen(number=1)
        listener.receive()
        valkey.client.config_set("maxmemory", "1")
        happen(number=2)
        assert eventually(lambda: numbered(2))
        assert listener.receive(timeout=0.5) == []

        valkey.client.config_set("maxmemory", "0")

        assert numbers(listener.receive()) == [2]


def test_events_deleted_from_the_stream_do_not_block_it(valkey: OwnValkey) -> None:
    valkey.start()
    with running_relay():
        happen(times=5)
        assert eventually(lambda: holds(valkey, 5))
        valkey.client.xdel(STREAM_KEY, "5-0")

        happen(number=6)

        assert eventually(lambda: holds(valkey, 6))
        assert numbers(streamed(valkey.client)) == [1, 2, 3, 4, 5, 6]


def test_what_the_stream_refuses_is_not_said_aloud(valkey: OwnValkey) -> None:
    valkey.start()
    with running_relay():
        happen(times=5)
        assert eventually(lambda: holds(valkey, 5))
        listener = listen(valkey)
        # As if it had held more: it takes only what comes after.
        valkey.client.execute_command("XSETID", STREAM_KEY, "100-0")

        happen(number=6)
        happen(number=7)

        messages = listener.receive(2, timeout=30) + listener.receive(timeout=0.2)
        assert numbers(messages) == [6, 7]
        assert numbers(streamed(valkey.client)) == list(range(1, 8))


def test_a_crash_before_the_cursor_moved_repeats_nothing(valkey: OwnValkey) -> None:
    valkey.start()
    with running_relay():
        happen(times=5)
        assert eventually(lambda: holds(valkey, 5))
    EventSink.objects.filter(name="redis").update(sequence=2)
    listener = listen(valkey)

    with running_relay():
        happen(number=6)
        happen(number=7)

        assert numbers(listener.receive(2)) == [6, 7]
    assert EventSink.objects.get(name="redis").sequence == 7


def test_two_that_deliver_at_once_say_each_event_once(valkey: OwnValkey) -> None:
    """A leader that was frozen in the middle and thawed is such a second one."""
    valkey.start()
    listener = listen(valkey)
    happen(times=3)
    with event_log.connect("leader") as session:
        position = event_log.open_stream(session)
        frozen, other = RedisSink(valkey.url), RedisSink(valkey.url)
        position = event_log.number_batch(session, position)
        frozen.deliver(session)
        happen(number=4, times=3)
        event_log.number_batch(session, position)
        stale = event_log.read_after(session, 3)

        while other.deliver(session):
            pass
        accepted = frozen._add(3, stale, CHANNEL)
        while frozen.deliver(session):
            pass

    assert not accepted
    assert numbers(listener.receive(7, timeout=0.3)) == [1, 2, 3, 4, 5, 6]
    assert numbers(streamed(valkey.client)) == [1, 2, 3, 4, 5, 6]
