"""Answers that are kept, and when they are no longer good."""

from __future__ import annotations

import gzip
import math
import time
from collections.abc import Iterable
from typing import Any

from cachetools import LRUCache
from django.utils.http import http_date

from apps.core.api.etags import PACKED
from apps.core.http_cache.versions import table_versions

type Headers = list[tuple[bytes, bytes]]

# Bytes of all kept answers of a process, and of the largest that is kept.
MOST_BYTES = 32 * 1024 * 1024
MOST_BYTES_OF_ONE = 8 * 1024 * 1024
# About what an answer takes beside its body.
OVERHEAD = 2_000
# Seconds after which an answer is made again, whatever the stamps say: for changes
# by another program, for what changes with the clock, for a crash between a commit
# and the stamp.
MOST_AGE = 10.0
# A 304 has no body to describe.
OF_BODIES = {b"content-type", b"content-length", b"content-encoding"}
# Smaller bodies gain nothing.
FEWEST_BYTES_TO_PACK = 1_000
TEXTS = (b"text/", b"application/")


class Answer:
    """One answer of Django's to a GET, ready to be sent in each of its forms."""

    def __init__(self, status: int, headers: Headers, body: bytes) -> None:
        self.status, self.body = status, body
        self.headers = _varying(headers) if status == 200 else headers
        self.etag = self.header(b"etag")
        # When its body became what it is, in seconds since 1970.
        self.changed_at = 0
        self._stamps: tuple[tuple[int, int], ...] = ()
        self._made_at = time.monotonic()
        self._good_at = 0
        self.plain = Form(status, self.headers, body, self.etag)
        self.packed: Form | None = None

    def header(self, name: bytes) -> bytes:
        return next((value for key, value in self.headers if key == name), b"")

    def keep(
        self, tables: Iterable[str], before: list[int], former: Answer | None
    ) -> None:
        """Note what the answer was made of.

        Args:
            before: the stamps of all tables, taken before these were read.
            former: what was kept at this address.
        """
        slots = table_versions().slots
        self._stamps = tuple((slots[name], before[slots[name]]) for name in tables)
        self._good_at = before[0]
        if former is not None and former.etag == self.etag:
            self.changed_at = former.changed_at
        elif former is not None:
            self.changed_at = math.ceil(time.time())
        else:
            self.changed_at = math.ceil(max(stamp for _, stamp in self._stamps) / 1e9)
        # Within its second it could change again, and the date would not.
        if self.changed_at < time.time():
            date = http_date(self.changed_at).encode()
            self.headers.append((b"last-modified", date))
        self.plain = Form(self.status, self.headers, self.body, self.etag)

    def is_good(self) -> bool:
        """Whether the tables it was made of are as they were."""
        if time.monotonic() - self._made_at > MOST_AGE:
            return False
        versions = table_versions()
        now = versions.any()
        if now != self._good_at:
            if not versions.are(self._stamps):
                return False
            self._good_at = now
        return True

    @property
    def is_worth_packing(self) -> bool:
        return (
            self.packed is None
            and self.status == 200
            and len(self.body) >= FEWEST_BYTES_TO_PACK
            and self.header(b"content-type").startswith(TEXTS)
        )

    def pack(self) -> None:
        """Compress the body, which takes milliseconds."""
        body = gzip.compress(self.body, compresslevel=6, mtime=0)
        etag = self.etag.removesuffix(b'"') + PACKED.encode() + b'"'
        changed = {b"etag": etag, b"content-length": b"%d" % len(body)}
        headers = [(name, changed.get(name, value)) for name, value in self.headers]
        headers.append((b"content-encoding", b"gzip"))
        self.packed = Form(200, headers, body, etag)


class Form:
    """An answer in one coding, as ASGI messages: whole, and for who holds it."""

    def __init__(self, status: int, headers: Headers, body: bytes, etag: bytes) -> None:
        self.etag = etag
        self.start = _start(status, headers)
        self.body = {"type": "http.response.body", "body": body}
        self.unchanged = _start(304, [h for h in headers if h[0] not in OF_BODIES])


def _start(status: int, headers: Headers) -> dict[str, Any]:
    return {"type": "http.response.start", "status": status, "headers": headers}


def _varying(headers: Headers) -> Headers:
    return [
        (name, value + b", Accept-Encoding" if name == b"vary" else value)
        for name, value in headers
    ]


def bytes_of(answer: Answer) -> int:
    # Packed, a body is about a fifth.
    return OVERHEAD + len(answer.body) * 6 // 5


class KeptAnswers(LRUCache[tuple[str | bytes | None, ...], Answer]):
    """The answers of this process by what was asked; the least used are dropped."""

    def __init__(self) -> None:
        super().__init__(MOST_BYTES, getsizeof=bytes_of)
