"""The hub: one per process, it holds the newest events for every reader here.

It is fed by Redis, and by the log itself where Redis is late, silent or away: what
the hub has is always a gapless part of the log. A reader is a place in the shared
ring, so a thousand readers cost a thousand numbers and no queue (docs/events.md).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
from collections.abc import AsyncGenerator
from collections.abc import Awaitable
from collections.abc import Callable
from typing import NamedTuple

import psycopg
import redis.asyncio
from django.conf import settings
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from apps.realtime.backoff import Backoff
from apps.realtime.catalogue import empties_past
from apps.realtime.envelope import Envelope
from apps.realtime.envelope import LoggedEvent
from apps.realtime.envelope import decode
from apps.realtime.envelope import emptied
from apps.realtime.envelope import envelope
from apps.realtime.envelope import is_about
from apps.realtime.envelope import subject_of
from apps.realtime.log import event_log
from apps.realtime.log.event_log import Position
from apps.realtime.log.redis_sink import CHANNEL
from apps.realtime.log.redis_sink import CONNECT_TIMEOUT

logger = logging.getLogger(__name__)

RING = 10_000
# Bytes; large events leave room for fewer of them.
RING_SIZE = 32 * 1024 * 1024
# Readers that are older than the ring read the log, so many of them at once.
LOG_READERS = 8
# Events after which the readers get their turn.
BREATH = 100
# Followers that get their turn without a pause for whatever else the loop does.
FOLLOWERS_AT_ONCE = 200
# Seconds. Redis brings an event a moment after the notice of its number; the log is
# read only when it does not.
REDIS_GRACE = 0.05
# The floor where a notice is lost.
POLL = 1.0
READER_PATIENCE = 10
# Far more than an owner has; each costs some 20 kB.
MOST_READERS = 10_000
FULL = "Too many clients are connected. Try again later."
# A connection that held this long has not failed in a row.
SETTLED = 5.0


class TooFarBehind(Exception):
    """The reader's next event is not to be had any more."""


class Reset(NamedTuple):
    """From here on the stream is another one: its numbers begin after `sequence`."""

    epoch: str
    sequence: int


class Idle(NamedTuple):
    """Nothing has happened for a while."""


