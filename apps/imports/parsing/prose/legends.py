"""What a list says of its own signs: "Legend: 🚪 gave up, ⭐ favorite", "D = dropped".

A legend is a list or lines below a heading that says so ("Key", "Signs:"), one line
that begins with such a word, or a table with a column of signs and one of meanings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import Any

from apps.core.text import normalise
from apps.imports.parsing.prose.blocks import Heading
from apps.imports.parsing.prose.blocks import Item
from apps.imports.parsing.prose.blocks import ItemList
from apps.imports.parsing.prose.blocks import Line
from apps.imports.parsing.prose.blocks import Paragraph
from apps.imports.parsing.prose.blocks import Table
from apps.imports.parsing.prose.inline import read_inline
from apps.imports.parsing.prose.inline import unmarked
from apps.imports.parsing.prose.signs import SIGN
from apps.imports.parsing.vocabulary.statuses import cell_status
from apps.imports.parsing.vocabulary.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from apps.imports.parsing.prose.blocks import Block

# The plain text of one line of Markdown.
type Shown = Callable[[str], str]

_IS = r"\s*(?:[=:→-]|[\u2013\u2014])?\s*"
# "🚪 gave up", "🚪 = gave up"; "gave up: 🚪"
_SIGN_FIRST = re.compile(rf"({SIGN}(?:\s*{SIGN})*){_IS}(\w.*)")
_SIGN_LAST = re.compile(rf"(\w[^=:]*?){_IS}({SIGN}(?:\s*{SIGN})*)")
# "D = dropped", "(D): dropped"; a letter alone is a sign only with something between.
_LETTERS = re.compile(
    r"[(\[]?([A-Z]{1,3}[+*]?)[)\]]?\s*(?:[=:→]|\s[-\u2013\u2014]\s)\s*(.+)"
)
_BETWEEN = re.compile(r"\s*[,;|·]\s*")


@dataclass(slots=True)
class Legend:
    """`meanings` by sign, as parts have them; `lines` hold nothing but a legend."""

    meanings: dict[str, str] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)

    def take_in(self, text: str) -> bool:
        """Take in one explanation; False for text that explains no sign."""
        text = text.strip(" .")
        if found := _SIGN_FIRST.fullmatch(text) or _LETTERS.fullmatch(text):
            sign, meaning = found.groups()
        elif found := _SIGN_LAST.fullmatch(text):
            meaning, sign = found.groups()
        else:
            return False
        self.meanings.setdefault(sign.strip(), _meaning(meaning))
        return True

    def take_in_line(self, line: Line, text: str) -> bool:
        """Take in a line of one or more explanations: "🚪 gave up, ⭐ favorite"."""
        pieces = [piece for piece in _BETWEEN.split(text) if piece]
        if not any([*map(self.take_in, pieces)]):
            return False
        self.lines.add(line.number)
        return True


def legend_of(blocks: Sequence[Block], references: dict[str, Any]) -> Legend:
    """What the legends of a document say, wherever they stand in it."""
    legend = Legend()

    def shown(text: str) -> str:
        return unmarked(read_inline(text, references).text)

    for above, block in pairwise([None, *blocks]):
        match block:
            case ItemList() if _is_called_legend(above, shown):
                for line in _lines(block.items):
                    legend.take_in(shown(line.text))
            case Paragraph():
                is_legend = _is_called_legend(above, shown)
                for line in block.lines:
                    name, _, rest = shown(line.text).partition(":")
                    if normalise(name) in words_of("heading_words.legend"):
                        is_legend = True
                        if rest.strip():
                            legend.take_in_line(line, rest)
                    elif is_legend:
                        is_legend = legend.take_in_line(line, shown(line.text))
            case Table():
                _read_table(block, legend, shown)
    return legend


def _read_table(table: Table, legend: Legend, shown: Shown) -> None:
    names = [normalise(shown(name)) for name in table.header]
    signs = [name in words_of("legend.sign") for name in names]
    meanings = [name in words_of("legend.meaning") for name in names]
    if True not in signs or True not in meanings:
        return
    sign, meaning = signs.index(True), meanings.index(True)
    legend.lines.update(table.lines_without_games)
    for line, cells in table.rows:
        legend.lines.add(line)
        if len(cells) > max(sign, meaning):
            text = shown(cells[sign]).strip()
            legend.meanings.setdefault(text, _meaning(shown(cells[meaning])))


def _meaning(text: str) -> str:
    status = cell_status(text)
    return "undecided" if status == "unclear" else status or "notes"


def _is_called_legend(block: Block | None, shown: Shown) -> bool:
    """Whether a heading, or the last line above, says that signs are explained."""
    match block:
        case Heading(text=text):
            name = shown(text)
        case Paragraph(lines=[*_, Line(text=text)]) if text.endswith(":"):
            name = shown(text)
        case _:
            return False
    return normalise(name) in words_of("heading_words.legend")


def _lines(items: list[Item]) -> Iterator[Line]:
    for item in items:
        yield from item.lines
        yield from _lines(item.children)
