"""When a session was, in words: "yesterday", "May 3", "between May 3 and 5"."""

from __future__ import annotations

from datetime import date
from datetime import timedelta

from django.utils.dateformat import format as format_date

from apps.steam.models import PlaySession


def when_played(session: PlaySession, *, today: date) -> str:
    first, last = session.first_day, session.last_day
    if first == last:
        return day_in_words(first, today=today)
    same_month = (first.year, first.month) == (last.year, last.month)
    start = _with_year(first, today) if first.year != last.year else _short(first)
    end = str(last.day) if same_month else _short(last)
    year = f", {last.year}" if last.year != today.year else ""
    return f"between {start} and {end}{year}"


def day_in_words(day: date, *, today: date) -> str:
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    return _with_year(day, today)


def _with_year(day: date, today: date) -> str:
    return _short(day) if day.year == today.year else f"{_short(day)}, {day.year}"


def _short(day: date) -> str:
    return format_date(day, "M j")
