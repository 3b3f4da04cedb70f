"""The table that a review opens with: what the parts of the list mean."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from typing import Self

from apps.core.plurals import counted
from apps.core.ratings import stars
from apps.imports.models import Import
from apps.imports.parsing.parts import MEANINGS
from apps.imports.parsing.parts import ORDERS
from apps.imports.parsing.parts import SCALES
from apps.imports.parsing.parts import STARS
from apps.imports.parsing.parts import part_key
from apps.imports.parsing.rows import PartKind
from apps.imports.parsing.tables.columns import FIELDS
from apps.journal.models import Status

KIND_LABELS: dict[PartKind, str] = {
    "heading": "Heading",
    "column": "Column",
    "status": "Status",
    "shelf": "Shelf",
    "mark": "Mark",
    "list": "List",
    "scale": "Scale",
    "grade": "Grade",
    "dates": "Order",
}
_STATUS_LABELS = {**dict(Status.choices), "undecided": "Leave it open"}
_LABELS: dict[PartKind, dict[str, str]] = {
    "heading": {
        "heading": "Just a heading",
        "series": "Series",
        "platform": "Platform",
        "list": "List",
        "ranked_list": "Ranked list",
        "year": "Year",
        "month": "Month",
        "notes": "Not games",
    },
    "column": {
        **FIELDS,
        "hours": "Play time in hours",
        "minutes": "Play time in minutes",
        "seconds": "Play time in seconds",
        "nothing": "Leave out",
    },
    "status": {"notes": "Just a note"},
    "shelf": {"list": "List", "nothing": "Leave out"},
    "mark": {
        "notes": "Just a note",
        "series": "Series",
        "platform": "Platform",
        "edition": "Edition",
        "nothing": "Nothing",
    },
    "list": {"list": "List", "nothing": "Leave out"},
    "scale": {
        **{name: f"Out of {most}" for name, most in SCALES.items()},
        "notes": "Just a note",
    },
    "grade": {
        **{value: stars(Decimal(value)) for value in STARS},
        "notes": "Just a note",
    },
    "dates": {
        "day_first": "Day first",
        "month_first": "Month first",
        "year": "Only the year",
    },
}
# What a part of a kind most likely means, the first ones as buttons.
_LIKELY: dict[PartKind, tuple[str, ...]] = {
    "heading": ("paused", "dropped", "playing", "planned", "completed", "heading"),
    "column": ("notes", "keep", "nothing", "status"),
    "status": ("paused", "dropped", "completed", "playing", "planned", "notes"),
    "shelf": ("list", "completed", "dropped", "paused", "nothing"),
    "mark": ("notes", "completed", "dropped", "edition", "nothing"),
    "list": ("list", "completed", "dropped", "paused", "nothing"),
    "scale": (*SCALES, "notes"),
    "grade": ("5", "4", "3", "2", "1", "notes"),
    "dates": (*ORDERS, "year"),
}
_LIKELY_SERIES = ("series", "heading", "platform", "list", "completed", "dropped")
_LIKELY_TIMES = ("hours", "minutes", "seconds", "nothing")
_MOST_LIKELY = 6
_MOST_NAMED = 5


@dataclass(frozen=True)
class Choice:
    """One answer to what a part means; `key` is the key that gives it."""

    value: str
    label: str
    is_on: bool
    key: str = ""


@dataclass(frozen=True)
class ShownPart:
    """A part of the list as the table shows it. `is_own`: answered in this review."""

    kind: PartKind
    text: str
    line: int
    rows: int
    examples: list[str]
    meaning: str
    certainty: str
    is_said: bool = False
    is_own: bool = False

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[self.kind]

    @property
    def meaning_label(self) -> str:
        return label_of(self.kind, self.meaning)

    @property
    def asks(self) -> bool:
        return self.certainty == "unknown"

    @property
    def likely(self) -> list[Choice]:
        """The answers that are shown as buttons, with the one that holds by now."""
        first = _LIKELY[self.kind]
        if self.meaning in _LIKELY_TIMES[:3]:
            first = _LIKELY_TIMES
        elif self.kind == "heading" and not self.asks and not self.is_own:
            first = _LIKELY_SERIES
        values = list(first[:_MOST_LIKELY])
        if self.meaning not in values and not self.asks:
            values = [self.meaning, *values[: _MOST_LIKELY - 1]]
        return [self._choice(value, str(n)) for n, value in enumerate(values, 1)]

    @property
    def others(self) -> list[Choice]:
        """All other answers."""
        shown = {choice.value for choice in self.likely}
        values = (value for value in MEANINGS[self.kind] if value not in shown)
        return [self._choice(value) for value in values]

    @property
    def touches(self) -> str:
        """What the meaning decides: "3 games", of a column "14 cells"."""
        return counted(self.rows, "cell" if self.kind == "column" else "game")

    def _choice(self, value: str, key: str = "") -> Choice:
        is_on = value == self.meaning and not self.asks
        return Choice(value, label_of(self.kind, value), is_on, key)


@dataclass(frozen=True)
class PartsTable:
    """The parts of an import: to be asked about, answered here, guessed, known."""

    asked: list[ShownPart]
    answered: list[ShownPart]
    guessed: list[ShownPart]
    known: list[ShownPart]

    @classmethod
    def of(cls, import_: Import) -> Self:
        said = {(each["kind"], each["key"]): each for each in import_.answers}
        parts = [_shown(part, said) for part in import_.parts]
        known = [part for part in parts if part.certainty == "known"]
        return cls(
            asked=[part for part in parts if part.asks],
            answered=[part for part in known if part.is_own],
            guessed=[p for p in parts if p.certainty == "guessed" and p.rows],
            known=[part for part in known if not part.is_own and part.rows],
        )

    @property
    def guessed_in_words(self) -> str:
        """The first guesses as one text, to be seen without opening them."""
        shown = [f"{it.text} ({it.meaning_label.lower()})" for it in self.guessed]
        more = len(shown) - _MOST_NAMED
        named = ", ".join(shown[:_MOST_NAMED])
        return f"{named}, and {more} more" if more > 0 else named

    @property
    def is_empty(self) -> bool:
        return not (self.asked or self.answered or self.guessed or self.known)


def label_of(kind: PartKind, meaning: str) -> str:
    """What a meaning is called on a page."""
    return _LABELS[kind].get(meaning) or _STATUS_LABELS.get(meaning) or meaning


def _shown(part: dict[str, Any], said: dict[tuple[str, str], Any]) -> ShownPart:
    answer = said.get((part["kind"], part_key(part["text"])))
    return ShownPart(
        **part,
        is_said=answer is not None,
        is_own=bool(answer and answer.get("is_own")),
    )
