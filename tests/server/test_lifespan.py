from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from apps.server.lifespan import Companion
from apps.server.lifespan import Lifespan
from apps.server.lifespan import Message


class Server:
    """Starts and stops a lifespan as a web server does; keeps what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self._asks = iter(["lifespan.startup", "lifespan.shutdown"])

    def run(self, *companions: Companion) -> None:
        scope = {"type": "lifespan"}
        asyncio.run(Lifespan(companions)(scope, self._receive, self._send))

    async def _receive(self) -> Message:
        return {"type": next(self._asks)}

    async def _send(self, message: Message) -> None:
        self.told.append(message["type"])


def test_companions_open_in_order_and_close_in_reverse() -> None:
    server = Server()

    def companion(name: str) -> Companion:
        @asynccontextmanager
        async def live() -> AsyncIterator[None]:
            server.told.append(f"{name} opens")
            yield
            server.told.append(f"{name} closes")

        return live

    server.run(companion("one"), companion("two"))

    assert server.told == [
        "one opens",
        "two opens",
        "lifespan.startup.complete",
        "two closes",
        "one closes",
        "lifespan.shutdown.complete",
    ]


def test_a_companion_that_cannot_open_stops_the_start() -> None:
    server = Server()

    @asynccontextmanager
    async def broken() -> AsyncIterator[None]:
        raise OSError("no room")
        yield

    with pytest.raises(OSError, match="no room"):
        server.run(broken)

    assert server.told == ["lifespan.startup.failed"]
