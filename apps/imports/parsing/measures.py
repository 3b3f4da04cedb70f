"""How the ratings and dates of one source are meant: their scale, grades, and order.

A number alone does not say it, all of them together often do. What they leave open is a
part like a heading or a column, and a question to the owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from apps.core.text import normalise
from apps.imports.parsing.parts import DATES
from apps.imports.parsing.parts import MOST_EXAMPLES
from apps.imports.parsing.parts import ORDERS
from apps.imports.parsing.parts import PERCENTAGES
from apps.imports.parsing.parts import RATINGS
from apps.imports.parsing.parts import SCALES
from apps.imports.parsing.tables.values import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.parts import Parts
    from apps.imports.parsing.rows import Certainty

# A date in numbers of which two may be the month.
_NUMBERED = re.compile(
    r"(?<![\w./-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|(?<=[./])\d{2})(?![\w/-]|\.\d)"
)
# Scores at the ends of lines, and percentages anywhere.
_SCORES = re.compile(
    r"(?:(?:\s[-\u2013\u2014]|:)\s+|\b(?:score|rated|rating):?\s+)"
    r"(\d{1,3}(?:[.,]\d{1,2})?)$",
    re.IGNORECASE | re.MULTILINE,
)
_STARS = re.compile("[\u2605\u2b50]\ufe0f?[\u2605\u2b50\u2606\u00bd]")
_STARS_WORD = re.compile(r"(\d{1,2}(?:[.,]\d)?)\s?(?:stars?|sterne|étoiles)", re.I)
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d+)?)\s?%")
# A scale named by a column: "1-10", "/10", "Rating (0-100)".
_SCALE_NAME = re.compile(
    r"(?:(?<!\d)[01]\s*(?:-|\u2013|to|bis|à|a)\s*|/\s*|(?:out of|von|sur|sobre|su)\s+)"
    r"(5|10|20|100)(?!\d)",
    re.IGNORECASE,
)
# Where people grade as at school, and 1 may be the best: nobody knows the scale.
_SCHOOL = frozenset({"note", "schulnote"})
_WORST_MARK = 6
_GRADE = re.compile(
    r"(SS|[SABCDEF])\s?((?:[+\u2212\u2013-](?!\s?tier))?)(?:[\s-]?tier)?", re.IGNORECASE
)
_PERFECT = 100
# The likely stars of each grade; what the owner says of one comes before that.
GRADES = {
    **{"SS": "5", "S+": "5", "S": "5", "S-": "4.5", "A+": "5", "A": "4.5", "A-": "4"},
    **{"B+": "4", "B": "3.5", "B-": "3", "C+": "3", "C": "2.5", "C-": "2"},
    **{"D+": "2", "D": "1.5", "D-": "1", "E+": "1.5", "E": "1", "E-": "0.5"},
    **{"F+": "1", "F": "0.5", "F-": "0.5"},
}


@dataclass(frozen=True, slots=True)
class Order:
    """The order of the dates in numbers: `day_first` is None where nobody knows it.

    `rows` is how many dates it decides, `examples` the first of them.
    """

    day_first: bool | None
    certainty: Certainty = "known"
    rows: int = 0
    examples: tuple[str, ...] = ()

    @classmethod
    def of(cls, texts: Iterable[str]) -> Order:
        """By the dates in these texts: a number above 12 is no month."""
        days = months = dotted = rows = 0
        examples: dict[str, None] = {}
        for text in texts:
            for found in _NUMBERED.finditer(text):
                one, other = int(found[1]), int(found[3])
                if _is_open(found):
                    rows += 1
                    dotted += found[2] == "."
                    if len(examples) < MOST_EXAMPLES:
                        examples[found[0]] = None
                else:
                    days += one > 12 >= other
                    months += other > 12 >= one
        day_first, certainty = _order_by(days, months, is_dotted=dotted == rows)
        return cls(day_first, certainty, rows, tuple(examples))

    @property
    def meaning(self) -> str:
        if self.day_first is None:
            return "year"
        return next(name for name, held in ORDERS.items() if held is self.day_first)

    def part(self, parts: Parts, *, line: int) -> Found:
        return parts.read("dates", DATES, self.meaning, self.certainty, line=line)


def _order_by(
    days: int, months: int, *, is_dotted: bool
) -> tuple[bool | None, Certainty]:
    """By how many dates begin with what must be a day, and with what a month.

    With points the day stands first, wherever dates are written so.
    """
    if days and months:
        return None, "unknown"
    if days or months:
        return bool(days), "known"
    return (True, "known") if is_dotted else (None, "unknown")


def is_open_date(text: str) -> bool:
    """Whether a date in numbers may be two: 03/04/2020, not 03/03/2020."""
    found = _NUMBERED.search(text)
    return found is not None and _is_open(found)


def _is_open(found: re.Match[str]) -> bool:
    one, other = int(found[1]), int(found[3])
    return one != other and one <= 12 and other <= 12


class Measures:
    """The scale, the grades and the order of dates of a source, decided once.

    `texts` are all of its lines, or all cells that may hold such values.
    """

    def __init__(self, texts: Sequence[str], parts: Parts) -> None:
        self.texts = texts
        self.parts = parts

    @cached_property
    def order(self) -> Order:
        return Order.of(self.texts)

    def dates(self, text: str, *, line: int) -> Found | None:
        """The part that says how a date in numbers is meant; None where it is plain."""
        if not is_open_date(text):
            return None
        return self.order.part(self.parts, line=line)

    @cached_property
    def _highest(self) -> int:
        return highest_rating(_SCORES.findall("\n".join(self.texts)))

    @cached_property
    def _has_all(self) -> bool:
        """Whether a percentage says how much was done, rather than how good it was."""
        found = [number_of(it) for it in _PERCENT.findall("\n".join(self.texts))]
        return len(found) < 2 or any(it is None or it >= _PERFECT for it in found)

    @cached_property
    def rates_in_stars(self) -> bool:
        """Whether titles have stars of different number, so that one alone rates."""
        return any(map(_STARS.search, self.texts))

    @cached_property
    def star_scale(self) -> int:
        """The scale of "8 stars": of five, unless a text has more than these."""
        found = numbers_in(_STARS_WORD.findall("\n".join(self.texts)))
        return 10 if max(found, default=0) > 5 else 5

    def score(self, *, line: int) -> Found:
        """What ratings without a scale mean in a list in words."""
        meaning = f"out_of_{self._highest}"
        return self.parts.read("scale", RATINGS, meaning, "guessed", line=line)

    def percentages(self, *, line: int) -> Found:
        """What percentages beside titles mean: a rating, or only a note."""
        meaning = "notes" if self._has_all else "out_of_100"
        return self.parts.read("scale", PERCENTAGES, meaning, "guessed", line=line)


def scale_part(parts: Parts, name: str, cells: Iterable[str], *, line: int) -> Found:
    """What the ratings of a column are out of, as a part called like the column."""
    return parts.read("scale", name, *likely_scale(name, cells), line=line)


def likely_scale(name: str, cells: Iterable[str]) -> tuple[str, Certainty]:
    """What the ratings of a column are out of: by its name, or all of its cells."""
    if found := _SCALE_NAME.search(name):
        return f"out_of_{found[1]}", "known"
    numbers = numbers_in(cells)
    is_school = normalise(name) in _SCHOOL and max(numbers, default=0) <= _WORST_MARK
    if is_school and numbers:
        return "notes", "unknown"
    return f"out_of_{_scale_over(numbers)}", "guessed"


def numbers_in(cells: Iterable[str]) -> list[float]:
    """The cells that are numbers alone, and so name no scale."""
    found = (number_of(cell) for cell in cells)
    return [float(number) for number in found if number is not None]


def highest_rating(cells: Iterable[str]) -> int:
    """The end of the scale that these ratings are on: 5, 10, 20 or 100."""
    return _scale_over(numbers_in(cells))


def _scale_over(numbers: Sequence[float]) -> int:
    highest = max(numbers, default=10)
    return next((scale for scale in SCALES.values() if highest <= scale), 100)


def scale_of(part: Found) -> int:
    """The highest rating that a part of kind "scale" means; 0 for no rating at all."""
    return SCALES.get(part.meaning, 0)


def grade_of(text: str) -> str:
    """The grade that a text is, as `GRADES` has it: "B+", "S" of "S tier"; or ""."""
    found = _GRADE.fullmatch(text.strip())
    if found is None:
        return ""
    sign = "-" if found[2] in ("\u2212", "\u2013") else found[2]
    grade = found[1].upper() + sign
    return grade if grade in GRADES else ""


def grade_part(parts: Parts, text: str, *, line: int) -> Found | None:
    """What a grade means in stars; None for a text that is none."""
    grade = grade_of(text)
    if not grade:
        return None
    return parts.read("grade", grade, GRADES[grade], "guessed", line=line)
