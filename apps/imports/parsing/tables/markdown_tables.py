"""Tables of games: one game a row, the columns known by their headings."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING
from typing import Any

from apps.core.text import normalise
from apps.imports.parsing.measures import Measures
from apps.imports.parsing.measures import grade_part
from apps.imports.parsing.measures import numbers_in
from apps.imports.parsing.measures import scale_of
from apps.imports.parsing.measures import scale_part
from apps.imports.parsing.parts import STARS
from apps.imports.parsing.parts import UNITS
from apps.imports.parsing.prose.facts import facts_of
from apps.imports.parsing.prose.inline import code_only
from apps.imports.parsing.prose.inline import read_inline
from apps.imports.parsing.prose.inline import unmarked
from apps.imports.parsing.prose.items import Entry
from apps.imports.parsing.prose.items import read_entry
from apps.imports.parsing.prose.remarks import repeats_of
from apps.imports.parsing.prose.versions import read_platforms
from apps.imports.parsing.tables.columns import TICKED
from apps.imports.parsing.tables.columns import TimeUnit
from apps.imports.parsing.tables.columns import column_meaning
from apps.imports.parsing.tables.columns import column_part
from apps.imports.parsing.tables.columns import is_of_add_on
from apps.imports.parsing.tables.columns import meaning_of_column
from apps.imports.parsing.tables.columns import ticked_status
from apps.imports.parsing.tables.values import answer_of
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import is_nothing
from apps.imports.parsing.tables.values import number_of
from apps.imports.parsing.tables.values import rating_of
from apps.imports.parsing.vocabulary.statuses import cell_status
from apps.imports.parsing.vocabulary.statuses import heading_status
from apps.imports.parsing.vocabulary.statuses import says_played

if TYPE_CHECKING:
    from apps.imports.parsing.drafts import Draft
    from apps.imports.parsing.parts import Parts
    from apps.imports.parsing.prose.blocks import Table
    from apps.imports.parsing.prose.headings import Section
    from apps.imports.parsing.prose.remarks import Remarks

# A status of its own: the game is known, and the source names no run of it.
NOT_PLAYED = "not played"
# One of these words in a longer heading is enough: "Game (original title)".
_TELLING = ("title", "platform", "year", "status", "position", "notes")
_NO_TITLES = "The table doesn't have a column named “Game”, “Name”, or “Title”."


def read_table(
    table: Table, section: Section, draft: Draft, references: dict[str, Any]
) -> None:
    """Make each row of the table a row of the draft, on the section's list if any."""
    shown = [[read_inline(it, references) for it in cells] for _, cells in table.rows]
    columns = CellReader(
        table.header,
        [[unmarked(it.text).strip() for it in cells] for cells in shown],
        draft.parts,
        line=table.header_line,
        measures=draft.measures,
    )
    header_lines = table.lines_without_games
    if "title" not in columns.meanings:
        for line in (*header_lines, *(line for line, _ in table.rows)):
            draft.add_not_understood(line, _NO_TITLES)
        return
    for line in header_lines:
        draft.add_other(line, "heading")
    title = columns.meanings.index("title")
    for (line, cells), inlines in zip(table.rows, shown, strict=True):
        if problem := next((it.problem for it in inlines if it.problem), ""):
            draft.add_not_understood(line, problem)
            continue
        texts = [inline.text.strip() for inline in inlines]
        literal = code_only(cells[title])
        entry = Entry(literal) if literal else read_entry(texts[title])
        number = columns.read(entry, texts, line=line)
        urls = tuple(url for inline in inlines for url in inline.urls)
        source = " | ".join(map(unmarked, texts)) if table.is_html else None
        draft.add_entry(
            entry, section, line=line, source=source, number=number, urls=urls
        )