class Reader:
    """One reader's place in the stream: a number, not a queue."""

    __slots__ = (
        "_generation",
        "_hub",
        "_resuming",
        "busy_since",
        "on_stuck",
        "sequence",
    )

    def __init__(
        self, hub: Hub, on_stuck: Callable[[], None], after: int | None
    ) -> None:
        self._hub = hub
        self._generation = hub.generation if hub.is_ready() else None
        self.sequence = hub.last if after is None else after
        # Until it is up to date, it may read what the ring holds no more.
        self._resuming = after is not None
        self.on_stuck = on_stuck
        # By the hub's clock; never while it waits for news.
        self.busy_since = math.inf

    def close(self) -> None:
        self._hub.forget(self)

    def is_up_to_date(self) -> bool:
        """Whether its next event is yet to happen."""
        hub = self._hub
        return self._generation == hub.generation and self.sequence >= hub.last

    def follow(self, call: Callable[[], None]) -> None:
        """Have `call` called when there is news, until `unfollow` or `close`.

        It is for readers that are up to date; `call` passes the news on by `push`.
        Thousands wait so at the cost of a dictionary: none needs a task for it.
        """
        self._resuming = False
        self._hub.follow(self, call)

    def unfollow(self) -> None:
        self._hub.unfollow(self)

    def push(self, take: Callable[[Envelope], bool]) -> bool:
        """Give `take` one event after the other, until it returns False.

        Returns whether the reader is up to date. If not, it goes on by `events`:
        `take` refused, or what comes next is no event of the ring.
        """
        hub = self._hub
        while self._generation == hub.generation and self.sequence < hub.last:
            try:
                event = hub.event(self.sequence + 1)
            except TooFarBehind:
                return False
            if not take(event):
                return False
            self.sequence = event.sequence
        return self.is_up_to_date()

    async def events(
        self, *, idle: float | None = None, to_the_end: bool = False
    ) -> AsyncGenerator[Envelope | Reset | Idle]:
        """The events in order, without a hole; ends when the server stops.

        Args:
            idle: seconds without an event after which to say so.
            to_the_end: end when the reader is up to date, too.

        Raises:
            TooFarBehind: the reader took too long, its next event is gone.
        """
        hub = self._hub
        if self._generation is None:
            await hub.ready()
            self._generation, self.sequence = hub.generation, hub.last
        while True:
            news = hub.news
            if self._generation != hub.generation:
                self._generation, self.sequence = hub.generation, hub.base
                yield Reset(hub.epoch, hub.base)
            elif self.sequence >= hub.last:
                self._resuming = False
                if to_the_end or hub.is_closing:
                    return
                if not await _comes(news, patience=idle):
                    yield Idle()
            elif self._resuming and self.sequence + 1 < hub.oldest:
                for event in await hub.read_log(self.sequence):
                    if self._generation != hub.generation:
                        break
                    yield self._next(event)
            else:
                yield self._next(hub.event(self.sequence + 1))
            self.busy_since = math.inf

    def _next(self, event: Envelope) -> Envelope:
        self.sequence = event.sequence
        self.busy_since = self._hub.seconds
        return event


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
        self.is_closing = False
        # The first event of the log, and of the ring.
        self._first = 1
        self.oldest = 1
        self._ring: list[Envelope | None] = [None] * RING
        self._size = 0
        self._readers: set[Reader] = set()
        # Readers that have read all there is, and what to call when there is more.
        self._followers: dict[Reader, Callable[[], None]] = {}
        self._followers_know = asyncio.Event()
        self._ready = asyncio.Event()
        self._catching_up = asyncio.Lock()
        self._log_readers = asyncio.Semaphore(LOG_READERS)
        self._redis_speaks = False
        self._tasks: list[asyncio.Task[None]] = []

    # Life ---------------------------------------------------------------------

    def start(self) -> None:
        """Begin to listen; `ready` tells when the hub knows where the log stands."""
        self._tasks = [
            asyncio.create_task(_for_ever(self._listen_to_log, "PostgreSQL")),
            asyncio.create_task(_for_ever(self._listen_to_redis, "Redis")),
            asyncio.create_task(self._watch_readers()),
            asyncio.create_task(self._run_followers()),
        ]

    def close_readers(self) -> None:
        """Let every reader end that has read all there is; the server stops."""
        self.is_closing = True
        self._announce()

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

    def is_full(self) -> bool:
        return len(self._readers) >= MOST_READERS

    # Reading ------------------------------------------------------------------

    def reader(
        self, *, on_stuck: Callable[[], None], after: int | None = None
    ) -> Reader:
        """A reader of every event from this moment on; `close` it afterwards.

        Args:
            on_stuck: called when one event has taken it more than `READER_PATIENCE`.
            after: read from the event after this number on instead. It must be of
                the present epoch and not be forgotten: see `position`.
        """
        reader = Reader(self, on_stuck, after)
        self._readers.add(reader)
        return reader

    async def position(self, *, at_least: int = 0, epoch: str = "") -> Position:
        """Where the stream stands; asks the log when we are behind the caller."""
        if self.last < at_least or epoch not in ("", self.epoch):
            async with await _connect() as connection:
                await self._catch_up(connection)
        return Position(self.epoch, self.last, self._first, self.base)

    async def read_log(self, after: int) -> list[Envelope]:
        """A page of the events after that number, which the ring holds no more.

        Raises:
            TooFarBehind: they are forgotten.
        """
        async with self._log_readers, await _connect() as connection:
            cursor = await connection.execute(
                event_log.READ_AFTER, [after, event_log.BATCH]
            )
            rows = await cursor.fetchall()
        page = [envelope(LoggedEvent(*row)) for row in rows]
        if not page or page[0].sequence != after + 1 or page[0].epoch != self.epoch:
            raise TooFarBehind
        return page

    def event(self, sequence: int) -> Envelope:
        """The event with that number.

        Raises:
            TooFarBehind: the ring holds it no more.
        """
        event = self._ring[sequence % RING] if sequence >= self.oldest else None
        if event is None:
            raise TooFarBehind
        return event

    def forget(self, reader: Reader) -> None:
        self._readers.discard(reader)
        self.unfollow(reader)

    def follow(self, reader: Reader, call: Callable[[], None]) -> None:
        self._followers[reader] = call

    def unfollow(self, reader: Reader) -> None:
        self._followers.pop(reader, None)

    async def call_followers(self) -> None:
        """Call each that is there now."""
        for number, reader in enumerate(list(self._followers), 1):
            # It may have left during a pause.
            call = self._followers.get(reader)
            try:
                if call is not None:
                    call()
            except Exception:
                # The others must have their news.
                logger.exception("A reader failed.")
                reader.on_stuck()
            if number % FOLLOWERS_AT_ONCE == 0:
                await asyncio.sleep(0)

    async def _run_followers(self) -> None:
        while True:
            news = self.news
            await self.call_followers()
            if not news.is_set():
                self._followers_know.set()
                await news.wait()

    async def _watch_readers(self) -> None:
        while True:
            await asyncio.sleep(1)
            self.seconds += 1
            for reader in list(self._readers):
                if self.seconds - reader.busy_since > READER_PATIENCE:
                    reader.on_stuck()

    # Feeding ------------------------------------------------------------------

    async def _take(self, event: Envelope) -> None:
        """Take `event` if it is the next one."""
        if event.epoch != self.epoch or event.sequence != self.last + 1:
            return
        if empties_past(event.type):
            self._empty(subject_of(event), until=event.sequence)
        self._put(event.sequence % RING, event)
        self.last = event.sequence
        self.oldest = max(self.oldest, self.last - RING + 1)
        while self._size > RING_SIZE and self.oldest < self.last:
            self._put(self.oldest % RING, None)
            self.oldest += 1
        self._announce()
        if self.last % BREATH == 0:
            # Of what has arrived already we take one after the other without a
            # pause: a long burst would run the ring over the readers.
            await asyncio.sleep(0)
            await self._followers_know.wait()

    def _put(self, slot: int, event: Envelope | None) -> None:
        before, self._ring[slot] = self._ring[slot], event
        self._size += len(event.frame) if event else 0
        self._size -= len(before.frame) if before else 0

    def _empty(self, subject: str, *, until: int) -> None:
        """Empty the ring's events of a row that was hidden, up to a number."""
        for slot, event in enumerate(self._ring):
            if event and event.sequence <= until and is_about(event, subject):
                self._put(slot, emptied(event))

    def _announce(self) -> None:
        news, self.news = self.news, asyncio.Event()
        self._followers_know.clear()
        news.set()

    def _go_to(self, sequence: int) -> None:
        """Go on after `sequence`, holding nothing that came before."""
        self.last = sequence
        self.oldest = sequence + 1
        self._ring = [None] * RING
        self._size = 0

    def _begin(self, epoch: str, base: int) -> None:
        """Take up another log, of which readers here have seen `base` events."""
        self.epoch = epoch
        self.generation += 1
        self.base = base
        self._go_to(base)
        self._announce()

    async def _listen_to_log(self) -> None:
        async with await _connect() as connection:
            await connection.execute(f"LISTEN {event_log.NUMBERED_CHANNEL}")
            while True:
                await self._catch_up(connection)
                if self.epoch:
                    self._ready.set()
                await self._wait_for_hole(connection)

    async def _wait_for_hole(self, connection: psycopg.AsyncConnection) -> None:
        """Return when the log may hold more than we have, or after `POLL`."""
        while True:
            notices = connection.notifies(timeout=POLL, stop_after=1)
            said = [notice.payload async for notice in notices]
            if not said:
                return
            numbered = [each for each in said if not each.startswith(event_log.EMPTIED)]
            for notice in set(said) - set(numbered):
                await self._read_emptied(connection, notice)
            if not numbered:
                continue
            epoch, _, last = numbered[-1].partition(".")
            if epoch != self.epoch:
                return
            if self._redis_speaks:
                await asyncio.sleep(REDIS_GRACE)
            if int(last) > self.last:
                return

    async def _read_emptied(
        self, connection: psycopg.AsyncConnection, notice: str
    ) -> None:
        """Empty what the ring holds of a row, up to where the log is empty of it."""
        subject = notice.removeprefix(event_log.EMPTIED)
        cursor = await connection.execute(event_log.READ_LAST_EMPTIED, [subject])
        row = await cursor.fetchone()
        self._empty(subject, until=row[0] if row and row[0] else 0)

    async def _catch_up(self, connection: psycopg.AsyncConnection) -> None:
        """Read from the log what neither Redis nor a notice has brought."""
        async with self._catching_up:
            # Redis may tell us more while we ask.
            known = self.last
            cursor = await connection.execute(event_log.READ_POSITION)
            row = await cursor.fetchone()
            if row is None:
                return
            position = Position(*row)
            self._take_up(position, known)
            while self.last < position.last:
                if not await self._read_page(connection):
                    return

    def _take_up(self, position: Position, known: int) -> None:
        """Go where the log wants us to begin."""
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
        self._first = position.first

    async def _read_page(self, connection: psycopg.AsyncConnection) -> bool:
        before = self.last
        cursor = await connection.execute(
            event_log.READ_AFTER, [before, event_log.BATCH]
        )
        for row in await cursor.fetchall():
            await self._take(envelope(LoggedEvent(*row)))
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
                        await self._take(decode(message["data"]))
            finally:
                self._redis_speaks = False


async def _connect() -> psycopg.AsyncConnection:
    parameters = event_log.connection_parameters("hub")
    return await psycopg.AsyncConnection.connect(**parameters)


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


async def _comes(news: asyncio.Event, *, patience: float | None) -> bool:
    if patience is None:
        return await news.wait()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(patience):
            return await news.wait()
    return False
