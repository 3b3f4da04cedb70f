"""Which column of a table tells what: guessed from its header and its first lines.

The owner confirms or changes the guess; what they said is kept by header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import fields as fields_of
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING
from typing import Any
from typing import Self
from typing import get_args

from apps.core.text import normalise
from apps.imports.parsing.measures import Order
from apps.imports.parsing.measures import likely_scale
from apps.imports.parsing.parts import ORDERS
from apps.imports.parsing.parts import SCALES as RATING_SCALES
from apps.imports.parsing.parts import UNITS as UNIT_LETTERS
from apps.imports.parsing.rows import Status
from apps.imports.parsing.tables.values import answer_of
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import number_of
from apps.imports.parsing.vocabulary.statuses import cell_status
from apps.imports.parsing.vocabulary.statuses import heading_status
from apps.imports.parsing.vocabulary.statuses import says_played
from apps.imports.parsing.vocabulary.words import meanings_of
from apps.imports.parsing.vocabulary.words import words_of
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.parts import Parts
    from apps.imports.parsing.rows import Certainty
    from apps.imports.parsing.tables.delimited import Record
    from apps.imports.parsing.tables.delimited import Table
    from apps.imports.parsing.vocabulary.statuses import StatusWord

# What a column may tell, in the words of the form.
FIELDS = {
    "title": "Title",
    "platform": "Platform",
    "status": "Status",
    "rating": "Rating",
    "started_at": "Started on",
    "completed_at": "Completed on",
    "is_completed": "Completed: yes or no",
    "is_playing": "Playing: yes or no",
    "is_paused": "Paused: yes or no",
    "is_dropped": "Dropped: yes or no",
    "is_planned": "Planned: yes or no",
    "last_played": "Last played on",
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
# Columns that are ticked where a game has this status. Of several ticks the first one
# here counts: what was begun and completed is completed, what was dropped is not.
TICKED: dict[str, Status] = {
    "is_dropped": "dropped",
    "is_paused": "paused",
    "is_completed": "completed",
    "is_playing": "playing",
    "is_planned": "planned",
}
SCALES = (5, 10, 20, 100)
UNITS = {"h": "hours", "m": "minutes", "s": "seconds"}
# Of games of which no column tells the status; "" puts them on lists only.
STATUSES = (*get_args(Status), "")
_SAMPLE = 200
_IS_OF_ADD_ON = re.compile(
    r"\b(?:dlcs?|expansions?|add-?ons?|extras?)\b", re.IGNORECASE
)
_DIGIT = re.compile(r"\d|[★⭐]")
# A column called by its scale: "1-10", "/10", "Rating (0-100)".
_SCALE_NAME = re.compile(r"(?:[01]\s*(?:-|–|to|/)|/|out of)\s*(?:5|10|20|100)")
# Nobody plays so many hours of one game, nor so many of half of them.
_TOO_MANY_HOURS = 20_000
_MANY_HOURS = 3_000
_SOME_HOURS = 300
# Columns of dates, and all whose values say together how they are meant.
DATED = ("started_at", "completed_at", "last_played")
_MEASURED = (*DATED, "rating", "playtime_hours")
_MAY_BE_TICKED = ("", "started_at", "last_played", "playtime_hours")
_SEVERAL = ("notes", "list", "platform", "keep")


@dataclass(frozen=True, slots=True)
class Columns:
    """The meaning of a table's columns: `fields` by column, in lower case.

    `status` is that of games of which no column tells it, `scale` the highest
    rating, 0 where ratings are only notes, `unit` that of bare play times; `day_first`
    settles 03/04/2020: None if only the other dates can.
    """

    fields: dict[str, str] = field(default_factory=dict)
    status: str = ""
    scale: int = 10
    unit: str = "h"
    day_first: bool | None = None
    # Asked of each line again and again.
    _by_meaning: dict[str, list[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_meaning: dict[str, list[str]] = {}
        for column, held in self.fields.items():
            by_meaning.setdefault(held, []).append(column)
        object.__setattr__(self, "_by_meaning", by_meaning)

    def of(self, meaning: str) -> list[str]:
        """The columns with this meaning, in the table's order."""
        return self._by_meaning.get(meaning, [])

    @property
    def ranks_games(self) -> bool:
        """Whether a column gives places, not only the lines' numbers."""
        return any(
            normalise(column) not in words_of("counting")
            for column in self.of("position")
        )

    def as_json(self) -> dict[str, Any]:
        return {
            each.name: getattr(self, each.name) for each in fields_of(self) if each.init
        }

    def answered(self, key: str, meaning: str) -> Self:
        """The same with a column that means this word of `parts.MEANINGS`.

        Of a meaning that only one column can have, it takes that column's place.
        """
        unit = UNIT_LETTERS.get(meaning, self.unit)
        held = "playtime_hours" if meaning in UNIT_LETTERS else meaning
        held = "" if held == "nothing" else held
        fields = {
            column: "" if held and held not in _SEVERAL and before == held else before
            for column, before in self.fields.items()
        }
        return replace(self, fields={**fields, key: held}, unit=unit)

    def measured(self, kind: str, meaning: str) -> Self:
        """The same with what a scale, or the order of the dates, means."""
        if kind == "scale":
            return replace(self, scale=RATING_SCALES.get(meaning, 0))
        return replace(self, day_first=ORDERS.get(meaning))

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        return cls(**stored)


