"""Messages out of a stream of bytes: each is its length, a space, and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST = 256 * 1024
_HEADER = re.compile(rb"(\d{1,9}) ")
_BEGINNING = re.compile(rb"\d{0,9}")


class FrameError(Exception):
    """What came isn't from the plugin, so nothing after it can be read."""


@dataclass(frozen=True)
class Oversized:
    """Stands for a message that is passed over."""

    length: int


class FrameReader:
    """Collects what a connection sends, in parts of any size.

    BizHawk counts a message in characters, other clients count bytes. The two differ
    only where a message isn't ASCII, and there it is as long as makes valid JSON.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._passing_over = 0

    @property
    def is_between(self) -> bool:
        """Whether no message has begun."""
        return not self._buffer and not self._passing_over

    def feed(self, data: bytes) -> Iterator[str | Oversized]:
        """The messages that are complete now. Raises `FrameError`."""
        self._buffer += data
        while self._buffer:
            if self._passing_over:
                self._pass_over()
                continue
            message = self._next()
            if message is None:
                return
            yield message

    def _pass_over(self) -> None:
        count = min(self._passing_over, len(self._buffer))
        del self._buffer[:count]
        self._passing_over -= count

    def _next(self) -> str | Oversized | None:
        # Some clients end a message with a line break.
        while self._buffer.startswith((b"\n", b"\r")):
            del self._buffer[:1]
        header = _HEADER.match(self._buffer)
        if header is None:
            if _BEGINNING.fullmatch(self._buffer):
                return None
            beginning = bytes(self._buffer[:40]).decode("utf-8", "replace")
            raise FrameError(f"“{beginning}” begins no message of the plugin")
        length = int(header[1])
        if length > LARGEST:
            del self._buffer[: header.end()]
            self._passing_over = length
            return Oversized(length)
        end = self._end(header.end(), length)
        if end is None:
            return None
        message = bytes(self._buffer[header.end() : end])
        del self._buffer[:end]
        return message.decode("utf-8", "replace")

    def _end(self, start: int, length: int) -> int | None:
        """Where the message ends; None while it isn't complete."""
        if len(self._buffer) < start + length:
            return None
        counted = self._buffer[start : start + length]
        if counted.isascii() or _is_json(counted):
            return start + length
        rest = self._buffer[start:].decode("utf-8", "ignore")
        if len(rest) < length:
            return None
        longer = start + len(rest[:length].encode())
        is_whole = _is_json(self._buffer[start:longer])
        return longer if is_whole else start + length


def _is_json(data: bytes | bytearray) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True
