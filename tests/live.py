from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

from apps.server.web_server import WebServer
from apps.server.web_server import server_config


@dataclass(frozen=True, kw_only=True)
class LiveServer:
    """The address of a Questlog that answers on this machine."""

    port: int
    # Tells the server to stop; leaving `serve` waits until it has.
    stop: Callable[[], None] = lambda: None

    @property
    def url(self) -> str:
        """Without a slash at its end: `live_server.url + "/api/games"`."""
        return f"http://localhost:{self.port}"

    @property
    def ws_url(self) -> str:
        """Without a slash at its end: `live_server.ws_url + "/ws/questlog/"`."""
        return f"ws://localhost:{self.port}"


@contextmanager
def reserved_port() -> Iterator[int]:
    """A port that is ours even while no server listens on it."""
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


@contextmanager
def serve(
    *,
    port: int = 0,
    send_buffer: int | None = None,
    log_level: str = "warning",
    plain: bool = False,
    application: Any = None,
) -> Iterator[LiveServer]:
    """Serve HTTP, WebSocket and lifespan in a thread, as `script/server` does.

    Args:
        port: one of `reserved_port`, for a server that comes back where it was.
        send_buffer: bytes that the kernel holds for a client who does not read.
        plain: with uvicorn's own WebSocket, as another server would.
        application: to serve instead of Questlog's.
    """
    with socket.socket() as listener:
        if send_buffer is not None:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
        if port:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(("127.0.0.1", port))
        config = server_config(log_level=log_level)
        if plain:
            config.ws = "websockets-sansio"
        if application is not None:
            config.app = application
        server = WebServer(config)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener]}, daemon=True
        )
        thread.start()

        def stop() -> None:
            server.should_exit = True

        try:
            _wait_for(server, thread)
            yield LiveServer(port=listener.getsockname()[1], stop=stop)
        finally:
            stop()
            thread.join(timeout=10)
    if thread.is_alive():
        raise RuntimeError("The live server does not stop: something holds its loop.")


def _wait_for(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + 20
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("The live server did not start: see its log above.")
        time.sleep(0.01)
