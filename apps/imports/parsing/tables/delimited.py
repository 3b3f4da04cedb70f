"""Tables as text: CSV with commas, semicolons, tabs or bars between the cells.

Quoted cells may hold line breaks. A file is read record by record, so that one of
100,000 lines takes no more memory than its text.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from apps.imports.parsing.rows import OtherLine
from apps.imports.parsing.source import BrokenTable
from apps.imports.parsing.source import SourceTooLarge
from apps.imports.parsing.tables.columns import column_meaning
from apps.imports.parsing.tables.columns import is_plain_cell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from apps.imports.parsing.rows import OtherKind

MOST_RECORDS = 100_000
MOST_COLUMNS = 500
_LONGEST_CELL = 1_000_000
_LONGEST_SOURCE = 4_000
_DELIMITERS = ",;\t|"
_SAMPLE = 20
# Lines that may stand above a header: a sentence, a title.
_MOST_ABOVE = 5
# Excel's own hint above the header: which delimiter follows.
_EXCEL_HINT = re.compile(r"sep=(.)\n", re.IGNORECASE)
# Our export, like others, disarms formulas by an apostrophe before them.
_DISARMED = re.compile(r"'\s*[=+\-@]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")

csv.field_size_limit(_LONGEST_CELL)


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a table: its cells by the header's names, in lower case.

    `line` counts from 1; `problem` says why it cannot be read, for the owner.
    """

    line: int
    source: str
    cells: dict[str, str]
    problem: str = ""

    def __getitem__(self, column: str) -> str:
        """The cell, "" where the table has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text: `columns` as written, `keys` in lower case.

    `first_line` is the number of lines above its records. `is_headless`: there is no
    header among them, and the columns are only numbered.
    """

    text: str
    delimiter: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    first_line: int
    is_headless: bool = False

    @property
    def lines_above(self) -> list[str]:
        """The lines before the first record: the header and what stands above it."""
        return self.text.split("\n", self.first_line)[: self.first_line]

    def records(self, others: list[OtherLine] | None = None) -> Iterator[Record]:
        """Each record that is not blank. Raises BrokenTable, SourceTooLarge.

        The header, what stands above it, and lines of empty cells go to `others`.
        """
        self._check_count()
        width = len(self.keys)
        for line, cells, source in _read(self.text, self.delimiter):
            if line <= self.first_line or not any(cells):
                if others is not None and source.strip():
                    others.append(self._other_line(line, source))
                continue
            found = {
                key: _cleaned(cell)
                for key, cell in zip(self.keys, cells, strict=False)
                if cell
            }
            problem = _problem(cells, width, source)
            shown = source.rstrip("\n")
            if len(shown) > _LONGEST_SOURCE:
                shown = shown[:_LONGEST_SOURCE] + "…"
            yield Record(line, shown, found, problem)

    def _other_line(self, line: int, source: str) -> OtherLine:
        last = line + source.rstrip("\n").count("\n")
        kind: OtherKind = "heading" if last == self.first_line else "prose"
        return OtherLine(line, source.rstrip("\n")[:_LONGEST_SOURCE], kind)

    def _check_count(self) -> None:
        """Raises SourceTooLarge. Lines are counted first: cells may hold several."""
        if self.text.count("\n") <= MOST_RECORDS:
            return
        count = sum(any(cells) for _, cells, _ in _read(self.text, self.delimiter))
        if count - 1 > MOST_RECORDS:
            raise SourceTooLarge(
                f"The table has more than {MOST_RECORDS:,} lines.",
                what_to_do="Split it and import the parts one by one.",
            )

    def sample(self, count: int) -> list[Record]:
        return list(islice(self.records(), count))

    def cells(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """All cells of these columns that aren't empty. Raises BrokenTable."""
        places = {self.keys.index(key): key for key in keys}
        found: dict[str, list[str]] = {key: [] for key in places.values()}
        if not places:
            return found
        for line, cells, _ in _read(self.text, self.delimiter):
            if line <= self.first_line:
                continue
            for place, key in places.items():
                if place < len(cells) and (cell := cells[place].strip()):
                    found[key].append(cell)
        return found

    def parts(self, size: int) -> Iterator[str]:
        """The table as texts of at most `size` records, each with the header."""
        header = "".join(f"{line}\n" for line in self.lines_above)
        part: list[str] = []
        for line, cells, source in _read(self.text, self.delimiter):
            if line <= self.first_line or not any(cells):
                continue
            part.append(source)
            if len(part) == size:
                yield header + "".join(part)
                part = []
        if part:
            yield header + "".join(part)


def read_table(text: str) -> Table | None:
    """The table that a text is, whole, or None: at least a header and a line.

    Half of its first lines have as many cells as the header, two or more; fewer where
    the header's names are known. Without a header where its cells are plainly data.
    """
    hint = _EXCEL_HINT.match(text)
    best: Table | None = None
    best_agreement = 0
    for delimiter in hint[1] if hint else _DELIMITERS:
        sample: list[tuple[int, list[str], str]] = []
        with suppress(BrokenTable):  # which is reported when the table is read
            sample.extend(islice(_read(text, delimiter), _SAMPLE + 1))
        rows = [row for row in sample if any(row[1])][1 if hint else 0 :]
        place = _header_place([cells for _, cells, _ in rows])
        rows = rows[place or 0 :]
        if len(rows) < 2 or not 2 <= len(rows[0][1]) <= MOST_COLUMNS:
            continue
        header, width = rows[0], len(rows[0][1])
        least = width if place is None else 2
        agreeing = sum(least <= len(cells) <= width for _, cells, _ in rows[1:])
        if agreeing * 2 < len(rows[1:]):
            continue
        if agreeing * width > best_agreement:
            best_agreement = agreeing * width
            is_headless = not any(map(column_meaning, header[1])) and any(
                map(is_plain_cell, header[1])
            )
            best = (
                _headless(text, delimiter, width)
                if is_headless
                else _table(text, delimiter, header)
            )
    return best


def _header_place(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first lines names a title's column and another one, if any."""
    for place, cells in enumerate(rows[:_MOST_ABOVE]):
        meanings = {column_meaning(" ".join(cell.split())) for cell in cells} - {""}
        if "title" in meanings and len(meanings) > 1:
            return place
    return None


def _headless(text: str, delimiter: str, width: int) -> Table:
    columns = tuple(f"Column {number}" for number in range(1, width + 1))
    keys = tuple(column.casefold() for column in columns)
    return Table(text, delimiter, columns, keys, 0, is_headless=True)


def _table(text: str, delimiter: str, header: tuple[int, list[str], str]) -> Table:
    line, cells, source = header
    columns = tuple(" ".join(cell.split()) for cell in cells)
    keys: list[str] = []
    times: Counter[str] = Counter()
    for column in columns:
        key = column.casefold()
        times[key] += 1
        keys.append(key if times[key] == 1 else f"{key} ({times[key]})")
    last = line + source.rstrip("\n").count("\n")
    return Table(text, delimiter, columns, tuple(keys), last)


def _read(text: str, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """Each record's first line, its cells, and its text. Raises BrokenTable."""
    taken: list[str] = []
    reader = csv.reader(_lines(text, taken), delimiter=delimiter)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BrokenTable(
                f"The table can't be read from line {line} on: {error}.",
                what_to_do="A quotation mark may be missing there. Fix that line, or "
                "save the table again from the program it came from.",
            ) from error
        yield line, cells, "".join(taken)
        line += len(taken)
        taken.clear()


def _lines(text: str, taken: list[str]) -> Iterator[str]:
    """The lines of a text, one by one, noted in `taken`, without copying it all."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        line = text[start:end]
        taken.append(line)
        yield line
        start = end


def _cleaned(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if _DISARMED.match(cell) else cell


def _problem(cells: Sequence[str], width: int, source: str) -> str:
    """Why a record cannot be trusted; "" for a good one."""
    if any(cells[width:]):
        return (
            f"It has {len(cells)} cells, but the header has {width}. A quotation mark "
            "may be missing here."
        )
    if "\n" in source.rstrip("\n") and source.count('"') % 2:
        return "A quotation mark opens here but never closes."
    if _CONTROL.search(source):
        return "It contains characters that aren't valid text."
    return ""