class CellReader:
    """What the columns tell, by their names and by all of their cells."""

    def __init__(
        self,
        header: list[str],
        rows: list[list[str]],
        parts: Parts,
        *,
        line: int,
        measures: Measures | None = None,
    ) -> None:
        self.header = header
        self.parts = parts
        self.measures = measures or Measures([*chain.from_iterable(rows)], parts)
        cells = [
            [row[place] for row in rows if place < len(row) and row[place]]
            for place in range(len(header))
        ]
        guesses = [
            _meaning(name, column) for name, column in zip(header, cells, strict=True)
        ]
        guesses = _with_what_cells_say(guesses, cells)
        unit = TimeUnit.of(
            " ".join(
                name.casefold()
                for name, guess in zip(header, guesses, strict=True)
                if guess == "playtime_hours"
            ),
            chain.from_iterable(
                column
                for column, guess in zip(cells, guesses, strict=True)
                if guess == "playtime_hours"
            ),
        )
        self.meanings = [
            self._read_column(name, column, guess, unit, line)
            for name, column, guess in zip(header, cells, guesses, strict=True)
        ]
        # A date under "Completed on" says that the game was; one under "Date" doesn't.
        self.says_completed = [heading_status(name) == "completed" for name in header]
        self.scales = {
            place: scale_part(parts, header[place], cells[place], line=line)
            for place, meaning in enumerate(self.meanings)
            if meaning == "rating" and numbers_in(cells[place])
        }

    def _read_column(
        self, name: str, cells: list[str], guess: str, unit: TimeUnit, line: int
    ) -> str:
        if not name.strip():
            return guess
        found = column_part(self.parts, name, guess or "keep", unit, line=line)
        self.parts.count(found, cells[0] if cells else "", rows=len(cells))
        return found.meaning

    def read(self, entry: Entry, texts: list[str], *, line: int) -> int | None:
        """Take in all cells but the title's; the number in the rank column, if any."""
        number: int | None = None
        ticks: dict[str, bool | None] = {}
        for place, (meaning, marked) in enumerate(
            zip(self.meanings, texts, strict=False)
        ):
            text = unmarked(marked)
            if meaning in TICKED:
                ticks[meaning] = self._take_tick(entry, text)
            elif meaning == "position" and text.strip(".#").isdecimal():
                number = int(text.strip(".#")[:9])
            elif meaning == "status" and self._take_status_word(entry, text, line):
                continue
            elif meaning == "rating" and self._take_rating(entry, text, place, line):
                continue
            elif meaning != "title" and not self._take(
                entry, meaning, text, self.says_completed[place]
            ):
                is_note = meaning == "notes"
                name = self.header[place].strip()
                entry.remarks.notes.append(text if is_note else f"{name}: {text}")
        ticked = ticked_status(ticks)
        if ticked == "unclear":
            entry.is_not_completed = True
        elif ticked:
            entry.remarks.status = ticked
        return number

    @staticmethod
    def _take_tick(entry: Entry, text: str) -> bool | None:
        """The answer of a cell, which may have a date after its tick: "✓ May 2021"."""
        tick, _, rest = text.partition(" ")
        date = date_of(rest)
        if date and answer_of(tick):
            entry.remarks.completed_at = entry.remarks.completed_at or date
            return True
        return answer_of(text)

    def _take_status_word(self, entry: Entry, text: str, line: int) -> bool:
        """Take in a cell of a status column; False where it only is a note."""
        if is_nothing(text):
            return True
        if text.lower() == NOT_PLAYED:
            entry.is_unplayed = True
            return True
        found = self.parts.status(text, cell_status(text), line=line, kind="status")
        self.parts.count(found, entry.title)
        if found.status is None:
            return False
        is_known = found.is_answered or cell_status(text) is not None
        if is_known:
            entry.remarks.status = found.status
        else:
            # What the heading says holds until somebody says what the sign means.
            entry.is_not_completed = True
        return found.status != "unclear"

    def _take(
        self, entry: Entry, meaning: str, text: str, says_completed: bool
    ) -> bool:
        """Take in a cell as what its column tells; False where it doesn't fit.

        `says_completed`: the column's name says so, as "Completed on" does.
        """
        remarks = entry.remarks
        if is_nothing(text) or meaning == "nothing":
            return True
        match meaning:
            case "platform" if _names_platforms(text):
                remarks.read_group(text.replace("、", ","))
            case "times" if times := repeats_of(f"{text}x") or repeats_of(text):
                remarks.repeats = times
            case "year":
                return remarks.read_word(text)
            case "completed_at" if found := date_of(text):
                remarks.completed_at = remarks.completed_at or found
                remarks.dates.setdefault("completed_at", text)
                if says_completed and remarks.status is None:
                    remarks.status = "completed"
            case "started_at" if found := date_of(text):
                remarks.started_at = found
                remarks.dates["started_at"] = text
            case "completed_at" | "started_at":
                return self._take_facts(remarks, text)
            case "hours" | "minutes" | "seconds" if found := hours_of(
                text, unit=UNITS[meaning], clock="h:m"
            ):
                remarks.playtime_hours = found
            case "series":
                remarks.series = text
            case _:
                return False
        return True

    @staticmethod
    def _take_facts(remarks: Remarks, text: str) -> bool:
        """ "May 2021 (x2)", "2019 to 2021" in a column of dates."""
        facts = facts_of(text)
        return bool(facts and not facts.status and remarks.read_word(text))

    def _take_rating(self, entry: Entry, text: str, place: int, line: int) -> bool:
        """Take in a rating, a grade, or a status where the others are rated."""
        scale = self.scales.get(place)
        if is_nothing(text):
            return True
        if scale and number_of(text) is not None:
            self.parts.count(scale, text)
        rating, note = rating_of(text, scale=scale_of(scale) if scale else 10)
        if not rating and (grade := grade_part(self.parts, text, line=line)):
            self.parts.count(grade, entry.title)
            rating = grade.meaning if grade.meaning in STARS else ""
        elif not rating and (status := cell_status(text)):
            entry.remarks.status = status
            return True
        entry.remarks.rating = rating
        if rating and note:
            entry.remarks.notes.append(note)
        return bool(rating)


def _with_what_cells_say(guesses: list[str], cells: list[list[str]]) -> list[str]:
    """The columns' meanings; of one whose name says nothing, by most of its cells.

    Shops under "Link" are a platform, "Playing" and "Not playing" are a status.
    """
    for meaning, fits in (("platform", _names_platforms), ("status", _is_status)):
        if meaning in guesses:
            continue
        for place, column in enumerate(cells):
            fitting = sum(map(fits, column))
            if not guesses[place] and fitting > 1 and fitting * 5 > len(column) * 3:
                guesses = [*guesses[:place], meaning, *guesses[place + 1 :]]
                break
    return guesses


def _is_status(text: str) -> bool:
    return any(map(str.isalpha, text)) and cell_status(text) is not None


def _names_platforms(text: str) -> bool:
    return any(read_platforms(part.strip()) for part in re.split("[,;、]", text))


def _meaning(name: str, cells: list[str]) -> str:
    if meaning := meaning_of_column(name, cells):
        return meaning
    asks = heading_status(name) == "completed" or "complete" in normalise(name).split()
    if asks and cells and not says_played(name):
        ticks = sum(answer_of(cell.split()[0]) is not None for cell in cells)
        if ticks * 5 > len(cells) * 3 and not is_of_add_on(name):
            return "is_completed"
    words = [column_meaning(word) for word in normalise(name).split()]
    return next((word for word in words if word in _TELLING), "")
