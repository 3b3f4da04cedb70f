"""The hub: one per process, it holds the newest events for every reader here.

It is fed by Redis, and by the log itself where Redis is late, silent or away: what
the hub has is always a gapless part of the log. A reader is a place in the shared
ring, so a thousand readers cost a thousand numbers and no queue
(shared/reference/events.md §6).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
from collections.abc import AsyncIterator
from collections.abc import Awaitable
from collections.abc import Callable

import psycopg
import redis.asyncio
from django.conf import settings
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from apps.realtime import log
from apps.realtime.backoff import Backoff
from apps.realtime.envelope import Envelope
from apps.realtime.envelope import LoggedEvent
from apps.realtime.envelope import decode
from apps.realtime.envelope import envelope
from apps.realtime.log import Position
from apps.realtime.redis_sink import CHANNEL
from apps.realtime.redis_sink import CONNECT_TIMEOUT

logger = logging.getLogger(__name__)

RING = 10_000
# Events after which the readers get their turn.
BREATH = 100
# Seconds. Redis brings an event a moment after the notice of its number; the log is
# read only when it does not.
REDIS_GRACE = 0.05
# The floor where a notice is lost.
POLL = 1.0
READER_PATIENCE = 10
# A connection that held this long has not failed in a row.
SETTLED = 5.0


class TooFarBehind(Exception):
    """The reader's place has fallen out of the ring."""


class Reader:
    """One reader's place in the ring."""

    def __init__(self, hub: Hub, on_stuck: Callable[[], None]) -> None:
        self._hub = hub
        self._generation = hub.generation if hub.is_ready() else None
        self._sequence = hub.last
        self.on_stuck = on_stuck
        # By the hub's clock; never while it waits for news.
        self.busy_since = math.inf

    def close(self) -> None:
        self._hub.forget(self)

    async def events(self) -> AsyncIterator[Envelope]:
        """The events in order, without a hole.

        Raises:
            TooFarBehind: the reader took too long; the ring holds `RING` events.
        """
        hub = self._hub
        if self._generation is None:
            await hub.ready()
            self._generation, self._sequence = hub.generation, hub.last
        while True:
            news = hub.news
            if self._generation != hub.generation:
                self._generation, self._sequence = hub.generation, hub.base
            while self._sequence < hub.last and self._generation == hub.generation:
                event = hub.event(self._sequence + 1)
                self.busy_since = hub.seconds
                yield event
                self.busy_since = math.inf
                self._sequence += 1
            if self._generation == hub.generation:
                await news.wait()


