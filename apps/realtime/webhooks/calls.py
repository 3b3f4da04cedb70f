"""Due deliveries: taken in hand by one sender at a time, and recorded afterwards.

A sender holds a delivery by a lease. One that is killed lets it lapse, and the next
takes it over; one that comes back too late finds its lease gone and changes nothing.
"""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from typing import Any
from typing import NamedTuple

import orjson

from apps.core.models.encrypted import stored_text
from apps.realtime.webhooks import schedule
from apps.realtime.webhooks.models import DeliveryKind
from apps.realtime.webhooks.models import DeliveryStatus
from apps.realtime.webhooks.sending import Call
from apps.realtime.webhooks.sending import Outcome
from apps.realtime.webhooks.stopping import Runner
from apps.realtime.webhooks.stopping import disable

# Longer than any call lasts.
LEASE = timedelta(seconds=60)
# Calls at once to one endpoint; to an ordered or a failing one, one.
AT_ONCE_TO_ONE = 4

# What a finished delivery's row is kept for: days, and rows of one endpoint.
KEPT_DAYS = 30
KEPT_ROWS = 1000
PRUNED_AT_ONCE = 500

_CALL_COLUMNS = """
    d.id, d.lease, d.event_id, d.envelope, e.body_format, e.url, e.authorization,
    e.secret, CASE WHEN e.old_secret_until > %(now)s THEN e.old_secret ELSE '' END
"""

# The endpoint's earliest event that is not delivered yet heads its queue.
CLAIM = f"""
WITH due AS (
    SELECT d.id
    FROM realtime_webhookendpoint e
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE leased_until > %(now)s) AS in_hand,
               min(sequence) FILTER (WHERE kind = 'event') AS head
        FROM realtime_webhookdelivery p
        WHERE p.endpoint_id = e.id AND p.status = 'pending'
    ) queue
    CROSS JOIN LATERAL (
        SELECT id FROM realtime_webhookdelivery w
        WHERE w.endpoint_id = e.id AND w.status = 'pending'
          AND w.next_attempt_at <= %(now)s
          AND (w.leased_until IS NULL OR w.leased_until <= %(now)s)
          AND (NOT e.is_ordered OR w.kind <> 'event' OR w.sequence = queue.head)
        ORDER BY w.next_attempt_at, w.sequence, w.id
        LIMIT greatest(0, CASE
            WHEN e.is_ordered OR e.failing_since IS NOT NULL THEN 1
            ELSE {AT_ONCE_TO_ONE} END - queue.in_hand)
    ) d
    WHERE e.disabled_at IS NULL
      AND (e.not_before IS NULL OR e.not_before <= %(now)s)
), taken AS (
    SELECT d.id FROM realtime_webhookdelivery d JOIN due USING (id)
    WHERE d.status = 'pending' AND d.next_attempt_at <= %(now)s
      AND (d.leased_until IS NULL OR d.leased_until <= %(now)s)
    ORDER BY d.next_attempt_at, d.sequence
    LIMIT %(limit)s FOR UPDATE OF d SKIP LOCKED
)
UPDATE realtime_webhookdelivery d
SET lease = gen_random_uuid(), leased_until = %(until)s
FROM taken, realtime_webhookendpoint e
WHERE d.id = taken.id AND e.id = d.endpoint_id
RETURNING {_CALL_COLUMNS}
"""

CLAIM_ONE = f"""
UPDATE realtime_webhookdelivery d
SET lease = gen_random_uuid(), leased_until = %(until)s
FROM realtime_webhookendpoint e
WHERE d.id = %(delivery)s AND e.id = d.endpoint_id
RETURNING {_CALL_COLUMNS}
"""


def claim(runner: Runner, *, limit: int, now: datetime) -> list[Call]:
    """Take up to `limit` due deliveries in hand."""
    values = {"now": now, "until": now + LEASE, "limit": limit}
    return [_call(row) for row in runner.execute(CLAIM, values).fetchall()]


def claim_one(runner: Runner, delivery: int, *, now: datetime) -> Call:
    """Take a delivery in hand that nobody else knows of yet."""
    values = {"now": now, "until": now + LEASE, "delivery": delivery}
    return _call(runner.execute(CLAIM_ONE, values).fetchone())


