from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import redis

from apps.realtime.redis_sink import CHANNEL
from apps.realtime.relay import Relay
from tests.realtime.listeners import RedisListener
from tests.realtime.listeners import running_relay


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
