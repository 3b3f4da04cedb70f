"""Where live events are: the WebSockets, and the reads that wait or never end.

The admin's own notices have a WebSocket of their own.
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any
from urllib.parse import parse_qs

from django.db import Error as DatabaseError
from django.urls import re_path

from apps.core.api.async_routes import Application
from apps.core.api.async_routes import async_route
from apps.core.database.outages import AWAY
from apps.realtime.live.access import NoToken
from apps.realtime.live.access import WrongOrigin
from apps.realtime.live.access import admit
from apps.realtime.live.access import hide_token
from apps.realtime.live.consumers import PARAMETERS
from apps.realtime.live.consumers import ClosingConsumer
from apps.realtime.live.consumers import EventConsumer
from apps.realtime.live.consumers import ResumingConsumer
from apps.realtime.live.hub import FULL
from apps.realtime.live.lifetime import current_hub
from apps.realtime.live.notices import NoticeConsumer
from apps.realtime.live.protocol import SUBPROTOCOL
from apps.realtime.live.protocol import Close

HTTP_PATHS = {"/api/events", "/api/events/stream"}
NO_SUCH_ADDRESS = b"There is no WebSocket here. Events are at /ws/questlog/.\n"

_bare = EventConsumer.as_asgi()
_resuming = ResumingConsumer.as_asgi()


async def events(scope: Any, receive: Any, send: Any) -> None:
    form = await _refusal(scope) or _form(scope)
    await form(scope, receive, send)


def _form(scope: Any) -> Any:
    """The form that the client's address or subprotocol asks for."""
    asked = SUBPROTOCOL in scope.get("subprotocols", [])
    query = scope["query_string"].decode("latin-1")
    names = parse_qs(query, keep_blank_values=True)
    return _resuming if asked or PARAMETERS & set(names) else _bare


async def _refusal(scope: Any) -> Any:
    """What closes the socket of a client that may not listen; None if it may."""
    try:
        await admit(scope)
    except NoToken as error:
        return ClosingConsumer.as_asgi(code=Close.NO_TOKEN, reason=str(error))
    except WrongOrigin as error:
        return ClosingConsumer.as_asgi(code=Close.WRONG_ORIGIN, reason=str(error))
    except DatabaseError:
        return ClosingConsumer.as_asgi(code=Close.TRY_AGAIN_LATER, reason=AWAY)
    if current_hub().is_full():
        return ClosingConsumer.as_asgi(code=Close.TOO_MANY, reason=FULL)
    return None


async def no_such_address(scope: Any, receive: Any, send: Any) -> None:
    """Refuse the handshake: 404, or the 403 of a server that knows no other answer.

    A client that begins its count of failures again at each `open` would else come
    back every second for ever.
    """
    await receive()
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close"})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    start = {"type": "websocket.http.response.start", "status": 404}
    await send({**start, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": NO_SUCH_ADDRESS})


websocket_urlpatterns = [
    re_path(r"^ws/questlog/?$", events),  # type: ignore[arg-type]
    re_path(r"^ws/admin/$", NoticeConsumer.as_asgi()),
    re_path(r"", no_such_address),  # type: ignore[arg-type]
]


def with_events(django: Application) -> Application:
    """`django` with the feed and the stream of events answered beside it."""
    return async_route(django, HTTP_PATHS)


def with_hidden_tokens(application: Application) -> Application:
    """`application`, whose server will find no token to write into its log."""

    def hiding(scope: Any, receive: Any, send: Any) -> Awaitable[None]:
        if scope["type"] in {"http", "websocket"}:
            hide_token(scope)
        return application(scope, receive, send)

    return hiding
