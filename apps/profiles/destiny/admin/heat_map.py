"""Each year as a row of weeks, a square a day, darker for longer days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Any

SQUARE = 14
# Where the squares begin: left of them is the name of the weekday.
LEFT = 34
TOP = 18
WIDTH = LEFT + 54 * SQUARE
HEIGHT = TOP + 7 * SQUARE
# Hours of play from which a day is of the next step.
STEPS = (1.0, 2.5, 4.0)


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    activities: int
    hours: float
    x: int
    y: int
    heat: int


@dataclass(slots=True)
class Year:
    number: int
    days: list[Day] = field(default_factory=list)
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def activities(self) -> int:
        return sum(day.activities for day in self.days)

    @property
    def hours(self) -> float:
        return sum(day.hours for day in self.days)

    @property
    def months(self) -> list[tuple[str, int]]:
        """The name of each month, and where its first week is."""
        firsts = (date(self.number, month, 1) for month in range(1, 13))
        return [(f"{each:%b}", _x(each)) for each in firsts]

    @property
    def track(self) -> str:
        """The outline of all days of the year, as an SVG path."""
        first, last = date(self.number, 1, 1), date(self.number, 12, 31)
        left, right = _x(first), _x(last) + SQUARE
        top, low = _y(first), _y(last) + SQUARE
        bottom = TOP + 7 * SQUARE
        return (
            f"M{left} {top}H{left + SQUARE}V{TOP}H{right}V{low}H{right - SQUARE}"
            f"V{bottom}H{left}Z"
        )


def years(rows: Iterable[dict[str, Any]]) -> list[Year]:
    """The years that have a day, the latest first."""
    found: dict[int, Year] = {}
    for row in rows:
        day = date.fromisoformat(row["date"])
        hours = row["seconds_played"] / 3600
        found.setdefault(day.year, Year(day.year)).days.append(
            Day(
                date=day,
                activities=row["activities"],
                hours=hours,
                x=_x(day) + 1,
                y=_y(day) + 1,
                heat=1 + sum(hours >= step for step in STEPS),
            )
        )
    return sorted(found.values(), key=lambda year: -year.number)


def _x(day: date) -> int:
    first = date(day.year, 1, 1)
    week = (day.timetuple().tm_yday - 1 + first.weekday()) // 7
    return LEFT + week * SQUARE


def _y(day: date) -> int:
    return TOP + day.weekday() * SQUARE
