"""Calls of Questlog's own API without a network."""

from __future__ import annotations

import io
from functools import cache
from typing import Any
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler


class Refused(Exception):
    """The API said no; the text is its reason."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


def call(
    method: str,
    path: str,
    *,
    token: str = "",
    query: dict[str, Any] | None = None,
    body: dict[str, Any] | None = None,
) -> Any:
    """What the API answers to a request, as it would over HTTP.

    Args:
        path: from the root: "/api/games".
        token: of the API; without one only what is public is seen.
        query: parameters; None is left out.
        body: sent as JSON.

    Raises:
        Refused: the answer is a problem.
    """
    sent = b"" if body is None else orjson.dumps(body)
    given = {key: value for key, value in (query or {}).items() if value is not None}
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": urlencode(given),
        "SERVER_NAME": _host(),
        "SERVER_PORT": str(settings.PORT),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(sent)),
        "wsgi.input": io.BytesIO(sent),
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
    }
    if token:
        environ["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return _answer(environ)


def _answer(environ: dict[str, Any]) -> Any:
    status = 500

    def start(line: str, headers: Any, failure: Any = None, /) -> Any:
        nonlocal status
        status = int(line.partition(" ")[0])

    response = _handler()(environ, start)
    try:
        content = b"".join(response)
    finally:
        response.close()
    answer = orjson.loads(content) if content else None
    if status >= 400:
        raise Refused(status, _reason(answer) or f"The API answered {status}.")
    return answer


def _reason(problem: Any) -> str:
    return str(problem.get("detail", "")) if isinstance(problem, dict) else ""


def _host() -> str:
    """A host name that Django accepts."""
    first = (settings.ALLOWED_HOSTS or ["localhost"])[0]
    return "localhost" if first == "*" else str(first).lstrip(".")


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()
