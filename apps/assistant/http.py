"""`/mcp`: the assistant's server over HTTP, for who has a token of the API.

https://modelcontextprotocol.io/specification/2025-11-25/basic/transports
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakKeyDictionary

from asgiref.sync import sync_to_async

from apps.assistant.calls import Refused
from apps.assistant.calls import call
from apps.core.api.async_routes import Application

PATH = "/mcp"
# A read that a token of anybody may do, and one that isn't known may not.
ANY_READ = "/api/genres"


class _Running:
    """The server of a loop, which is loaded and begun when it is first asked for."""

    def __init__(self) -> None:
        self._is_ready = asyncio.Event()
        self._end = asyncio.Event()
        self.application: Any = None
        self._task = asyncio.create_task(self._run())

    async def ready(self) -> None:
        await self._is_ready.wait()

    async def _run(self) -> None:
        # The SDK takes 20 MB and a second: not for who has no assistant.
        from mcp.server.transport_security import TransportSecuritySettings

        from apps.assistant.server import server_over_http

        server = server_over_http()
        self.application = server.streamable_http_app(
            streamable_http_path=PATH,
            json_response=True,
            stateless_http=True,
            # A page of another site has no token, and Django checks hosts itself.
            transport_security=TransportSecuritySettings(
                enable_dns_rebinding_protection=False
            ),
        )
        async with server.session_manager.run():
            self._is_ready.set()
            await self._end.wait()

    async def stop(self) -> None:
        self._end.set()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task


_running: WeakKeyDictionary[asyncio.AbstractEventLoop, _Running] = WeakKeyDictionary()


@asynccontextmanager
async def ending_with_the_site() -> AsyncIterator[None]:
    """Stop the server with the site, for the lifespan of the web process."""
    try:
        yield
    finally:
        running = _running.pop(asyncio.get_running_loop(), None)
        if running is not None:
            await running.stop()


def with_mcp(application: Application) -> Application:
    """`application` with the assistant's server at `/mcp`."""

    async def route(scope: Any, receive: Any, send: Any) -> None:
        if scope["path"].rstrip("/") != PATH:
            await application(scope, receive, send)
        elif not await _may_enter(scope):
            await _refuse(send)
        else:
            loop = asyncio.get_running_loop()
            if loop not in _running:
                _running[loop] = _Running()
            running = _running[loop]
            await running.ready()
            await running.application({**scope, "path": PATH}, receive, send)

    return route


async def _may_enter(scope: Any) -> bool:
    headers = dict(scope["headers"])
    scheme, _, token = (
        headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    )
    if scheme.lower() != "bearer" or not token:
        return False
    try:
        await sync_to_async(call)("GET", ANY_READ, token=token)
    except Refused:
        return False
    return True


async def _refuse(send: Any) -> None:
    body = (
        b'{"type":"about:blank","title":"Unauthorized","status":401,'
        b'"detail":"Send Authorization: Bearer <token> with a token of the API."}'
    )
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"www-authenticate", b"Bearer"),
        (b"content-length", b"%d" % len(body)),
    ]
    await send({"type": "http.response.start", "status": 401, "headers": headers})
    await send({"type": "http.response.body", "body": body})
