"""Webhooks as a sink of the relay: rows are written here, calls go out in threads.

All SQL runs in the sink's own thread, on one session; a calling thread only waits for
its endpoint. So no endpoint holds up another one, nor the fan-out.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime

import psycopg
from django.utils import timezone

from apps.integrations.http.addresses import AddressPolicy
from apps.integrations.http.client import Limits
from apps.integrations.http.webhooks import LIMITS
from apps.realtime.log import event_log
from apps.realtime.log.event_log import Connection
from apps.realtime.webhooks import calls
from apps.realtime.webhooks.fan_out import SINK
from apps.realtime.webhooks.fan_out import fan_out
from apps.realtime.webhooks.sending import Call
from apps.realtime.webhooks.sending import Outcome
from apps.realtime.webhooks.sending import perform

logger = logging.getLogger(__name__)

# Calls at once, to all endpoints.
AT_ONCE = 16
# Seconds.
PRUNE_EVERY = 600.0
CLOSING_PATIENCE = 3.0


class WebhookSink:
    name = SINK

    def __init__(
        self,
        *,
        policy: AddressPolicy,
        limits: Limits = LIMITS,
        clock: Callable[[], datetime] = timezone.now,
    ) -> None:
        """`clock` tells when something is due; calls end by `limits`."""
        self.woken = threading.Event()
        self._policy = policy
        self._limits = limits
        self._clock = clock
        self._done: deque[tuple[Call, Outcome | None]] = deque()
        # Calls on their way, or not recorded yet.
        self.in_hand = 0
        self._prune_at = 0.0

    def deliver(self, connection: Connection) -> bool:
        """Do what is to be done now, without waiting; False if that was nothing."""
        recorded = self._record(connection)
        fanned_out = fan_out(connection, self._clock())
        started = self._start(connection)
        return bool(recorded or fanned_out or started or self._prune(connection))

    def close(self) -> None:
        """Give the calls on their way a moment; what is lost is sent again later."""
        deadline = time.monotonic() + CLOSING_PATIENCE
        try:
            while self.in_hand and time.monotonic() < deadline:
                self.woken.wait(0.1)
                self.woken.clear()
                if self._done:
                    with event_log.connect(f"{self.name} sink") as connection:
                        self._record(connection)
        except psycopg.Error as error:
            logger.warning("Webhook calls could not be recorded: %s", error)

    def _start(self, connection: Connection) -> int:
        """Send what is due, as far as there are hands."""
        free = AT_ONCE - self.in_hand
        if free <= 0:
            return 0
        claimed_at = time.monotonic()
        claimed = calls.claim(connection, limit=free, now=self._clock())
        for call in claimed:
            self.in_hand += 1
            threading.Thread(
                target=self._call,
                args=[call, claimed_at],
                name="questlog webhook",
                daemon=True,
            ).start()
        return len(claimed)

    def _call(self, call: Call, claimed_at: float) -> None:
        outcome = None
        held = calls.LEASE.total_seconds() - self._limits.total
        # A process that was frozen meanwhile may not be the only one to send this.
        if time.monotonic() - claimed_at < held:
            outcome = perform(
                call, at=self._clock(), policy=self._policy, limits=self._limits
            )
        self._done.append((call, outcome))
        self.woken.set()

    def _record(self, connection: Connection) -> int:
        recorded = 0
        while self._done:
            call, outcome = self._done[0]
            if outcome is not None:
                self._write(connection, call, outcome)
            self._done.popleft()
            self.in_hand -= 1
            recorded += 1
        return recorded

    def _write(self, connection: Connection, call: Call, outcome: Outcome) -> None:
        try:
            with connection.transaction():
                calls.record(connection, call, outcome, now=self._clock())
        except (psycopg.DataError, psycopg.IntegrityError) as error:
            # It would fail for ever, and hold up all others.
            logger.warning("A webhook call could not be recorded: %s", error)

    def _prune(self, connection: Connection) -> bool:
        if time.monotonic() < self._prune_at:
            return False
        more = calls.prune(connection, now=self._clock())
        if not more:
            self._prune_at = time.monotonic() + PRUNE_EVERY
        return more
