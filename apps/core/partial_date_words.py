"""Partial dates as people type them: "nov 2003", "11/2/2003", "last sunday".

    read_partial_date("nov 2003", today=today).value       # "2003-11"
    spell_out("2003-11")                                    # "November 2003"

What can't be stored as a year, a month, or a day (a summer, a century) is refused with
what can be typed instead. Our own and not `dateparser`, which takes a third of a second
to import, as long again for its first date, and guesses where it should ask: it reads
"13" as the 13th of this month.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.dateformat import format as format_date

from apps.core.models.partial_dates import is_before
from apps.core.models.partial_dates import parse_partial_date

EXAMPLES = ("1998", "Nov 2003", "last Sunday")
LONGEST = 40
EARLIEST_YEAR = 1900

_MONTHS = "january february march april may june july august september october "
MONTHS = (_MONTHS + "november december").split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
SEASONS = {"spring", "summer", "fall", "autumn", "winter"}

FILLERS = re.compile(r"\b(?:the|of|on|in|at|back)\b|[,;]|(?<=[a-z])\.")
ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")


@dataclass(frozen=True)
class ReadDate:
    """`value` is stored; `note` says how else the words could be meant."""

    value: str
    note: str = ""


type Reader = Callable[[re.Match[str], date], ReadDate | None]


def read_partial_date(
    text: str, *, today: date, allow_future: bool = False
) -> ReadDate:
    """What `text` means on the day `today`.

    Raises `ValidationError` for anything that isn't a year, a month, or a day, for days
    that don't exist, and for the future.
    """
    words = " ".join(FILLERS.sub(" ", ORDINAL.sub(r"\1", text.casefold())).split())
    for pattern, reader in READERS:
        found = pattern.fullmatch(words)
        read = reader(found, today) if found else None
        if read is not None:
            return _checked(read, text, today=today, allow_future=allow_future)
    raise _not_understood(text, words)


def spell_out(value: str) -> str:
    """A stored partial date in full: "Sunday, November 2, 2003", "November 2003"."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return value
    day = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    return format_date(day, "l, F j, Y" if len(parts) == 3 else "F Y")


def _checked(read: ReadDate, text: str, *, today: date, allow_future: bool) -> ReadDate:
    value = parse_partial_date(read.value)
    if int(value[:4]) < EARLIEST_YEAR:
        raise _not_understood(text, "")
    if not allow_future and is_before(today.isoformat(), value):
        raise ValidationError(f"{spell_out(value)} is in the future.", code="future")
    return ReadDate(value, read.note)


def _not_understood(text: str, words: str) -> ValidationError:
    examples = f"{EXAMPLES[0]}, {EXAMPLES[1]}, or {EXAMPLES[2]}"
    if SEASONS & set(words.split()):
        message = (
            "A season can't be saved. Type the year, a month, or a day, such as "
            f"{examples}."
        )
    else:
        shown = text.strip()[:LONGEST]
        message = f"“{shown}” isn't a date Questlog understands. Try {examples}."
    return ValidationError(message, code="invalid")


# The forms ---------------------------------------------------------------------


def _iso(found: re.Match[str], today: date) -> ReadDate:
    return _date(*found.groups())


def _date(
    year: str, month: str | int | None = None, day: str | None = None
) -> ReadDate:
    parts = [year, *(f"{int(part):02}" for part in (month, day) if part)]
    return ReadDate("-".join(parts))


def _named(found: re.Match[str], today: date) -> ReadDate | None:
    """Of "nov 2003", "2 nov 2003", "nov 2", "november": without a year, the latest."""
    parts = found.groupdict()
    month = _month(parts["month"])
    if month is None:
        return None
    day = parts.get("day")
    if parts.get("year"):
        return _date(parts["year"], month, day)
    this_year = _date(str(today.year), month, day)
    if is_before(today.isoformat(), this_year.value):
        return _date(str(today.year - 1), month, day)
    return this_year


def _last_month_named(found: re.Match[str], today: date) -> ReadDate | None:
    month = _month(found["month"])
    if month is None:
        return None
    return _date(str(today.year - (month >= today.month)), month)


def _month(word: str) -> int | None:
    for number, name in enumerate(MONTHS, start=1):
        if word == name or (len(word) >= 3 and name.startswith(word)):
            return number
    return None


