"""The columns of a plain table as parts: what each means, and for how many lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Self

from apps.imports.parsing.parts import UNITS as UNIT_LETTERS
from apps.imports.parsing.tables.columns import Columns
from apps.imports.parsing.tables.columns import TimeUnit
from apps.imports.parsing.tables.columns import column_part
from apps.imports.parsing.tables.columns import guess_columns

if TYPE_CHECKING:
    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.parts import Parts
    from apps.imports.parsing.tables.delimited import Record
    from apps.imports.parsing.tables.delimited import Table

_MOST_EXAMPLES = 3


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
        return cls(columns, parts, found)

    def count(self, record: Record) -> None:
        """Note which columns a line fills."""
        for key in record.cells:
            seen = self.filled[key]
            self.filled[key] = seen + 1
            example = record.cells[key] if seen < _MOST_EXAMPLES else ""
            self.parts.count(self.found[key], example[:60])


def _unit(columns: Columns, key: str) -> TimeUnit:
    named = TimeUnit.of(key, ())
    letters = {letter: name for name, letter in UNIT_LETTERS.items()}
    return TimeUnit(letters[columns.unit], is_named=named.is_named)
