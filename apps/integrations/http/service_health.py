"""What is remembered of each service: its last answer, last error, rate left.

On Redis, without which nothing is remembered and nothing fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.utils import timezone
from pydantic import TypeAdapter

from apps.integrations.http.errors import RemoteError
from apps.integrations.http.redaction import redacted
from apps.integrations.http.shared_redis import RedisUnavailable
from apps.integrations.http.shared_redis import key
from apps.integrations.http.shared_redis import redis_call

KEPT_SECONDS = 30 * 24 * 3600
_LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class RateLeft:
    """What the service said last: `left` requests of `limit` until `resets_at`."""

    left: int
    limit: int | None = None
    resets_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LastError:
    at: datetime
    kind: str
    message: str
    what_to_do: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of a service; None for what never happened."""

    answered_at: datetime | None = None
    error: LastError | None = None
    rate: RateLeft | None = None

    @property
    def is_failing(self) -> bool:
        """Whether the last thing it did was to fail."""
        if self.error is None:
            return False
        return self.answered_at is None or self.error.at >= self.answered_at


# Each field of what is remembered, as JSON, in a field of one hash: an answer writes
# other fields than an error, and neither reads first.
_MEMORY = TypeAdapter(Memory)


def remember_answer(service: str, rate: RateLeft | None) -> None:
    news: dict[str, Any] = {"answered_at": timezone.now()}
    _write(service, news if rate is None else {**news, "rate": rate})


def remember_error(service: str, error: RemoteError) -> None:
    """Keep what happened and what to do about it, without any secret."""
    happened = LastError(
        at=timezone.now(),
        kind=type(error).__name__,
        message=redacted(error.message)[:_LONGEST_TEXT],
        what_to_do=redacted(error.what_to_do)[:_LONGEST_TEXT],
        status=error.status,
    )
    _write(service, {"error": happened})


def recall(service: str) -> Memory | None:
    """What is remembered of `service`; None while Redis is away."""
    try:
        kept = redis_call(lambda server: server.hgetall(_key(service)))
    except RedisUnavailable:
        return None
    return _MEMORY.validate_python(
        {name: orjson.loads(text) for name, text in kept.items()}
    )


def _write(service: str, news: dict[str, Any]) -> None:
    name = _key(service)
    fields = {field: orjson.dumps(value).decode() for field, value in news.items()}
    try:
        redis_call(
            lambda server: (
                server.pipeline()
                .hset(name, mapping=fields)
                .expire(name, KEPT_SECONDS)
                .execute()
            )
        )
    except RedisUnavailable:
        pass


def _key(service: str) -> str:
    # Not "memory": an earlier Questlog wrote other fields there.
    return key(service, "service-memory")