def _slashed(found: re.Match[str], today: date) -> ReadDate:
    """American order, unless only the other one is a date."""
    first, second, year = found.groups()
    month, day = int(first), int(second)
    if month > 12 >= day:
        return _date(year, second, first)
    read = _date(year, first, second)
    if day > 12 or day == month:
        return read
    other = _date(year, second, first).value
    return ReadDate(read.value, f"Month first. For {spell_out(other)}, type {other}.")


def _dotted(found: re.Match[str], today: date) -> ReadDate:
    """With dots, the day comes first everywhere they are used."""
    day, month, year = found.groups()
    return _date(year, month, day)


def _day_of_week(found: re.Match[str], today: date) -> ReadDate | None:
    """The latest such day: "sunday" may be today, "last sunday" may not."""
    word = found["day"]
    number = next((n for n, name in enumerate(DAYS) if _is_day(word, name)), None)
    if number is None:
        return None
    back = (today.weekday() - number) % 7
    if back == 0 and found["last"]:
        back = 7
    return ReadDate((today - timedelta(days=back)).isoformat())


def _is_day(word: str, name: str) -> bool:
    return len(word) >= 3 and name.startswith(word)


def _ago(found: re.Match[str], today: date) -> ReadDate | None:
    """As precise as the unit: "3 months ago" is a month, "2 years ago" a year."""
    word, unit = found["count"], found["unit"]
    if word in ("a", "an"):
        count = 1
    elif word in NUMBERS:
        count = NUMBERS.index(word)
    elif word.isdecimal():
        count = int(word)
    else:
        return None
    if unit == "year":
        return _date(f"{today.year - count:04}")
    if unit == "month":
        return _months_back(today, count)
    days = count * (7 if unit == "week" else 1)
    return ReadDate((today - timedelta(days=days)).isoformat())


def _months_back(today: date, count: int) -> ReadDate:
    year, month = divmod(today.year * 12 + today.month - 1 - count, 12)
    return _date(f"{year:04}", month + 1)


def _period(found: re.Match[str], today: date) -> ReadDate | None:
    back = int(found["which"] == "last")
    if found["unit"] == "year":
        return _date(str(today.year - back))
    if found["unit"] == "month":
        return _months_back(today, back)
    return _week(today - timedelta(days=today.weekday() + 7 * back))


def _week(monday: date) -> ReadDate:
    """A week is stored as its month, which is sure only where it has one."""
    sunday = monday + timedelta(days=6)
    if monday.month != sunday.month:
        raise ValidationError(
            "That week is in two months. Type a month or a day, such as "
            f"{format_date(monday, 'F Y')} or {format_date(sunday, 'F j')}.",
            code="invalid",
        )
    return _date(str(monday.year), monday.month)


def _days_back(days: int) -> Reader:
    return lambda found, today: ReadDate((today - timedelta(days=days)).isoformat())


MONTH = r"(?P<month>[a-z]{3,9})"
DAY = r"(?P<day>\d{1,2})"
YEAR = r"(?P<year>\d{4})"
READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.ASCII), reader)
    for pattern, reader in (
        (r"(\d{4})", _iso),
        (r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", _iso),
        (r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})", lambda f, t: _date(f[2], f[1])),
        (r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", _slashed),
        (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", _dotted),
        (r"today|now|tonight|just now", _days_back(0)),
        (r"yesterday|last night", _days_back(1)),
        (r"(?:day )?before yesterday", _days_back(2)),
        (r"(?P<count>[a-z]{1,6}|\d{1,4}) (?P<unit>day|week|month|year)s? ago", _ago),
        (r"(?P<which>last|this) (?P<unit>week|month|year)", _period),
        (r"(?P<last>last )?(?P<day>[a-z]{3,9})", _day_of_week),
        (rf"last {MONTH}", _last_month_named),
        (rf"{MONTH}(?: {YEAR})?", _named),
        (rf"{YEAR} {MONTH}(?: {DAY})?", _named),
        (rf"{MONTH} {DAY}(?: {YEAR})?", _named),
        (rf"{DAY}[ -]{MONTH}(?:[ -]{YEAR})?", _named),
    )
)
