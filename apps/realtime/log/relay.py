"""The relay: gives committed events their numbers and delivers them to the sinks.

Of all the relays that run, one leads. Numbering waits for nobody: each sink has a
thread, a cursor and failures of its own (docs/events.md).
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Sequence
from typing import Protocol

import psycopg
from django.conf import settings

from apps.realtime.backoff import Backoff
from apps.realtime.log import event_log
from apps.realtime.log.event_log import Connection
from apps.realtime.log.event_log import Position
from apps.realtime.log.insertion import RECORDED_CHANNEL
from apps.realtime.log.redis_sink import RedisSink
from apps.realtime.webhooks.sending import configured_policy
from apps.realtime.webhooks.sink import WebhookSink

logger = logging.getLogger(__name__)

# Seconds. Notices come at once; these are the floors where one is lost.
POLL = 0.25
LEADER_CHECK = 0.5
SINK_POLL = 1.0
PRUNE_EVERY = 600.0
STOP_PATIENCE = 8.0


class Sink(Protocol):
    name: str
    # Set when there may be something to deliver.
    woken: threading.Event

    def deliver(self, connection: Connection) -> bool:
        """Deliver one batch after the sink's cursor; False if that was all."""

    def close(self) -> None: ...


def make_relay() -> Relay:
    """The relay with every sink that the settings name."""
    webhooks = WebhookSink(policy=configured_policy())
    return Relay([RedisSink(settings.REDIS_URL), webhooks])


class Relay:
    def __init__(self, sinks: Sequence[Sink]) -> None:
        self._stopping = threading.Event()
        self._couriers = [_Courier(sink, self._stopping) for sink in sinks]
        self._thread = threading.Thread(
            target=self.run, name="questlog relay", daemon=True
        )
        self._seen = Position("", 0, 0, 0)
        self._prune_at = 0.0

    def start(self) -> None:
        """Run in a thread of this process until `stop`."""
        self._thread.start()

    def stop(self) -> None:
        """End the relay; what is not delivered yet, the next one delivers."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(STOP_PATIENCE)

    def interrupt(self) -> None:
        """Make `run` return soon; safe in a signal handler."""
        self._stopping.set()

    def run(self) -> None:
        """Lead whenever no other relay does, until `stop`."""
        for courier in self._couriers:
            courier.start()
        backoff = Backoff()
        while not self._stopping.is_set():
            try:
                with event_log.connect("relay") as connection:
                    self._follow(connection)
                    backoff.reset()
                    self._lead(connection)
            except Exception as error:
                # Whatever it is: without a relay no event would ever go out.
                if not backoff.failures:
                    logger.warning("The relay waits for PostgreSQL: %s", error)
                self._stopping.wait(backoff.next())
            finally:
                for courier in self._couriers:
                    courier.rest()
        for courier in self._couriers:
            courier.wake()
            courier.join(STOP_PATIENCE)

    def _follow(self, connection: Connection) -> None:
        """Return when this relay leads, or is to stop."""
        while not self._stopping.is_set() and not event_log.take_lead(connection):
            self._stopping.wait(LEADER_CHECK)

    def _lead(self, connection: Connection) -> None:
        if self._stopping.is_set():
            return
        with event_log.connect("ear") as ear:
            ear.execute(f"LISTEN {RECORDED_CHANNEL}")
            event_log.open_stream(connection)
            logger.info("This relay leads.")
            for courier in self._couriers:
                courier.work()
            while not self._stopping.is_set():
                if event_log.has_unnumbered(connection):
                    self._seen = event_log.number_batch(connection, self._seen)
                    for courier in self._couriers:
                        courier.wake()
                elif not self._prune(connection):
                    _wait_for_notice(ear)

    def _prune(self, connection: Connection) -> bool:
        """Forget some old events, now and then; True when there may be more."""
        if time.monotonic() < self._prune_at:
            return False
        more = event_log.prune(
            connection,
            days=settings.QUESTLOG_EVENTS_KEEP_DAYS,
            events=settings.QUESTLOG_EVENTS_KEEP,
            sinks=[courier.sink.name for courier in self._couriers],
        )
        if not more:
            self._prune_at = time.monotonic() + PRUNE_EVERY
        return more


def _wait_for_notice(connection: Connection) -> None:
    for _ in connection.notifies(timeout=POLL, stop_after=1):
        pass


class _Courier(threading.Thread):
    """Serves one sink while the relay leads, whatever happens to that sink."""

    def __init__(self, sink: Sink, stopping: threading.Event) -> None:
        super().__init__(name=f"questlog {sink.name} sink", daemon=True)
        self.sink = sink
        self._stopping = stopping
        self._leading = threading.Event()
        self._woken = sink.woken

    def work(self) -> None:
        self._leading.set()
        self._woken.set()

    def rest(self) -> None:
        self._leading.clear()

    def wake(self) -> None:
        self._woken.set()

    def run(self) -> None:
        backoff = Backoff()
        while not self._stopping.is_set():
            try:
                self._serve(backoff)
            except Exception as error:
                # Whatever it is, the events stay in the log and the next try may do.
                if not backoff.failures:
                    logger.warning("Events wait for %s: %s", self.sink.name, error)
                    self._note_failure(error)
                self._stopping.wait(backoff.next())
        self.sink.close()

    def _serve(self, backoff: Backoff) -> None:
        if not self._leading.is_set():
            self._wait()
            return
        with event_log.connect(f"{self.sink.name} sink") as connection:
            # Losing a move of the cursor repeats a delivery, which the sink refuses.
            connection.execute("SET synchronous_commit = off")
            event_log.let_go_when_frozen(connection)
            # Of an earlier process it is not known how it ended.
            may_have_failed = True
            while self._leading.is_set() and not self._stopping.is_set():
                busy = self.sink.deliver(connection)
                if backoff.failures:
                    logger.warning("Events go to %s again.", self.sink.name)
                    backoff.reset()
                if may_have_failed:
                    event_log.note_success(connection, self.sink.name)
                    may_have_failed = False
                if not busy:
                    self._wait()

    def _note_failure(self, error: Exception) -> None:
        # The session of the failed delivery may be what failed.
        with (
            contextlib.suppress(psycopg.Error),
            event_log.connect("relay") as connection,
        ):
            event_log.note_failure(connection, self.sink.name, str(error))

    def _wait(self) -> None:
        self._woken.wait(SINK_POLL)
        self._woken.clear()
