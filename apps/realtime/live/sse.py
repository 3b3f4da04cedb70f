"""Server-sent events: a stream that a browser's EventSource resumes by itself.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from collections.abc import Callable

import psycopg
from django.http import StreamingHttpResponse

from apps.realtime.envelope import Envelope
from apps.realtime.live import protocol
from apps.realtime.live.hub import Hub
from apps.realtime.live.hub import Reset
from apps.realtime.live.hub import TooFarBehind
from apps.realtime.live.protocol import Start
from apps.realtime.live.protocol import Types
from apps.realtime.log.event_log import Position

MEDIA_TYPE = "text/event-stream"
# Milliseconds after which a client whose stream ends comes back.
RETRY = 2000
# Seconds without a word after which the position is sent.
KEEPALIVE = 15.0
HEADERS = {
    "Cache-Control": "no-store",
    # To nginx: pass each event on as it comes.
    "X-Accel-Buffering": "no",
}


class EventStream(StreamingHttpResponse):
    """The events after `start`, for as long as the client listens.

    Args:
        named: give each frame its type as the name of its event. Without, all of
            them reach the browser's `onmessage`.
        on_stuck: ends the connection of a client that takes nothing.
    """

    def __init__(
        self,
        hub: Hub,
        position: Position,
        start: Start,
        *,
        types: Types,
        named: bool,
        on_stuck: Callable[[], None],
    ) -> None:
        self._hub = hub
        self._types = types
        self._named = named
        # From here on nothing is missed; `close` lets go of it.
        self._reader = hub.reader(on_stuck=on_stuck, after=start.after)
        self._place = protocol.cursor(position.epoch, start.after)
        self._reset = ""
        if start.reset is not None:
            self._reset = protocol.reset(start.reset, position.epoch, start.after)
        super().__init__(self._frames(), content_type=MEDIA_TYPE, headers=HEADERS)

    def close(self) -> None:
        self._reader.close()
        super().close()

    async def _frames(self) -> AsyncIterator[str]:
        # Who is cut off before the first event comes back to this place, but never
        # without having got the reset.
        first = _position(self._place)
        if self._reset:
            first = self._frame("events:reset", self._reset)
        yield f"retry: {RETRY}\n{first}"
        clock = asyncio.get_running_loop().time
        sent_at = clock()
        try:
            async for event in self._reader.events(idle=KEEPALIVE / 3):
                self._place = protocol.cursor(self._hub.epoch, self._reader.sequence)
                text = self._frame_of(event)
                if not text and clock() - sent_at >= KEEPALIVE:
                    text = _position(self._place)
                if text:
                    yield text
                    sent_at = clock()
        except (TooFarBehind, psycopg.Error):
            # Its client comes back by itself, and is served from the log.
            return

    def _frame_of(self, event: object) -> str:
        match event:
            case Envelope() if self._types.include(event.type):
                return self._frame(event.type, event.text)
            case Reset():
                return self._frame("events:reset", protocol.reset("epoch", *event))
        return ""

    def _frame(self, name: str, text: str) -> str:
        lines = text.replace("\n", "\ndata: ")
        event = f"event: {name}\n" if self._named else ""
        return f"{event}data: {lines}\n{_position(self._place)}"


def come_back() -> StreamingHttpResponse:
    """For when the log is away: an EventSource gives up for ever at an error."""
    text = f"retry: {RETRY}\n: Questlog can't reach its database. Try again.\n\n"

    async def frames() -> AsyncIterator[str]:
        yield text

    return StreamingHttpResponse(frames(), content_type=MEDIA_TYPE, headers=HEADERS)


def _position(place: str) -> str:
    """A frame's end that keeps the place; alone, it reaches no script."""
    return f"id: {place}\n\n"
