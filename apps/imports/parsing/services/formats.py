"""The exports of other services: how each is known, and what reads it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

from apps.imports.parsing.rows import Parsed
from apps.imports.parsing.services import backloggery
from apps.imports.parsing.services import grouvee
from apps.imports.parsing.services import howlongtobeat
from apps.imports.parsing.services import igdb_list
from apps.imports.parsing.services import infinite_backlog
from apps.imports.parsing.services import yamtrack
from apps.imports.parsing.services.collector import Collector
from apps.imports.parsing.source import MissingColumns
from apps.imports.parsing.tables.delimited import Record

type ReadRecord = Callable[[Record, Collector], None]

# Of the columns that only one service has, so many of a hundred must be there.
_ENOUGH = 60


@dataclass(frozen=True, slots=True)
class Export:
    """One service's export: `telling` are sets of columns that only it has.

    `required` are the columns without which it cannot be read (one of a group in
    `required_one_of`), `not_taken` those that Questlog has no place for.
    """

    key: str
    telling: tuple[frozenset[str], ...]
    read: ReadRecord
    required: frozenset[str] = frozenset()
    required_one_of: tuple[str, ...] = ()
    not_taken: tuple[str, ...] = ()

    def likeness(self, columns: Collection[str]) -> int:
        """How many of a hundred telling columns are there; 0 for too few."""
        shares = [
            100 * len(telling.intersection(columns)) // len(telling)
            for telling in self.telling
        ]
        return best if (best := max(shares)) >= self._enough else 0

    @property
    def _enough(self) -> int:
        # A small set tells nothing by a part of it.
        return 100 if len(self.telling) > 1 else _ENOUGH

    def check_columns(self, columns: Collection[str], *, label: str) -> None:
        """Raises MissingColumns, which names them and what the file has."""
        missing = sorted(self.required.difference(columns))
        if self.required_one_of and not set(self.required_one_of) & set(columns):
            missing.append(self.required_one_of[0])
        if not missing:
            return
        named = ", ".join(f"“{name}”" for name in missing)
        raise MissingColumns(
            f"This looks like an export from {label}, but it doesn't have the column "
            f"{named}. Its columns are: {', '.join(columns)}.",
            what_to_do="Export it again, or choose “Another table” and set what each "
            "column contains.",
        )


def exports(name: str = "") -> dict[str, Export]:
    """Every export by its key; a list without a name is called after the file."""
    stem = re.sub(r"[-_\s]+", " ", PurePath(name).stem).strip()
    list_name = stem[:1].upper() + stem[1:]
    found = [
        Export(
            "grouvee",
            (grouvee.TELLING,),
            grouvee.read_record,
            required=grouvee.REQUIRED,
            not_taken=grouvee.NOT_TAKEN,
        ),
        Export(
            "howlongtobeat",
            (howlongtobeat.TELLING,),
            howlongtobeat.read_record,
            required=howlongtobeat.REQUIRED,
        ),
        Export(
            "igdb",
            (igdb_list.TELLING,),
            partial(igdb_list.read_record, list_name=list_name),
            required=igdb_list.REQUIRED,
            not_taken=igdb_list.NOT_TAKEN,
        ),
        Export(
            "backloggery",
            backloggery.TELLING,
            backloggery.read_record,
            required_one_of=backloggery.REQUIRED_ONE_OF,
        ),
        Export(
            "infinite_backlog",
            (infinite_backlog.TELLING,),
            infinite_backlog.read_record,
            required=infinite_backlog.REQUIRED,
            not_taken=infinite_backlog.NOT_TAKEN,
        ),
        Export(
            "yamtrack",
            (yamtrack.TELLING,),
            yamtrack.read_record,
            required=yamtrack.REQUIRED,
        ),
    ]
    return {export.key: export for export in found}


def likeliest(columns: Collection[str], name: str = "") -> Export | None:
    """The export that a table with these columns (in lower case) is, if any."""
    rated = [(export.likeness(columns), export) for export in exports(name).values()]
    best = max(rated, key=lambda pair: pair[0])
    return best[1] if best[0] else None


def read_records(
    records: Iterable[Record], read: ReadRecord, *, not_taken: Collection[str] = ()
) -> Parsed:
    """Every record read; one that is broken is reported with its reason."""
    collector = Collector()
    unused: Counter[str] = Counter()
    for record in records:
        if record.problem:
            collector.report(record, record.problem)
            continue
        unused.update(name for name in not_taken if record[name])
        read(record, collector)
    if unused:
        names = ", ".join(name for name in not_taken if unused[name])
        collector.warnings.append(
            f"Not imported because Questlog has no field for it: {names}. The file is "
            "kept with this import."
        )
    return collector.finish()
