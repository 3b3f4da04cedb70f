"""What can happen: every type of event, as the app it belongs to declares it.

An app keeps its types in its `events.py` and declares them when it is ready; the
catalogue page, `asyncapi.json` and the admin read them here. A payload is built by
its schema, so what is recorded is what is published: a key too many or too few, or
of another type, raises where the event is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Annotated
from typing import Any
from uuid import UUID

import orjson
from pydantic import BaseModel
from pydantic import BeforeValidator
from pydantic import ConfigDict
from pydantic import Field

from apps.realtime.envelope import LoggedEvent
from apps.realtime.envelope import encode
from apps.realtime.log import insertion
from apps.realtime.log.hiding import empty_past
from apps.realtime.models import NAME_FORM


class Payload(BaseModel):
    """What an event tells; on the wire the keys come in the order of the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)


def _as_text(value: Any) -> Any:
    # A row that was made in Python and not read back may hold a date.
    return value.isoformat() if isinstance(value, date) else value


PartialDate = Annotated[
    str,
    BeforeValidator(_as_text),
    Field(description="A year, month, or day: 2003, 2003-11, or 2003-11-02"),
]


@dataclass(frozen=True, kw_only=True)
class FeedText:
    """What a feed says of an event: plain text."""

    title: str
    summary: str = ""
    # What it is about: "games", "lists", or "hunts", and the slug of its page, if any.
    about: str = ""
    slug: str = ""


@dataclass(frozen=True, kw_only=True)
class FeedEntries:
    """Events of a type as entries of the feed called `kind`."""

    kind: str
    # Of a payload; None for one that feeds leave out.
    text: Callable[[Mapping[str, Any]], FeedText | None]


@dataclass(frozen=True, kw_only=True)
class EventType[P: Payload]:
    """One type of event.

    Args:
        name: `questlog:<noun>_<verb>`.
        title: the fact in a few words: "A playthrough was completed".
        summary: what the event tells and what for, in a sentence or two.
        when: what must happen for it to be recorded, and what does not count.
        payload: the schema; its fields carry descriptions with their units.
        subject: which row the event tells of, as `<noun>:<uuid>`.
        example: a payload as it really occurs.
        about: the key of the payload that names, for people, what it is about, or
            what says it in a few words of the payload.
        version: of the payload's shape; raised when a key changes its meaning.
        empties_past: listeners are to drop what they hold of the row: its earlier
            events lose their payload.
        feed: how feeds tell of it; None if they don't.
    """

    name: str
    title: str
    summary: str
    when: str
    payload: type[P]
    subject: str
    example: P
    about: str | Callable[[Mapping[str, Any]], str]
    version: int = 1
    empties_past: bool = False
    feed: FeedEntries | None = None

    def record(
        self,
        payload: P,
        *,
        subject: str,
        dedupe_key: str,
        occurred_at: datetime | None = None,
    ) -> None:
        """Write the event in the caller's transaction, as `insert_event` says.

        Nothing within `suppress_events`; what empties the past is recorded even there,
        if there was a past.

        Raises:
            UndeclaredEvent: no app has declared this type.
        """
        if _declared.get(self.name) is not self:
            raise UndeclaredEvent(
                f"{self.name} is not declared: name it in `declare` of its app."
            )
        emptied = self.empties_past and empty_past(subject)
        if are_events_suppressed() and not emptied:
            return
        insertion.insert_event(
            self.name,
            payload=payload.model_dump(),
            subject=subject,
            dedupe_key=dedupe_key,
            occurred_at=occurred_at,
            version=self.version,
        )


class UndeclaredEvent(LookupError):
    """The type is in no catalogue, so no reader could know it."""


_declared: dict[str, EventType[Any]] = {}


def declare(*types: EventType[Any]) -> None:
    """Put `types` into the catalogue; for `AppConfig.ready`.

    Raises:
        ValueError: a name is taken, malformed, or the example names nothing.
    """
    for each in types:
        if not re.fullmatch(NAME_FORM, each.name):
            raise ValueError(f"{each.name} is not of the form questlog:<noun>_<verb>.")
        if _declared.setdefault(each.name, each) is not each:
            raise ValueError(f"{each.name} is declared twice.")
        if not about(each.name, each.example.model_dump()):
            raise ValueError(f"{each.name} has no key {each.about} to be known by.")


def declared_types() -> list[EventType[Any]]:
    """Every type, by name."""
    return [_declared[name] for name in sorted(_declared)]


def empties_past(event_type: str) -> bool:
    """Whether earlier events of the same subject are void after one of this type."""
    known = _declared.get(event_type)
    return known is not None and known.empties_past


def may_be_emptied(event_type: EventType[Any]) -> bool:
    """Whether its rows can be hidden, so that old events of it may hold nothing."""
    return any(
        each.empties_past and each.subject == event_type.subject
        for each in _declared.values()
    )


def about(event_type: str, payload: Mapping[str, Any]) -> str:
    """What an event is about, for people: the name of its game, list or import."""
    known = _declared.get(event_type)
    if known is not None:
        if callable(known.about):
            return known.about(payload)
        return str(payload.get(known.about) or "")
    # Recorded by an older or newer Questlog: the first words that it tells.
    texts = (value for value in payload.values() if isinstance(value, str))
    return next(texts, "")


def example_envelope(event_type: EventType[Any]) -> dict[str, Any]:
    """An event of this type as a reader gets it, the same on every call."""
    message = encode(
        LoggedEvent(
            sequence=1842,
            uuid=UUID("0199f2a4-7b1c-7d2e-9c3a-5f1e2d3c4b5a"),
            type=event_type.name,
            version=event_type.version,
            subject=f"{event_type.subject}:7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b",
            payload_json=orjson.dumps(event_type.example.model_dump()).decode(),
            occurred_at=datetime(2026, 11, 22, 22, 49, 1, 123456, tzinfo=UTC),
            epoch="k3v9q2aa",
        )
    )
    content: dict[str, Any] = orjson.loads(message)
    return content


# Bulk changes -----------------------------------------------------------------

_suppressed: ContextVar[bool] = ContextVar("suppressed", default=False)


@contextmanager
def suppress_events() -> Iterator[None]:
    """Record nothing within: one event of the caller's tells of all of it."""
    token = _suppressed.set(True)
    try:
        yield
    finally:
        _suppressed.reset(token)


def are_events_suppressed() -> bool:
    return _suppressed.get()
