"""uvicorn's WebSocket, which also writes frames that are made already.

Of an event that goes to a thousand sockets the frame is the same for all of them. By
ASGI's `send` each socket makes its own, in a task of its own: that costs twice the CPU
(docs/events.md, `benchmarks.sockets`).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import State

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveEvent

# The key in a scope's `extensions`; its dictionary's `socket` is a `FrameSocket`.
EXTENSION = "questlog.frames"
# Seconds that a client has to take the last bytes.
CUT_OFF_PATIENCE = 10.0


class FrameSocket(Protocol):
    """What the extension offers an application that has accepted the WebSocket."""

    def write_frame(self, frame: bytes) -> bool:
        """Write a whole frame at once.

        False, and nothing is written, where ASGI's `send` would wait or fail: the
        client does not keep up, or the socket is closing. Then use `send`.
        """

    def cut_off(self) -> None:
        """Let the next `send` not wait for a client that takes nothing.

        It is to be the close: whatever has not gone out soon after, never will.
        """


class FramedWebSocket(WebSocketsSansIOProtocol):
    """uvicorn's `ws`: each socket offers its application `FrameSocket`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.queue = _Inbox()  # type: ignore[assignment]

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        # Where the client's wishes for compression were granted, no frame is the same
        # for all. A refused handshake has no scope.
        if self.response.status_code == 101 and not self.conn.extensions:
            self.scope["extensions"][EXTENSION] = {"socket": self}

    def write_frame(self, frame: bytes) -> bool:
        if (
            self.conn.state is not State.OPEN
            or not self.writable.is_set()
            or self.transport.is_closing()
        ):
            return False
        self.transport.write(frame)
        return True

    def cut_off(self) -> None:
        self.writable.set()
        self.loop.call_later(CUT_OFF_PATIENCE, self.transport.abort)


class _Inbox:
    """What the application has not received yet, for one that waits for it.

    An `asyncio.Queue` holds 3 kB of empty deques for an idle socket.
    """

    __slots__ = ("_arrival", "_messages")

    def __init__(self) -> None:
        self._messages: list[ASGIReceiveEvent] = []
        self._arrival: asyncio.Future[None] | None = None

    def put_nowait(self, message: ASGIReceiveEvent) -> None:
        self._messages.append(message)
        if self._arrival is not None and not self._arrival.done():
            self._arrival.set_result(None)

    def empty(self) -> bool:
        return not self._messages

    async def get(self) -> ASGIReceiveEvent:
        while not self._messages:
            self._arrival = asyncio.get_running_loop().create_future()
            await self._arrival
        return self._messages.pop(0)


def frame_socket(scope: Any) -> FrameSocket | None:
    """What the server offers for the socket of `scope`; None if it has nothing."""
    extension = scope.get("extensions", {}).get(EXTENSION)
    return extension["socket"] if extension else None
