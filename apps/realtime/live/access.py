"""Who may listen: read tokens and allowed origins, for each way of listening alike.

Both are off by default. A token comes as `Authorization: Bearer`, as `?token=`, or as
the WebSocket subprotocol `bearer.<token>`: browsers and OBS can set no headers.
"""

from __future__ import annotations

import asyncio
import hmac
import re
from collections.abc import MutableMapping
from importlib import import_module
from typing import Any
from urllib.parse import unquote_to_bytes
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import auth
from django.db import close_old_connections
from django.http import HttpRequest
from django.http import parse_cookie
from django.http.request import split_domain_port
from django.http.request import validate_host

type Scope = MutableMapping[str, Any]

BEARER = "bearer."
# Where `hide_token` leaves the token of a request for `admit`.
TOKEN_KEY = "questlog.token"
_TOKEN = re.compile(rb"(?:^|(?<=&))([^=&]*)=([^&]*)")


class Refused(Exception):
    """Who asks may not listen; the text says what would help."""


class NoToken(Refused):
    """There is no token, or a wrong one."""


class WrongOrigin(Refused):
    """The page belongs to a site that is not allowed."""


def hide_token(scope: Scope) -> None:
    """Take `?token=` out of the address, which servers write into their logs."""
    query = scope["query_string"]
    # The cheap question first: hardly a request has one. Names may be quoted.
    if b"token" not in query and b"%" not in query:
        return

    def hidden(found: re.Match[bytes]) -> bytes:
        if unquote_to_bytes(found[1].replace(b"+", b" ")) != b"token":
            return found[0]
        value = unquote_to_bytes(found[2].replace(b"+", b" "))
        scope[TOKEN_KEY] = value.decode(errors="replace")
        return b"token=hidden"

    scope["query_string"] = _TOKEN.sub(hidden, query)


async def admit(scope: Scope) -> None:
    """Let the client of an HTTP or WebSocket `scope` listen.

    Raises:
        NoToken: tokens are on, it has none, and is no session of the admin either.
        WrongOrigin: it is a web page of a site that is not allowed.
    """
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    own_page = _is_own_page(headers)
    origin = headers.get(b"origin")
    allowed = settings.QUESTLOG_EVENTS_ORIGINS
    if allowed and origin and not own_page and origin.lower() not in allowed:
        raise WrongOrigin(
            "Pages of this site aren't allowed to listen. Add its origin to "
            "QUESTLOG_EVENTS_ORIGINS."
        )
    if not settings.QUESTLOG_EVENTS_TOKENS:
        return
    token = _token_of(scope, headers)
    if token is not None:
        if _is_known(token):
            return
        raise NoToken("This token isn't one of QUESTLOG_EVENTS_TOKENS.")
    # What other sites' pages do with the owner's cookies is not the owner's wish.
    if own_page and await _is_session_with(headers, "realtime.view_event"):
        return
    raise NoToken("Listening requires one of the QUESTLOG_EVENTS_TOKENS.")


def subprotocol_with_token(scope: Scope) -> str | None:
    """The subprotocol that brings a token. To browsers, one must be accepted."""
    offered: list[str] = scope.get("subprotocols", [])
    return next((name for name in offered if name.startswith(BEARER)), None)


def _is_known(token: str) -> bool:
    given = token.encode()
    # All of them, whichever fits: the time it takes tells nothing.
    matches = [
        hmac.compare_digest(given, known.encode())
        for known in settings.QUESTLOG_EVENTS_TOKENS
    ]
    return any(matches)


def _token_of(scope: Scope, headers: dict[bytes, str]) -> str | None:
    kind, _, token = headers.get(b"authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return token.strip()
    if (subprotocol := subprotocol_with_token(scope)) is not None:
        return subprotocol.removeprefix(BEARER)
    found: str | None = scope.get(TOKEN_KEY)
    return found


def _is_own_page(headers: dict[bytes, str]) -> bool:
    """Whether it is a page of this Questlog, or no page at all.

    The name it was opened under must be one of ours: any site can point a name of
    its own at this machine.
    """
    origin = headers.get(b"origin")
    if origin is None:
        return True
    host = headers.get(b"host", "").lower()
    domain, _ = split_domain_port(host)
    known = bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
    return known and urlsplit(origin).netloc.lower() == host


async def may_open_admin(scope: Scope) -> bool:
    """Whether it is one of the admin's own pages, of somebody who is logged in there.

    Raises a `DatabaseError` where that cannot be known.
    """
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    if b"origin" not in headers or not _is_own_page(headers):
        return False
    return await _is_session_with(headers, "wagtailadmin.access_admin")


async def _is_session_with(headers: dict[bytes, str], permission: str) -> bool:
    cookies = parse_cookie(headers.get(b"cookie", ""))
    key = cookies.get(settings.SESSION_COOKIE_NAME, "")
    return bool(key) and await asyncio.to_thread(_may, key or "", permission)


def _may(session_key: str, permission: str) -> bool:
    request = HttpRequest()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(session_key)
    try:
        user: Any = auth.get_user(request)
        return bool(user.has_perm(permission))
    finally:
        close_old_connections()
