"""The WebSocket `/ws/questlog/`: every event, as text, from the hub.

The bare address is the form that overlays use: events and nothing else, and what a
client says is not listened to. `resuming` has the other form.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

from apps.realtime.access import Scope
from apps.realtime.access import subprotocol_with_token
from apps.realtime.envelope import Envelope
from apps.realtime.lifetime import HUB_PATIENCE
from apps.realtime.lifetime import current_hub
from apps.realtime.protocol import SUBPROTOCOL
from apps.realtime.reader import Idle
from apps.realtime.reader import Reader
from apps.realtime.reader import Reset
from apps.realtime.reader import TooFarBehind

logger = logging.getLogger(__name__)

# Close codes. Who gets 4400, 4401, 4403 or 4404 need not try again; all others may,
# with `since`.
INTERNAL_ERROR = 1011
TRY_AGAIN_LATER = 1013
BAD_REQUEST = 4400
NO_TOKEN = 4401
WRONG_ORIGIN = 4403
UNKNOWN_ADDRESS = 4404
TOO_SLOW = 4408
TOO_MANY = 4429

# Seconds.
CLOSE_PATIENCE = 10.0


class PlainConsumer(AsyncWebsocketConsumer):
    """A consumer without channel layer and without Django's database connections."""

    # Events come from the hub: a layer would hold a Redis subscription per socket.
    channel_layer_alias = None

    async def dispatch(self, message: dict[str, Any]) -> None:
        handler = getattr(self, get_handler_name(message))
        await handler(message)

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        await self.disconnect(message["code"])
        raise StopConsumer


class EventConsumer(PlainConsumer):
    """The bare form."""

    _reader: Reader
    _writer: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        hub = current_hub()
        await hub.ready(patience=HUB_PATIENCE)
        # Before the client can know that it is connected: nothing is missed.
        self._reader = hub.reader(on_stuck=self._give_up)
        await self.accept(chosen_subprotocol(self.scope))
        self._writer = asyncio.create_task(self._write())

    async def disconnect(self, code: int) -> None:
        if self._writer is not None:
            self._writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._writer
            self._reader.close()

    async def _write(self) -> None:
        try:
            async for event in self._reader.events():
                text = self._text_of(event)
                if text is not None:
                    await self.base_send({"type": "websocket.send", "text": text})
        except TooFarBehind:
            await self.close(TOO_SLOW)
        except OSError:
            # Gone while we wrote; the server says so to `disconnect`.
            pass
        except Exception:
            logger.exception("A WebSocket failed.")
            await self.close(INTERNAL_ERROR)

    def _text_of(self, event: Envelope | Reset | Idle) -> str | None:
        return event.text if isinstance(event, Envelope) else None

    def _give_up(self) -> None:
        """Close a socket that takes nothing, though its server's buffer is full."""
        self._reader.close()
        if self._writer is not None:
            self._writer.cancel()
        self._writer = asyncio.create_task(self._cut_off())

    async def _cut_off(self) -> None:
        # uvicorn holds back every write until its buffer empties, this one too.
        protocol = getattr(self.base_send, "__self__", None)
        writable = getattr(protocol, "writable", None)
        if isinstance(writable, asyncio.Event):
            writable.set()
        transport = getattr(protocol, "transport", None)
        if isinstance(transport, asyncio.Transport):
            loop = asyncio.get_running_loop()
            loop.call_later(CLOSE_PATIENCE, transport.abort)
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
