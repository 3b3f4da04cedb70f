"""One line of a list: the games in it, with what the line says about each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from apps.core.text import normalise
from apps.imports.parsing.prose.facts import tail_of_facts
from apps.imports.parsing.prose.inline import BOLD
from apps.imports.parsing.prose.inline import END_BOLD
from apps.imports.parsing.prose.inline import split_marked
from apps.imports.parsing.prose.inline import struck_part
from apps.imports.parsing.prose.inline import unmarked
from apps.imports.parsing.prose.inline import without_struck
from apps.imports.parsing.prose.remarks import Remarks
from apps.imports.parsing.prose.remarks import is_fact
from apps.imports.parsing.prose.remarks import is_remark
from apps.imports.parsing.prose.remarks import repeats_of
from apps.imports.parsing.prose.signs import SIGN
from apps.imports.parsing.prose.signs import signs_before
from apps.imports.parsing.prose.splitting import bracket_spans
from apps.imports.parsing.prose.splitting import game_cuts
from apps.imports.parsing.prose.splitting import numeral_stem
from apps.imports.parsing.prose.versions import read_platforms
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.vocabulary.statuses import remark_status
from apps.imports.parsing.vocabulary.words import words_of

if TYPE_CHECKING:
    from collections.abc import Set

    from apps.imports.parsing.vocabulary.statuses import StatusWord

LONGEST_TITLE = 200

_BOLD_REPEATS = re.compile(
    rf"{BOLD}\s*(?:[xX\u00d7]\s?(\d{{1,2}})|(\d{{1,2}})\s?[xX\u00d7])\s*{END_BOLD}"
)
# "Chrono Trigger x4"; not "Mega Man x4".
_REPEATS = re.compile(
    r"(?<!\b[Mm]an)\s+(x\s?\d{1,2}|\u00d7\s?\d{1,2}|\d{1,2}\s?[x\u00d7])$"
)
_DASH = re.compile(r"\s+[-\u2013\u2014]{1,2}\s+")
_TRAILING = re.compile(r"\s+(replay(?:ing|ed|through)?|re-play|again|NG\+)$")
_SIGNS = re.compile(rf"(?<=\S)\s+((?:{SIGN}\s*)+½?)$")
# "Ico #rpg"
_TAG = re.compile(r"\s+(#[^\W\d][\w-]*)$")
_SCORE = re.compile(r"(?:\s[-\u2013\u2014]|:)\s+((?:\d|10)(?:[.,]\d)?)$")
_AFTER_COLON = re.compile(r":\s+([^:]+)$")
_AFTER_COMMA = re.compile(r",\s+([^,]+)$")
_BARS = re.compile(r"\s+\|\s+")
# "Ico QUIT: 20 HRS"
_SHOUTED = re.compile(r"\s+([A-Z]{2}[A-Z ]*)(?::\s*(.*))?$")
# "Ico finished on 2021-05-12, 2022-01-02"
_PLAYED_ON = re.compile(
    r"\s+((played|finished|beaten|beat|completed|cleared)\s+(?:on\s+|in\s+)?"
    r"(\d[\d/.-]{3,9})\b.*)$",
    re.IGNORECASE,
)
# "Ico 8/10"; hours like that may be of a title: "Le Mans 24 Hours".
_RATED = re.compile(r"\s+(\d{1,2}(?:[.,]\d)?/10|\d(?:[.,]\d)?/5|\d{1,3}/100)$")
_DATE_BEFORE = re.compile(
    r"^(\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})\s*[-\u2013:]?\s+"
)
_LEADING = re.compile(r"^(?:re-?playing|re-?play of|re-?play:)\s+", re.IGNORECASE)
# Remarks that may follow one title, each after a dash.
_MOST_REMARKS = 4
_SHORTEST_COMMENT = 6  # words
_QUOTES = {'"': '"', "\u201c": "\u201d", "\u00ab": "\u00bb", "\u2018": "\u2019"}
_SUM = re.compile(r"(?:total|sum|count)\s*:|total\s+\d", re.IGNORECASE)
_EDGES = " \t,;:-\u2013\u2014|"


@dataclass(slots=True)
class Entry:
    """One game of a line. `remarks.status` is set when the line itself says it.

    `is_unplayed`: the line says that there is nothing to tell of playing it;
    `is_not_completed`: that it isn't completed, whatever a heading says.
    `struck_status` is what a line that is struck out means, once that is known.
    """

    title: str
    remarks: Remarks = field(default_factory=Remarks)
    is_struck: bool = False
    is_unplayed: bool = False
    is_not_completed: bool = False
    struck_status: StatusWord | None = None

    @property
    def problem(self) -> str:
        """Why the entry cannot be a game, for the owner to read; "" when it can."""
        if not re.search(r"\w", self.title) or repeats_of(self.title):
            return "There is no title on this line."
        if normalise(self.title) in words_of("placeholder"):
            return "This stands where no game is."
        if _SUM.match(self.title):
            return "This looks like a total, not a game."
        if len(self.title) > LONGEST_TITLE:
            return f"The title is longer than {LONGEST_TITLE} characters."
        return ""


def read_entries(
    text: str, *, known: Set[str] = frozenset(), scored: bool = False
) -> list[Entry]:
    """The games of one line of marked text (see `inline`), in order.

    `known` are normal forms of titles that exist: they settle whether "A, B" is
    one game or two. `scored`: a number after a colon or a dash is a score.
    """
    score = _SCORE.search(text) if scored else None
    if score:
        text = text[: score.start()]
    text = _BOLD_REPEATS.sub(lambda found: f" \u00d7{found[1] or found[2]} ", text)
    text = re.sub(rf"[{BOLD}{END_BOLD}]", "", text)
    text = text.translate({0xFF08: "(", 0xFF09: ")"})
    if len(cells := text.strip().split("|")) > 3 and not (cells[0] or cells[-1]):
        return [_read_cells([cell.strip() for cell in cells[1:-1]])]
    pieces = split_marked(text, game_cuts(text, known))
    entries = [read_entry(piece) for piece in pieces]
    if score:
        # Where others say "dropped", this one was played to the end.
        entries[-1].remarks.status = entries[-1].remarks.status or "completed"
        entries[-1].remarks.score = entries[-1].remarks.score or score[1]
    return _with_stems(entries)


def _read_cells(cells: list[str]) -> Entry:
    """The game of a table's row that has no header: "| Ico | PS2 | Dropped |"."""
    entry = read_entry(cells[0])
    for cell in filter(None, map(unmarked, cells[1:])):
        if not entry.remarks.read_word(cell):
            entry.remarks.notes.append(cell)
    return entry


