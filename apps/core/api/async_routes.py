"""Routes answered in the event loop itself, for waits and streams.

Django's middleware takes a thread for each request and keeps it until the answer is
out: a thousand clients that wait would hold a thousand. These routes get by without.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from collections.abc import Callable
from collections.abc import MutableMapping
from io import BytesIO
from typing import Any

from corsheaders.middleware import CorsMiddleware
from django.core.exceptions import DisallowedHost
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import resolve

from apps.core.api.failures import bad_request

# What ASGI passes around: scopes and messages, and the three parts of an application.
type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Application = Callable[[Any, Any, Any], Awaitable[None]]


class AsyncRequest(ASGIRequest):
    """A request without a body, whose connection can be cut off."""

    scope: Message

    def __init__(self, scope: Message, send: Send) -> None:
        super().__init__(scope, BytesIO())
        self._server = getattr(send, "__self__", None)
        self._task = asyncio.current_task()

    def cut_off(self) -> None:
        """End an answer that its client does not take."""
        transport = getattr(self._server, "transport", None)
        if isinstance(transport, asyncio.Transport):
            transport.abort()
        elif self._task is not None:
            self._task.cancel()


class _Gone(Exception):
    """The client has left."""


def async_route(django: Application, paths: set[str]) -> Application:
    """`django`, but reads of `paths` are answered in the loop, by the same routes.

    They must be asynchronous, and ask neither `request.user` nor the session.
    """

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        path = scope["path"].rstrip("/")
        if path not in paths or scope["method"] not in {"GET", "HEAD"}:
            await django(scope, receive, send)
            return
        request = AsyncRequest(scope, send)
        request.path_info = path
        await _while_there(receive, _answer(request, send))

    return answer


async def _while_there(receive: Receive, answer: Awaitable[None]) -> None:
    """Await `answer`, but no longer than the client does."""

    async def watch() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        raise _Gone

    try:
        async with asyncio.TaskGroup() as group:
            watcher = group.create_task(watch())
            await answer
            watcher.cancel()
    except* _Gone:
        pass


async def _answer(request: AsyncRequest, send: Send) -> None:
    response = await _respond(request)
    try:
        await _send(request, response, send)
    finally:
        response.close()


async def _respond(request: AsyncRequest) -> HttpResponseBase:
    route = resolve(request.path_info)

    async def view(request: HttpRequest) -> HttpResponseBase:
        try:
            request.get_host()
        except DisallowedHost as error:
            return bad_request(request, error)
        response: HttpResponseBase = await route.func(request, **route.kwargs)
        return response

    response: HttpResponseBase = await CorsMiddleware(view)(request)  # type: ignore[misc]
    response["X-Content-Type-Options"] = "nosniff"
    if isinstance(response, HttpResponse) and response.status_code != 304:
        response.setdefault("Content-Length", str(len(response.content)))
    return response


async def _send(request: AsyncRequest, response: HttpResponseBase, send: Send) -> None:
    headers = [
        (name.lower().encode("ascii"), value.encode("latin-1"))
        for name, value in response.items()
    ]
    status = response.status_code
    await send({"type": "http.response.start", "status": status, "headers": headers})
    content = b""
    if isinstance(response, HttpResponse):
        content = response.content
    elif isinstance(response, StreamingHttpResponse) and request.method == "GET":
        async for part in response:
            await send({"type": "http.response.body", "body": part, "more_body": True})
    await send({"type": "http.response.body", "body": content})
