"""Tables written in HTML inside of a Markdown document, with the line of each row."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from apps.imports.parsing.prose.blocks import Document
from apps.imports.parsing.prose.blocks import Heading
from apps.imports.parsing.prose.blocks import Opaque
from apps.imports.parsing.prose.blocks import Table
from apps.imports.parsing.prose.blocks import read_blocks
from apps.imports.parsing.prose.headings import LEAD_IN_LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apps.imports.parsing.prose.blocks import Block

_OPENING = re.compile(r"\s*(?:<[^<>]*>\s*)*?<table\b", re.IGNORECASE)
_CLOSING = re.compile(r"</table\s*>\s*(?:</?[a-z][^<>]*>\s*)*$", re.IGNORECASE)
_CLOSING_TAG = "</table"
_FENCE = re.compile(r"\s*(?:```|~~~)")
# In a cell these part words, the others stand inside of a line.
_PARTING = frozenset({"br", "p", "div", "ul", "ol", "li", "hr"})
_MOST_SPANNED = 500  # rows
_MOST_COLUMNS = 50


def read_document(lines: list[str], first_line: int) -> Document:
    """The blocks of a Markdown document in which tables may be HTML's.

    `first_line` is the number of the first of these lines in the whole source.
    """
    whole = Document([], {}, [])
    start = 0
    for opening, end in _spans(lines):
        _add(whole, lines[start:opening], first_line + start)
        html = "\n".join(lines[opening:end])
        whole.blocks += _blocks_of(html, first_line + opening)
        start = end
    _add(whole, lines[start:], first_line + start)
    return whole


def _add(whole: Document, lines: list[str], first_line: int) -> None:
    document = read_blocks(lines, first_line)
    whole.blocks += document.blocks
    whole.references.setdefault("references", {})
    whole.references["references"] |= document.references.get("references", {})
    whole.too_long += document.too_long


def _spans(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The places of the first line of each table and of the one behind its last."""
    opening: int | None = None
    is_code = False
    for place, line in enumerate(lines):
        if opening is None and _FENCE.match(line):
            is_code = not is_code
        if opening is None and not is_code and _OPENING.match(line):
            opening = place
        # Its last one: to look from each of them would take the square of their number.
        last = line.lower().rfind(_CLOSING_TAG) if opening is not None else -1
        if opening is not None and last >= 0 and _CLOSING.match(line, last):
            yield opening, place + 1
            opening = None


def _blocks_of(html: str, first_line: int) -> Iterator[Block]:
    """The table; a row of one cell parts it, as a heading would: "Dropped"."""
    parser = _TableParser(first_line)
    parser.feed(html)
    parser.close()
    if not parser.rows:
        last_line = first_line + html.count("\n")
        yield Opaque("html_block", first_line, last_line)
        return
    (header_line, header), *rows = parser.rows
    taken = {line for line, _ in parser.rows}
    lines = range(first_line, first_line + html.count("\n") + 1)
    rest = [number for number in lines if number not in taken]
    table = Table(header, header_line, other_lines=rest, is_html=True)
    for line, cells in rows:
        if len(cells) != 1 or len(header) < 2:
            table.rows.append((line, cells))
        elif cells[0]:
            yield table
            heading = Heading(LEAD_IN_LEVEL, cells[0], line, line)
            table = Table(header, header_line, is_html=True, heading=heading)
    yield table


class _TableParser(HTMLParser):
    """Collects the rows of the outermost table, each with the line it begins on."""

    def __init__(self, first_line: int) -> None:
        super().__init__()
        self.first_line = first_line
        self.rows: list[tuple[int, list[str]]] = []
        self.depth = 0
        self.cell: list[str] | None = None
        # By column: the text of a cell that reaches down, and for how many rows yet.
        self.reaching: dict[int, tuple[int, str]] = {}
        self.span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
        elif self.depth == 1 and tag == "tr":
            self._end_cell()
            self.rows.append((self.first_line + self.getpos()[0] - 1, []))
            self._fill()
        elif self.depth == 1 and tag in ("td", "th") and self.rows:
            self._end_cell()
            self.cell = []
            spans = dict(attrs)
            self.span = _number(spans.get("rowspan")), _number(spans.get("colspan"))
        elif self.cell is not None:
            is_parting = tag in _PARTING
            self.cell.append(" " if is_parting else self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._end_cell()
            self.depth -= 1
        elif self.depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()
        elif self.cell is not None:
            self.cell.append(" " if tag in _PARTING else f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def _end_cell(self) -> None:
        if self.cell is None:
            return
        text = " ".join("".join(self.cell).split())
        self.cell = None
        _, cells = self.rows[-1]
        rows, columns = self.span
        room = _MOST_COLUMNS - len(cells)
        for _ in range(min(columns if cells else 1, room)):
            if rows > 1:
                self.reaching[len(cells)] = rows - 1, text
            cells.append(text)
        self._fill()

    def _fill(self) -> None:
        """Take the cells that reach down from above into the row."""
        _, cells = self.rows[-1]
        while found := self.reaching.pop(len(cells), None):
            rows, text = found
            if rows > 1:
                self.reaching[len(cells)] = rows - 1, text
            cells.append(text)


def _number(text: str | None) -> int:
    is_number = text is not None and text.isdecimal() and len(text) <= 4
    return min(max(int(text or 1), 1), _MOST_SPANNED) if is_number else 1
