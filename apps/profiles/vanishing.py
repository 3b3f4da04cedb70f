"""Rows of a profile that listeners must forget: made private, or deleted.

Such rows have a `version`, which counts their changes, and say with `shows` whether
anyone may know of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload


def vanishing[P: Payload](
    name: str, *, subject: str, title: str, summary: str, when: str, example: P
) -> EventType[P]:
    """The type of an event that empties those before it; its payload is one id."""
    (about,) = type(example).model_fields
    return EventType(
        name=name,
        title=title,
        summary=(
            f"{summary} Drop everything you have about it. Its earlier events are now "
            "empty."
        ),
        when=when,
        payload=type(example),
        subject=subject,
        example=example,
        about=about,
        empties_past=True,
    )


def record_version(event_type: EventType[Any], payload: Payload, row: Any) -> None:
    """Record the change that made `row` the version it is: once, if called again."""
    subject = f"{event_type.subject}:{row.uuid}"
    verb = event_type.name.rpartition("_")[2]
    event_type.record(
        payload, subject=subject, dedupe_key=f"{subject}:{row.version}:{verb}"
    )


def record_hidden(
    event_type: EventType[Any],
    rows: QuerySet[Any],
    payload: Callable[[Any], Payload],
) -> None:
    """Of each of `rows`, which nobody but the owner may know of from now on."""
    for row in rows.order_by("id").select_for_update(no_key=True):
        row.version += 1
        row.save(update_fields=["version"])
        record_version(event_type, payload(row), row)


def record_deleted(
    event_type: EventType[Any],
    rows: QuerySet[Any],
    payload: Callable[[Any], Payload],
) -> None:
    """Of the one row of `rows`, just before it is deleted, if anyone may know of it."""
    row = rows.select_for_update(of=("self",)).first()
    if row is not None and row.shows:
        row.version += 1
        record_version(event_type, payload(row), row)
