"""Answers to public reads before Django is asked.

Only for who sends no login: a request with `Authorization` or a cookie is Django's. So
is all that isn't a GET or HEAD of `PATHS`. What is kept is Django's own answer, byte
for byte, and only one that says that it is public and was made of Questlog's tables.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from collections.abc import Callable
from collections.abc import MutableMapping
from typing import Any

from django.utils.http import parse_http_date_safe

from apps.core.api.etags import is_held
from apps.core.http_cache.answers import MOST_BYTES_OF_ONE
from apps.core.http_cache.answers import Answer
from apps.core.http_cache.answers import KeptAnswers
from apps.core.http_cache.tracking import noted
from apps.core.http_cache.versions import table_versions

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Application = Callable[[Any, Any, Any], Awaitable[None]]
type Key = tuple[str | bytes | None, ...]

PATHS = ("/api/", "/feeds/", "/year/")
# What a login comes in, and what asks for something else than the whole answer.
PERSONAL = {b"authorization", b"cookie"}
# They decide about the form of an answer, which is ours to give.
FORM = {b"if-none-match", b"if-modified-since", b"accept-encoding", b"range"}
NO_BODY: Message = {"type": "http.response.body", "body": b""}


class PublicReads:
    """Django, asked once for what many read."""

    def __init__(self, django: Application) -> None:
        self._django = django
        self._kept = KeptAnswers()
        self._in_the_making: dict[Key, asyncio.Future[Answer]] = {}

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        asked = _asked(scope)
        if asked is None:
            await self._django(scope, receive, send)
            return
        key, headers = asked
        answer = self._kept.get(key)
        if answer is None or not answer.is_good():
            answer = await self._made(key, scope)
        await _give(answer, headers, scope["method"], send)

    async def _made(self, key: Key, scope: Any) -> Answer:
        """The answer, made once for all who wait for it."""
        making = self._in_the_making.get(key)
        if making is not None:
            answer = await asyncio.shield(making)
            # A failure may have to do with who asked first.
            return answer if answer.status == 200 else await self._make(key, scope)
        # A task of its own: the client who asked first may leave.
        making = asyncio.ensure_future(self._make(key, scope))
        self._in_the_making[key] = making
        making.add_done_callback(lambda _: self._in_the_making.pop(key, None))
        return await asyncio.shield(making)

    async def _make(self, key: Key, scope: Any) -> Answer:
        before = table_versions().all()
        with noted() as reading:
            answer = await _answer_of(self._django, scope)
        if reading.tables and reading.is_only_reads and _may_be_kept(answer):
            answer.keep(reading.tables, before, self._kept.get(key))
            self._kept[key] = answer
        return answer


def _asked(scope: Any) -> tuple[Key, dict[bytes, bytes]] | None:
    """What a request asks for, and its headers; None if it is Django's."""
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return None
    path: str = scope["path"]
    if not path.startswith(PATHS):
        return None
    headers = dict(scope["headers"])
    if not PERSONAL.isdisjoint(headers) or b"transfer-encoding" in headers:
        return None
    if headers.get(b"content-length", b"0") != b"0":
        return None
    # All that an answer may differ by.
    get = headers.get
    key = (
        path,
        scope["query_string"],
        scope["scheme"],
        get(b"host"),
        get(b"origin"),
        get(b"x-forwarded-host"),
        get(b"x-forwarded-proto"),
    )
    return key, headers


async def _answer_of(django: Application, scope: Any) -> Answer:
    """What Django answers to a plain GET of the whole."""
    plain = {
        **scope,
        "method": "GET",
        "headers": [pair for pair in scope["headers"] if pair[0] not in FORM],
    }
    start: Message = {}
    parts: list[bytes] = []

    async def receive() -> Message:
        if not asked_once:
            asked_once.append(True)
            return {"type": "http.request", "body": b"", "more_body": False}
        return await asyncio.get_running_loop().create_future()

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            parts.append(message.get("body", b""))

    asked_once: list[bool] = []
    await django(plain, receive, send)
    headers = [(name.lower(), value) for name, value in start["headers"]]
    return Answer(start["status"], headers, b"".join(parts))


def _may_be_kept(answer: Answer) -> bool:
    return (
        answer.status == 200
        and bool(answer.etag)
        and b"public" in answer.header(b"cache-control")
        and not answer.header(b"set-cookie")
        and len(answer.body) <= MOST_BYTES_OF_ONE
    )


async def _give(
    answer: Answer, asked: dict[bytes, bytes], method: str, send: Send
) -> None:
    form = answer.plain
    if b"gzip" in asked.get(b"accept-encoding", b""):
        if answer.is_worth_packing:
            await asyncio.to_thread(answer.pack)
        form = answer.packed or form
    if answer.status == 200 and _is_held(answer, form.etag, asked):
        await send(form.unchanged)
        await send(NO_BODY)
        return
    await send(form.start)
    await send(form.body if method == "GET" else NO_BODY)


def _is_held(answer: Answer, etag: bytes, asked: dict[bytes, bytes]) -> bool:
    """Whether the client has this very answer.

    https://www.rfc-editor.org/rfc/rfc9110#name-precedence-of-preconditions
    """
    held = asked.get(b"if-none-match")
    if held is not None:
        return held == etag or is_held(
            answer.etag.decode("latin-1"), held.decode("latin-1")
        )
    since = asked.get(b"if-modified-since")
    if since is None or not answer.header(b"last-modified"):
        return False
    date = parse_http_date_safe(since.decode("latin-1"))
    return date is not None and date >= answer.changed_at
