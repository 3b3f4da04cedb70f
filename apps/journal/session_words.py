"""When one played and how long, as people type it: "90m", "yesterday 20:00-21:30".

    read_played("yesterday 2h", now=now).minutes            # 120
    spell_out_played(read)                                  # "Yesterday …: 2 h"

Times are the owner's. Of what could be meant in two ways the answer says which way it
was taken, so that it is seen before it is saved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateformat import format as format_date

from apps.core.partial_date_words import NUMBERS
from apps.core.partial_date_words import read_partial_date
from apps.core.partial_date_words import spell_out
from apps.journal.models.session import check_length

EXAMPLES = "90m, 1h30, 20:00–21:30, or yesterday 2h"
LONGEST = 80
# What has a colon and is more than this was meant as a time of day.
LONGEST_WITH_COLON = 12

_CLOCK = r"\d{1,2}:\d{2}\s*(?:[ap]m)?|\d{1,2}\s*[ap]m|noon|midnight"
_HOUR = rf"{_CLOCK}|\d{{1,2}}"
_BEFORE, _AFTER = r"(?<![\d:/.-])", r"(?![\d:/a-z])"
RANGE = re.compile(
    rf"{_BEFORE}(?:(?P<start>{_CLOCK})\s*-\s*(?P<end>{_HOUR}|now)"
    rf"|(?P<start2>{_HOUR})\s*-\s*(?P<end2>{_CLOCK}|now)){_AFTER}"
)
START = re.compile(rf"{_BEFORE}(?P<start>{_CLOCK}){_AFTER}")
_HOURS = r"(?P<hours>\d{1,4}(?:[.,]\d{1,2})?)\s*h(?:(?:ou)?rs?)?"
_MINUTES = r"\d{1,5}\s*m(?:in(?:ute)?s?)?"
LENGTH = re.compile(
    rf"(?<![\w.,:/-])(?:{_HOURS}(?:\s*(?:and\s*)?(?P<rest>\d{{1,2}})(?:\s*m(?:in(?:ute)?s?)?)?)?"
    rf"|(?P<minutes>{_MINUTES}))(?![\w:/])"
)
WITH_COLON = re.compile(r"(\d{1,2}):([0-5]\d)")
_WORDS = (
    (r"[–—]", "-"),
    (r"\b(?:to|until|till|and then)\b", "-"),
    (r"\bhalf an hour\b", "30m"),
    (r"\ban hour and a half\b", "90m"),
    (r"\b(\w+) and a half hours?\b", r"\1.5 h"),
    (r"\ban hour\b", "1h"),
    (r"\b(?:from|for|at|about|played)\b", " "),
    (r"\b([ap])\.m\b\.?", r"\1m"),
    (r"\bsince (.+)", r"\1-now"),
    (r"\btonight\b", "today"),
)


@dataclass(frozen=True, kw_only=True)
class ReadSession:
    """What was understood; with its exact times where they were typed.

    `note` says how else it could be meant.
    """

    day: date
    minutes: int
    started_at: datetime | None = None
    ended_at: datetime | None = None
    note: str = ""

    @property
    def values(self) -> dict[str, object]:
        """As fields of a session."""
        if self.started_at is None:
            return {"day": self.day, "minutes": self.minutes}
        return {"started_at": self.started_at, "ended_at": self.ended_at}


def read_played(text: str, *, now: datetime) -> ReadSession:
    """What `text` means at `now`. Raises `ValidationError` where it means nothing.

    Without a day it was today; a range of times that today hasn't seen yet was
    yesterday's.
    """
    read = _read(text, now)
    check_length(timedelta(minutes=read.minutes))
    return read


def _read(text: str, now: datetime) -> ReadSession:
    words = _normalized(text)
    if found := RANGE.search(words):
        rest = _without(words, found)
        start = found["start"] or found["start2"]
        end = found["end"] or found["end2"]
        return _range(start, end, _day(rest, text, now), now=now)
    length = LENGTH.search(words)
    if length is not None:
        rest = _without(words, length)
        minutes = _minutes(length)
        if begun := START.search(rest):
            day = _day(_without(rest, begun), text, now)
            return _from(begun["start"], minutes, day, now=now)
        return _on(_day(rest, text, now), minutes, now=now)
    return _bare(words, text, now=now)


def read_end(text: str, *, started_at: datetime, now: datetime) -> datetime:
    """When a session that began at `started_at` ended: "23:30", "after 2h", "now".

    Raises `ValidationError` where `text` means nothing, or the future.
    """
    words = _normalized(text).removeprefix("after ").strip()
    local = timezone.localtime(started_at)
    if words in ("now", "just now"):
        return now
    length = LENGTH.fullmatch(words)
    if length is not None:
        ended = started_at + timedelta(minutes=_minutes(length))
    elif found := START.search(words):
        rest = _without(words, found)
        clock = _clock(found["start"])
        if rest:
            ended = _moment(_required_day(rest, text, now), clock)
        else:
            ended = _moment(local.date(), clock)
            if ended <= started_at:
                ended = _moment(local.date() + timedelta(days=1), clock)
    else:
        raise ValidationError(
            f"“{text.strip()[:40]}” isn’t a time Questlog understands. Try 23:30, or "
            "how long you played: 2h.",
            code="invalid",
        )
    if ended > now:
        raise ValidationError(f"{_clock_words(ended)} is in the future.", code="future")
    return ended


def spell_out_played(read: ReadSession, *, today: date) -> str:
    """In full: "Yesterday, Monday, November 30, 20:00 to 21:30: 1 h 30 min"."""
    parts = [day_in_full(read.day, today=today)]
    if read.started_at is not None and read.ended_at is not None:
        end = _clock_words(read.ended_at)
        if timezone.localdate(read.ended_at) != read.day:
            end += " the next day"
        parts.append(f"{_clock_words(read.started_at)} to {end}")
    return f"{', '.join(parts)}: {length_in_words(read.minutes)}"


def day_in_full(day: date, *, today: date) -> str:
    full = spell_out(day.isoformat())
    if day.year == today.year:
        full = full.removesuffix(f", {day.year}")
    if day == today:
        return f"Today, {full}"
    if day == today - timedelta(days=1):
        return f"Yesterday, {full}"
    return full


def length_in_words(minutes: int) -> str:
    """ "2 h 40 min", "2 h", "40 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours:,} h" if hours else "", f"{rest} min" if rest else ""]
    return " ".join(part for part in parts if part) or "0 min"


