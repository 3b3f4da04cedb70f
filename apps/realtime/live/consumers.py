"""The WebSocket `/ws/questlog/`: every event, as text, from the hub.

The bare address is the form that overlays use: events and nothing else, and what a
client says is not listened to. A client that asks by `since`, `types`, or `hello` in
the query, or by the subprotocol, loses nothing: hello, replay, then live.

An event goes one way: the hub calls `EventConsumer.deliver`, which writes the frame
that was made once for all sockets. All other text, and an event whose frame cannot be
written at once, is sent by `EventConsumer.send_text`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import orjson
import psycopg
from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

from apps.realtime.envelope import Envelope
from apps.realtime.live import protocol
from apps.realtime.live.access import Scope
from apps.realtime.live.access import subprotocol_with_token
from apps.realtime.live.hub import Idle
from apps.realtime.live.hub import Reader
from apps.realtime.live.hub import Reset
from apps.realtime.live.hub import TooFarBehind
from apps.realtime.live.lifetime import HUB_PATIENCE
from apps.realtime.live.lifetime import current_hub
from apps.realtime.live.lifetime import position_for
from apps.realtime.live.protocol import SUBPROTOCOL
from apps.realtime.live.protocol import BadRequest
from apps.realtime.live.protocol import Close
from apps.realtime.live.protocol import Named
from apps.realtime.live.protocol import Since
from apps.realtime.live.protocol import Types
from apps.server.framed_websocket import FrameSocket
from apps.server.framed_websocket import frame_socket

logger = logging.getLogger(__name__)

# In the query of who wants the form that loses nothing.
PARAMETERS = {"since", "types", "hello"}
LONGEST_MESSAGE = 4096
MESSAGES_PER_SECOND = 10
MOST_ERRORS = 5

type Message = dict[str, Any]


class PlainConsumer(AsyncWebsocketConsumer):
    """A consumer without channel layer and without Django's database connections."""

    # Events come from the hub: a layer would hold a Redis subscription per socket.
    channel_layer_alias = None

    async def __call__(
        self,
        scope: Scope,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        # Channels' own listens to a layer too, by two tasks per socket.
        self.scope, self.base_send = scope, send
        try:
            with contextlib.suppress(StopConsumer):
                while True:
                    await self.dispatch(await receive())
        finally:
            self.leave()

    async def dispatch(self, message: Message) -> None:
        handler = getattr(self, get_handler_name(message))
        await handler(message)

    async def websocket_disconnect(self, message: Message) -> None:
        raise StopConsumer

    def leave(self) -> None:
        """Let go of what the socket has held, however it ends."""


class EventConsumer(PlainConsumer):
    """The bare form.

    A socket begins by catching up; then the hub calls `deliver` for each event, and an
    idle socket costs no task.
    """

    _reader: Reader | None = None
    # Where the server offers it.
    _frames: FrameSocket | None = None
    _task: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        hub = current_hub()
        await hub.ready(patience=HUB_PATIENCE)
        # Before the client can know that it is connected: nothing is missed.
        self._reader = hub.reader(on_stuck=self._give_up)
        await self.accept(chosen_subprotocol(self.scope))
        self._start_delivery(self._reader)

    def leave(self) -> None:
        if self._reader is not None:
            self._reader.close()
        if self._task is not None:
            self._task.cancel()

    # From an event to a frame -------------------------------------------------

    def deliver(self) -> None:
        """Write the frames of what has happened; called by the hub."""
        reader = self._reader
        if reader is not None and not reader.push(self._write_frame):
            reader.unfollow()
            self._task = asyncio.create_task(self._catch_up(reader))

    def _write_frame(self, event: Envelope) -> bool:
        """Write the frame, where the client wants it; False if that would wait."""
        if not self._wants(event):
            return True
        return self._frames is not None and self._frames.write_frame(event.frame)

    async def _catch_up(self, reader: Reader) -> None:
        """Send what `deliver` cannot write at once, then let the hub go on.

        That is what only the log holds, another log's beginning, and whatever comes
        while the client does not keep up or the server offers no frames.
        """
        try:
            async for event in reader.events(to_the_end=True):
                text = self._text_of(event)
                if text is not None and not await self.send_text(text):
                    return
        except TooFarBehind:
            await self.end(Close.TOO_SLOW)
        except Exception:
            logger.exception("A WebSocket failed.")
            await self.end(Close.INTERNAL_ERROR)
        else:
            self._task = None
            reader.follow(self.deliver)

    async def send_text(self, text: str) -> bool:
        """Send a text frame; False if the socket is closed or gone by now."""
        try:
            await self.base_send({"type": "websocket.send", "text": text})
        except (OSError, RuntimeError):
            # The server says so to `websocket_disconnect`.
            return False
        return True

    async def end(self, code: Close) -> None:
        """Close the socket, if it is not gone by now."""
        with contextlib.suppress(OSError, RuntimeError):
            await self.close(code)

    def _start_delivery(self, reader: Reader) -> None:
        self._frames = frame_socket(self.scope)
        self._task = asyncio.create_task(self._catch_up(reader))

    def _wants(self, event: Envelope) -> bool:
        return True

    def _text_of(self, event: Envelope | Reset | Idle) -> str | None:
        if isinstance(event, Envelope) and self._wants(event):
            return event.text
        return None

    def _give_up(self) -> None:
        """Close a socket that takes nothing, though its server's buffer is full."""
        self.leave()
        if self._frames is not None:
            self._frames.cut_off()
        self._task = asyncio.create_task(self.end(Close.TOO_SLOW))


class ResumingConsumer(EventConsumer):
    """The form for clients that lose nothing: hello, replay, then live."""

    _types: Types
    # What sends the position next: the clock, and then a task.
    _keepalive: asyncio.TimerHandle | asyncio.Task[None] | None = None
    _errors = 0
    _is_refused = False
    _second = 0.0
    _messages = 0

    async def connect(self) -> None:
        subprotocol = chosen_subprotocol(self.scope)
        try:
            self._types, since = _wishes(self.scope["query_string"])
        except BadRequest as error:
            await self.accept(subprotocol)
            await self._refuse(str(error))
            return
        try:
            position = await position_for(since)
        except (psycopg.Error, TimeoutError):
            await self.accept(subprotocol)
            await self.end(Close.TRY_AGAIN_LATER)
            return
        start = protocol.start_of(since, position)
        self._reader = current_hub().reader(on_stuck=self._give_up, after=start.after)
        await self.accept(subprotocol)
        await self.send_text(protocol.hello(position, start, self._types))
        if start.reset is not None:
            place = position.epoch, position.last
            await self.send_text(protocol.reset(start.reset, *place))
        self._start_delivery(self._reader)
        self._schedule_position()

    def leave(self) -> None:
        if self._keepalive is not None:
            self._keepalive.cancel()
        super().leave()

    def _wants(self, event: Envelope) -> bool:
        return self._types.include(event.type)

    def _text_of(self, event: Envelope | Reset | Idle) -> str | None:
        if isinstance(event, Reset):
            return protocol.reset("epoch", *event)
        return super()._text_of(event)

    def _schedule_position(self) -> None:
        loop = asyncio.get_running_loop()
        self._keepalive = loop.call_later(protocol.KEEPALIVE, self._position_is_due)

    def _position_is_due(self) -> None:
        self._keepalive = asyncio.create_task(self._send_position())

    async def _send_position(self) -> None:
        """Let a client that filters know how far it is."""
        if self._reader is None:
            return
        place = {"epoch": current_hub().epoch, "sequence": self._reader.sequence}
        await self.send_text(protocol.frame("position", place))
        self._schedule_position()

    # What a client says -------------------------------------------------------

    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None
    ) -> None:
        # What was already under way when the socket was refused is not answered.
        if self._is_refused or self._reader is None:
            return
        message: Any = None
        text = text_data or ""
        if self._is_talkative():
            await self._reply_error("Too many messages. Send at most 10 per second.")
            return
        if len(text) <= LONGEST_MESSAGE:
            with contextlib.suppress(orjson.JSONDecodeError):
                message = orjson.loads(text)
        match message:
            case {"op": "ping"}:
                await self._reply("pong", message, {})
            case {"op": "subscribe", "types": [*types]}:
                await self._subscribe(message, types)
            case _:
                await self._reply_error(
                    'Send {"op": "subscribe", "types": […]} or {"op": "ping"}, each '
                    "with an optional nonce."
                )

    async def _subscribe(self, message: dict[str, Any], types: list[Any]) -> None:
        try:
            self._types = Types([str(pattern) for pattern in types])
        except BadRequest as error:
            await self._reply_error(str(error))
            return
        await self._reply("subscribed", message, {"types": self._types.patterns})

    async def _reply(
        self, name: str, message: dict[str, Any], payload: dict[str, Any]
    ) -> None:
        nonce = message.get("nonce")
        if isinstance(nonce, str | int):
            payload["nonce"] = nonce
        await self.send_text(protocol.frame(name, payload))

    async def _reply_error(self, text: str) -> None:
        self._errors += 1
        if self._errors > MOST_ERRORS:
            await self._refuse("Too many invalid messages.")
        else:
            await self.send_text(protocol.frame("error", {"message": text}))

    async def _refuse(self, text: str) -> None:
        self._is_refused = True
        self.leave()
        await self.send_text(protocol.frame("error", {"message": text}))
        await self.end(Close.BAD_REQUEST)

    def _is_talkative(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now - self._second > 1:
            self._second, self._messages = now, 0
        self._messages += 1
        return self._messages > MESSAGES_PER_SECOND


class ClosingConsumer(PlainConsumer):
    """Accepts, then closes: a refused handshake would tell a browser nothing."""

    def __init__(self, code: Close, reason: str = "") -> None:
        super().__init__()
        self._code, self._reason = code, reason

    async def connect(self) -> None:
        await self.accept(chosen_subprotocol(self.scope))
        await self.close(self._code, self._reason)


def chosen_subprotocol(scope: Scope) -> str | None:
    """The subprotocol to accept: ours, or at least the one that brings the token."""
    if SUBPROTOCOL in scope.get("subprotocols", []):
        return SUBPROTOCOL
    return subprotocol_with_token(scope)


def _wishes(query_string: bytes) -> tuple[Types, Since | Named | None]:
    """The types that a client wants and the place it has reached, if it has.

    Raises:
        BadRequest: a parameter makes no sense.
    """
    query = parse_qs(query_string.decode("latin-1"), keep_blank_values=True)
    unknown = set(query) - PARAMETERS - {"token"}
    if unknown:
        raise BadRequest(
            f"{sorted(unknown)[0]!r} isn't a parameter. Use since, types, hello, or "
            "token."
        )
    for name, values in query.items():
        if len(values) > 1:
            raise BadRequest(f"{name} was sent more than once.")
    since = query.get("since", [""])[0]
    types = Types.parse(query.get("types", [""])[0])
    return types, Since.parse(since) if "since" in query else None
