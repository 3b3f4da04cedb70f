"""What cells of exports mean: ratings, hours, dates, statuses."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP
from decimal import Decimal

from apps.core import ratings
from apps.core.text import normalise
from apps.imports.parsing.vocabulary.months import japanese_date
from apps.imports.parsing.vocabulary.months import month_of
from apps.imports.parsing.vocabulary.words import words_of

_HALF = Decimal("0.5")
_MOST_HOURS = Decimal("99999.9")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_OUT_OF = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:/|out of|of|von|sur|sobre|de|su|em)\s*(\d+(?:[.,]\d+)?)"
    r"(?:\s*(?:stars?|★|⭐|sterne))?",
    re.IGNORECASE,
)
_STARS = re.compile(r"([★⭐]+)(½?)(☆*)")
_STARS_WORD = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:stars?|★|⭐|sterne?|étoiles?|estrellas?|estrelas?|stelle)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_CLOCK = re.compile(r"(\d+):(\d{2})(?::(\d{2}))?")
_UNITS = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*"
    r"(h|hrs?|hours?|std|stunden?|heures?|horas?|hs|ore|ora|時間"
    r"|m|mins?|minutes?|minuten?|minutos?|minuti|分"
    r"|s|secs?|seconds?|sekunden?|secondes?|segundos?|secondi|秒)(?![^\W\d_])[.:]?",
    re.IGNORECASE,
)
_HOURS = ("h", "st", "or", "時")
_MINUTES = ("m", "分")
# "1h30" is an hour and thirty minutes.
_MINUTES_AFTER = re.compile(r"(?<=\dh)\s*(\d{1,2})$", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:~|≈|c(?:irc)?a\.?|about|approx\.?|around)\s*|\s*\+$", re.I)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_PER_HOUR = {"h": 1, "m": 60, "s": 3600}
_NOTHING = frozenset({"", "-", "--", "n/a", "na", "none", "null", "undefined", "nan"})

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?")
_QUARTER = re.compile(r"(\d{4})-?\s*Q[1-4]", re.IGNORECASE)
_NUMBERS = re.compile(
    r"(\d{1,2})(?:[-/.](\d{1,2})[-/.](\d{4})|[/.](\d{1,2})[/.](\d{2}))(?:[ ,T].*)?"
)
# "21" is 2021, "94" is 1994.
_FIRST_SHORT_YEAR = 70
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_PIECE = re.compile(r"\d+|[^\W\d_]+")
# Between a day and its month: "2nd of May", "3 de mayo", "1er mai".
_BETWEEN = frozenset("st nd rd th of the de do del er".split())
_LONGEST_DATE = 60
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


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
    "★★★★") goes by that; a `scale` of 0 knows only those. 0 and what is no rating are
    ("", …).
    """
    written = text.strip()
    if is_nothing(written):
        return "", ""
    value, highest = _rating_parts(written, scale)
    if value is None or value > highest or not highest:
        return "", f"rating: {written}"
    if value == 0:
        return "", ""
    rating, is_rounded = ratings.from_scale(value, highest)
    note = f"rated {value.normalize():f}/{highest:f}" if is_rounded else ""
    return f"{rating.normalize():f}", note


def _rating_parts(text: str, scale: int) -> tuple[Decimal | None, Decimal]:
    if found := _STARS.fullmatch(text.replace("\ufe0f", "")):
        stars, half, empty = found.groups()
        shown = len(stars) + len(empty) + (len(half) if empty else 0)
        highest = Decimal(10 if shown > ratings.HIGHEST else 5)
        return Decimal(len(stars)) + (_HALF if half else 0), highest
    if found := _OUT_OF.fullmatch(text):
        highest = number_of(found[2]) or Decimal(scale)
        return number_of(found[1]), highest
    if found := _PERCENT.fullmatch(text):
        return number_of(found[1]), Decimal(100)
    if found := _STARS_WORD.fullmatch(text):
        return number_of(found[1]), Decimal(max(scale, 5) if scale <= 10 else 5)
    return number_of(text), Decimal(scale)