def _call(row: tuple[Any, ...]) -> Call:
    (*columns, secret, old_secret) = row
    delivery, lease, event_id, envelope, body_format, url, authorization = columns
    return Call(
        delivery=delivery,
        lease=lease,
        event_id=event_id,
        envelope=envelope,
        body_format=body_format,
        url=url,
        authorization=stored_text(authorization),
        secrets=tuple(stored_text(text) for text in (secret, old_secret) if text),
    )


# Recording --------------------------------------------------------------------

# The endpoint first, as everybody who locks both does.
LOCK = """
SELECT e.id, e.coalesce_seconds, e.last_success_at FROM realtime_webhookendpoint e
WHERE e.id = (SELECT endpoint_id FROM realtime_webhookdelivery WHERE id = %(delivery)s)
FOR NO KEY UPDATE
"""
READ_DELIVERY = """
SELECT kind, status, attempts, sequence, created_at FROM realtime_webhookdelivery
WHERE id = %(delivery)s AND lease = %(lease)s FOR UPDATE
"""
HAS_LATER = """
SELECT EXISTS (SELECT FROM realtime_webhookdelivery
WHERE endpoint_id = %(endpoint)s AND kind = 'event' AND status = 'pending'
  AND sequence > %(sequence)s)
"""
ADD_ATTEMPT = """
INSERT INTO realtime_webhookattempt
    (delivery_id, number, sent_at, duration_ms, request_headers, request_body,
     status, answer_headers, answer_body, error)
VALUES (%(delivery)s, %(number)s, %(sent_at)s, %(duration_ms)s,
        %(request_headers)s::jsonb, %(request_body)s, %(status)s,
        %(answer_headers)s::jsonb, %(answer_body)s, %(error)s)
"""
UPDATE_DELIVERY = """
UPDATE realtime_webhookdelivery
SET attempts = %(number)s, answer = %(answer)s, status = %(status)s, lease = NULL,
    leased_until = NULL, next_attempt_at = coalesce(%(next)s, next_attempt_at),
    finished_at = CASE WHEN %(next)s::timestamptz IS NULL THEN %(now)s END
WHERE id = %(delivery)s
"""
NOTE_SUCCESS = """
UPDATE realtime_webhookendpoint
SET last_success_at = %(now)s, failing_since = NULL, last_failure = '',
    not_before = NULL
WHERE id = %(endpoint)s
"""
NOTE_FAILURE = """
UPDATE realtime_webhookendpoint
SET failing_since = coalesce(failing_since, %(now)s), last_failure = %(answer)s,
    not_before = greatest(not_before, %(not_before)s)
WHERE id = %(endpoint)s
"""


class _Endpoint(NamedTuple):
    id: int
    coalesce_seconds: int
    last_success_at: datetime | None


class _Delivery(NamedTuple):
    kind: str
    status: str
    attempts: int
    sequence: int | None
    created_at: datetime


class _Fate(NamedTuple):
    status: DeliveryStatus
    next_attempt_at: datetime | None = None


def record(runner: Runner, call: Call, outcome: Outcome, *, now: datetime) -> None:
    """Write down how a call went, and what follows; in the caller's transaction.

    Nothing is written where the delivery is gone or in other hands.
    """
    key: dict[str, Any] = {"delivery": call.delivery, "lease": call.lease}
    locked = runner.execute(LOCK, key).fetchone()
    found = locked and runner.execute(READ_DELIVERY, key).fetchone()
    if not found:
        return
    endpoint, delivery = _Endpoint(*locked), _Delivery(*found)
    fate = _fate(runner, endpoint, delivery, outcome, now)
    values = {
        **key,
        **_columns(outcome),
        "number": delivery.attempts + 1,
        "now": now,
        "next": fate.next_attempt_at,
        "answer": outcome.summary,
    }
    runner.execute(ADD_ATTEMPT, values)
    runner.execute(UPDATE_DELIVERY, {**values, "status": fate.status.value})
    if delivery.kind != DeliveryKind.TEST:
        _note(runner, endpoint, delivery, fate, outcome, now)


