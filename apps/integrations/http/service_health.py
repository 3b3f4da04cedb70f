"""What is remembered of each service: its last answer, last error, rate left.

On Redis, without which nothing is remembered and nothing fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from datetime import datetime

from django.utils import timezone

from apps.integrations.http.errors import RemoteError
from apps.integrations.http.redaction import redacted
from apps.integrations.http.shared import RedisUnavailable
from apps.integrations.http.shared import ask
from apps.integrations.http.shared import key

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


def remember_answer(service: str, rate: RateLeft | None) -> None:
    fields = {"answered_at": timezone.now().isoformat()}
    if rate is not None:
        fields |= {
            "rate_left": str(rate.left),
            "rate_limit": "" if rate.limit is None else str(rate.limit),
            "rate_resets_at": rate.resets_at.isoformat() if rate.resets_at else "",
        }
    _write(service, fields)


def remember_error(service: str, error: RemoteError) -> None:
    """Keep what happened and what to do about it, without any secret."""
    _write(
        service,
        {
            "error_at": timezone.now().isoformat(),
            "error_kind": type(error).__name__,
            "error": redacted(error.message)[:_LONGEST_TEXT],
            "error_what_to_do": redacted(error.what_to_do)[:_LONGEST_TEXT],
            "error_status": str(error.status or ""),
        },
    )


def recall(service: str) -> Memory | None:
    """What is remembered of `service`; None while Redis is away."""
    try:
        kept = ask(lambda server: server.hgetall(key(service, "memory")))
    except RedisUnavailable:
        return None
    return Memory(
        answered_at=_moment(kept.get("answered_at")),
        error=_error(kept),
        rate=_rate(kept),
    )


def _error(kept: dict[str, str]) -> LastError | None:
    at = _moment(kept.get("error_at"))
    if at is None:
        return None
    return LastError(
        at=at,
        kind=kept.get("error_kind", ""),
        message=kept.get("error", ""),
        what_to_do=kept.get("error_what_to_do", ""),
        status=_number(kept.get("error_status")),
    )


def _rate(kept: dict[str, str]) -> RateLeft | None:
    left = _number(kept.get("rate_left"))
    if left is None:
        return None
    return RateLeft(
        left, _number(kept.get("rate_limit")), _moment(kept.get("rate_resets_at"))
    )


def _write(service: str, fields: dict[str, str]) -> None:
    name = key(service, "memory")
    try:
        ask(
            lambda server: (
                server.pipeline()
                .hset(name, mapping=fields)
                .expire(name, KEPT_SECONDS)
                .execute()
            )
        )
    except RedisUnavailable:
        pass


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if text else None
    except ValueError:
        return None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