# The forms ---------------------------------------------------------------------


def _normalized(text: str) -> str:
    words = " ".join(text.casefold().replace(";", " ").split())
    for pattern, new in _WORDS:
        words = re.sub(pattern, new, words)
    numbers = "|".join(NUMBERS[1:])
    words = re.sub(
        rf"\b({numbers})(?=(?:\.5)?\s*(?:h|m)(?:ou?r|in|\b))",
        lambda found: str(NUMBERS.index(found[1])),
        words,
    )
    return " ".join(words.split())


def _without(words: str, found: re.Match[str]) -> str:
    rest = f"{words[: found.start()]} {words[found.end() :]}"
    return " ".join(rest.strip(" ,:").split())


def _range(start: str, end: str, day: date | None, *, now: datetime) -> ReadSession:
    begin, is_now = _clock(start, like=end), end == "now"
    finish = time() if is_now else _clock(end, like=start)
    chosen = day or timezone.localdate(now)
    read = _between(chosen, begin, finish, is_now=is_now, now=now)
    if day is None and (read is None or _is_future(read, now)):
        read = _between(
            chosen - timedelta(days=1), begin, finish, is_now=is_now, now=now
        )
    if read is None:
        raise ValidationError("A session can’t end before it starts.", code="invalid")
    return _not_in_the_future(read, now)


def _between(
    day: date, begin: time, finish: time, *, is_now: bool, now: datetime
) -> ReadSession | None:
    """None where it would end before it starts; past midnight it ends the next day."""
    started = _moment(day, begin)
    if is_now:
        ended = now
    else:
        past_midnight = finish <= begin
        ended = _moment(day + timedelta(days=int(past_midnight)), finish)
    if ended <= started:
        return None
    seconds = (ended - started).total_seconds()
    minutes = max(1, round(seconds / 60))
    return ReadSession(
        day=day,
        minutes=minutes,
        started_at=started,
        ended_at=ended,
        note="" if is_now else _of_clocks(started, ended),
    )


def _from(start: str, minutes: int, day: date | None, *, now: datetime) -> ReadSession:
    clock, today = _clock(start), timezone.localdate(now)

    def on(chosen: date) -> ReadSession:
        started = _moment(chosen, clock)
        ended = started + timedelta(minutes=minutes)
        return ReadSession(
            day=chosen, minutes=minutes, started_at=started, ended_at=ended
        )

    read = on(day or today)
    if day is None and _is_future(read, now):
        read = on(today - timedelta(days=1))
    return _not_in_the_future(read, now)


def _on(day: date | None, minutes: int, *, now: datetime) -> ReadSession:
    return ReadSession(day=day or timezone.localdate(now), minutes=minutes)


