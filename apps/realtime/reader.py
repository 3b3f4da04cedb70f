from __future__ import annotations

import math
from collections.abc import AsyncIterator
from collections.abc import Callable
from typing import TYPE_CHECKING
from typing import NamedTuple

from apps.realtime.envelope import Envelope

if TYPE_CHECKING:
    from apps.realtime.hub import Hub


class TooFarBehind(Exception):
    """The reader's next event is not to be had any more."""


class Reset(NamedTuple):
    """From here on the stream is another one: its numbers begin after `sequence`."""

    epoch: str
    sequence: int


class Reader:
    """One reader's place in the stream: a number, not a queue."""

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

    async def events(self) -> AsyncIterator[Envelope | Reset]:
        """The events in order, without a hole.

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
                await news.wait()
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
