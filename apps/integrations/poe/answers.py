"""What Path of Exile sends, read into objects.

Flags are only there if true, and an empty map of PHP arrives as a list. The whole row
is kept in `raw`.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from typing import Any

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class PoeAccount:
    uuid: str
    name: str


@dataclass(frozen=True, slots=True)
class PoeCharacter:
    """A character of the list. `league` is empty for one whose league has ended."""

    id: str
    name: str
    league: str
    class_name: str
    level: int
    experience: int | None
    is_current: bool
    is_gone: bool


@dataclass(frozen=True, slots=True)
class PoeLeague:
    """`starts_at` is None for a league without a beginning, such as Standard."""

    name: str
    starts_at: datetime | None
    ends_at: datetime | None
    is_event: bool
    raw: dict[str, Any]


def account(found: dict[str, Any]) -> PoeAccount:
    return PoeAccount(text(found.get("uuid")), text(found.get("name")))


def characters(rows: list[Any]) -> list[PoeCharacter]:
    """The usable rows, each id once."""
    return list({each.id: each for each in _read(rows, character)}.values())


def character(row: dict[str, Any]) -> PoeCharacter | None:
    id_, name = text(row.get("id")), text(row.get("name"))
    level = number(row.get("level"))
    if not id_ or not name or level is None:
        return None
    return PoeCharacter(
        id=id_,
        name=name,
        league=text(row.get("league")),
        class_name=text(row.get("class")),
        level=level,
        experience=number(row.get("experience")),
        is_current=row.get("current") is True,
        is_gone=row.get("deleted") is True,
    )


def leagues(rows: list[Any]) -> list[PoeLeague]:
    """The usable rows, each name once."""
    return list({each.name: each for each in _read(rows, league)}.values())


def league(row: dict[str, Any]) -> PoeLeague | None:
    name = text(row.get("id")) or text(row.get("name"))
    if not name:
        return None
    starts_at, ends_at = moment(row.get("startAt")), moment(row.get("endAt"))
    if starts_at and ends_at and ends_at < starts_at:
        ends_at = None
    return PoeLeague(
        name=name,
        starts_at=starts_at,
        ends_at=ends_at,
        is_event=row.get("event") is True or row.get("timedEvent") is True,
        raw=row,
    )


def text(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return " ".join(value.replace("\x00", "").split())[:LONGEST_NAME]


def number(value: Any) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value < 2**63 else None


def moment(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _read[Row](
    rows: list[Any], read: Callable[[dict[str, Any]], Row | None]
) -> Iterator[Row]:
    for row in rows:
        found = read(row) if isinstance(row, dict) else None
        if found is not None:
            yield found
