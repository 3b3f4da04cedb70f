"""The feed: events as pages over plain HTTP, for programs that ask and ask again."""

from __future__ import annotations

import asyncio
import contextlib
from contextlib import aclosing
from typing import Any

import orjson

from apps.realtime.envelope import Envelope
from apps.realtime.live import protocol
from apps.realtime.live.hub import Hub
from apps.realtime.live.hub import Reader
from apps.realtime.live.hub import Reset
from apps.realtime.live.hub import TooFarBehind
from apps.realtime.live.lifetime import current_hub
from apps.realtime.live.lifetime import position_for
from apps.realtime.live.protocol import Named
from apps.realtime.live.protocol import ResetReason
from apps.realtime.live.protocol import Since
from apps.realtime.live.protocol import Types

# Events that one request looks through: most of them may be of other types.
MOST_READ = 5_000


class Page:
    """The events of one answer, and where the next one goes on."""

    def __init__(self, epoch: str, sequence: int) -> None:
        self.epoch = epoch
        self.sequence = sequence
        self.texts: list[str] = []
        self.reset: dict[str, Any] | None = None

    def begin_anew(self, reason: ResetReason, epoch: str, sequence: int) -> None:
        """Tell the client to fetch the state; what it gets here stays right."""
        if self.texts:
            # The next request, which comes from another epoch, gets the reset.
            return
        self.epoch, self.sequence = epoch, sequence
        self.reset = protocol.reset_payload(reason, epoch, sequence)

    @property
    def cursor(self) -> str:
        return protocol.cursor(self.epoch, self.sequence)

    def encode(self, *, has_more: bool) -> str:
        # The events as they are everywhere, to the byte.
        rest = {"next": self.cursor, "has_more": has_more, "reset": self.reset}
        events = ",".join(self.texts)
        return f'{{"events":[{events}],{orjson.dumps(rest).decode()[1:]}'


async def read_feed(
    since: Since | Named | None, types: Types, *, limit: int, wait: float
) -> tuple[str, str]:
    """The JSON text of the page after `since`, and the cursor after it.

    Without `since`, it has the newest events. Where it would be empty, the answer
    waits for an event, up to `wait` seconds.

    Raises:
        TimeoutError, psycopg.Error: the log is away.
    """
    position = await position_for(since)
    hub = current_hub()
    start = protocol.start_of(since, position)
    page = Page(position.epoch, start.after)
    if start.reset is not None:
        page.begin_anew(start.reset, position.epoch, position.last)
        return page.encode(has_more=False), page.cursor
    if since is None:
        page.texts = _newest(hub, types, limit, first=position.first)
    reader = hub.reader(on_stuck=lambda: None, after=start.after)
    try:
        await _fill(page, hub, reader, types, limit=limit, wait=wait)
    finally:
        reader.close()
    has_more = page.epoch == hub.epoch and page.sequence < hub.last
    return page.encode(has_more=has_more), page.cursor


def _newest(hub: Hub, types: Types, limit: int, *, first: int) -> list[str]:
    """The newest events, of those in the ring, in their order."""
    texts: list[str] = []
    for sequence in range(hub.last, max(hub.oldest, first) - 1, -1):
        event = hub.event(sequence)
        if types.include(event.type):
            texts.append(event.text)
            if len(texts) == limit:
                break
    return texts[::-1]


async def _fill(
    page: Page, hub: Hub, reader: Reader, types: Types, *, limit: int, wait: float
) -> None:
    read = 0
    with contextlib.suppress(TimeoutError, StopAsyncIteration):
        async with asyncio.timeout(wait or None), aclosing(reader.events()) as events:
            while len(page.texts) < limit and read < MOST_READ:
                if reader.is_up_to_date() and (page.texts or not wait):
                    return
                try:
                    event = await anext(events)
                except TooFarBehind:
                    page.begin_anew("too_old", hub.epoch, hub.last)
                    return
                if isinstance(event, Reset):
                    page.begin_anew("epoch", *event)
                    return
                if isinstance(event, Envelope):
                    read += 1
                    page.sequence = event.sequence
                    if types.include(event.type):
                        page.texts.append(event.text)
