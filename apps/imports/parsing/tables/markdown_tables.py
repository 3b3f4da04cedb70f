"""Tables of games: one game a row, the columns known by their headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

from apps.core.text import normalise
from apps.imports.parsing.prose.inline import code_only
from apps.imports.parsing.prose.inline import read_inline
from apps.imports.parsing.prose.inline import unmarked
from apps.imports.parsing.prose.items import Entry
from apps.imports.parsing.prose.items import read_entry
from apps.imports.parsing.prose.remarks import repeats_of
from apps.imports.parsing.prose.versions import read_platforms
from apps.imports.parsing.tables.columns import column_meaning
from apps.imports.parsing.tables.columns import highest_rating
from apps.imports.parsing.tables.columns import meaning_of_column
from apps.imports.parsing.tables.columns import unit_of
from apps.imports.parsing.tables.values import answer_of
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import is_nothing
from apps.imports.parsing.tables.values import rating_of
from apps.imports.parsing.vocabulary.statuses import cell_status

if TYPE_CHECKING:
    from apps.imports.parsing.drafts import Draft
    from apps.imports.parsing.prose.blocks import Table
    from apps.imports.parsing.prose.headings import Section

# A status of its own: the game is known, and the source names no run of it.
NOT_PLAYED = "not played"
# One of these words in a longer heading is enough: "Game (original title)".
_TELLING = ("title", "platform", "year", "status", "position", "notes")
_NO_TITLES = "The table doesn't have a column named “Game”, “Name”, or “Title”."


def read_table(
    table: Table, section: Section, draft: Draft, references: dict[str, Any]
) -> None:
    """Make each row of the table a row of the draft, on the section's list if any."""
    shown = {
        line: [read_inline(cell, references) for cell in cells]
        for line, cells in table.rows
    }
    columns = CellReader(
        table.header,
        [[unmarked(it.text).strip() for it in cells] for cells in shown.values()],
    )
    header_lines = (table.header_line, table.header_line + 1)
    if "title" not in columns.meanings:
        for line in (*header_lines, *shown):
            draft.add_not_understood(line, _NO_TITLES)
        return
    for line in header_lines:
        draft.add_other(line, "heading")
    title = columns.meanings.index("title")
    for line, cells in table.rows:
        inlines = shown[line]
        if problem := next((it.problem for it in inlines if it.problem), ""):
            draft.add_not_understood(line, problem)
            continue
        texts = [inline.text.strip() for inline in inlines]
        literal = code_only(cells[title])
        entry = Entry(literal) if literal else read_entry(texts[title])
        number = columns.read(entry, texts)
        urls = tuple(url for inline in inlines for url in inline.urls)
        draft.add_entry(entry, section, line=line, number=number, urls=urls)


class CellReader:
    """What the columns tell, by their names and by all of their cells."""

    def __init__(self, header: list[str], rows: list[list[str]]) -> None:
        self.header = header
        cells = [
            [row[place] for row in rows if place < len(row) and row[place]]
            for place in range(len(header))
        ]
        self.meanings = [
            _meaning(name, column) for name, column in zip(header, cells, strict=True)
        ]
        by_meaning = dict(zip(self.meanings, cells, strict=True))
        timed = [
            name.casefold()
            for name, meaning in zip(header, self.meanings, strict=True)
            if meaning == "playtime_hours"
        ]
        self.scale = highest_rating(by_meaning.get("rating", ()))
        self.unit = unit_of(" ".join(timed), by_meaning.get("playtime_hours", ()))

    def read(self, entry: Entry, texts: list[str]) -> int | None:
        """Take in all cells but the title's; the number in the rank column, if any."""
        number: int | None = None
        for place, (meaning, marked) in enumerate(
            zip(self.meanings, texts, strict=False)
        ):
            text = unmarked(marked)
            if meaning == "position" and text.strip(".#").isdecimal():
                number = int(text.strip(".#")[:9])
            elif meaning != "title" and not self._take(entry, meaning, text):
                is_note = meaning == "notes"
                name = self.header[place].strip()
                entry.remarks.notes.append(text if is_note else f"{name}: {text}")
        return number

    def _take(self, entry: Entry, meaning: str, text: str) -> bool:
        """Take in a cell as what its column tells; False where it doesn't fit."""
        remarks = entry.remarks
        if meaning == "is_completed" or (meaning == "status" and not is_nothing(text)):
            return _take_status(entry, meaning, text)
        if is_nothing(text):
            return True
        match meaning:
            case "platform" if _names_platforms(text):
                remarks.read_group(text)
            case "times" if times := repeats_of(f"{text}x") or repeats_of(text):
                remarks.repeats = times
            case "year":
                return remarks.read_word(text)
            case "completed_at" if found := date_of(text):
                remarks.completed_at = found
            case "started_at" if found := date_of(text):
                remarks.started_at = found
            case "playtime_hours" if found := hours_of(
                text, unit=self.unit, clock="h:m"
            ):
                remarks.playtime_hours = found
            case "rating":
                return self._take_rating(entry, text)
            case _:
                return False
        return True

    def _take_rating(self, entry: Entry, text: str) -> bool:
        rating, note = rating_of(text, scale=self.scale)
        if not rating and (status := cell_status(text)):
            entry.remarks.status = status
            return True
        entry.remarks.rating = rating
        if rating and note:
            entry.remarks.notes.append(note)
        return bool(rating)


def _take_status(entry: Entry, meaning: str, text: str) -> bool:
    answer = answer_of(text) if meaning == "is_completed" else None
    if meaning == "status" and text.lower() == NOT_PLAYED:
        entry.is_unplayed = True
    elif meaning == "is_completed":
        status = entry.remarks.status
        entry.remarks.status = "completed" if answer else status or "unclear"
    elif status := cell_status(text):
        entry.remarks.status = status
        return status != "unclear"
    else:
        entry.remarks.status = entry.remarks.status or "unclear"
        return False
    return True


def _names_platforms(text: str) -> bool:
    return any(read_platforms(part.strip()) for part in re.split("[,;]", text))


def _meaning(name: str, cells: list[str]) -> str:
    if meaning := meaning_of_column(name, cells):
        return meaning
    words = [column_meaning(word) for word in normalise(name).split()]
    return next((word for word in words if word in _TELLING), "")