def _bare(words: str, text: str, *, now: datetime) -> ReadSession:
    """ "90" is minutes, "1:30" is a length."""
    if words.isdecimal() and len(words) < 5 and int(words):
        read = _on(None, int(words), now=now)
        note = "Minutes. For hours, type 2h."
        return ReadSession(day=read.day, minutes=read.minutes, note=note)
    found = WITH_COLON.search(words)
    if found and int(found[1]) <= LONGEST_WITH_COLON:
        minutes = int(found[1]) * 60 + int(found[2])
        if minutes:
            day = _day(_without(words, found), text, now)
            read = _on(day, minutes, now=now)
            note = f"For a time of day, type its end, too: {found[0]}–"
            end = (int(found[1]) + 1) % 24
            return ReadSession(
                day=read.day, minutes=minutes, note=f"{note}{end}:{found[2]}."
            )
    if START.search(words):
        raise ValidationError(
            "Type when it ended or how long it was, too, such as 20:00–21:30 or "
            "20:00 2h.",
            code="invalid",
        )
    raise _not_understood(text)


def _not_understood(text: str) -> ValidationError:
    shown = text.strip()[:40]
    return ValidationError(
        f"Questlog doesn’t understand “{shown}”. Try {EXAMPLES}.", code="invalid"
    )


def _minutes(found: re.Match[str]) -> int:
    if found["minutes"]:
        minutes = int(re.sub(r"\D", "", found["minutes"]))
    else:
        hours = float(found["hours"].replace(",", "."))
        minutes = round(hours * 60) + int(found["rest"] or 0)
    if not minutes:
        raise ValidationError("A session lasts at least a minute.", code="invalid")
    return minutes


def _day(words: str, text: str, now: datetime) -> date | None:
    return _required_day(words, text, now) if words else None


def _required_day(words: str, text: str, now: datetime) -> date:
    try:
        read = read_partial_date(words, today=timezone.localdate(now))
    except ValidationError as error:
        if error.code == "future":
            raise
        raise _not_understood(text) from error
    if len(read.value) != 10:
        raise ValidationError(
            "A session needs a day, such as yesterday, last Sunday, or Nov 28.",
            code="invalid",
        )
    return date.fromisoformat(read.value)


def _clock(words: str, *, like: str = "") -> time:
    """A time of day; "8" beside "9:30pm" is in the evening, too."""
    if words in ("noon", "midnight"):
        return time(12 if words == "noon" else 0)
    found = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?\s*([ap]m)?", words)
    assert found is not None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = found[3]
    if half is None and like[-2:] in ("am", "pm") and hour <= 12:
        half = _same_half(hour, like)
    if (half and not 1 <= hour <= 12) or hour > 24 or minute > 59:
        raise ValidationError(f"{words} isn’t a time of day.", code="invalid")
    if half:
        hour = hour % 12 + 12 * (half == "pm")
    return time(hour % 24, minute)


def _same_half(hour: int, like: str) -> str:
    """Of "8" beside "9:30pm" pm; of "11" beside "1am" the half before."""
    other = re.match(r"\d{1,2}", like)
    half = like[-2:]
    if other and hour % 12 > int(other[0]) % 12:
        return "am" if half == "pm" else "pm"
    return half


def _moment(day: date, clock: time) -> datetime:
    """That time of the owner's day. Raises where the clocks skipped it."""
    local = datetime.combine(day, clock, timezone.get_current_timezone())
    moment = local.astimezone(UTC)
    back = timezone.localtime(moment)
    if back.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValidationError(
            f"{format_date(local, 'H:i')} didn’t exist on "
            f"{format_date(day, 'F j, Y')}: the clocks went forward then.",
            code="invalid",
        )
    return moment


def _of_clocks(started: datetime, ended: datetime) -> str:
    """What to say where the clocks changed between the two."""
    before = timezone.localtime(started).utcoffset()
    after = timezone.localtime(ended).utcoffset()
    if before is None or after is None or before == after:
        return ""
    return f"The clocks went {'back' if after < before else 'forward'} in between."


def _is_future(read: ReadSession, now: datetime) -> bool:
    return read.ended_at is not None and read.ended_at > now


def _not_in_the_future(read: ReadSession, now: datetime) -> ReadSession:
    if _is_future(read, now):
        assert read.ended_at is not None
        today = timezone.localdate(now)
        day = day_in_full(timezone.localdate(read.ended_at), today=today)
        raise ValidationError(
            f"{day}, {_clock_words(read.ended_at)} is in the future.", code="future"
        )
    return read


def _clock_words(moment: datetime) -> str:
    return format_date(timezone.localtime(moment), "H:i")
