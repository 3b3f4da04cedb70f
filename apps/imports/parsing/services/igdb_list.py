"""The CSV of one of the owner's lists at IGDB ("Played", "Want to Play", own ones).

Source: the first lines of a `played.csv` quoted in FuzzyGrim/Yamtrack issue 1272
(2026-03): id,game,url,rating,category,release_date,platforms,genres,themes,companies,
description, where dates and platforms are JSON lists; IgnisDa/ryot's
`importer/igdb/src/lib.rs` reads `id` and `game` of the same. "rating" is IGDB's
average of all users, not the owner's, and is not taken.

The file does not say which list it is; its name does: played.csv → completed,
playing.csv and in-progress.csv → playing, want-to-play.csv and wishlist.csv → planned.
A file of any other name is a list of that name, or the status that it names. The games'
platforms are those they came out on; which one was played is unknown.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.values import year_of
from apps.imports.parsing.vocabulary.statuses import cell_status
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.rows import Status
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record
    from apps.imports.parsing.vocabulary.statuses import StatusWord

TELLING = frozenset({"game", "url", "category", "release_date", "themes", "companies"})
REQUIRED = frozenset({"id", "game"})
NOT_TAKEN = ("rating", "genres", "themes", "companies", "description")
_STATUSES: tuple[tuple[Status, re.Pattern[str]], ...] = (
    ("completed", re.compile(r"played|completed|finished|beaten")),
    ("playing", re.compile(r"(?:currently )?playing|in progress")),
    ("ongoing", re.compile(r"ongoing|endless|live service")),
    ("planned", re.compile(r"want to play|wish ?list|backlog|planned")),
)
# The statuses that a list of the owner's counts as by its name alone.
_NAMED: tuple[StatusWord, ...] = ("playing", "ongoing", "paused", "dropped", "unclear")
_COPY = re.compile(r" ?\(\d+\)$| copy$")


def read_record(record: Record, collector: Collector) -> None:
    """Add the line's game to the list, or with the status that the list stands for."""
    name = collector.list_name or "IGDB list"
    said = _read_name(name, collector)
    collector.parts.count(said, record["game"])
    game = ExportedGame(
        record["game"],
        platforms=[platform_word(platform) for platform in _texts(record["platforms"])],
        year=_first_year(record["release_date"]),
        lists=[name] if said.meaning == "list" else [],
        external_ids={"igdb": record["id"]} if record["id"].isdecimal() else {},
    )
    collector.add_run(record, game, SourcePlaythrough("completed"), said)


def _read_name(name: str, collector: Collector) -> Found:
    """What the list's name means: one of IGDB's statuses, another one, or a list."""
    status = status_of_list(name)
    named = cell_status(name)
    word = status or (named if named in _NAMED else None)
    if word:
        return collector.parts.status(name, word, line=1, kind="list")
    return collector.parts.read("list", name, "list", "guessed", line=1)


def status_of_list(name: str) -> Status | None:
    """The status that one of IGDB's own lists stands for, by its name."""
    key = _COPY.sub("", name.casefold()).strip()
    return next((status for status, words in _STATUSES if words.fullmatch(key)), None)


def _first_year(dates: str) -> int | None:
    years = [year_of(text) for text in _texts(dates)]
    return min((year for year in years if year), default=None)


def _texts(cell: str) -> list[str]:
    """The texts of a JSON list; a cell that is none is taken as a text itself."""
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return [cell] if cell else []
    if not isinstance(found, list):
        return [cell]
    return [item for item in found if isinstance(item, str)]


EXPORT = ServiceExport(
    "igdb",
    "IGDB list",
    telling=(TELLING,),
    read=read_record,
    required=REQUIRED,
    not_taken=NOT_TAKEN,
)
