from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import redis
from django.conf import settings
from django.db import connection
from websockets.sync.client import connect

from apps.realtime.log.redis_sink import CHANNEL
from apps.realtime.log.relay import Relay
from apps.realtime.models import EventStream
from tests.live import LiveServer
from tests.live import serve
from tests.realtime.delivery_nursery import delivery_nursery
from tests.realtime.listeners import RedisListener
from tests.realtime.listeners import happen
from tests.realtime.listeners import running_relay
from tests.realtime.nursery import Nursery


@pytest.fixture
def relay(committed_db: None, redis_client: redis.Redis) -> Iterator[Relay]:
    """A running relay of this process."""
    with running_relay() as relay:
        yield relay


@pytest.fixture
def redis_listener(redis_client: redis.Redis) -> Iterator[RedisListener]:
    """A plain subscriber of `events:questlog`, as an overlay's server is one."""
    client: Any = redis_client
    pubsub = client.pubsub(ignore_subscribe_messages=True)
    pubsub.subscribe(CHANNEL)
    pubsub.get_message(timeout=20)
    yield RedisListener(pubsub)
    pubsub.close()


@pytest.fixture
def server(redis_client: redis.Redis, live_server: LiveServer) -> LiveServer:
    """A Questlog whose log holds five events, 1 to 5."""
    with connect(live_server.ws_url + "/ws/questlog/") as socket:
        happen(times=5)
        [socket.recv(timeout=20) for _ in range(5)]
    return live_server


@pytest.fixture
def epoch(server: LiveServer) -> str:
    """The epoch of `server`'s log."""
    return EventStream.objects.get().epoch


@pytest.fixture(scope="module")
def shared_server(django_db_setup: None) -> Iterator[LiveServer]:
    """One server for tests that let nothing happen."""
    with serve() as server:
        yield server


@pytest.fixture(scope="session")
def _loaded_nursery(django_db_setup: None) -> Iterator[Nursery]:
    database = connection.settings_dict
    with delivery_nursery(database=database, redis_url=settings.REDIS_URL) as nursery:
        yield nursery


@pytest.fixture
def nursery(committed_db: None, _loaded_nursery: Nursery) -> Iterator[Nursery]:
    """Starts relays and web servers as processes, for the length of a test."""
    yield _loaded_nursery
    _loaded_nursery.kill_all()
