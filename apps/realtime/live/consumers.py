"""The WebSocket `/ws/questlog/`: every event, as text, from the hub.

The bare address is the form that overlays use: events and nothing else, and what a
client says is not listened to. `resuming` has the other form.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable
from collections.abc import Callable
from typing import Any

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

from apps.realtime.envelope import Envelope
from apps.realtime.live.access import Scope
from apps.realtime.live.access import subprotocol_with_token
from apps.realtime.live.lifetime import HUB_PATIENCE
from apps.realtime.live.lifetime import current_hub
from apps.realtime.live.protocol import SUBPROTOCOL
from apps.realtime.live.reader import Idle
from apps.realtime.live.reader import Reader
from apps.realtime.live.reader import Reset
from apps.realtime.live.reader import TooFarBehind
from apps.server.framed_websocket import FrameSocket
from apps.server.framed_websocket import frame_socket

logger = logging.getLogger(__name__)

# Close codes. Who gets 4400, 4401 or 4403 need not try again; all others may,
# with `since`.
INTERNAL_ERROR = 1011
TRY_AGAIN_LATER = 1013
BAD_REQUEST = 4400
NO_TOKEN = 4401
WRONG_ORIGIN = 4403
TOO_SLOW = 4408
TOO_MANY = 4429

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

    While the client keeps up, and the server offers it, the hub itself writes each
    event to the socket: an idle one costs no task. Everything else is for `_write`.
    """

    _reader: Reader | None = None
    _socket: FrameSocket | None = None
    _writer: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        hub = current_hub()
        await hub.ready(patience=HUB_PATIENCE)
        # Before the client can know that it is connected: nothing is missed.
        self._reader = hub.reader(on_stuck=self._give_up)
        await self.accept(chosen_subprotocol(self.scope))
        self._begin(self._reader)

    def leave(self) -> None:
        if self._reader is not None:
            self._reader.close()
        if self._writer is not None:
            self._writer.cancel()

    def _begin(self, reader: Reader) -> None:
        self._socket = frame_socket(self.scope)
        if self._socket is not None and reader.is_up_to_date():
            reader.follow(self._push)
        else:
            self._writer = asyncio.create_task(self._write(reader))

    def _push(self) -> None:
        """Write what has happened; called by the hub."""
        reader = self._reader
        if reader is not None and not reader.push(self._take):
            reader.unfollow()
            self._writer = asyncio.create_task(self._write(reader))

    def _take(self, event: Envelope) -> bool:
        if not self._wants(event):
            return True
        return self._socket is not None and self._socket.write_frame(event.frame)

    async def _write(self, reader: Reader) -> None:
        """Write what the hub cannot write at once, for as long as that takes."""
        to_the_end = self._socket is not None
        try:
            async for event in reader.events(to_the_end=to_the_end):
                text = self._text_of(event)
                if text is not None:
                    await self.base_send({"type": "websocket.send", "text": text})
        except TooFarBehind:
            await self.close(TOO_SLOW)
        except OSError:
            # Gone while we wrote; the server says so to `websocket_disconnect`.
            pass
        except Exception:
            logger.exception("A WebSocket failed.")
            await self.close(INTERNAL_ERROR)
        else:
            self._writer = None
            if to_the_end:
                reader.follow(self._push)

    def _wants(self, event: Envelope) -> bool:
        return True

    def _text_of(self, event: Envelope | Reset | Idle) -> str | None:
        if isinstance(event, Envelope) and self._wants(event):
            return event.text
        return None

    def _give_up(self) -> None:
        """Close a socket that takes nothing, though its server's buffer is full."""
        self.leave()
        if self._socket is not None:
            self._socket.cut_off()
        self._writer = asyncio.create_task(self._close_slow())

    async def _close_slow(self) -> None:
        # It may be gone by now.
        with contextlib.suppress(OSError):
            await self.close(TOO_SLOW)


class Closed(PlainConsumer):
    """Accepts, then closes: a refused handshake would tell a browser nothing."""

    def __init__(self, code: int, reason: str = "") -> None:
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
