"""Answers of remote services kept for a while on Redis, for all processes.

Without Redis nothing is kept, and each question is asked again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from apps.integrations.http.shared_redis import RedisUnavailable
from apps.integrations.http.shared_redis import redis_call


def kept(name: str, *, seconds: int, get: Callable[[], Any]) -> Any:
    """What is kept under `name` (see `shared_redis.key`), or `get()`, kept from now on.

    `get` gives what JSON can hold; its errors pass through, and nothing is kept.
    """
    found = recall(name)
    if found is not None:
        return orjson.loads(found)
    fresh = get()
    keep(name, fresh, seconds=seconds)
    return fresh


def recall(name: str) -> str | None:
    """The JSON that is kept under `name`; None for nothing."""
    try:
        found = redis_call(lambda server: server.get(name))
    except RedisUnavailable:
        return None
    return str(found) if found else None


def keep(name: str, value: Any, *, seconds: int) -> None:
    """Keep `value`, which JSON can hold, under `name` for so long."""
    text = orjson.dumps(value).decode()
    try:
        redis_call(lambda server: server.set(name, text, ex=seconds))
    except RedisUnavailable:
        pass
