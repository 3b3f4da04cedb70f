"""Django's cache on Redis, for which a Redis that is away is an empty one.

Wagtail asks the cache for each page of the admin, and nothing that is in it is needed:
the database has it all.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from django.core.cache.backends.redis import RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# Seconds for which a Redis that didn't answer isn't asked again: each question to one
# that hangs takes as long as its timeout.
PAUSE = 5


class ForgivingClient(RedisCacheClient):
    """`incr` alone raises: nobody could go on without its answer."""

    # Of all caches of this process.
    _away_until = 0.0

    def get(self, key: Any, default: Any) -> Any:
        return self._try(super().get, key, default, otherwise=default)

    def get_many(self, keys: Any) -> Any:
        return self._try(super().get_many, keys, otherwise={})

    def has_key(self, key: Any) -> Any:
        return self._try(super().has_key, key, otherwise=False)

    def add(self, key: Any, value: Any, timeout: Any) -> Any:
        return self._try(super().add, key, value, timeout, otherwise=False)

    def set(self, key: Any, value: Any, timeout: Any) -> Any:
        return self._try(super().set, key, value, timeout)

    def set_many(self, data: Any, timeout: Any) -> Any:
        return self._try(super().set_many, data, timeout)

    def touch(self, key: Any, timeout: Any) -> Any:
        return self._try(super().touch, key, timeout, otherwise=False)

    def delete(self, key: Any) -> Any:
        return self._try(super().delete, key, otherwise=False)

    def delete_many(self, keys: Any) -> Any:
        return self._try(super().delete_many, keys)

    def clear(self) -> Any:
        return self._try(super().clear, otherwise=False)

    @classmethod
    def _try(cls, ask: Callable[..., Any], *values: Any, otherwise: Any = None) -> Any:
        if time.monotonic() < cls._away_until:
            return otherwise
        try:
            return ask(*values)
        except RedisError as error:
            cls._away_until = time.monotonic() + PAUSE
            logger.warning("The cache is left out for %s s: %s", PAUSE, error)
            return otherwise


class ForgivingRedisCache(RedisCache):
    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient
