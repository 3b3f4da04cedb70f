"""Lists of games in Markdown, or in plain text with one game a line."""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import Any

from apps.core.text import normalise
from apps.imports.parsing.drafts import Draft
from apps.imports.parsing.prose.blocks import LONGEST_LINE
from apps.imports.parsing.prose.blocks import Heading
from apps.imports.parsing.prose.blocks import Item
from apps.imports.parsing.prose.blocks import ItemList
from apps.imports.parsing.prose.blocks import Line
from apps.imports.parsing.prose.blocks import Opaque
from apps.imports.parsing.prose.blocks import Paragraph
from apps.imports.parsing.prose.blocks import Rule
from apps.imports.parsing.prose.blocks import Table
from apps.imports.parsing.prose.blocks import read_blocks
from apps.imports.parsing.prose.headings import Section
from apps.imports.parsing.prose.headings import document_title
from apps.imports.parsing.prose.headings import under
from apps.imports.parsing.prose.inline import BOLD
from apps.imports.parsing.prose.inline import END_BOLD
from apps.imports.parsing.prose.inline import read_inline
from apps.imports.parsing.prose.inline import unmarked
from apps.imports.parsing.prose.items import Entry
from apps.imports.parsing.prose.items import read_entries
from apps.imports.parsing.prose.remarks import Remarks
from apps.imports.parsing.prose.splitting import is_numeral
from apps.imports.parsing.prose.versions import is_sentence
from apps.imports.parsing.tables.markdown_tables import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set

    from apps.imports.parsing.prose.blocks import Block
    from apps.imports.parsing.prose.blocks import Document
    from apps.imports.parsing.rows import Parsed
    from apps.imports.parsing.rows import Status

_CHECKBOX = re.compile(r"(?:\[([ xX/-])\]|([✅☑✔☐❌✖])\ufe0f?)(?:\s+|$)")
_CHECKED: dict[str, Status] = {
    **dict.fromkeys("xX✅☑✔", "completed"),
    **dict.fromkeys("-❌✖", "dropped"),
    "/": "playing",
}
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s")
# "Final Fantasy (23)", "2023 [12 games]".
_COUNT = re.compile(r"\s*[(\[]\s*\d+(?:\s*/\s*\d+|\s+\w+)?\s*[)\]]$")
_LEAD_IN_LEVEL = 7
_NOT_READ = {
    "fence": "Code isn't read as a list of games.",
    "code_block": (
        "Text indented like this is code in Markdown. Remove the leading spaces."
    ),
    "html_block": "HTML isn't supported.",
}
_LAZY = 'Not a list item. Start the line with "- " to make it a game.'


def parse_markdown(text: str, *, known: Set[str] = frozenset()) -> Parsed:
    """Read a checked text (see `source`); odd lines are reported, not refused.

    `known` holds the normal forms of titles that exist; see `items.read_entries`.
    """
    reader = _Reader(text.split("\n"), known)
    reader.read_document(read_blocks(reader.draft.lines))
    reader.draft.account_for_lines()
    return reader.draft.finish()


class _Reader:
    def __init__(self, lines: list[str], known: Set[str]) -> None:
        self.draft = Draft(lines)
        self.known = known
        self.sections = [Section()]
        self.references: dict[str, Any] = {}
        self.has_lists = False
        self.is_inner = False

    @property
    def section(self) -> Section:
        return self.sections[-1]

    def read_document(self, document: Document) -> None:
        self.references = document.references
        blocks = document.blocks
        for number in document.too_long:
            reason = f"The line is longer than {LONGEST_LINE:,} characters."
            self.draft.add_not_understood(number, reason)
        self.has_lists = any(isinstance(it, ItemList | Table) for it in blocks)
        headings = [block for block in blocks if isinstance(block, Heading)]
        title = document_title(headings)
        for block, after in pairwise([*blocks, None]):
            if block is not None:
                self._read_block(block, after, is_title=block is title)

    def _read_block(self, block: Block, after: Block | None, *, is_title: bool) -> None:
        match block:
            case Heading():
                self._open_section(block, is_title=is_title)
            case Paragraph():
                self._read_paragraph(block, is_before_list=isinstance(after, ItemList))
            case ItemList():
                for item in block.items:
                    self._read_item(item, self.section, parent=None)
            case Table():
                read_table(block, self.section, self.draft, self.references)
            case Opaque():
                self._read_opaque(block)
            case Rule():
                self.draft.add_other(block.line, "rule")

    def _open_section(self, heading: Heading, *, is_title: bool = False) -> None:
        name = unmarked(read_inline(heading.text, self.references).text).strip(" :")
        name = _COUNT.sub("", name) or name
        while self.section.level >= heading.level:
            self.sections.pop()
        self.sections.append(under(self.section, heading, name, is_title=is_title))
        for line in range(heading.line, heading.last_line + 1):
            self.draft.add_other(line, "heading")

    def _read_paragraph(self, block: Paragraph, *, is_before_list: bool) -> None:
        for line in block.lines:
            if self._is_lead_in(line, is_before_list and len(block.lines) == 1):
                heading = Heading(_LEAD_IN_LEVEL, line.text, line.number, line.number)
                self._open_section(heading)
            elif self.has_lists or self.is_inner or _is_prose(line.text):
                self.draft.add_other(line.number, "prose")
            else:
                self._read_item(Item(None, [line]), self.section, parent=None)

    def _is_lead_in(self, line: Line, is_before_list: bool) -> bool:
        """Whether the line is a heading in all but its form."""
        if self.has_lists and not is_before_list:
            return False
        if line.text.endswith(":") and len(line.text.split()) <= 6:
            return True
        if not is_before_list:
            return False
        text = read_inline(line.text, self.references).text.strip(" :")
        return bool(re.fullmatch(f"{BOLD}[^{END_BOLD}]+{END_BOLD}", text))

    def _read_item(self, item: Item, section: Section, *, parent: str | None) -> None:
        if not item.lines:
            for child in item.children:
                self._read_item(child, section, parent=parent)
            return
        head, rest = self._head_and_rest(item)
        below = [child.lines[0].text for child in item.children if child.lines]
        if _is_group(head.text, below):
            self._read_group(item, head, section)
            return
        entries, checked, urls = self._entries(head)
        games = self._remarks_below(item.children, entries, section)
        for line in rest:
            self._read_continuation(line, entries)
        title = parent
        for entry in entries:
            row = self.draft.add_entry(
                entry,
                section,
                line=head.number,
                status=_status_of_box(checked, section),
                number=item.number,
                urls=urls,
                parent=parent,
            )
            title = row.title if row else title
        for child in games:
            self._read_item(child, section, parent=title)

    def _head_and_rest(self, item: Item) -> tuple[Line, list[Line]]:
        """The item's first line, with those that close its brackets, and the rest."""
        head, *rest = item.lines
        text = head.text
        while rest and text.count("(") > text.count(")"):
            text = f"{text} {rest[0].text}"
            self.draft.add_other(rest.pop(0).number, "note")
        return Line(head.number, text), rest

    def _entries(self, head: Line) -> tuple[list[Entry], str, tuple[str, ...]]:
        """The games of a line, its checkbox's sign and its links."""
        box = _CHECKBOX.match(head.text)
        text = head.text[box.end() :] if box else head.text
        inline = read_inline(text, self.references)
        checked = (box[1] or box[2]) if box else ""
        if inline.problem:
            self.draft.add_not_understood(head.number, inline.problem)
            return [], checked, inline.urls
        return read_entries(inline.text, known=self.known), checked, inline.urls

    def _remarks_below(
        self, children: list[Item], entries: list[Entry], section: Section
    ) -> list[Item]:
        """Take in nested remarks on the last entry; the nested games are left."""
        games: list[Item] = []
        for child in children:
            text = child.lines[0].text if child.lines else ""
            is_remark = section.list_name is not None or _is_remark_on_parent(text)
            if not (entries and text and is_remark):
                games.append(child)
                continue
            for line in child.lines:
                self._take_in(line, entries[-1])
            games += self._remarks_below(child.children, entries, section)
        return games

    def _read_continuation(self, line: Line, entries: list[Entry]) -> None:
        if entries and line.is_indented:
            self._take_in(line, entries[-1])
        else:
            self.draft.add_not_understood(line.number, _LAZY)

    def _take_in(self, line: Line, entry: Entry) -> None:
        text = unmarked(read_inline(line.text, self.references).text)
        if not entry.remarks.read_word(text):
            entry.remarks.notes.append(text)
        self.draft.add_other(line.number, "note")

    def _read_group(self, item: Item, head: Line, section: Section) -> None:
        """An item that is a heading for those nested in it."""
        name = unmarked(read_inline(head.text, self.references).text).strip(" :")
        heading = Heading(section.level + 1, name)
        self.draft.add_other(head.number, "heading")
        inner = under(section, heading, name, is_title=False)
        for child in item.children:
            self._read_item(child, inner, parent=None)

    def _read_opaque(self, block: Opaque) -> None:
        lines = self.draft.lines[block.first_line - 1 : block.last_line]
        if block.kind == "code_block" and not self.is_inner:
            if any(map(_BULLET.match, lines)):
                self._read_indented(lines, block.first_line)
                return
        for number, text in enumerate(lines, block.first_line):
            if text.strip():
                self.draft.add_not_understood(number, _NOT_READ[block.kind])

    def _read_indented(self, lines: list[str], first_line: int) -> None:
        """A list that somebody indented as a whole: code to Markdown, games to us."""
        inner = textwrap.dedent("\n".join(lines).expandtabs(4)).split("\n")
        self.is_inner = True
        for block in read_blocks(inner, first_line).blocks:
            self._read_block(block, None, is_title=False)
        self.is_inner = False


def _status_of_box(sign: str, section: Section) -> Status | None:
    if sign in (" ", "☐"):
        return "planned" if section.status == "completed" else section.status
    return _CHECKED.get(sign)


def _is_prose(text: str) -> bool:
    words = len(text.split())
    return words > 15 or (words >= 4 and text.rstrip()[-1:] in ".!?:")


# What an item nested under another is: a game, a remark, or one of a group.


def _is_remark_on_parent(text: str) -> bool:
    """Whether a nested line is about the game above it: "finished twice", "PS4".

    A game's title begins with a capital or a digit; a remark with a small letter.
    """
    words = unmarked(text).strip(" *_~")
    return words[:1].islower() or is_sentence(words) or Remarks().read_word(words)


def _is_group(text: str, children: Sequence[str]) -> bool:
    """Whether an item only names the series of those nested in it.

    So it is when it ends with a colon, when they are its numbers ("Final Fantasy":
    "IV", "VI"), or when two or more repeat its name.
    """
    if not children:
        return False
    if text.rstrip().endswith(":"):
        return True
    if "(" in text or any(_is_remark_on_parent(child) for child in children):
        return False
    if all(is_numeral(child.split("(")[0]) for child in children):
        return True
    name = normalise(text)
    repeating = [child for child in children if normalise(child).startswith(f"{name} ")]
    return len(children) > 1 and len(repeating) == len(children)
