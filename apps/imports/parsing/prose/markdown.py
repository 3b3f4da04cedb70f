"""Lists of games in Markdown, or in plain text with one game a line."""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import Any

from apps.core.text import normalise
from apps.imports.parsing.drafts import Draft
from apps.imports.parsing.parts import Parts
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
from apps.imports.parsing.prose.fact_sheets import FactSheet
from apps.imports.parsing.prose.fact_sheets import fact_sheets
from apps.imports.parsing.prose.headings import LEAD_IN_LEVEL
from apps.imports.parsing.prose.headings import Section
from apps.imports.parsing.prose.headings import document_title
from apps.imports.parsing.prose.headings import says_what_follows
from apps.imports.parsing.prose.headings import under
from apps.imports.parsing.prose.html_tables import read_document
from apps.imports.parsing.prose.inline import BOLD
from apps.imports.parsing.prose.inline import END_BOLD
from apps.imports.parsing.prose.inline import read_inline
from apps.imports.parsing.prose.inline import unmarked
from apps.imports.parsing.prose.inline import without_struck
from apps.imports.parsing.prose.items import Entry
from apps.imports.parsing.prose.items import ends_with_score
from apps.imports.parsing.prose.items import read_entries
from apps.imports.parsing.prose.items import read_entry
from apps.imports.parsing.prose.legends import Legend
from apps.imports.parsing.prose.legends import legend_of
from apps.imports.parsing.prose.remarks import Remarks
from apps.imports.parsing.prose.splitting import is_numeral
from apps.imports.parsing.prose.versions import is_sentence
from apps.imports.parsing.tables.markdown_tables import CellReader
from apps.imports.parsing.tables.markdown_tables import read_table
from apps.imports.parsing.vocabulary.statuses import heading_status
from apps.imports.parsing.vocabulary.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set

    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.parts import Means
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
_UNCHECKED = (" ", "☐")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s")
# "Final Fantasy (23)", "2023 [12 games]".
_COUNT = re.compile(r"\s*[(\[]\s*\d+(?:\s*/\s*\d+|\s+\w+)?\s*[)\]]$")
# ":video_game: Playing"
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:\s*")
# "Chrono Trigger - tried it twice", "Chrono Trigger: tried it twice".
_AFTER_TITLE = re.compile(r"\s+[-\u2013\u2014]+\s+|:\s+")
_LONGEST_LEAD_IN = 8  # words
_LONGEST_FRONT_MATTER = 60
# The place before a title: "3. ", "#3 ", "No. 3: ", "【3】".
_PLACE = re.compile(
    rf"[{BOLD}]?\s*(?:(?:#|no\.?\s|nr\.?\s)\s?(\d{{1,4}})[.):]?|(\d{{1,4}})[.):]"
    rf"|【(\d{{1,4}})】)(?=\s|{END_BOLD}|(?<=】))\s*",
    re.IGNORECASE,
)
# "#3. Ico", where nothing says that it is a ranking: the sign tells it from a title.
_NUMBER_SIGN = re.compile(rf"[{BOLD}]?\s*#\d{{1,4}}(?:[.):]|\s+[-\u2013\u2014])\s+")
_YAML = re.compile(r"\s*(?:[\w.-]+:(?:\s|$)|- |#)|\s+\S")
# Which `normalise` would take for a Roman one.
_OPEN_ENDS = words_of("open_end") | {"i"}
_LIST_TAG = re.compile(r"\s*</?[ou]l(?:\s[^<>]*)?>\s*", re.IGNORECASE)
_ITEM_TAG = re.compile(r"\s*<li(?:\s[^<>]*)?>", re.IGNORECASE)
_END_ITEM = re.compile(r"</li>\s*$", re.IGNORECASE)
_PAGE_TITLE = re.compile(r"title\s*[:=]\s*[\"']?(.+?)[\"']?\s*$")
# A comment, or one tag and nothing more.
_NO_TEXT = re.compile(r"<!--(?:(?!-->).)*-->|</?[a-z][^<>]*>")
_NOT_READ = {
    "fence": "Code isn't read as a list of games.",
    "code_block": (
        "Text indented like this is code in Markdown. Remove the leading spaces."
    ),
    "html_block": "HTML isn't supported.",
}
_LAZY = 'Not a list item. Start the line with "- " to make it a game.'


def parse_markdown(
    text: str, *, known: Set[str] = frozenset(), means: Means | None = None
) -> Parsed:
    """Read a checked text (see `source`); odd lines are reported, not refused.

    `known` holds the normal forms of titles that exist; see `items.read_entries`.
    `means` is what was said of its parts (see `parts`).
    """
    reader = _Reader(text.split("\n"), known, Parts(means))
    lines = reader.draft.lines
    above = _front_matter(lines)
    for number in range(1, above + 1):
        reader.draft.add_other(number, "prose")
    for number, line in enumerate(lines[:above], 1):
        titled = _PAGE_TITLE.match(line)
        if titled and heading_status(titled[1]) not in (None, "unclear"):
            reader.open_page(Heading(0, titled[1], number))
    shown, taken = _without_list_tags(lines[above:])
    for place in taken:
        reader.draft.add_other(above + 1 + place, "rule")
    reader.read_document(read_document(shown, above + 1))
    reader.draft.account_for_lines()
    return reader.draft.finish()


def _columns_of(sheets: Sequence[FactSheet], draft: Draft) -> CellReader:
    """The facts of all games as the columns of a table, as what tells their scales."""
    facts = [sheet.facts for sheet in sheets]
    names = list(dict.fromkeys(name for each in facts for name in each))
    cells = [[each.get(name, "") for name in names] for each in facts]
    line = sheets[0].heading.line if sheets else 0
    return CellReader(names, cells, draft.parts, line=line, measures=draft.measures)


