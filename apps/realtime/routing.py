"""Where the WebSockets are."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from django.urls import re_path

from apps.realtime.consumers import EventConsumer
from apps.realtime.consumers import UnknownAddress
from apps.realtime.protocol import SUBPROTOCOL
from apps.realtime.resuming import PARAMETERS
from apps.realtime.resuming import ResumingConsumer

_bare = EventConsumer.as_asgi()
_resuming = ResumingConsumer.as_asgi()


async def events(scope: Any, receive: Any, send: Any) -> None:
    """The form that the client's address or subprotocol asks for."""
    asked = SUBPROTOCOL in scope.get("subprotocols", [])
    names = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    form = _resuming if asked or PARAMETERS & set(names) else _bare
    await form(scope, receive, send)


websocket_urlpatterns = [
    re_path(r"^ws/questlog/?$", events),  # type: ignore[arg-type]
    re_path(r"", UnknownAddress.as_asgi()),
]
