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
from apps.imports.parsing.prose.remarks import status_of
from apps.imports.parsing.prose.versions import read_platforms

if TYPE_CHECKING:
    from apps.imports.parsing.drafts import Draft
    from apps.imports.parsing.prose.blocks import Table
    from apps.imports.parsing.prose.headings import Section

_COLUMNS = {
    "title": "game games name title rpg",
    "platform": "platform platforms system systems console consoles",
    "year": "year released release",
    "status": "status state progress",
    "number": "rank ranking position place no nr #",
    "times": "times",
    "notes": "note notes comment comments remarks",
}
_COLUMN_OF = {
    word: column for column, words in _COLUMNS.items() for word in words.split()
}
# A status of its own: the game is known, and the source names no run of it.
NOT_PLAYED = "not played"
_NO_TITLES = "The table doesn't have a column named “Game”, “Name”, or “Title”."


def read_table(
    table: Table, section: Section, draft: Draft, references: dict[str, Any]
) -> None:
    """Make each row of the table a row of the draft, on the section's list if any."""
    columns = [_column(name) for name in table.header]
    header_lines = (table.header_line, table.header_line + 1)
    if "title" not in columns:
        for line in (*header_lines, *(line for line, _ in table.rows)):
            draft.add_not_understood(line, _NO_TITLES)
        return
    for line in header_lines:
        draft.add_other(line, "heading")
    for line, cells in table.rows:
        shown = [read_inline(cell, references) for cell in cells]
        if problem := next((it.problem for it in shown if it.problem), ""):
            draft.add_not_understood(line, problem)
            continue
        texts = [inline.text.strip() for inline in shown]
        title = columns.index("title")
        literal = code_only(cells[title])
        entry = Entry(literal) if literal else read_entry(texts[title])
        number = _read_cells(entry, columns, texts)
        urls = tuple(url for inline in shown for url in inline.urls)
        draft.add_entry(entry, section, line=line, number=number, urls=urls)


def _read_cells(entry: Entry, columns: list[str], texts: list[str]) -> int | None:
    """Take in all cells but the title's; the number in the rank column, if any."""
    number: int | None = None
    for column, marked in zip(columns, texts, strict=False):
        text = unmarked(marked)
        if column == "title" or not text:
            continue
        if column == "platform" and _names_platforms(text):
            entry.remarks.read_group(text)
        elif column == "status" and text.lower() == NOT_PLAYED:
            entry.is_unplayed = True
        elif column == "status" and status_of(text):
            entry.remarks.status = status_of(text)
        elif column == "times" and (times := repeats_of(f"{text}x")):
            entry.remarks.repeats = times
        elif column == "number" and text.strip(".#").isdecimal():
            number = int(text.strip(".#")[:9])
        elif column != "year" or not entry.remarks.read_word(text):
            is_note = column in ("notes", "status", "")
            entry.remarks.notes.append(text if is_note else f"{column}: {text}")
    return number


def _names_platforms(text: str) -> bool:
    return any(read_platforms(part.strip()) for part in re.split("[,;]", text))


def _column(name: str) -> str:
    words = normalise(name).split()
    known = [_COLUMN_OF[word] for word in words if word in _COLUMN_OF]
    return known[0] if known else name.strip()