def _without_list_tags(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """The lines with the items of HTML lists as Markdown's; the places of bare tags."""
    shown: list[str] = []
    taken: list[int] = []
    is_item = False
    for place, line in enumerate(lines):
        opening = _ITEM_TAG.match(line)
        text = _END_ITEM.sub("", line[opening.end() :] if opening else line).strip()
        if _LIST_TAG.fullmatch(line) or (not text and text != line.strip()):
            is_item = bool(opening) or (is_item and not _END_ITEM.search(line))
            taken.append(place)
            shown.append("")
        elif (opening or is_item) and text:
            shown.append(f"- {text}")
            is_item = False
        else:
            shown.append(line)
    return shown, taken


def _front_matter(lines: Sequence[str]) -> int:
    """How many lines at the top are a page's own data in YAML, between two rules."""
    fence = lines[0].rstrip()
    if fence not in ("---", "+++"):
        return 0
    if fence == "+++":
        ends = [n for n, line in enumerate(lines[1:60], 2) if line.rstrip() == fence]
        return ends[0] if ends else 0
    for number, line in enumerate(lines[1:_LONGEST_FRONT_MATTER], 2):
        if line.rstrip() in ("---", "..."):
            return number
        if line.strip() and not _YAML.match(line):
            return 0
    return 0


class _Reader:
    def __init__(self, lines: list[str], known: Set[str], parts: Parts) -> None:
        self.draft = Draft(lines, parts)
        self.parts = parts
        self.known = known
        self.sections = [Section()]
        self.references: dict[str, Any] = {}
        self.legend = Legend()
        self.has_lists = False
        self.is_inner = False
        # One number at an end may be the name of a game; several are scores.
        self.scored = sum(map(ends_with_score, lines)) > 1

    @property
    def section(self) -> Section:
        return self.sections[-1]

    def open_page(self, heading: Heading) -> None:
        """Begin a page whose own title says how the playing of its games went."""
        self.sections = [
            under(
                Section(level=-1),
                heading,
                heading.text,
                is_title=True,
                parts=self.parts,
            )
        ]

    def read_document(self, document: Document) -> None:
        self.references = document.references
        blocks = document.blocks
        self.legend = legend_of(blocks, self.references)
        self.parts.explain(self.legend.meanings)
        for number in document.too_long:
            reason = f"The line is longer than {LONGEST_LINE:,} characters."
            self.draft.add_not_understood(number, reason)
        self.has_lists = any(isinstance(it, ItemList | Table) for it in blocks)
        headings = [block for block in blocks if isinstance(block, Heading)]
        title = document_title(headings)
        sheets = fact_sheets(blocks)
        columns = _columns_of([*sheets.values()], self.draft)
        is_in_sheet = False
        for block, after in pairwise([*blocks, None]):
            if block is None:
                continue
            if isinstance(block, Heading):
                is_in_sheet = block.line in sheets
            if is_in_sheet and isinstance(block, Heading):
                self._read_sheet(sheets[block.line], columns)
            elif not is_in_sheet:
                self._read_block(block, after, is_title=block is title)

    def _read_sheet(self, sheet: FactSheet, columns: CellReader) -> None:
        """A game that has a heading of its own, with its facts."""
        heading = sheet.heading
        while self.section.level >= heading.level:
            self.sections.pop()
        inline = read_inline(heading.text, self.references)
        entry = read_entry(inline.text)
        columns.read(
            entry,
            [
                unmarked(read_inline(sheet.facts.get(name, ""), self.references).text)
                for name in columns.header
            ],
            line=heading.line,
        )
        for line in sheet.text:
            text = unmarked(read_inline(line.text, self.references).text)
            entry.remarks.read_note(text)
            self.draft.add_other(line.number, "note")
        for number in sheet.fact_lines:
            self.draft.add_other(number, "note")
        self.draft.add_entry(entry, self.section, line=heading.line, urls=inline.urls)

    def _read_block(self, block: Block, after: Block | None, *, is_title: bool) -> None:
        match block:
            case Heading():
                self._open_section(block, is_title=is_title)
            case Paragraph():
                self._read_paragraph(block, is_before_list=isinstance(after, ItemList))
            case ItemList():
                self._read_list(block)
            case Table() if self._is_about_signs(block):
                for line in block.lines_without_games:
                    self.draft.add_other(line, "prose")
                for line, _ in block.rows:
                    self.draft.add_other(line, "prose")
            case Table():
                outer = [*self.sections]
                if block.heading:
                    self._open_section(block.heading)
                read_table(block, self.section, self.draft, self.references)
                self.sections = outer
            case Opaque():
                self._read_opaque(block)
            case Rule():
                self.draft.add_other(block.line, "rule")

    def _is_about_signs(self, table: Table) -> bool:
        return self.section.has_no_games or table.header_line in self.legend.lines

    def _open_section(self, heading: Heading, *, is_title: bool = False) -> None:
        text = read_inline(heading.text, self.references).text
        # What is struck out no longer holds.
        text = _SHORTCODE.sub("", text) or text
        name = unmarked(without_struck(text)).strip(" :") or unmarked(text).strip(" :")
        name = _COUNT.sub("", " ".join(name.split())) or name
        while len(self.sections) > 1 and self.section.level >= heading.level:
            self.sections.pop()
        self.sections.append(
            under(self.section, heading, name, is_title=is_title, parts=self.parts)
        )
        for line in range(heading.line, heading.last_line + 1):
            self.draft.add_other(line, "heading")

    def _read_list(self, block: ItemList) -> None:
        before: Item | None = None
        for item in block.items:
            is_explained = self.section.has_no_games
            if is_explained and self.section.level == LEAD_IN_LEVEL and before:
                # "Signs:" only covers the items up to the first blank line.
                if _first_line(item) - _last_line(before) > 1:
                    self.sections.pop()
                    is_explained = self.section.has_no_games
            if is_explained:
                self._read_about(item)
            else:
                self._read_item(item, self.section, parent=None)
            before = item

    def _read_about(self, item: Item) -> None:
        """An item under "Notes": about a game that is above, or about none."""
        for line in item.lines:
            text = unmarked(read_inline(line.text, self.references).text)
            title, _, note = _AFTER_TITLE.sub("\0", text, count=1).partition("\0")
            is_note = bool(note) and self.draft.add_note(title, note.strip())
            self.draft.add_other(line.number, "note" if is_note else "prose")
        for child in item.children:
            self._read_about(child)

    def _read_paragraph(self, block: Paragraph, *, is_before_list: bool) -> None:
        if self.section.has_no_games and self.section.level == LEAD_IN_LEVEL:
            self.sections.pop()  # "Signs:" covers the list right below it
        for line in block.lines:
            if line.number in self.legend.lines:
                self.draft.add_other(line.number, "prose")
            elif self._is_lead_in(line, is_before_list and len(block.lines) == 1):
                heading = Heading(LEAD_IN_LEVEL, line.text, line.number, line.number)
                self._open_section(heading)
            elif self._is_numbered(line.text):
                self._read_item(Item(None, [line]), self.section, parent=None)
            elif self._holds_no_games or _is_prose(line.text):
                self.draft.add_other(line.number, "prose")
            else:
                self._read_item(Item(None, [line]), self.section, parent=None)

    @property
    def _holds_no_games(self) -> bool:
        """Whether a paragraph can't be games, one a line."""
        return self.has_lists or self.is_inner or self.section.has_no_games

    def _is_numbered(self, text: str) -> bool:
        """Whether a line of a ranking begins with its place, in bold perhaps."""
        if self.section.list_name is None:
            return False
        return bool(_PLACE.match(read_inline(text, self.references).text))

    def _is_lead_in(self, line: Line, is_before_list: bool) -> bool:
        """Whether the line is a heading in all but its form."""
        if self.has_lists and not is_before_list:
            return False
        if _goes_on_below(line.text):
            return True
        if line.text.endswith(":") and len(line.text.split()) <= 6:
            return True
        if not is_before_list:
            return False
        text = read_inline(line.text, self.references).text.strip(" :")
        if re.fullmatch(f"{BOLD}[^{END_BOLD}]+{END_BOLD}", text):
            return True
        if len(text.split()) > _LONGEST_LEAD_IN:
            return False
        return says_what_follows(text) or bool(self.parts.said("heading", text))

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
        entries, checked, urls, place = self._entries(head, section)
        games = self._remarks_below(item.children, entries, section)
        for line in rest:
            self._read_continuation(line, entries)
        title = parent
        for entry in entries:
            row = self.draft.add_entry(
                entry,
                section,
                line=head.number,
                status=self._meaning_of_box(checked, section, head.number),
                number=item.number if place is None else place,
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

    def _entries(
        self, head: Line, section: Section
    ) -> tuple[list[Entry], str, tuple[str, ...], int | None]:
        """The games of a line, its checkbox's sign, its links and its written place."""
        box = _CHECKBOX.match(head.text)
        text = head.text[box.end() :] if box else head.text
        inline = read_inline(text, self.references)
        checked = (box[1] or box[2]) if box else ""
        if inline.problem:
            self.draft.add_not_understood(head.number, inline.problem)
            return [], checked, inline.urls, None
        shown, place = inline.text, None
        if section.list_name is not None and (found := _PLACE.match(shown)):
            place = int(next(filter(None, found.groups())))
            mark = BOLD if shown.startswith(BOLD) else ""
            shown = mark + shown[found.end() :]
        elif found := _NUMBER_SIGN.match(shown):
            shown = shown[found.end() :]
        entries = read_entries(shown, known=self.known, scored=self.scored)
        return entries, checked, inline.urls, place

    def _meaning_of_box(self, sign: str, section: Section, line: int) -> Found | None:
        """What a checkbox says; an open one nothing where its heading does."""
        text = _shown_box(sign)
        if sign not in _UNCHECKED:
            status = _CHECKED.get(sign)
        elif section.status in ("completed", None) or self.parts.said("mark", text):
            status = "planned"
        else:
            status = None
        return self.parts.read("mark", text, status, line=line) if status else None

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
            entry.remarks.read_note(text)
        self.draft.add_other(line.number, "note")

    def _read_group(self, item: Item, head: Line, section: Section) -> None:
        """An item that is a heading for those nested in it."""
        name = unmarked(read_inline(head.text, self.references).text).strip(" :")
        heading = Heading(section.level + 1, name, head.number)
        self.draft.add_other(head.number, "heading")
        inner = under(section, heading, name, is_title=False, parts=self.parts)
        for child in item.children:
            self._read_item(child, inner, parent=None)

    def _read_opaque(self, block: Opaque) -> None:
        lines = self.draft.lines[block.first_line - 1 : block.last_line]
        if block.kind == "code_block" and not self.is_inner:
            if any(map(_BULLET.match, lines)):
                self._read_indented(lines, block.first_line)
                return
        for number, text in enumerate(lines, block.first_line):
            if _NO_TEXT.fullmatch(text.strip()):
                self.draft.add_other(number, "prose")
            elif text.strip():
                self.draft.add_not_understood(number, _NOT_READ[block.kind])

    def _read_indented(self, lines: list[str], first_line: int) -> None:
        """A list that somebody indented as a whole: code to Markdown, games to us."""
        inner = textwrap.dedent("\n".join(lines).expandtabs(4)).split("\n")
        self.is_inner = True
        for block in read_blocks(inner, first_line).blocks:
            self._read_block(block, None, is_title=False)
        self.is_inner = False


def _goes_on_below(text: str) -> bool:
    """Whether a line is a sentence that its list ends: "This list has games that:"."""
    words = text.rstrip(" :").lower().split() if text.rstrip().endswith(":") else []
    return len(words) > 2 and words[-1] in _OPEN_ENDS


def _shown_box(sign: str) -> str:
    return f"[{sign.lower()}]" if sign in " xX/-" else sign


def _is_prose(text: str) -> bool:
    if text.startswith("|") and text.rstrip().endswith("|"):
        return False
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


def _first_line(item: Item) -> int:
    return item.lines[0].number if item.lines else _first_line(item.children[0])


def _last_line(item: Item) -> int:
    below = [_last_line(child) for child in item.children]
    return max([*below, *(line.number for line in item.lines)], default=0)
