"""Questlog behind a floor: an ASGI application that sends constant bytes.

`/floor?size=8000` costs what uvicorn costs, and nothing else.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from questlog_site.asgi import application as questlog


@cache
def _message(query: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    body = b"x" * int(query.partition(b"=")[2])
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(body)),
    ]
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    return start, {"type": "http.response.body", "body": body}


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http" or scope["path"] != "/floor":
        await questlog(scope, receive, send)
        return
    for message in _message(scope["query_string"]):
        await send(message)
