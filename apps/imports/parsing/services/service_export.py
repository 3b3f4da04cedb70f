"""How the export of a service is known, and what reads it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from dataclasses import dataclass

from apps.imports.parsing.services.collector import Collector
from apps.imports.parsing.source import MissingColumns
from apps.imports.parsing.tables.columns import column_meaning
from apps.imports.parsing.tables.delimited import Record

type ReadRecord = Callable[[Record, Collector], None]

# Of the columns that only one service has, so many of a hundred must be there.
_ENOUGH = 60


@dataclass(frozen=True, slots=True)
class ServiceExport:
    """One service's export; each module of a service has one, named `EXPORT`.

    `label` is what people call it. `telling` are sets of columns that only it has,
    `required` the columns without which it cannot be read (one of a group in
    `required_one_of`), `not_taken` those that Questlog has no place for. `known` are
    all that it may have, where its telling ones could be in anybody's table: with
    another one that says something of games, the table is somebody's own.
    """

    key: str
    label: str
    telling: tuple[frozenset[str], ...]
    read: ReadRecord
    required: frozenset[str] = frozenset()
    required_one_of: tuple[str, ...] = ()
    not_taken: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()

    def likeness(self, columns: Collection[str]) -> int:
        """How many of a hundred telling columns are there; 0 for too few."""
        shares = [
            100 * len(telling.intersection(columns)) // len(telling)
            for telling in self.telling
        ]
        if any(map(column_meaning, self.others(columns))):
            return 0
        return best if (best := max(shares)) >= self._enough else 0

    def others(self, columns: Collection[str]) -> list[str]:
        """The columns that it cannot have, where it is known which it can."""
        known = {*self.known, *self.not_taken}
        return [column for column in columns if self.known and column not in known]

    @property
    def _enough(self) -> int:
        # A small set tells nothing by a part of it.
        return 100 if len(self.telling) > 1 else _ENOUGH

    def check_columns(self, columns: Collection[str]) -> None:
        """Raises MissingColumns, which names them and what the file has."""
        missing = sorted(self.required.difference(columns))
        if self.required_one_of and not set(self.required_one_of) & set(columns):
            missing.append(self.required_one_of[0])
        if not missing:
            return
        named = ", ".join(f"“{name}”" for name in missing)
        raise MissingColumns(
            f"This looks like an export from {self.label}, but it doesn't have the "
            f"column {named}. Its columns are: {', '.join(columns)}.",
            what_to_do="Export it again, or choose “Another table” and set what each "
            "column contains.",
        )
