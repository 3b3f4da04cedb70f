"""Twelve weeks of sessions as a bar a day, as what an SVG needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from apps.core.plurals import counted
from apps.journal.models import hours_of

WEEKS = 12
WEEK_WIDTH, DAY_WIDTH, BAR_WIDTH = 63, 8, 6
HEIGHT, BASE, TALLEST, LEAST = 98, 74, 66, 4
# A week of short evenings doesn't look like one of long ones.
FULL_HEIGHT_MINUTES = 120


@dataclass(frozen=True, kw_only=True)
class Bar:
    x: int
    y: int
    height: int
    label: str
    minutes: int
    is_running: bool = False


@dataclass(frozen=True, kw_only=True)
class Week:
    first: date
    last: date
    x: int
    label: str
    sessions: int
    minutes: int

    @property
    def hours(self) -> object:
        return hours_of(self.minutes)


@dataclass(frozen=True, kw_only=True)
class Strip:
    bars: list[Bar]
    weeks: list[Week]
    sessions: int
    minutes: int
    width: int = WEEKS * WEEK_WIDTH - 7
    height: int = HEIGHT

    @property
    def words(self) -> str:
        """ "41 in twelve weeks, 87 h"."""
        if not self.sessions:
            return "none in twelve weeks"
        hours = f"{hours_of(self.minutes):,}".removesuffix(".0")
        return f"{self.sessions:,} in twelve weeks, {hours} h"

    @property
    def label(self) -> str:
        sessions = counted(self.sessions, "session")
        return f"{sessions} in twelve weeks, a bar for each day"


def first_day(today: date) -> date:
    """The Monday with which the twelve weeks begin."""
    return today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))


def strip_of(
    days: Mapping[date, tuple[int, int]], *, today: date, running: date | None = None
) -> Strip:
    """`days` are the sessions of each day and their minutes.

    `running` is the day on which a session runs, which its minutes so far are part of.
    """
    begin = first_day(today)
    most = max([FULL_HEIGHT_MINUTES, *(minutes for _, minutes in days.values())])
    bars, weeks = [], []
    for number in range(WEEKS):
        first = begin + timedelta(days=7 * number)
        dates = [first + timedelta(days=day) for day in range(7)]
        found = [days.get(day, (0, 0)) for day in dates]
        x = number * WEEK_WIDTH
        bars += [
            _bar(day, x + place * DAY_WIDTH, minutes, most, is_running=day == running)
            for place, (day, (_, minutes)) in enumerate(zip(dates, found, strict=True))
            if day <= today
        ]
        weeks.append(
            Week(
                first=first,
                last=dates[-1],
                x=x,
                label=_week_label(first, number),
                sessions=sum(count for count, _ in found),
                minutes=sum(minutes for _, minutes in found),
            )
        )
    return Strip(
        bars=bars,
        weeks=weeks,
        sessions=sum(week.sessions for week in weeks),
        minutes=sum(week.minutes for week in weeks),
    )


def _bar(day: date, x: int, minutes: int, most: int, *, is_running: bool) -> Bar:
    height = round(TALLEST * minutes / most)
    height = max(height, LEAST) if minutes or is_running else 2
    return Bar(
        x=x,
        y=BASE - height if minutes or is_running else BASE,
        height=height,
        label=day.isoformat(),
        minutes=minutes,
        is_running=is_running,
    )


def _week_label(first: date, number: int) -> str:
    """Every other week, with the month where that is new."""
    if number % 2:
        return ""
    before = first - timedelta(days=14)
    is_new = number == 0 or before.month != first.month
    return f"{first:%b} {first.day}" if is_new else str(first.day)
