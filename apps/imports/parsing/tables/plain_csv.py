"""Any table of games, read by what its owner says of each column (see `columns`)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import cast

from apps.imports.parsing.measures import grade_part
from apps.imports.parsing.measures import is_open_date
from apps.imports.parsing.parts import STARS
from apps.imports.parsing.prose.facts import facts_of
from apps.imports.parsing.prose.remarks import repeats_of
from apps.imports.parsing.prose.versions import edition_type_of
from apps.imports.parsing.prose.versions import read_platforms
from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.tables.columns import TICKED
from apps.imports.parsing.tables.columns import ticked_status
from apps.imports.parsing.tables.values import answer_of
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import is_nothing
from apps.imports.parsing.tables.values import number_of
from apps.imports.parsing.tables.values import rating_of
from apps.imports.parsing.tables.values import year_of
from apps.imports.parsing.vocabulary.statuses import cell_status
from apps.imports.parsing.vocabulary.statuses import heading_status
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.parts import Parts
    from apps.imports.parsing.rows import Status
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.columns import Columns
    from apps.imports.parsing.tables.delimited import Record

MOST_TIMES = 100
# "God of War (2018)" is another game than "God of War".
_TITLE_WITH_YEAR = re.compile(r"(\S.*?)\s+\(((?:19[5-9]|20\d)\d)\)")
_REPEATS = re.compile(
    r"[\s,;(]*(?:[x×]\s?(\d{1,2})|(\d{1,2})\s?(?:[x×]|times))\s*\)?$", re.IGNORECASE
)


def read_record(
    record: Record,
    collector: Collector,
    columns: Columns,
    sentence: Found | None = None,
    *,
    is_said: bool = True,
) -> None:
    """Add the line's game; what a cell says that has no place becomes a note.

    `sentence` stands above the table and says how the playing of its games went.
    `is_said`: what the columns mean is the owner's word, not a guess.
    """
    cells = _Cells(record, columns, collector.parts, is_said=is_said)
    shelves = collector.shelves(
        cells.split("list"), record, cells.first("title"), kind="list"
    )
    status = _status(cells, columns, shelves.values(), sentence)
    runs = _runs(cells, columns, status or "completed")
    igdb_id = cells.first("igdb_id")
    title, year = cells.first("title"), year_of(cells.first("year"))
    found = _TITLE_WITH_YEAR.fullmatch(title)
    if found and year in (None, int(found[2])):
        title, year = found[1], int(found[2])
    position = cells.first("position").strip(".# ")
    lists = [name for name, shelf in shelves.items() if shelf.meaning == "list"]
    if position.isdecimal() and not lists and columns.ranks_games:
        lists = [collector.list_name or "Ranking"]
    facts = [*cells.notes, *runs[-1].facts_in_words()]
    if cells.notes:
        # What could not be placed is kept with the run that the line tells most of.
        notes = "; ".join(filter(None, (runs[-1].notes, *cells.notes)))
        runs[-1] = replace(runs[-1], notes=notes)
    collector.add(
        record,
        ExportedGame(
            title,
            runs=runs if status else (),
            platforms=cells.platforms(),
            series=cells.first("series"),
            year=year,
            lists=lists,
            position=int(position[:6]) if position.isdecimal() else None,
            notes=() if status else facts,
            external_ids={"igdb": igdb_id} if igdb_id.isdecimal() else {},
            open_runs=() if status or lists else runs,
        ),
    )


class _Cells:
    """A record's cells by meaning; `notes` collects what has no other place."""

    def __init__(
        self, record: Record, columns: Columns, parts: Parts, *, is_said: bool
    ) -> None:
        self.record = record
        self.is_said = is_said
        self.columns = columns
        self.parts = parts
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

    def status(self, meaning: str) -> Found | None:
        """What the cell says of the status, as a part; None for an empty one."""
        text = self.first(meaning)
        if is_nothing(text):
            return None
        found = self.parts.status(
            text, cell_status(text), line=self.record.line, kind="status"
        )
        self.parts.count(found, self.first("title"))
        return found

    def split(self, meaning: str) -> list[str]:
        """The names in the cells with this meaning, parted by semicolons or commas."""
        cells = (self.record[column] for column in self.columns.of(meaning))
        parted = (
            part.strip()
            for cell in cells
            for part in cell.split(";" if ";" in cell else ",")
        )
        return [part for part in parted if part]

    def platforms(self) -> list[str]:
        """The platforms' names, those of "PS4 & PS5" or "PC/Xbox", too."""
        return [name for part in self.split("platform") for name in platforms_in(part)]

    def date(self, meaning: str, cell: str) -> str | None:
        """The date of a cell; one that may be two is noted as it is written."""
        if self.columns.day_first is None and is_open_date(cell):
            self.notes.append(f"{meaning.replace('_', ' ')}: {cell}")
        return date_of(cell, day_first=self.columns.day_first)

    def tells_when_completed(self) -> bool:
        """Whether a date says that the game was completed.

        One under "Date" does so only if the owner says that it is of completion.
        """
        return any(
            (self.is_said or self._asks_for_completion(column))
            and date_of(
                _without_repeats(self.record[column])[0],
                day_first=self.columns.day_first,
            )
            for column in self.columns.of("completed_at")
        )

    def _asks_for_completion(self, column: str) -> bool:
        said = self.parts.said("column", column) == "completed_at"
        return said or heading_status(column) == "completed"

    def rating(self) -> tuple[str, str]:
        """The rating, and a note where it had to be rounded or is none."""
        text = self.first("rating")
        rating, note = rating_of(text, scale=self.columns.scale)
        if rating or not note:
            return rating, note
        grade = grade_part(self.parts, text, line=self.record.line)
        if grade is None:
            return rating, note
        self.parts.count(grade, self.first("title"))
        return (grade.meaning, "") if grade.meaning in STARS else ("", note)

    def placed(self, meaning: str, found: str | None) -> str:
        """What was found in the cell; a cell that says nothing known is noted."""
        if found is None:
            self.notes.append(f"{meaning.replace('_', ' ')}: {self.first(meaning)}")
        return found or ""


