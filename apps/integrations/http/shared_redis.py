"""What all processes share about remote services, on Redis.

Nothing here is lasting data: paces, app tokens, the last error. Where Redis is away,
`redis_call` says so immediately, and every caller goes on without it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from typing import Any

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

# Seconds. Somebody waits, and what is asked for here can be done without.
CONNECT_TIMEOUT = 1.0
ANSWER_TIMEOUT = 2.0
# So long a Redis that failed is not asked again by this process.
REST = 5.0


class RedisUnavailable(Exception):
    """Redis does not answer, or did not a moment ago."""


def redis_call[Reply](call: Callable[[Any], Reply]) -> Reply:
    """What `call`, which is given redis-py's client, gets from Redis.

    redis-py's own annotations allow each reply a dozen types: the caller knows better.
    Raises RedisUnavailable without a Redis.
    """
    return _redis_at(settings.REDIS_URL).call(call)


def key(*parts: str) -> str:
    """The name of a key of ours on Redis."""
    return ":".join((settings.QUESTLOG_REDIS_NAMESPACE, "integrations", *parts))


class _SharedRedis:
    def __init__(self, url: str) -> None:
        self._client = redis.Redis.from_url(
            url,
            socket_connect_timeout=CONNECT_TIMEOUT,
            socket_timeout=ANSWER_TIMEOUT,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
        )
        self._rests_until = 0.0

    def call[Reply](self, call: Callable[[Any], Reply]) -> Reply:
        if time.monotonic() < self._rests_until:
            raise RedisUnavailable
        try:
            return call(self._client)
        except redis.RedisError as error:
            if isinstance(error, redis.ConnectionError | redis.TimeoutError):
                self._rests_until = time.monotonic() + REST
            raise RedisUnavailable from error


@cache
def _redis_at(url: str) -> _SharedRedis:
    return _SharedRedis(url)