class Hub:
    def __init__(self) -> None:
        self.epoch = ""
        self.last = 0
        # Raised when the log turns out to be another one; all readers then go on
        # after `base`.
        self.generation = 0
        self.base = 0
        # Set, and replaced by another, when there is something to read.
        self.news = asyncio.Event()
        # A coarse clock, for readers that are stuck.
        self.seconds = 0
        self._oldest = 1
        self._ring: list[Envelope | None] = [None] * RING
        self._readers: set[Reader] = set()
        self._ready = asyncio.Event()
        self._redis_speaks = False
        self._tasks: list[asyncio.Task[None]] = []

    # Life ---------------------------------------------------------------------

    def start(self) -> None:
        """Begin to listen; `ready` tells when the hub knows where the log stands."""
        self._tasks = [
            asyncio.create_task(_for_ever(self._listen_to_log, "PostgreSQL")),
            asyncio.create_task(_for_ever(self._listen_to_redis, "Redis")),
            asyncio.create_task(self._watch_readers()),
        ]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def ready(self, *, patience: float | None = None) -> None:
        """Wait until the hub knows where the log stands, or for `patience` seconds."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ready.wait(), patience)

    def is_ready(self) -> bool:
        return self._ready.is_set()

    # Reading ------------------------------------------------------------------

    def reader(self, *, on_stuck: Callable[[], None]) -> Reader:
        """A reader of every event from this moment on; `close` it afterwards.

        `on_stuck` is called when one event has taken it more than `READER_PATIENCE`.
        """
        reader = Reader(self, on_stuck)
        self._readers.add(reader)
        return reader

    def event(self, sequence: int) -> Envelope:
        """The event with that number.

        Raises:
            TooFarBehind: the ring holds it no more.
        """
        event = self._ring[sequence % RING] if sequence >= self._oldest else None
        if event is None:
            raise TooFarBehind
        return event

    def forget(self, reader: Reader) -> None:
        self._readers.discard(reader)

    async def _watch_readers(self) -> None:
        while True:
            await asyncio.sleep(1)
            self.seconds += 1
            for reader in list(self._readers):
                if self.seconds - reader.busy_since > READER_PATIENCE:
                    reader.on_stuck()

    # Feeding ------------------------------------------------------------------

    def _append(self, event: Envelope) -> bool:
        """Take `event` if it is the next one."""
        if event.epoch != self.epoch or event.sequence != self.last + 1:
            return False
        self._ring[event.sequence % RING] = event
        self.last = event.sequence
        self._oldest = max(self._oldest, self.last - RING + 1)
        self._tell()
        return True

    def _tell(self) -> None:
        news, self.news = self.news, asyncio.Event()
        news.set()

    def _go_to(self, sequence: int) -> None:
        """Go on after `sequence`, holding nothing that came before."""
        self.last = sequence
        self._oldest = sequence + 1

    def _begin(self, epoch: str, base: int) -> None:
        """Take up another log, of which readers here have seen `base` events."""
        self.epoch = epoch
        self.generation += 1
        self.base = base
        self._go_to(base)
        self._tell()

    async def _listen_to_log(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            **log.connection_parameters("hub")
        )
        async with connection:
            await connection.execute(f"LISTEN {log.NUMBERED_CHANNEL}")
            while True:
                await self._catch_up(connection)
                self._ready.set()
                await self._wait_for_hole(connection)

    async def _wait_for_hole(self, connection: psycopg.AsyncConnection) -> None:
        """Return when the log may hold more than we have, or after `POLL`."""
        while True:
            notices = connection.notifies(timeout=POLL, stop_after=1)
            numbered = [notice.payload async for notice in notices]
            if not numbered:
                return
            epoch, _, last = numbered[-1].partition(".")
            if epoch != self.epoch:
                return
            if self._redis_speaks:
                await asyncio.sleep(REDIS_GRACE)
            if int(last) > self.last:
                return

    async def _catch_up(self, connection: psycopg.AsyncConnection) -> None:
        """Read from the log what nobody has told us."""
        # Redis may tell us more while we ask.
        known = self.last
        cursor = await connection.execute(log.READ_POSITION)
        row = await cursor.fetchone()
        if row is None:
            return
        position = Position(*row)
        if not self._ready.is_set():
            # Older events for those who resume.
            self.epoch = position.epoch
            self._go_to(max(position.last - RING, position.first - 1))
        elif position.epoch != self.epoch:
            self._begin(position.epoch, position.epoch_base)
        elif position.last < known:
            # Restored from a backup, and the relay has not noticed.
            self._begin(position.epoch, position.last)
        if self.last < position.first - 1:
            # What is missing is forgotten: readers that lack it are too far behind.
            self._go_to(position.first - 1)
        while self.last < position.last:
            if not await self._read_page(connection):
                return

    async def _read_page(self, connection: psycopg.AsyncConnection) -> bool:
        before = self.last
        cursor = await connection.execute(log.READ_AFTER, [before, log.BATCH])
        for row in await cursor.fetchall():
            self._append(envelope(LoggedEvent(*row)))
        return self.last > before

    async def _listen_to_redis(self) -> None:
        client = redis.asyncio.Redis.from_url(
            settings.REDIS_URL,
            socket_connect_timeout=CONNECT_TIMEOUT,
            # A silent channel is no broken one, whatever redis-py's default says.
            socket_timeout=None,
            retry=Retry(NoBackoff(), 0),
        )
        async with client, client.pubsub(ignore_subscribe_messages=True) as channel:
            await channel.subscribe(CHANNEL)
            self._redis_speaks = True
            try:
                async for message in channel.listen():
                    with contextlib.suppress(ValueError):
                        self._append(decode(message["data"]))
                    if self.last % BREATH == 0:
                        # What has arrived already is taken without a pause, and a
                        # long burst would run the ring over the readers.
                        await asyncio.sleep(0)
            finally:
                self._redis_speaks = False


async def _for_ever(listen: Callable[[], Awaitable[None]], source: str) -> None:
    backoff = Backoff()
    clock = asyncio.get_running_loop().time
    while True:
        started = clock()
        try:
            await listen()
        except Exception as error:
            if clock() - started > SETTLED:
                backoff.reset()
            if not backoff.failures:
                logger.warning("Live events without %s for now: %s", source, error)
        await asyncio.sleep(backoff.next())