def guess_columns(table: Table) -> Columns:
    """The likely meaning of each column, and how all of its values are meant."""
    fields = guess_fields(table)
    timed = [c for c in fields if fields[c] == "playtime_hours"]
    rated = [c for c in fields if fields[c] == "rating"]
    cells = table.cells(c for c in fields if fields[c] in _MEASURED)

    def cells_of(*meanings: str) -> Iterator[str]:
        return chain.from_iterable(cells[c] for c in cells if fields[c] in meanings)

    scale, _ = likely_scale(" ".join(rated), cells_of("rating"))
    unit = TimeUnit.of(" ".join(timed), cells_of("playtime_hours"))
    return Columns(
        fields=fields,
        scale=RATING_SCALES.get(scale, 0),
        unit=UNIT_LETTERS[unit.name],
        day_first=Order.of(cells_of(*DATED)).day_first,
    )


def guess_fields(table: Table) -> dict[str, str]:
    """The likely meaning of each column, by its name and its first cells."""
    sample = table.sample(_SAMPLE)
    fields: dict[str, str] = {}
    for column in table.keys:
        cells = [record[column] for record in sample if record[column]]
        meaning = (
            _by_cells(cells) if table.is_headless else meaning_of_column(column, cells)
        )
        taken = meaning not in _SEVERAL and meaning in fields.values()
        fields[column] = "" if taken else meaning
    if "title" not in fields.values():
        fields |= _first_text(table, sample, fields)
    return fields


def column_meaning(name: str) -> str:
    """What a column called so tells; "" where nobody knows."""
    meaning = meanings_of("column").get(normalise(name), "") if name else ""
    return meaning or ("rating" if _SCALE_NAME.search(name.casefold()) else "")


def meaning_of_column(column: str, cells: Sequence[str]) -> str:
    """What a column called so tells, by its cells that aren't empty as well."""
    meaning = column_meaning(column)
    if meaning == "completed_at" and cells:
        answers = [answer_of(cell) for cell in cells]
        # Where all are "-", only a name that says so asks: "Completed", not "Date".
        if None not in answers and (any(answers) or cell_status(column) == "completed"):
            return "is_completed"
    if meaning in _MAY_BE_TICKED and _is_ticked(cells):
        # "Played: yes" is no play time, and tells of no end.
        is_open = says_played(column) or is_of_add_on(column)
        return "" if is_open else _ticked_meaning(column)
    if meaning == "rating" and cells and not any(_DIGIT.search(cell) for cell in cells):
        # "Note" is a grade in one language and a remark in another.
        return "notes" if normalise(column) in words_of("column.notes") else meaning
    if meaning == "edition" and _by_cells(list(cells)) == "platform":
        # "Version: PC" is where it was played.
        return "platform"
    return meaning


