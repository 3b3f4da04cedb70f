from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import Any
from typing import NamedTuple
from uuid import UUID

import orjson
from websockets.frames import Frame
from websockets.frames import Opcode


class LoggedEvent(NamedTuple):
    """A numbered row of the log, with the epoch its number belongs to."""

    sequence: int
    uuid: UUID
    type: str
    version: int
    subject: str
    payload_json: str
    occurred_at: datetime
    epoch: str


class Envelope(NamedTuple):
    """An event as it goes over the wire, and the parts that readers sort by.

    It is held as the WebSocket frame that all sockets share.
    """

    epoch: str
    sequence: int
    type: str
    frame: bytes

    @property
    def text(self) -> str:
        return text_of(self.frame)


def encode(event: LoggedEvent) -> bytes:
    """The bytes of `event`, the same for every receiver and every time.

    Overlays read the first three keys; `id` is what to drop duplicates by,
    `<epoch>.<sequence>` the place in the stream.
    """
    return orjson.dumps(
        {
            "type": event.type,
            "payload": orjson.Fragment(event.payload_json),
            "timestamp": timestamp(event.occurred_at),
            "id": str(event.uuid),
            "sequence": event.sequence,
            "epoch": event.epoch,
            "version": event.version,
            "subject": event.subject,
        }
    )


def encode_for_suite(event: LoggedEvent) -> bytes:
    """The bytes of `event` in the form that other programs of the owner's read."""
    return orjson.dumps(
        {
            "event_type": event.type,
            "source": source_of(event.type),
            "timestamp": timestamp(event.occurred_at),
            "data": orjson.Fragment(event.payload_json),
        }
    )


def source_of(event_type: str) -> str:
    """Who an event comes from: what stands before the colon of its type."""
    return event_type.partition(":")[0]


def envelope(event: LoggedEvent) -> Envelope:
    return Envelope(event.epoch, event.sequence, event.type, framed(encode(event)))


def subject_of(event: Envelope) -> str:
    """The row that the event is about: `<noun>:<uuid>`."""
    subject: str = orjson.loads(event.text)["subject"]
    return subject


def is_about(event: Envelope, subject: str) -> bool:
    """Whether its subject is `subject`, which `encode` writes as the last key."""
    return event.frame.endswith(b'"subject":%b}' % orjson.dumps(subject))


def emptied(event: Envelope) -> Envelope:
    """The event without its payload, as `encode` makes it of an emptied row."""
    content = {**orjson.loads(event.text), "payload": {}}
    return event._replace(frame=framed(orjson.dumps(content)))


def decode(message: bytes) -> Envelope:
    """The envelope that `encode` made, from its bytes.

    Raises:
        ValueError: it is none.
    """
    content: Any = orjson.loads(message)
    try:
        return Envelope(
            content["epoch"], content["sequence"], content["type"], framed(message)
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"This is no event: {message[:200]!r}") from error


def framed(data: bytes) -> bytes:
    """UTF-8 `data` as the frame of a whole WebSocket text message from a server.

    https://datatracker.ietf.org/doc/html/rfc6455#section-5.2
    """
    return Frame(Opcode.TEXT, data).serialize(mask=False)


def text_of(frame: bytes) -> str:
    """The text that `framed` has made a frame of."""
    head = {126: 4, 127: 10}.get(frame[1], 2)
    return frame[head:].decode()


def timestamp(moment: datetime) -> str:
    """`moment` in UTC with microseconds: `2026-11-22T22:49:01.123456Z`."""
    utc = moment.astimezone(UTC)
    return utc.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def name_of_type(event_type: str) -> str:
    """An event's type for people: "Playthrough complete"."""
    words = event_type.removeprefix("questlog:").replace("_", " ")
    return words.capitalize()
