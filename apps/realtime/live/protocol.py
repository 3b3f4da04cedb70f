"""What a reader may ask for and what it is sent besides events.

The names are public (`/events/`). WebSocket, SSE, and feed share them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from fnmatch import fnmatchcase
from typing import Any
from typing import Literal
from typing import NamedTuple

import orjson
from django.utils import timezone

from apps.realtime.envelope import timestamp
from apps.realtime.log.event_log import Position

SUBPROTOCOL = "questlog.events.v1"
PROTOCOL = 1
# Seconds between two `events:position`.
KEEPALIVE = 30
MOST_TYPES = 50
TYPE_PATTERN = re.compile(r"[a-z0-9_:*]{1,100}")
CURSOR = re.compile(r"(?:([a-z0-9]{1,20})\.)?(\d{1,18})")

type Named = Literal["earliest", "latest"]
type ResetReason = Literal["epoch", "too_old", "ahead"]


class Close(IntEnum):
    """The codes that Questlog closes a socket with; `control_frames` explains them.

    Who gets 4400, 4401 or 4403 need not try again; all others may, with `since`.
    """

    INTERNAL_ERROR = 1011
    TRY_AGAIN_LATER = 1013
    BAD_REQUEST = 4400
    NO_TOKEN = 4401
    WRONG_ORIGIN = 4403
    TOO_SLOW = 4408
    TOO_MANY = 4429


class BadRequest(ValueError):
    """What was asked for makes no sense; the text says what would."""


class Types:
    """The types a reader wants: `questlog:hunt_*`, or all."""

    def __init__(self, patterns: Sequence[str] = ()) -> None:
        """
        Raises:
            BadRequest: a pattern is none.
        """
        self.patterns = list(dict.fromkeys(patterns)) or ["*"]
        if len(self.patterns) > MOST_TYPES:
            raise BadRequest(f"You can request at most {MOST_TYPES} types.")
        for pattern in self.patterns:
            if not TYPE_PATTERN.fullmatch(pattern):
                raise BadRequest(
                    f"{pattern[:100]!r} isn't an event type. Use "
                    "questlog:list_updated or questlog:list_*."
                )
        self._known: dict[str, bool] = {}

    @classmethod
    def parse(cls, text: str) -> Types:
        """The types of a comma-separated list; all of them for an empty one."""
        return cls([part.strip() for part in text.split(",") if part.strip()])

    def include(self, event_type: str) -> bool:
        known = self._known.get(event_type)
        if known is None:
            known = any(fnmatchcase(event_type, pattern) for pattern in self.patterns)
            self._known[event_type] = known
        return known


class Since(NamedTuple):
    """The place in the stream that a reader has reached."""

    epoch: str
    sequence: int

    @classmethod
    def parse(cls, text: str) -> Since | Named:
        """
        Raises:
            BadRequest: `text` is no place.
        """
        named: dict[str, Named] = {"earliest": "earliest", "latest": "latest"}
        if text in named:
            return named[text]
        parts = CURSOR.fullmatch(text)
        if parts is None:
            raise BadRequest(
                f"since={text[:100]!r} isn't a position in the stream. Use the "
                "<epoch>.<sequence> or <sequence> of an event, earliest, or latest."
            )
        return cls(parts[1] or "", int(parts[2]))


class Start(NamedTuple):
    """Where a reader begins: after that number; the reason if not where it asked."""

    after: int
    resumed: bool = False
    reset: ResetReason | None = None


def start_of(since: Since | Named | None, position: Position) -> Start:
    """Where a reader that asked for `since` begins in a stream that stands there."""
    if since is None or since == "latest":
        return Start(position.last)
    if since == "earliest":
        return Start(position.first - 1, resumed=True)
    if since.epoch and since.epoch != position.epoch:
        return Start(position.last, reset="epoch")
    if since.sequence > position.last:
        return Start(position.last, reset="ahead")
    if since.sequence < position.first - 1:
        return Start(position.last, reset="too_old")
    return Start(since.sequence, resumed=True)


def cursor(epoch: str, sequence: int) -> str:
    """The place after that event: what to send as `since` to go on from there."""
    return f"{epoch}.{sequence}"


# Frames -----------------------------------------------------------------------


def frame(name: str, payload: dict[str, Any]) -> str:
    """A control frame, in the shape of an event without a place in the stream."""
    content = {
        "type": f"events:{name}",
        "payload": payload,
        "timestamp": timestamp(timezone.now()),
    }
    return orjson.dumps(content).decode()


def hello(position: Position, start: Start, types: Types) -> str:
    return frame(
        "hello",
        {
            "protocol": PROTOCOL,
            "epoch": position.epoch,
            "sequence": position.last,
            "first_sequence": position.first,
            "resumed": start.resumed,
            "replaying": position.last - start.after,
            "keepalive": KEEPALIVE,
            "types": types.patterns,
        },
    )


def reset(reason: ResetReason, epoch: str, sequence: int) -> str:
    """Tell a reader to reload the state and continue from there."""
    return frame("reset", reset_payload(reason, epoch, sequence))


def reset_payload(reason: ResetReason, epoch: str, sequence: int) -> dict[str, Any]:
    return {"reason": reason, "epoch": epoch, "sequence": sequence}
