from __future__ import annotations

import socket
from typing import Any

import uvicorn

from apps.server.framed_websocket import FramedWebSocket
from apps.server.lifespan import tell_of_stop


def server_config(**options: Any) -> uvicorn.Config:
    """How uvicorn serves Questlog, in `script/manage serve` and in tests alike.

    uvicorn was chosen by measurement (docs/events.md): daphne
    takes two to three times the CPU for an event and never stops writing to a client
    that does not read, granian takes ten times the memory for a socket. It is 0.54 or
    newer: what came before wrote without end too.

    Args:
        options: more of uvicorn's own, such as `host` and `port`.
    """
    return uvicorn.Config(
        "questlog_site.asgi:application",
        interface="asgi3",
        lifespan="on",
        ws=FramedWebSocket,
        # Events are short; compression costs a connection 300 kB and more CPU than
        # the bytes it saves.
        ws_per_message_deflate=False,
        # Clients say little: the longest they may say is 4 kB.
        ws_max_size=64 * 1024,
        ws_ping_interval=20,
        ws_ping_timeout=20,
        # An answer that takes its time must not hold up a stop.
        timeout_graceful_shutdown=3,
        server_header=False,
        **options,
    )


class WebServer(uvicorn.Server):
    """uvicorn, which lets streams and long polls end when it stops."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        tell_of_stop()
        await super().shutdown(sockets)
