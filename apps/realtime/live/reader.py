from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import AsyncGenerator
from collections.abc import Callable
from typing import TYPE_CHECKING
from typing import NamedTuple

from apps.realtime.envelope import Envelope

if TYPE_CHECKING:
    from apps.realtime.live.hub import Hub


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
        """
        self._resuming = False
        self._hub.followers.add(self, call)

    def unfollow(self) -> None:
        self._hub.followers.discard(self)

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


async def _comes(news: asyncio.Event, *, patience: float | None) -> bool:
    if patience is None:
        return await news.wait()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(patience):
            return await news.wait()
    return False
