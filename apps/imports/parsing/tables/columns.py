"""Which column of a table tells what: guessed from its header and its first lines.

The owner confirms or changes the guess; what they said is kept by header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import Self
from typing import get_args

from apps.core.text import normalise
from apps.imports.parsing.rows import Status
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import is_nothing
from apps.imports.parsing.tables.values import number_of
from apps.imports.parsing.tables.values import status_word
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from apps.imports.parsing.tables.delimited import Record
    from apps.imports.parsing.tables.delimited import Table

# What a column may tell, in the words of the form.
FIELDS = {
    "title": "Title",
    "platform": "Platform",
    "status": "Status",
    "rating": "Rating",
    "started_at": "Started on",
    "completed_at": "Completed on",
    "playtime_hours": "Play time",
    "notes": "Notes",
    "list": "List the game is on",
    "position": "Position on the list",
    "year": "Year of release",
    "series": "Series",
    "edition": "Edition",
    "times": "Times completed",
    "igdb_id": "IGDB id",
    "keep": "Add to notes, with the column name",
}
SCALES = (5, 10, 20, 100)
UNITS = {"h": "hours", "m": "minutes", "s": "seconds"}
# Of games of which no column tells the status; "" puts them on lists only.
STATUSES = (*get_args(Status), "")
# How columns are called, after `normalise`; parted by commas.
_NAMES = {
    "title": "title, game, name, game title, game name, video game, titel, spiel,"
    " titre, jeu, nombre, titulo, juego, タイトル, ゲーム",
    "platform": "platform, platforms, system, systems, console, consoles, device,"
    " played on, plattform, konsole, plateforme, plataforma, 機種, ハード",
    "status": "status, state, progress, completion, completion status, play status,"
    " shelf status, etat, statut, estado",
    "rating": "rating, my rating, user rating, personal rating, score, my score, stars,"
    " grade, out of 10, bewertung, wertung, note sur 10, nota, 評価",
    "started_at": "started, start, start date, date started, started on, started at,"
    " begun, began, gestartet, begonnen",
    "completed_at": "completed, finished, beaten, end, finish, end date, finish date,"
    " completion date, completed date, date completed, date finished, date beaten,"
    " completed on, finished on, beaten on, completed at, finished at, last finished,"
    " beendet, durchgespielt, クリア日",
    "playtime_hours": "hours, playtime, play time, time played, hours played, played,"
    " playtime hours, hours spent, total time, duration, time, minutes, playtime min,"
    " playtime minutes, minutes played, stunden, spielzeit",
    "notes": "notes, note, comment, comments, review, remarks, thoughts, notizen,"
    " kommentar, notas, メモ",
    "list": "list, lists, shelf, shelves, collection, tags, tag, liste",
    "position": "rank, position, place, no, nr, number, ranking",
    "year": "year, released, release, release date, release year, released on, jahr",
    "series": "series, franchise, reihe, serie",
    "edition": "edition, version",
    "times": "times, times completed, times beaten, times played, completions,"
    " playthroughs",
    "igdb_id": "igdb id, igdb, igdbid",
}
_MEANING_OF = {
    name.strip(): meaning
    for meaning, names in _NAMES.items()
    for name in names.split(",")
}
_SAMPLE = 200
_DAY_OR_MONTH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}")


@dataclass(frozen=True, slots=True)
class Columns:
    """The meaning of a table's columns: `fields` by column, in lower case.

    `status` is that of games of which no column tells it, `scale` the highest
    rating, `unit` that of bare play times; `day_first` settles 03/04/2020.
    """

    fields: dict[str, str] = field(default_factory=dict)
    status: str = "completed"
    scale: int = 10
    unit: str = "h"
    day_first: bool = True

    def of(self, meaning: str) -> list[str]:
        """The columns with this meaning, in the table's order."""
        return [column for column, held in self.fields.items() if held == meaning]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        return cls(**stored)


def guess_columns(table: Table) -> Columns:
    """The likely meaning of each column; what has none is left out."""
    sample = table.sample(_SAMPLE)
    fields: dict[str, str] = {}
    for column in table.keys:
        meaning = _by_name(column)
        once = meaning not in ("notes", "list", "platform")
        fields[column] = "" if once and meaning in fields.values() else meaning
    if "title" not in fields.values():
        fields |= _first_text(table, sample, fields)
    rated = [r[c] for r in sample for c in fields if fields[c] == "rating"]
    dates = [
        r[c]
        for r in sample
        for c in fields
        if fields[c] in ("started_at", "completed_at")
    ]
    timed = [c for c in fields if fields[c] == "playtime_hours"]
    has_status = "status" in fields.values()
    return Columns(
        fields=fields,
        status="planned" if has_status else "completed",
        scale=_scale(rated),
        unit="m" if any("min" in column for column in timed) else "h",
        day_first=_is_day_first(dates),
    )


def examples(table: Table, column: str) -> list[str]:
    """A few different cells of a column, to tell what it holds."""
    found = dict.fromkeys(record[column] for record in table.sample(_SAMPLE))
    return [cell[:60] for cell in found if cell][:3]


def _by_name(column: str) -> str:
    return _MEANING_OF.get(normalise(column), "") if column else ""


def _first_text(
    table: Table, sample: list[Record], fields: dict[str, str]
) -> dict[str, str]:
    """The first column that holds different words on every line, as the title."""
    for column in table.keys:
        cells = [record[column] for record in sample if record[column]]
        words = [cell for cell in cells if not _is_plain(cell)]
        if len(words) * 2 > len(sample) and len(set(words)) > 1:
            return {column: "title"}
    return {}


def _is_plain(cell: str) -> bool:
    """Whether a cell is a number, a date, a status or a platform: no title."""
    return (
        number_of(cell) is not None
        or bool(date_of(cell))
        or status_word(cell) is not None
        or platform_word(cell) != cell
    )


def _scale(cells: Iterable[str]) -> int:
    numbers = [number_of(cell) for cell in cells if not is_nothing(cell)]
    highest = max((number for number in numbers if number is not None), default=10)
    return next((scale for scale in SCALES if highest <= scale), SCALES[-1])


def _is_day_first(cells: Iterable[str]) -> bool:
    """Whether no date has its second number above 12, so that it could be a day."""
    found = [_DAY_OR_MONTH.match(cell) for cell in cells]
    return not any(match and int(match[2]) > 12 for match in found)
