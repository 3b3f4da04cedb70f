"""Events in the form of the owner's other programs, on a channel of their own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
import pytest
import redis
from pytest_django.fixtures import Settings

from apps.realtime.log.redis_sink import SUITE_CHANNEL
from tests.realtime.listeners import RedisListener
from tests.realtime.listeners import eventually
from tests.realtime.listeners import happen
from tests.realtime.listeners import numbers
from tests.realtime.listeners import running_relay
from tests.realtime.test_redis_outages import numbered
from tests.realtime.test_redis_outages import valkey as valkey
from tests.realtime.valkey import OwnValkey
from tests.server.test_running import environment
from tests.server.test_settings import settings_with
from tests.settings import REPOSITORY
from tests.settings import TEST_DIR
from tests.settings import WORKER

pytestmark = pytest.mark.usefixtures("committed_db")


@contextmanager
def suite_listener(client: Any) -> Iterator[RedisListener]:
    with client.pubsub(ignore_subscribe_messages=True) as pubsub:
        pubsub.subscribe(SUITE_CHANNEL)
        pubsub.get_message(timeout=20)
        yield RedisListener(pubsub)


def told(messages: list[bytes]) -> list[int]:
    return [orjson.loads(message)["data"]["number"] for message in messages]


@pytest.fixture
def suite(settings: Settings) -> None:
    settings.QUESTLOG_EVENTS_SUITE = True


def test_each_event_is_said_in_both_forms(
    suite: None, redis_client: redis.Redis, redis_listener: RedisListener
) -> None:
    with suite_listener(redis_client) as other, running_relay():
        happen(number=7)
        (first,) = other.receive()
        (own,) = redis_listener.receive()

    assert SUITE_CHANNEL == "events:questlog:questlog"
    assert orjson.loads(first) == {
        "event_type": "questlog:thing_done",
        "source": "questlog",
        "timestamp": orjson.loads(own)["timestamp"],
        "data": {"number": 7},
    }
    assert numbers([own]) == [7]


def test_unset_nothing_is_said_there(
    redis_client: redis.Redis, redis_listener: RedisListener
) -> None:
    with suite_listener(redis_client) as other, running_relay():
        happen(number=7)
        redis_listener.receive()

        assert other.receive(timeout=0.2) == []


def test_after_redis_hung_each_event_is_said_once_in_order(
    suite: None, valkey: OwnValkey
) -> None:
    valkey.start()
    with suite_listener(valkey.client) as other, running_relay():
        happen(number=1)
        assert told(other.receive()) == [1]
        valkey.freeze()
        for number in range(2, 12):
            happen(number=number)
        assert eventually(lambda: numbered(11))
        valkey.thaw()

        assert told(other.receive(10)) == list(range(2, 12))
        assert other.receive(timeout=0.2) == []


def test_after_redis_was_full_each_event_is_said_once_in_order(
    suite: None, valkey: OwnValkey
) -> None:
    valkey.start()
    with suite_listener(valkey.client) as other, running_relay():
        happen(number=1)
        assert told(other.receive()) == [1]
        valkey.client.config_set("maxmemory", "1")
        happen(number=2, times=3)
        assert eventually(lambda: numbered(4))
        assert other.receive(timeout=0.5) == []
        valkey.client.config_set("maxmemory", "0")

        assert told(other.receive(3)) == [2, 3, 4]


def test_a_redis_that_forgets_does_not_hear_it_all_again(
    suite: None, valkey: OwnValkey
) -> None:
    valkey.start()
    with suite_listener(valkey.client) as other, running_relay():
        happen(times=3)
        assert told(other.receive(3)) == [1, 2, 3]
        valkey.client.flushall()
        happen(number=4)

        assert told(other.receive()) == [4]


def test_it_is_off_until_it_is_asked_for_and_keeps_to_the_namespace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert settings_with(monkeypatch)["QUESTLOG_EVENTS_SUITE"] is False
    on = settings_with(monkeypatch, QUESTLOG_EVENTS_SUITE="true")
    assert on["QUESTLOG_EVENTS_SUITE"] is True
    code = (
        "from apps.realtime.log.redis_sink import SUITE_CHANNEL; print(SUITE_CHANNEL)"
    )
    said = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        cwd=REPOSITORY,
        env=environment(
            TEST_DIR / WORKER,
            QUESTLOG_REDIS_NAMESPACE="games",
            DJANGO_SETTINGS_MODULE="questlog_site.settings",
        ),
        capture_output=True,
        text=True,
    )

    assert said.stdout == "events:games:questlog\n", said.stderr
