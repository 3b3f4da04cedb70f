"""The structure of a Markdown document: headings, lists, paragraphs, with lines.

markdown-it reads the blocks; what stands in a line is read later, line by line, so
that one odd line cannot spoil its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from markdown_it import MarkdownIt

from apps.imports.parsing.prose.inline import PRIVATE

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST_LINE = 1_000
# What other programs write for a bullet; CommonMark knows "-", "*" and "+" only.
_FOREIGN_BULLET = re.compile(r"^(\s*)[•‣◦▪●·\u2013\u2014](?=\s)")
# Control characters, direction overrides, and our own marks.
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|" + PRIVATE.pattern
)
_UNSEEN = str.maketrans({"\u00a0": " ", "\u200b": "", "\ufeff": "", "\u2060": ""})
_markdown = MarkdownIt("commonmark").enable(["strikethrough", "table"])
_markdown.disable("inline")


@dataclass(slots=True)
class Line:
    """One line of text inside a block; `number` counts from 1."""

    number: int
    text: str
    is_indented: bool = False


@dataclass(slots=True)
class Heading:
    level: int
    text: str
    line: int = 0
    last_line: int = 0


_TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|?)+\s*")
_CELL_EDGE = re.compile(r"(?<!\\)\|")


@dataclass(slots=True)
class Paragraph:
    lines: list[Line]


@dataclass(slots=True)
class Item:
    """An item of a list. `number` is the one written before it, if any."""

    number: int | None
    lines: list[Line] = field(default_factory=list)
    children: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class ItemList:
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table; `other_lines` hold neither its header nor a row.

    `heading` is a row that parts it, as a heading of all rows of this one.
    """

    header: list[str] = field(default_factory=list)
    header_line: int = 0
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    other_lines: list[int] = field(default_factory=list)
    is_html: bool = False
    heading: Heading | None = None

    @property
    def lines_without_games(self) -> list[int]:
        return [self.header_line, *self.other_lines]


@dataclass(slots=True)
class Opaque:
    """Lines in which no game is looked for: code, HTML."""

    kind: str
    first_line: int
    last_line: int


@dataclass(slots=True)
class Rule:
    line: int


type Block = Heading | Paragraph | ItemList | Table | Opaque | Rule


@dataclass(slots=True)
class Document:
    blocks: list[Block]
    references: dict[str, Any]
    too_long: list[int]


def read_blocks(lines: list[str], first_line: int = 1) -> Document:
    """The blocks of a document given as its lines, in order.

    `first_line` is the number of the first of these lines in the whole source.
    """
    too_long = [
        number
        for number, line in enumerate(lines, first_line)
        if len(line) > LONGEST_LINE
    ]
    text = "\n".join(_with_even_rules([_prepare(line) for line in lines]))
    references: dict[str, Any] = {}
    tokens = _markdown.parse(text, references)
    return Document(_Walk(lines, first_line).blocks(tokens), references, too_long)


def _prepare(line: str) -> str:
    """The line as CommonMark understands it; one line stays one line."""
    if len(line) > LONGEST_LINE:
        return ""
    return _FOREIGN_BULLET.sub(r"\1-", _UNWANTED.sub("", line.translate(_UNSEEN)))


def _with_even_rules(lines: list[str]) -> list[str]:
    """The lines; a rule under a table's header with a cell for each of its cells.

    Else it would be no table to Markdown, and its rows lines of text.
    """
    for place, line in enumerate(lines):
        above = lines[place - 1].strip() if place else ""
        if "|" not in line or "|" not in above or not _TABLE_RULE.fullmatch(line):
            continue
        count = len(_CELL_EDGE.split(above.strip("|")))
        if count > 1 and len(_CELL_EDGE.split(line.strip().strip("|"))) != count:
            lines[place] = f"|{' --- |' * count}"
    return lines


class _Walk:
    """Goes once through markdown-it's flat tokens."""

    def __init__(self, lines: list[str], first_line: int) -> None:
        self.lines = lines
        self.first_line = first_line
        self.found: list[Block] = []
        self.open_items: list[Item] = []
        self.open_list: ItemList | None = None
        self.depth = 0

    def blocks(self, tokens: list[Token]) -> list[Block]:
        heading: Token | None = None
        table: Table | None = None
        for token in tokens:
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self._open_list()
                case "bullet_list_close" | "ordered_list_close":
                    self.depth -= 1
                case "list_item_open":
                    self._open_item(token)
                case "list_item_close":
                    self.open_items.pop()
                case "heading_open":
                    heading = token
                case "heading_close":
                    heading = None
                case "table_open":
                    table = Table()
                    self.found.append(table)
                case "table_close":
                    table = None
                case "tr_open" if table is not None:
                    self._open_table_row(table, token)
                case "inline":
                    self._read_inline(token, heading, table)
                case "hr":
                    self.found.append(Rule(self._first(token)))
                case "fence" | "code_block" | "html_block":
                    lines = self._first(token), self._last(token)
                    self.found.append(Opaque(token.type, *lines))
        return self.found

    def _open_list(self) -> None:
        if self.depth == 0:
            self.open_list = ItemList()
            self.found.append(self.open_list)
        self.depth += 1

    def _open_item(self, token: Token) -> None:
        item = Item(number=int(token.info) if token.info else None)
        if self.open_items:
            self.open_items[-1].children.append(item)
        elif self.open_list is not None:
            self.open_list.items.append(item)
        self.open_items.append(item)

    def _open_table_row(self, table: Table, token: Token) -> None:
        if table.header_line == 0:
            table.header_line = self._first(token)
            table.other_lines.append(table.header_line + 1)
        else:
            table.rows.append((self._first(token), []))

    def _read_inline(
        self, token: Token, heading: Token | None, table: Table | None
    ) -> None:
        if table is not None:
            cells = table.rows[-1][1] if table.rows else table.header
            cells.append(token.content)
            return
        lines = self._text_lines(token)
        if self.open_items:
            self.open_items[-1].lines += lines
        elif heading is not None:
            level = int(heading.tag[1:])
            text = " ".join(line.text for line in lines)
            place = self._first(token), self._last(heading)
            self.found.append(Heading(level, text, *place))
        else:
            self.found.append(Paragraph(lines))

    def _text_lines(self, token: Token) -> list[Line]:
        start = token.map[0] if token.map else 0
        return [
            Line(self.first_line + place, text.strip(), self.lines[place][:1].isspace())
            for place, text in enumerate(token.content.split("\n"), start)
        ]

    def _first(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else 0)

    def _last(self, token: Token) -> int:
        return self.first_line - 1 + (token.map[1] if token.map else 0)
