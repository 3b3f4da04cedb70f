"""What cells of exports mean: ratings, hours, dates, statuses."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from apps.core import ratings
from apps.core.text import normalise
from apps.imports.parsing.prose.remarks import status_of

if TYPE_CHECKING:
    from apps.imports.parsing.rows import Status

_HALF = Decimal("0.5")
_MOST_HOURS = Decimal("99999.9")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_OUT_OF = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|out of|of)\s*(\d+(?:[.,]\d+)?)")
_STARS = re.compile(r"([★⭐]+)(½?)[☆\ufe0f]*")
_STARS_WORD = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:stars?|★)", re.IGNORECASE)
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_CLOCK = re.compile(r"(\d+):(\d{2})(?::(\d{2}))?")
_UNITS = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(h|hrs?|hours?|std|m|mins?|minutes?|s|secs?|seconds?)\b\.?",
    re.IGNORECASE,
)
_PER_HOUR = {"h": 1, "m": 60, "s": 3600}
_NOTHING = frozenset({"", "-", "--", "n/a", "na", "none", "null", "undefined", "nan"})

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?")
_QUARTER = re.compile(r"(\d{4})-?\s*Q[1-4]", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ ,T].*)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WORD = re.compile(r"[^\W\d_]{3,}")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?![\d:])")

# Words of the services, beside those that people write (see `remarks`).
_STATUSES: dict[str, Status] = {
    "100": "completed",
    "beat": "completed",
    "complete": "completed",
    "fully completed": "completed",
    "main story": "completed",
    "mastered": "completed",
    "played": "completed",
    "platinum": "completed",
    "active": "playing",
    "current": "playing",
    "currently": "playing",
    "now playing": "playing",
    "replaying": "playing",
    "started": "playing",
    "continuous": "ongoing",
    "endless": "ongoing",
    "hold": "paused",
    "inactive": "paused",
    "on break": "paused",
    "abandon": "dropped",
    "retired": "dropped",
    "not started": "planned",
    "planning": "planned",
    "plan to play": "planned",
    "queue": "planned",
    "queued": "planned",
    "to do": "planned",
    "todo": "planned",
    "want": "planned",
    "wish list": "planned",
}


def is_nothing(text: str) -> bool:
    """Whether a cell stands for an empty one: "--", "n/a", "undefined"."""
    return text.strip().casefold() in _NOTHING


def number_of(text: str) -> Decimal | None:
    """The number that a text is, with a point or a comma: "4.5", "4,5"."""
    text = text.strip()
    if _NUMBER.fullmatch(text) is None:
        return None
    return Decimal(text.replace(",", ".")[:20])


def rating_of(text: str, *, scale: int) -> tuple[str, str]:
    """A rating on Questlog's scale, and a note where it had to be rounded.

    `scale` is the highest of the source's ratings, its lowest 0: so 73 of 100 is 3.5
    with the note "rated 73/100". A rating that names its own scale ("8/10", "80 %",
    "★★★★") goes by that. 0 and what is no rating are ("", …).
    """
    written = text.strip()
    if is_nothing(written):
        return "", ""
    value, highest = _rating_parts(written, scale)
    if value is None or value > highest:
        return "", f"rating: {written}"
    if value == 0:
        return "", ""
    rating, is_rounded = ratings.from_scale(value, highest)
    note = f"rated {value.normalize():f}/{highest:f}" if is_rounded else ""
    return f"{rating.normalize():f}", note


def _rating_parts(text: str, scale: int) -> tuple[Decimal | None, Decimal]:
    if found := _STARS.fullmatch(text):
        return Decimal(len(found[1])) + (_HALF if found[2] else 0), Decimal(5)
    if found := _OUT_OF.fullmatch(text):
        highest = number_of(found[2]) or Decimal(scale)
        return number_of(found[1]), highest
    if found := _PERCENT.fullmatch(text):
        return number_of(found[1]), Decimal(100)
    if found := _STARS_WORD.fullmatch(text):
        return number_of(found[1]), Decimal(max(scale, 5) if scale <= 10 else 5)
    return number_of(text), Decimal(scale)


def hours_of(text: str, *, unit: str = "h") -> str | None:
    """A time as decimal hours ("12.5"); "" for none, None for what is no time.

    "8:35:30" is hours, minutes, seconds; "46:30" minutes, seconds, as HowLongToBeat
    writes them; "3h 00min" and "12 hours" name their units. A bare number is in
    `unit`: "h", "m" or "s".
    """
    text = text.strip()
    if is_nothing(text):
        return ""
    if found := _CLOCK.fullmatch(text):
        first, second, third = found.groups()
        seconds = int(first[:6]) * 60 + int(second)
        seconds = seconds * 60 + int(third) if third is not None else seconds
        return hours_text(Decimal(seconds) / 3600)
    if (bare := number_of(text)) is not None:
        return hours_text(bare / _PER_HOUR[unit])
    parts = _UNITS.findall(text)
    if not parts or _UNITS.sub("", text).strip(" ,+"):
        return None
    total = Decimal(0)
    for amount, name in parts:
        key = "h" if name.lower().startswith(("h", "std")) else name[0].lower()
        total += (number_of(amount) or Decimal(0)) / _PER_HOUR[key]
    return hours_text(total)


def hours_text(hours: Decimal) -> str:
    """Hours as the journal keeps them, in tenths; "" for none."""
    rounded = hours.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if hours > 0 and rounded == 0:
        rounded = Decimal("0.1")
    return f"{min(rounded, _MOST_HOURS).normalize():f}" if rounded else ""


def date_of(text: str, *, day_first: bool = True) -> str | None:
    """A date as "2003", "2003-11" or "2003-11-02"; "" for none, None for no date.

    A month or day of 0 is unknown: "2012-00-00" is 2012. `day_first` settles
    "03/04/2020", unless one of the two can be no month.
    """
    text = text.strip()
    if is_nothing(text) or text.startswith("0000"):
        return ""
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part or 0) for part in found.groups())
        return _partial(year, month, day)
    if found := _QUARTER.fullmatch(text):
        return _partial(int(found[1]), 0, 0)
    if found := _NUMBERS.fullmatch(text):
        one, other, year = (int(part) for part in found.groups())
        if other > 12 or (not day_first and one <= 12):
            one, other = other, one
        return _partial(year, other, one)
    if found := _MONTH_YEAR.fullmatch(text):
        return _partial(int(found[2]), int(found[1]), 0)
    return _date_in_words(text)


def _date_in_words(text: str) -> str | None:
    """ "Feb 9, 2024", "9 February 2024 (Europe)", "February 2024"."""
    year = _YEAR.search(text)
    months = [w[:3].lower() for w in _WORD.findall(text) if w[:3].lower() in _MONTHS]
    if year is None or len(months) != 1 or len(text) > 60:
        return None
    rest = text[: year.start()] + " " + text[year.end() :]
    day = _DAY.search(rest)
    month = _MONTHS.index(months[0]) + 1
    return _partial(int(year[1]), month, int(day[1]) if day else 0)


def _partial(year: int, month: int, day: int) -> str | None:
    try:
        date(year, month or 1, day if month and day else 1)
    except ValueError:
        return None
    if not month:
        return f"{year:04}"
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"


def year_of(text: str) -> int | None:
    """The year of a date, or the first one in a text."""
    found = date_of(text)
    if found:
        return int(found[:4])
    year = _YEAR.search(text)
    return int(year[1]) if year else None


@lru_cache(maxsize=1_024)
def status_word(text: str) -> Status | None:
    """The status that a word stands for, as services and people write it."""
    key = normalise(text)
    return _STATUSES.get(key) or status_of(text.strip())
