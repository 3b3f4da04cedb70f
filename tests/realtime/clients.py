"""WebSocket clients that keep what they hear, and come back when they are cut off."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from collections.abc import Sequence

import orjson
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake
from websockets.exceptions import WebSocketException

RETRY = 0.05


class Client:
    """One client: it resumes after the last event it has, as `since` lets it."""

    def __init__(self, address: str, *, since: str = "earliest") -> None:
        self._address = address
        self._cursor = since
        self.heard: list[str] = []
        self.connections = 0
        self.is_connected = False

    async def listen(self) -> None:
        """Listen for ever, through every cut."""
        while True:
            # The server may be gone, coming, or going at any step.
            with contextlib.suppress(OSError, WebSocketException, InvalidHandshake):
                async with connect(
                    self.address(), open_timeout=30, ping_interval=None
                ) as socket:
                    self.connections += 1
                    self.is_connected = not self.address().endswith("=latest")
                    async for text in socket:
                        self.take(str(text))
            self.is_connected = False
            await asyncio.sleep(RETRY)

    def address(self) -> str:
        return f"{self._address}?since={self._cursor}"

    def take(self, text: str) -> None:
        event = orjson.loads(text)
        if event["type"] == "events:hello" and self._cursor == "latest":
            place = event["payload"]
            self._cursor = f"{place['epoch']}.{place['sequence']}"
            self.is_connected = True
        if "sequence" in event:
            self._cursor = f"{event['epoch']}.{event['sequence']}"
            self.heard.append(text)


@contextlib.contextmanager
def listening(address: str, count: int) -> Iterator[list[Client]]:
    """So many clients, in a thread of their own."""
    clients = [Client(address) for _ in range(count)]
    with in_a_thread(clients):
        yield clients


@contextlib.contextmanager
def in_a_thread(clients: Sequence[Client]) -> Iterator[None]:
    """Let the clients listen."""
    loops: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
    begun = threading.Event()

    async def listen_until_told() -> None:
        enough = asyncio.Event()
        loops.append((asyncio.get_running_loop(), enough))
        begun.set()
        tasks = [asyncio.create_task(client.listen()) for client in clients]
        await enough.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    thread = threading.Thread(target=asyncio.run, args=[listen_until_told()])
    thread.start()
    begun.wait()
    try:
        yield
    finally:
        ((loop, enough),) = loops
        loop.call_soon_threadsafe(enough.set)
        thread.join()
