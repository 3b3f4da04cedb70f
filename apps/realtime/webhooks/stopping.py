"""Turning an endpoint off, in one statement, from the admin and from the sender."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from typing import Protocol

# What waits for a disabled endpoint is given up, calls on their way included; one of
# those that succeeds is recorded as it went.
DISABLE = """
WITH disabled AS (
    UPDATE realtime_webhookendpoint
    SET disabled_at = %(now)s, disabled_reason = %(reason)s
    WHERE id = %(endpoint)s AND disabled_at IS NULL
    RETURNING id
)
UPDATE realtime_webhookdelivery
SET status = 'stopped', finished_at = %(now)s
WHERE status = 'pending' AND endpoint_id IN (SELECT id FROM disabled)
"""


class Runner(Protocol):
    """What runs SQL: a session of psycopg's, or a cursor of Django's connection."""

    def execute(self, query: Any, params: Any = None, /) -> Any: ...


def disable(runner: Runner, endpoint: int, *, reason: str, now: datetime) -> None:
    """Send nothing more to `endpoint`; `reason` is for the owner to read."""
    runner.execute(DISABLE, {"endpoint": endpoint, "reason": reason, "now": now})
