"""What a row of IGDB says, in the library's words: no request, nothing written.

Only what IGDB knows is told: what it leaves out stays as the library has it.
https://api-docs.igdb.com/#game
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from apps.integrations.igdb.rows import GameReference
from apps.integrations.igdb.rows import GameType
from apps.integrations.igdb.rows import IgdbGame
from apps.integrations.igdb.rows import ReleaseDate
from apps.integrations.igdb.rows import Source
from apps.integrations.igdb.rows import TimeToBeat
from apps.integrations.igdb.scoring import edition_of_game
from apps.library.models import EditionType
from apps.library.models.game import EARLIEST_YEAR
from apps.library.models.game import LATEST_YEAR

# What `provenance` calls it.
IGDB = "igdb"
LONGEST_NAME = 200
LONGEST_SUMMARY = 20_000
LONGEST_CATEGORY = 40
# IGDB's `/date_formats`: day, month, year, four quarters; 7 is "to be determined".
_DAY, _MONTH, _UNKNOWN = 0, 1, 7
# More platforms than these tell ports of one name apart no better than the year.
_PLATFORMS_IN_A_NAME = 2


def game_values(found: IgdbGame) -> dict[str, Any]:
    """Name, release, summary and cover, by the names of `Game`'s fields."""
    released = release_date(found)
    year = int(released[:4]) if released else None
    return _known(
        name=plain_name(found.name),
        original_release_year=(
            year if year and EARLIEST_YEAR <= year <= LATEST_YEAR else None
        ),
        release_date=released,
        summary=_text(found.summary)[:LONGEST_SUMMARY],
        cover_url=found.cover_url(),
    )


def edition_values(found: IgdbGame, *, of_itself: bool = False) -> dict[str, Any]:
    """Name, release, summary and cover, by the names of `Edition`'s fields.

    A port often has the very name of its game, and gets its platforms in brackets, or
    its year. Not so the edition `of_itself`: the one that a game has as a game.
    """
    name = plain_name(found.name)
    parent = None if of_itself else parent_of(found)
    if parent and name.casefold() == plain_name(parent.name).casefold():
        name = _told_apart(name, found)
    return _known(
        name=name,
        release_date=release_date(found),
        summary=_text(found.summary)[:LONGEST_SUMMARY],
        cover_url=found.cover_url(),
    )


def edition_type_of(found: IgdbGame) -> EditionType:
    """Which kind of edition a row is; a game in its own right is an original."""
    _, kind = edition_of_game(found)
    if kind is not None:
        return EditionType(kind)
    if found.kind == GameType.BUNDLE:
        return EditionType.COLLECTION
    return EditionType.ORIGINAL


def parent_of(found: IgdbGame) -> GameReference | None:
    """The game that this row is an edition of; None for a game in its own right.

    Editions are what IGDB gives a `version_parent`, and ports, remasters, remakes and
    expanded games with a `parent_game`. An expansion is a game.
    """
    parent, _ = edition_of_game(found)
    return parent if parent is not None and parent.id != found.id else None


def twitch_category_of(found: IgdbGame) -> str | None:
    """The id that Twitch's category of this game has, where IGDB knows it."""
    known = (uid for uid in found.ids_at(Source.TWITCH) if uid.isdecimal())
    category = next(known, "")
    return category if 0 < len(category) <= LONGEST_CATEGORY else None


def time_to_beat_of(
    found: TimeToBeat, before: Mapping[str, int | None] | None = None
) -> dict[str, int | None]:
    """How long a game takes, in seconds, and how many people said so.

    What `found` does not say stays as it was `before`.
    """
    known = before or {}
    said = {
        "hastily": found.hastily,
        "normally": found.normally,
        "completely": found.completely,
        "count": found.count,
    }
    return {
        pace: known.get(pace) if value is None else value
        for pace, value in said.items()
    }


def release_date(found: IgdbGame) -> str | None:
    """The first release as precisely as IGDB knows it: "1995", "1995-03"…

    IGDB writes a release of some time in 1995 as the last day of that year, and says
    in the release's own row that only the year is meant.
    """
    released = found.released_on
    if released is None:
        return None
    formats = [_format(each) for each in found.release_dates if _is_first(each, found)]
    precision = min(formats, default=_DAY)
    if precision >= _UNKNOWN:
        return None
    return _partial(released, precision)


def storable(data: Any) -> Any:
    """JSON without what PostgreSQL cannot keep: NUL, half a surrogate pair, NaN."""
    if isinstance(data, str):
        return _text(data)
    if isinstance(data, list):
        return [storable(each) for each in data]
    if isinstance(data, dict):
        return {_text(str(key)): storable(value) for key, value in data.items()}
    if isinstance(data, float) and not math.isfinite(data):
        return None
    return data


def plain_name(text: str) -> str:
    """A name as the library may keep it: on one line, not too long."""
    return " ".join(_text(text).split())[:LONGEST_NAME].strip()


def _is_first(release: ReleaseDate, found: IgdbGame) -> bool:
    return release.date is not None and release.date == found.first_release_date


def _format(release: ReleaseDate) -> int:
    return _DAY if release.date_format is None else release.date_format


def _partial(day: date, precision: int) -> str:
    if precision == _DAY:
        return day.isoformat()
    if precision == _MONTH:
        return day.isoformat()[:7]
    return day.isoformat()[:4]


def _told_apart(name: str, found: IgdbGame) -> str:
    platforms = [_text(each.abbreviation or each.name) for each in found.platforms]
    if 0 < len(platforms) <= _PLATFORMS_IN_A_NAME and all(platforms):
        mark = ", ".join(platforms)
    elif found.year:
        mark = str(found.year)
    else:
        return name
    return f"{name[: LONGEST_NAME - len(mark) - 3]} ({mark})"[:LONGEST_NAME]


def _known(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


def _text(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