def ends_with_score(text: str) -> bool:
    """Whether a line ends with a number that may be a score: "Ico: 8.5"."""
    return bool(_SCORE.search(text))


def read_entry(text: str) -> Entry:
    """One game from text that holds only one."""
    before, groups, after = _apart(text)
    entry = Entry("")
    struck, rest = struck_part(before), without_struck(before)
    entry.is_struck = bool(struck) and not rest.strip(_EDGES)
    if struck and not entry.is_struck:
        entry.remarks.notes.append(f"struck out: {struck}")
    entry.title = _title(struck if entry.is_struck else unmarked(rest), entry.remarks)
    for group in groups:
        _read_group(group, entry)
    if tail := unmarked(after).strip(_EDGES):
        if not entry.title:
            entry.title = _title(tail, entry.remarks)
        elif not entry.remarks.read_suffix(tail):
            entry.remarks.read_note(tail)
    return entry


def _apart(text: str) -> tuple[str, list[str], str]:
    """The text before the first brackets, the brackets' texts, the text after.

    Text between or after brackets that goes on with a colon belongs to the title.
    """
    spans = bracket_spans(text)
    cuts = [(edge, edge) for start, end in spans for edge in (start, end)]
    pieces = split_marked(text, cuts)
    texts = [piece.strip() for piece in pieces[0::2]]
    groups = [piece.strip() for piece in pieces[1::2]]
    before, after = texts[0], [piece for piece in texts[1:] if unmarked(piece).strip()]
    rest = unmarked(after[0]) if after else ""
    if rest.startswith(":") and not _is_comment(rest):
        before += after.pop(0)
    return before, groups, " ".join(after)


def _read_group(group: str, entry: Entry) -> None:
    content = re.sub(
        r"^([\ue000-\ue003]*)[(\[]|[)\]](?=[\ue000-\ue003]*$)", r"\1", group
    )
    kept, struck = without_struck(content).strip(" ,;"), struck_part(content)
    if entry.is_struck or not struck:
        kept = unmarked(content).strip()
    else:
        entry.remarks.notes.append(f"struck out: {struck}")
    if kept:
        entry.remarks.read_group(kept)