def platforms_in(cell: str) -> list[str]:
    """The platforms that a part of a cell names; the part itself if none is known."""
    if (name := platform_word(cell)) != cell:
        return [name]
    versions = read_platforms(cell)
    return [version.platform for version in versions if version.platform] or [cell]


def _runs(cells: _Cells, columns: Columns, status: Status) -> list[SourcePlaythrough]:
    """The runs that the line tells of, at least one, the last with all its facts."""
    finished_cell, repeats = _without_repeats(cells.first("completed_at"))
    started = cells.date("started_at", cells.first("started_at"))
    finished = cells.date("completed_at", finished_cell)
    if finished is None and (facts := facts_of(finished_cell)) and not facts.status:
        # "2019 to 2021", "May 2021, twice"
        started = started or date_of(facts.started_at, day_first=columns.day_first)
        finished = date_of(facts.completed_at, day_first=columns.day_first)
        repeats = max(repeats, facts.repeats)
    hours = hours_of(cells.first("playtime_hours"), unit=columns.unit, clock="h:m")
    rating, rounded = cells.rating()
    if last := cells.first("last_played"):
        cells.notes.append(f"last played {last}")
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
    count = max(int(times[:3]) if times.isdecimal() else repeats_of(times), repeats, 1)
    count = count if status == "completed" else 1
    before = SourcePlaythrough(status, one.platform, one.edition, one.edition_type)
    return [before] * (min(count, MOST_TIMES) - 1) + [one]


def _without_repeats(cell: str) -> tuple[str, int]:
    """A date without "x2" or "(2nd time)" after it, and the number that says."""
    found = _REPEATS.search(cell)
    if found is None:
        return cell, 1
    return cell[: found.start()].strip(), int(found[1] or found[2])


def _status(
    cells: _Cells,
    columns: Columns,
    shelves: Iterable[Found],
    sentence: Found | None,
) -> Status | None:
    """What the line says, or what a date of completion does, or the usual one."""
    written = cells.first("status")
    answers = {
        column: answer_of(cells.first(column))
        for column in TICKED
        if columns.of(column)
    }
    ticked = ticked_status(answers)
    said = cells.status("status")
    found = said.status if said and _says(said, written) else None
    rating = cells.first("rating")
    if found is None and number_of(rating) is None and cell_status(rating):
        # "Abandoned" where the others have a rating.
        said = cells.status("rating")
        found = said.status if said else None
    if found is None and not written:
        filed = (shelf.status for shelf in shelves)
        found = next((status for status in filed if status), None)
    if answers.get("is_completed") is False and found == "completed":
        found = "unclear"
    if found:
        return None if found == "unclear" else found
    if written:
        cells.notes.append(f"status: {written}")
    if ticked and ticked != "unclear":
        return ticked
    if cells.tells_when_completed():
        return "completed"
    if written or ticked:
        return None
    if sentence is not None:
        cells.parts.count(sentence, cells.first("title"))
        return None if sentence.status == "unclear" else sentence.status
    return cast("Status", columns.status) if columns.status else None


def _says(said: Found, written: str) -> bool:
    """Whether a word for a status is known: a date may still tell what it doesn't."""
    return said.is_answered or cell_status(written) is not None
