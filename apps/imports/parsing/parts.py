"""The parts of a source that say something of several games, and what they mean.

A heading, a column, a word for a status: what it means is settled in one place,
`Parts.read`, by what the owner said, else by what the parser makes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import cast
from typing import get_args

from apps.core import ratings
from apps.core.text import normalise
from apps.imports.parsing.prose.signs import signs_in
from apps.imports.parsing.rows import Part
from apps.imports.parsing.rows import PartKind
from apps.imports.parsing.rows import Status

if TYPE_CHECKING:
    from apps.imports.parsing.rows import Certainty
    from apps.imports.parsing.vocabulary.statuses import StatusWord

# What was said before, by kind and `part_key`: ("heading", "on pause") → "paused".
type Means = Mapping[tuple[str, str], str]

KINDS: tuple[PartKind, ...] = get_args(PartKind)
STATUSES: tuple[str, ...] = get_args(Status)
# Units of play times, as a column means them.
UNITS = {"hours": "h", "minutes": "m", "seconds": "s"}
# The highest rating of a scale, and the order of a date in numbers.
SCALES = {"out_of_5": 5, "out_of_10": 10, "out_of_20": 20, "out_of_100": 100}
ORDERS = {"day_first": True, "month_first": False}
# Stars from "0.5" to "5", as a grade means them.
STARS = tuple(f"{rating.normalize():f}" for rating in ratings.ALL)
# What a whole list says, and no wording of it: it holds for this list only.
RATINGS = "Ratings"
PERCENTAGES = "Percentages"
DATES = "Dates"
_ANY_STATUS = (*STATUSES, "undecided")
# What a part of each kind may mean. What is only text is "notes".
MEANINGS: dict[PartKind, tuple[str, ...]] = {
    "heading": (
        *_ANY_STATUS,
        "heading",
        "series",
        "platform",
        "list",
        "ranked_list",
        "year",
        "month",
        "notes",
    ),
    "column": (
        "title",
        "platform",
        "status",
        "rating",
        "started_at",
        "completed_at",
        "is_completed",
        "is_playing",
        "is_paused",
        "is_dropped",
        "is_planned",
        "last_played",
        *UNITS,
        "notes",
        "list",
        "position",
        "year",
        "series",
        "edition",
        "times",
        "igdb_id",
        "keep",
        "nothing",
    ),
    "status": (*_ANY_STATUS, "notes"),
    "shelf": (*_ANY_STATUS, "list", "nothing"),
    "mark": (*_ANY_STATUS, "notes", "series", "platform", "edition", "nothing"),
    "list": (*_ANY_STATUS, "list", "nothing"),
    "scale": (*SCALES, "notes"),
    "grade": (*STARS, "notes"),
    "dates": (*ORDERS, "year"),
}
MOST_EXAMPLES = 3
_LONGEST_TEXT = 200
# Signs stand beside titles, or in a column of statuses.
_SIGNED = ("mark", "status")
# Text beside titles that is short enough to be a sign, in words and characters.
_LONGEST_MARK = (3, 24)


@lru_cache(maxsize=8_192)
def part_key(text: str) -> str:
    """The same for the same wording, however it is written."""
    return normalise(text)[:_LONGEST_TEXT]


def holds_for_one_list(kind: str, text: str) -> bool:
    """Whether a part is of one list as a whole: no wording to be remembered."""
    return kind == "dates" or (kind == "scale" and text in (RATINGS, PERCENTAGES))


def all_meanings() -> list[str]:
    """Every meaning that a part of any kind can have."""
    return list(dict.fromkeys(each for kind in KINDS for each in MEANINGS[kind]))


@dataclass(slots=True, eq=False)
class Found:
    """A part while it is read: its meaning, and whether that was said before."""

    part: Part
    meaning: str
    is_answered: bool
    rows: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def status(self) -> StatusWord | None:
        """The meaning as a status; None for another one."""
        if self.meaning == "undecided":
            return "unclear"
        is_status = self.meaning in STATUSES
        return cast("StatusWord", self.meaning) if is_status else None


class Parts:
    """Collects the parts of one source, with the number of rows that each decides."""

    def __init__(self, means: Means | None = None) -> None:
        self._means: Means = means or {}
        self._legend: dict[str, str] = {}
        self._found: dict[tuple[PartKind, str, str], Found] = {}
        # The same by the text as written: most are asked for again and again.
        self._read: dict[tuple[PartKind, str, str], Found] = {}
        self._marks: dict[str, list[tuple[int, str, str]]] = {}

    def said(self, kind: PartKind, text: str) -> str:
        """What was said of this wording; "" for nothing that fits its kind.

        By the owner before, or of a sign by the list's own legend.
        """
        if not self._means and not self._legend:
            return ""
        said = self._means.get((kind, part_key(text)), "")
        if not said and kind in _SIGNED:
            said = self._legend.get(part_key(text), "")
        return said if said in MEANINGS[kind] else ""

    def explain(self, meanings: Mapping[str, str]) -> None:
        """Take in what a legend says: a status or "notes", by sign."""
        self._legend = {part_key(sign): said for sign, said in meanings.items()}

    def read(
        self,
        kind: PartKind,
        text: str,
        meaning: str,
        certainty: Certainty = "known",
        *,
        line: int,
    ) -> Found:
        """What the part means: what was said of it, else what the parser found."""
        if known := self._read.get((kind, text, meaning)):
            return known
        said = self.said(kind, text)
        key = (kind, part_key(text), said or meaning)
        if key not in self._found:
            part = Part(line, kind, text[:_LONGEST_TEXT], key[2], certainty)
            if said:
                part = replace(part, certainty="known")
            self._found[key] = Found(part, key[2], is_answered=bool(said))
        found = self._read[kind, text, meaning] = self._found[key]
        return found

    def status(
        self, text: str, status: StatusWord | None, *, line: int, kind: PartKind
    ) -> Found:
        """As `read`, of a word for a status as the vocabulary knows it, or doesn't.

        A word that leaves the status open is a question, other text only a remark.
        """
        if status in (None, "unclear"):
            certainty: Certainty = "unknown" if _is_word(text) else "guessed"
            return self.read(kind, text, "undecided", certainty, line=line)
        return self.read(kind, text, status, line=line)

    def count(self, found: Found, example: str, rows: int = 1) -> None:
        """Note that the part decides so many rows more, one of them called so."""
        found.rows += rows
        if len(found.examples) < MOST_EXAMPLES and example not in ("", *found.examples):
            found.examples.append(example)

    def becomes(self, found: Found, meaning: str) -> None:
        """What the rows below show that the part means: a list that is ranked."""
        found.part = replace(found.part, meaning=meaning)

    def asks(self, found: Found, meaning: str) -> None:
        """Note that nobody knows what the part means; until then it means this."""
        found.part = replace(found.part, meaning=meaning, certainty="unknown")

    def mark(self, text: str, *, line: int, title: str) -> None:
        """Note what stands beside a title: it is a part where it stands by several."""
        words, length = _LONGEST_MARK
        if len(text) <= length and len(text.split()) <= words:
            self._marks.setdefault(part_key(text), []).append((line, text, title))

    def finish(self) -> tuple[Part, ...]:
        """All parts, in the order of the source."""
        for places in self._marks.values():
            if len(places) > 1:
                for line, text, title in places:
                    found = self.read("mark", text, "notes", "guessed", line=line)
                    self.count(found, title)
        parts = [
            replace(
                each.part,
                rows=each.rows,
                examples=tuple(each.examples),
                certainty=_asked(each.part, each.rows),
            )
            for each in self._found.values()
        ]
        return tuple(sorted(parts, key=lambda part: part.line))


def joined(before: Sequence[Part], after: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of two files as those of one: the same wording is one part."""
    whole = {(part.kind, part_key(part.text), part.meaning): part for part in before}
    for part in after:
        key = (part.kind, part_key(part.text), part.meaning)
        if first := whole.get(key):
            examples = dict.fromkeys((*first.examples, *part.examples))
            part = replace(
                first,
                rows=first.rows + part.rows,
                examples=tuple(examples)[:MOST_EXAMPLES],
            )
        whole[key] = part
    return tuple(whole.values())


def _asked(part: Part, rows: int) -> Certainty:
    """Nobody is asked about what decides nothing."""
    is_idle = part.certainty == "unknown" and not rows
    return "guessed" if is_idle else part.certainty


def _is_word(text: str) -> bool:
    """Whether text could be a word or sign for a status: no number, no sentence."""
    is_short = len(text.split()) <= 4 and len(text) <= 40
    return is_short and (any(map(str.isalpha, text)) or bool(signs_in(text)))