def hours_of(text: str, *, unit: str = "h", clock: str = "m:s") -> str | None:
    """A time as decimal hours ("12.5"); "" for none, None for what is no time.

    "8:35:30" is hours, minutes, seconds; "46:30" minutes, seconds, as HowLongToBeat
    writes them, or hours, minutes for the `clock` "h:m"; "3h 00min", "1h30" and "12
    hours" name their units. A bare number is in `unit`: "h", "m" or "s". A comma
    before three digits parts thousands.
    """
    text = _ABOUT.sub("", text.strip())
    if is_nothing(text):
        return ""
    if found := _CLOCK.fullmatch(text):
        first, second, third = found.groups()
        seconds = int(first[:6]) * 60 + int(second)
        if third is not None:
            seconds = seconds * 60 + int(third)
        elif clock == "h:m":
            seconds *= 60
        return hours_text(Decimal(seconds) / 3600)
    text = _MINUTES_AFTER.sub(r" \1m", _THOUSANDS.sub("", text))
    if (bare := number_of(text)) is not None:
        return hours_text(bare / _PER_HOUR[unit])
    parts = _UNITS.findall(text)
    if not parts or _UNITS.sub("", text).strip(" ,+"):
        return None
    total = Decimal(0)
    for amount, name in parts:
        total += (number_of(amount) or Decimal(0)) / _PER_HOUR[_unit_called(name)]
    return hours_text(total)


def _unit_called(name: str) -> str:
    if name.lower().startswith(_HOURS):
        return "h"
    return "m" if name.lower().startswith(_MINUTES) else "s"


def hours_text(hours: Decimal) -> str:
    """Hours as the journal keeps them, in tenths; "" for none."""
    rounded = hours.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if hours > 0 and rounded == 0:
        rounded = Decimal("0.1")
    return f"{min(rounded, _MOST_HOURS).normalize():f}" if rounded else ""


def date_of(text: str, *, day_first: bool | None = True) -> str | None:
    """A date as "2003", "2003-11" or "2003-11-02"; "" for none, None for no date.

    A month or day of 0 is unknown: "2012-00-00" is 2012. `day_first` settles
    "03/04/2020", unless one of the two can be no month; None leaves only its year.
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
        one, other, year = numbers_of(found)
        if day_first is None and max(one, other) <= 12 and one != other:
            return _partial(year, 0, 0) if one and other else None
        if other > 12 or (not day_first and one <= 12):
            one, other = other, one
        return _partial(year, other, one)
    if found := _MONTH_YEAR.fullmatch(text):
        return _partial(int(found[2]), int(found[1]), 0)
    return _date_in_words(text)


def numbers_of(found: re.Match[str]) -> tuple[int, int, int]:
    """The first, the second and the year of a date in numbers, as `_NUMBERS` has it."""
    one, other, year, other_short, short = found.groups()[:5]
    if year:
        return int(one), int(other), int(year)
    century = 1900 if int(short) >= _FIRST_SHORT_YEAR else 2000
    return int(one), int(other_short), century + int(short)


def _date_in_words(text: str) -> str | None:
    """ "Feb 9, 2024", "9 de febrero de 2024 (Europa)", "February 2024", "2024年2月".

    The day stands beside its month: "March 2021 (2nd time)" is a month.
    """
    if len(text) > _LONGEST_DATE or not _YEAR.search(text):
        return None
    if parts := japanese_date(text):
        return _partial(*parts)
    pieces = [piece for piece in _PIECE.findall(text) if piece not in _BETWEEN]
    years = [piece for piece in pieces if _YEAR.fullmatch(piece)]
    months = [place for place, piece in enumerate(pieces) if month_of(piece)]
    if not years or len(months) != 1:
        return None
    place = months[0]
    beside = [*pieces[max(place - 1, 0) : place], *pieces[place + 1 : place + 2]]
    days = [int(piece) for piece in beside if piece.isdecimal() and len(piece) < 3]
    return _partial(int(years[0]), month_of(pieces[place]) or 0, days[0] if days else 0)


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


def answer_of(text: str) -> bool | None:
    """What a cell says in a column of yes and no; None for anything else."""
    word = normalise(text.strip().removesuffix("\ufe0f"))
    if word in words_of("yes"):
        return True
    return False if word in words_of("no") else None
