"""The columns of a plain table as parts: what each means, and for how many lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING
from typing import Self

from apps.imports.parsing.measures import Order
from apps.imports.parsing.measures import likely_scale
from apps.imports.parsing.parts import SCALES
from apps.imports.parsing.parts import UNITS as UNIT_LETTERS
from apps.imports.parsing.tables.columns import DATED
from apps.imports.parsing.tables.columns import Columns
from apps.imports.parsing.tables.columns import TimeUnit
from apps.imports.parsing.tables.columns import column_part
from apps.imports.parsing.tables.columns import guess_columns
from apps.imports.parsing.tables.values import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.parts import Parts
    from apps.imports.parsing.rows import Certainty
    from apps.imports.parsing.tables.delimited import Record
    from apps.imports.parsing.tables.delimited import Table

# So many lines show what the cells of a column look like.
_MOST_SEEN = 50


@dataclass(slots=True)
class ColumnParts:
    """`columns` with what was said of them, and their parts by key."""

    columns: Columns
    parts: Parts
    found: dict[str, Found]
    filled: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, table: Table, columns: Columns | None, parts: Parts) -> Self:
        """Those that the owner chose for this header, or guessed ones as answered."""
        chosen = columns
        columns = chosen or guess_columns(table)
        found = {}
        for key, name in zip(table.keys, table.columns, strict=True):
            guess = columns.fields.get(key, "") or "nothing"
            unit = _unit(columns, key)
            if chosen:
                meaning = unit.name if guess == "playtime_hours" else guess
                found[key] = parts.read("column", name, meaning, line=table.first_line)
            else:
                found[key] = column_part(
                    parts, name, guess, unit, line=table.first_line
                )
            if found[key].is_answered:
                columns = columns.answered(key, found[key].meaning)
        whole = cls(columns, parts, found)
        whole._measure(table, is_chosen=chosen is not None)
        return whole

    def _measure(self, table: Table, *, is_chosen: bool) -> None:
        """Settle the scale of ratings and the order of dates over all cells."""
        columns, line = self.columns, table.first_line
        rated = columns.of("rating")[:1]
        dated = [key for meaning in DATED for key in columns.of(meaning)]
        cells = table.cells([*rated, *dated])
        for key in rated:
            numbers = [cell for cell in cells[key] if number_of(cell) is not None]
            if numbers:
                name = table.columns[table.keys.index(key)]
                likely: tuple[str, Certainty] = likely_scale(name, numbers)
                if is_chosen:
                    likely = _meaning_of_scale(columns.scale), "known"
                scale = self.parts.read("scale", name, *likely, line=line)
                for number in numbers[:_MOST_SEEN]:
                    self.parts.count(scale, number, rows=0)
                self.parts.count(scale, "", rows=len(numbers))
                self.columns = self.columns.measured("scale", scale.meaning)
        order = Order.of(chain.from_iterable(cells[key] for key in dated))
        if is_chosen and columns.day_first is not None:
            order = replace(order, day_first=columns.day_first, certainty="known")
        if order.rows:
            part = order.part(self.parts, line=line)
            for example in order.examples:
                self.parts.count(part, example, rows=0)
            self.parts.count(part, "", rows=order.rows)
            self.columns = self.columns.measured("dates", part.meaning)

    def counted(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records, with how many of them fill each column noted at their end."""
        examples: dict[str, list[str]] = {}
        for number, record in enumerate(records):
            if not record.problem:
                self.filled.update(record.cells.keys())
                if number < _MOST_SEEN:
                    for key, cell in record.cells.items():
                        examples.setdefault(key, []).append(cell[:60])
            yield record
        for key, found in self.found.items():
            for cell in examples.get(key, []):
                self.parts.count(found, cell, rows=0)
            self.parts.count(found, "", rows=self.filled[key])


def _meaning_of_scale(scale: int) -> str:
    return next((name for name, most in SCALES.items() if most == scale), "notes")


def _unit(columns: Columns, key: str) -> TimeUnit:
    named = TimeUnit.of(key, ())
    letters = {letter: name for name, letter in UNIT_LETTERS.items()}
    return TimeUnit(letters[columns.unit], is_named=named.is_named)