def _fate(
    runner: Runner,
    endpoint: _Endpoint,
    delivery: _Delivery,
    outcome: Outcome,
    now: datetime,
) -> _Fate:
    if outcome.is_success:
        return _Fate(DeliveryStatus.DELIVERED)
    if delivery.status != DeliveryStatus.PENDING:
        return _Fate(DeliveryStatus(delivery.status))
    if delivery.kind == DeliveryKind.TEST or outcome.is_gone:
        return _Fate(DeliveryStatus.FAILED)
    if endpoint.coalesce_seconds and _has_later(runner, endpoint, delivery):
        return _Fate(DeliveryStatus.SUPERSEDED)
    following = schedule.next_try(delivery.attempts + 1, outcome.retry_after, now)
    if following is None:
        return _Fate(DeliveryStatus.FAILED)
    return _Fate(DeliveryStatus.PENDING, following)


def _has_later(runner: Runner, endpoint: _Endpoint, delivery: _Delivery) -> bool:
    if delivery.kind != DeliveryKind.EVENT:
        return False
    values = {"endpoint": endpoint.id, "sequence": delivery.sequence}
    found: bool = runner.execute(HAS_LATER, values).fetchone()[0]
    return found


def _note(
    runner: Runner,
    endpoint: _Endpoint,
    delivery: _Delivery,
    fate: _Fate,
    outcome: Outcome,
    now: datetime,
) -> None:
    """How the endpoint is doing; turns it off where that is what it says."""
    values: dict[str, Any] = {"endpoint": endpoint.id, "now": now}
    if outcome.is_success:
        runner.execute(NOTE_SUCCESS, values)
        return
    seconds = schedule.rest(outcome.retry_after)
    values["not_before"] = now + timedelta(seconds=seconds) if seconds else None
    values["answer"] = outcome.summary
    runner.execute(NOTE_FAILURE, values)
    if outcome.is_gone:
        reason = "The endpoint answered 410 Gone, so it was turned off."
        disable(runner, endpoint.id, reason=reason, now=now)
    elif fate.status == DeliveryStatus.FAILED and not _succeeded_since(
        endpoint, delivery.created_at
    ):
        reason = (
            f"No call succeeded while an event was tried {delivery.attempts + 1} "
            f"times since {delivery.created_at:%d %B %Y, %H:%M} UTC."
        )
        disable(runner, endpoint.id, reason=reason, now=now)


def _succeeded_since(endpoint: _Endpoint, moment: datetime) -> bool:
    return endpoint.last_success_at is not None and endpoint.last_success_at > moment


def _columns(outcome: Outcome) -> dict[str, Any]:
    return {
        "sent_at": outcome.sent_at,
        "duration_ms": outcome.duration_ms,
        "request_headers": _pairs(outcome.request_headers),
        "request_body": outcome.request_body,
        "status": outcome.status,
        "answer_headers": _pairs(outcome.answer_headers),
        "answer_body": outcome.answer_body,
        "error": outcome.error,
    }


def _pairs(headers: dict[str, str]) -> str:
    """Headers as JSON that keeps their order."""
    return orjson.dumps(list(headers.items())).decode()


# Retention --------------------------------------------------------------------

PRUNE = """
WITH past AS (
    SELECT id FROM (
        SELECT id, finished_at, row_number() OVER (
            PARTITION BY endpoint_id ORDER BY id DESC) AS age
        FROM realtime_webhookdelivery WHERE status <> 'pending'
    ) finished
    WHERE age > %(rows)s OR finished_at < %(now)s - make_interval(days => %(days)s)
    LIMIT %(limit)s
)
DELETE FROM realtime_webhookdelivery d USING past WHERE d.id = past.id
RETURNING 1
"""


def prune(runner: Runner, *, now: datetime) -> bool:
    """Forget some finished deliveries past their time; True when there may be more."""
    values = {
        "now": now,
        "days": KEPT_DAYS,
        "rows": KEPT_ROWS,
        "limit": PRUNED_AT_ONCE,
    }
    return len(runner.execute(PRUNE, values).fetchall()) == PRUNED_AT_ONCE