def ticked_status(answers: Mapping[str, bool | None]) -> StatusWord | None:
    """What the answers of a game in columns of `TICKED` say; None for no answer.

    Without a tick a game is not completed where a column asks for that.
    """
    ticked = (status for column, status in TICKED.items() if answers.get(column))
    said = next(ticked, None)
    return said or ("unclear" if "is_completed" in answers else None)


def is_of_add_on(column: str) -> bool:
    """Whether a column is not of the game itself: "All DLCs complete?"."""
    return bool(_IS_OF_ADD_ON.search(column))


def _is_ticked(cells: Sequence[str]) -> bool:
    answers = [answer_of(cell) for cell in cells]
    return any(answers) and None not in answers


def _ticked_meaning(column: str) -> str:
    status = heading_status(column)
    return next((name for name, means in TICKED.items() if means == status), "")


def _by_cells(cells: list[str]) -> str:
    """What a column without a name holds: what most of its cells are."""
    if not cells:
        return ""
    half = len(cells) / 2
    if sum(platform_word(cell) != cell for cell in cells) > half:
        return "platform"
    if sum(cell_status(cell) is not None for cell in cells) > half:
        return "status"
    if sum(bool(date_of(cell)) for cell in cells) > half:
        return "completed_at"
    numbers = [number_of(cell) for cell in cells]
    if all(number is not None and number <= SCALES[-1] for number in numbers):
        return "rating"
    return ""


@dataclass(frozen=True, slots=True)
class TimeUnit:
    """The unit of bare play times: "hours", "minutes" or "seconds".

    `is_named`: the column's name says it, and no value had to decide.
    """

    name: str
    is_named: bool

    @classmethod
    def of(cls, names: str, cells: Iterable[str]) -> Self:
        """By the columns' names, or over all of the values."""
        if re.search(r"\bsec|seconds|sekunden|segundos|秒", names):
            return cls("seconds", is_named=True)
        if "min" in names or "分" in names:
            return cls("minutes", is_named=True)
        if re.search(r"hour|hrs|stunden|heures|horas|\bore\b|時間", names):
            return cls("hours", is_named=True)
        found = [number_of(cell.replace(",", "")) for cell in cells]
        return cls(_likely_unit(number for number in found if number), is_named=False)


def _likely_unit(found: Iterable[Decimal]) -> str:
    numbers = sorted(found)
    if not numbers:
        return "hours"
    middle = numbers[len(numbers) // 2]
    if numbers[-1] > _TOO_MANY_HOURS:
        return "seconds" if middle > _MANY_HOURS else "minutes"
    return "minutes" if middle > _SOME_HOURS and len(numbers) > 2 else "hours"


def column_part(
    parts: Parts, name: str, guess: str, unit: TimeUnit, *, line: int
) -> Found:
    """What a column means as a part, by what was said, its name, or else its cells."""
    certainty: Certainty = "known" if column_meaning(name) == guess else "guessed"
    is_played = normalise(name) in words_of("played.completed")
    if guess in ("keep", "nothing") and is_played:
        certainty = "unknown"
    if guess == "playtime_hours":
        guess = unit.name
        certainty = certainty if unit.is_named else "guessed"
    return parts.read("column", name, guess, certainty, line=line)


def examples(table: Table, column: str) -> list[str]:
    """A few different cells of a column, to tell what it holds."""
    found = dict.fromkeys(record[column] for record in table.sample(_SAMPLE))
    return [cell[:60] for cell in found if cell][:3]


def _first_text(
    table: Table, sample: list[Record], fields: dict[str, str]
) -> dict[str, str]:
    """The first column that holds different words on every line, as the title."""
    for column in table.keys:
        cells = [record[column] for record in sample if record[column]]
        words = [cell for cell in cells if not is_plain_cell(cell)]
        if len(words) * 2 > len(sample) and len(set(words)) > 1:
            return {column: "title"}
    return {}


def is_plain_cell(cell: str) -> bool:
    """Whether a cell is a number, a date, a status or a platform: no title."""
    return (
        number_of(cell) is not None
        or bool(date_of(cell))
        or cell_status(cell) is not None
        or platform_word(cell) != cell
    )