def _title(text: str, remarks: Remarks) -> str:
    """The title without the remarks that follow it after a dash or a space."""
    text = " ".join(text.split())
    text, *cells = [text] if _is_name_with_bar(text) else _BARS.split(text)
    for cell in cells:
        if not remarks.read_word(cell):
            remarks.read_note(cell)
    if signs := signs_before(text):
        remarks.notes.append(signs.strip())
        text = text.removeprefix(signs)
    if found := _DATE_BEFORE.match(text):
        remarks.read_word(found[1])
        text = text[found.end() :]
    if found := _LEADING.match(text):
        remarks.is_replay = True
        text = text[found.end() :]
    for _ in range(_MOST_REMARKS):
        text = _without_last_remark(text, remarks)
    text = text.strip(_EDGES)
    closing = _QUOTES.get(text[:1])
    if closing and len(text) > 2 and text.endswith(closing):
        text = text[1:-1].strip()
    return text


def _is_name_with_bar(text: str) -> bool:
    """Whether a bar parts a title and its subtitle: "Ico | The Castle in the Mist"."""
    _, *cells = _BARS.split(text)
    if len(cells) != 1 or is_remark(cells[0]):
        return False
    words = [word for word in cells[0].split() if len(word) > 3]
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def _without_last_remark(text: str, remarks: Remarks) -> str:
    if found := _REPEATS.search(text) or _TRAILING.search(text):
        remarks.read_word(found[1].strip())
        return text[: found.start()].rstrip()
    if found := _TAG.search(text):
        remarks.notes.append(found[1])
        return text[: found.start()].rstrip()
    if found := _SIGNS.search(text):
        if not (len(found[1].strip()) > 1 and remarks.read_word(found[1].strip())):
            remarks.notes.append(found[1])
        return text[: found.start()].rstrip()
    if found := _tail(text):
        remarks.read_word(found[1])
        return text[: found.start()].rstrip()
    if (end := tail_of_facts(text)) and remarks.read_word(text[end:]):
        return text[:end].rstrip()
    if found := _RATED.search(text):
        remarks.read_word(found[1])
        return text[: found.start()].rstrip()
    if found := _PLAYED_ON.search(text):
        date = date_of(found[3])
        if found[2].lower() == "played" or not date or remarks.completed_at:
            remarks.notes.append(found[1])
        else:
            remarks.status = remarks.status or "completed"
            remarks.completed_at, remarks.date_as_written = date, found[1]
            remarks.dates["completed_at"] = found[3]
        return text[: found.start()].rstrip()
    if (found := _SHOUTED.search(text)) and _is_shouted_status(text, found):
        remarks.read_word(found[1].lower())
        remarks.notes += [found[2]] if found[2] else []
        return text[: found.start()].rstrip()
    before, colon, rest = text.partition(": ")
    if colon and _is_comment(rest):
        remarks.read_note(rest)
        return before
    dashes = list(_DASH.finditer(text))
    if dashes and is_remark(text[dashes[-1].end() :]):
        suffix = text[dashes[-1].end() :]
        if not remarks.read_suffix(suffix):
            remarks.read_note(suffix)
        return text[: dashes[-1].start()].rstrip()
    return text


def _is_comment(text: str) -> bool:
    """Whether what follows a colon is more than the rest of a title."""
    is_long = len(text.split()) >= _SHORTEST_COMMENT
    return is_long and text.rstrip(" *")[-1:] in ".!?"


def _tail(text: str) -> re.Match[str] | None:
    """A score, a status or a date after the last colon, or a platform after a comma."""
    if found := _AFTER_COLON.search(text):
        return found if is_fact(found[1]) else None
    found = _AFTER_COMMA.search(text)
    return found if found and read_platforms(found[1]) else None


def _is_shouted_status(text: str, found: re.Match[str]) -> bool:
    """Whether capitals at the end are no part of a title: that is not all capitals."""
    return not text[: found.start()].isupper() and bool(remark_status(found[1].lower()))


def _with_stems(entries: list[Entry]) -> list[Entry]:
    """ "Final Fantasy IV, V" means Final Fantasy V by its second number."""
    stem = numeral_stem(entries[0].title)
    if stem is None:
        return entries
    return [
        entry
        if index == 0 or numeral_stem(f"{stem} {entry.title}") != stem
        else replace(entry, title=f"{stem} {entry.title}")
        for index, entry in enumerate(entries)
    ]
