"""Any table of games, read by what its owner says of each column (see `columns`)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import cast

from apps.imports.parsing.prose.versions import edition_type_of
from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import rating_of
from apps.imports.parsing.tables.values import status_word
from apps.imports.parsing.tables.values import year_of
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from apps.imports.parsing.rows import Status
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.columns import Columns
    from apps.imports.parsing.tables.delimited import Record

MOST_TIMES = 100


def read_record(record: Record, collector: Collector, columns: Columns) -> None:
    """Add the line's game; what a cell says that has no place becomes a note."""
    cells = _Cells(record, columns)
    runs = _runs(cells, columns)
    igdb_id = cells.first("igdb_id")
    position = cells.first("position").strip(".# ")
    if runs and cells.notes:
        # What could not be placed is kept with the run that the line tells most of.
        notes = "; ".join(filter(None, (runs[-1].notes, *cells.notes)))
        runs[-1] = replace(runs[-1], notes=notes)
    collector.add(
        record,
        ExportedGame(
            cells.first("title"),
            runs=runs,
            platforms=cells.platforms(),
            series=cells.first("series"),
            year=year_of(cells.first("year")),
            lists=cells.parts("list"),
            position=int(position[:6]) if position.isdecimal() else None,
            notes=() if runs else cells.notes,
            external_ids={"igdb": igdb_id} if igdb_id.isdecimal() else {},
        ),
    )


class _Cells:
    """A record's cells by meaning; `notes` collects what has no other place."""

    def __init__(self, record: Record, columns: Columns) -> None:
        self.record = record
        self.columns = columns
        self.notes = [
            text for column in columns.of("notes") if (text := record[column])
        ]
        self.notes += [
            f"{column}: {record[column]}"
            for column in columns.of("keep")
            if record[column]
        ]

    def first(self, meaning: str) -> str:
        cells = (self.record[column] for column in self.columns.of(meaning))
        return next((cell for cell in cells if cell), "")

    def parts(self, meaning: str) -> list[str]:
        """The names in the cells with this meaning, parted by semicolons or commas."""
        cells = (self.record[column] for column in self.columns.of(meaning))
        parted = (
            part.strip()
            for cell in cells
            for part in cell.split(";" if ";" in cell else ",")
        )
        return [part for part in parted if part]

    def platforms(self) -> list[str]:
        return [platform_word(name) for name in self.parts("platform")]

    def placed(self, meaning: str, found: str | None) -> str:
        """What was found in the cell; a cell that says nothing known is noted."""
        if found is None:
            self.notes.append(f"{meaning.replace('_', ' ')}: {self.first(meaning)}")
        return found or ""


def _runs(cells: _Cells, columns: Columns) -> list[SourcePlaythrough]:
    status = _status(cells, columns)
    started = date_of(cells.first("started_at"), day_first=columns.day_first)
    finished = date_of(cells.first("completed_at"), day_first=columns.day_first)
    hours = hours_of(cells.first("playtime_hours"), unit=columns.unit)
    rating, rounded = rating_of(cells.first("rating"), scale=columns.scale)
    if status is None:
        cells.notes += [f"rated {rating}/5"] if rating else []
        return []
    platforms = cells.platforms()
    edition = cells.first("edition")[:100]
    one = SourcePlaythrough(
        status,
        platforms[0] if len(platforms) == 1 else "",
        edition,
        edition_type_of(edition),
        started_at=cells.placed("started_at", started),
        completed_at=cells.placed("completed_at", finished),
        playtime_hours=cells.placed("playtime_hours", hours),
        rating=rating,
        notes=rounded,
    )
    times = cells.first("times")
    count = int(times[:3]) if times.isdecimal() and status == "completed" else 1
    before = SourcePlaythrough(status, one.platform, one.edition, one.edition_type)
    return [before] * (min(max(count, 1), MOST_TIMES) - 1) + [one]


def _status(cells: _Cells, columns: Columns) -> Status | None:
    """What the line says, or what a date of completion does, or the usual one."""
    written = cells.first("status")
    if found := status_word(written) if written else None:
        return found
    if written:
        cells.notes.append(f"status: {written}")
    if date_of(cells.first("completed_at"), day_first=columns.day_first):
        return "completed"
    return cast("Status", columns.status) if columns.status else None
