"""The wall and the runs of each day, as the template draws them.

Lengths are strings: a number in a template takes the separators of the language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from typing import Any

from apps.profiles.ironmon.stats import LEAST_AT_A_WALL

WIDTH, LEFT, TOP, HEIGHT = 1100, 52, 44, 220
WIDEST = 64
MOST_DAYS = 90
DAYS_WIDTH, DAYS_HEIGHT = 330, 90


@dataclass(frozen=True)
class Column:
    """A checkpoint in the drawing of the wall; `kind` is its look."""

    name: str
    kind: str
    percent: int
    came: int
    passed: int
    x: str
    y: str
    width: str
    height: str
    middle: str
    value_y: str

    @property
    def ended(self) -> int:
        return self.came - self.passed

    @property
    def is_wall(self) -> bool:
        return self.kind == "wall"

    @property
    def is_reached(self) -> bool:
        return self.kind != "none"


@dataclass(frozen=True)
class Wall:
    columns: list[Column]
    width: int = WIDTH
    floor: int = TOP + HEIGHT

    @property
    def words(self) -> str:
        """For those who can't see it."""
        reached = [column for column in self.columns if column.is_reached]
        parts = [f"{each.name} {each.percent} of {each.came:,}" for each in reached]
        return "Percent of runs that ended at each checkpoint: " + ", ".join(parts)

    @property
    def grid(self) -> list[tuple[int, int]]:
        """Percent and height of each line."""
        return [(n, TOP + HEIGHT - HEIGHT * n // 100) for n in (0, 25, 50, 75, 100)]

    @property
    def wall(self) -> Column | None:
        return next((each for each in self.columns if each.is_wall), None)

    @property
    def first_unreached(self) -> Column | None:
        return next((each for each in self.columns if not each.is_reached), None)


def wall_of(stats: dict[str, Any]) -> Wall | None:
    """None before any run came to a checkpoint."""
    rows = stats["checkpoints"]
    if not rows or not rows[0]["entered"]:
        return None
    step = (WIDTH - LEFT) / len(rows)
    wall = stats["wall"]
    return Wall(
        [
            _column(row, LEFT + step * index, step, wall)
            for index, row in enumerate(rows)
        ]
    )


def _column(row: dict[str, Any], left: float, step: float, wall: Any) -> Column:
    came, passed = row["entered"], row["survived"]
    share = (came - passed) / came if came else 0
    height = max(2.0, share * HEIGHT)
    width = min(step * 0.83, WIDEST)
    top = TOP + HEIGHT - height
    middle = left + step / 2
    return Column(
        name=row["name"],
        kind=_kind(row, wall),
        percent=round(share * 100),
        came=came,
        passed=passed,
        x=f"{middle - width / 2:.1f}",
        y=f"{top:.1f}",
        width=f"{width:.1f}",
        height=f"{height:.1f}",
        middle=f"{middle:.1f}",
        value_y=f"{top - 8:.1f}",
    )


def _kind(row: dict[str, Any], wall: Any) -> str:
    if not row["entered"]:
        return "none"
    if wall is not None and row["order"] == wall["order"]:
        return "wall"
    return "rare" if row["entered"] < LEAST_AT_A_WALL else "many"


@dataclass(frozen=True)
class Day:
    date: Date
    runs: int
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Days:
    """Runs of each day, of the latest `MOST_DAYS` days with their gaps."""

    days: list[Day]
    most: int
    total: int
    width: int = DAYS_WIDTH
    height: int = DAYS_HEIGHT

    @property
    def first(self) -> Date:
        return self.days[0].date

    @property
    def last(self) -> Date:
        return self.days[-1].date


def days_of(stats: dict[str, Any]) -> Days | None:
    counts = {Date.fromisoformat(row["date"]): row["runs"] for row in stats["days"]}
    if not counts:
        return None
    last = max(counts)
    first = max(min(counts), last - timedelta(days=MOST_DAYS - 1))
    dates = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    shown = [counts.get(date, 0) for date in dates]
    most = max(shown)
    step = min(DAYS_WIDTH / len(dates), 24)
    days = [
        Day(
            date=date,
            runs=runs,
            x=f"{step * index + step * 0.1:.1f}",
            y=f"{DAYS_HEIGHT - DAYS_HEIGHT * runs / most:.1f}",
            width=f"{step * 0.8:.1f}",
            height=f"{DAYS_HEIGHT * runs / most:.1f}",
        )
        for index, (date, runs) in enumerate(zip(dates, shown, strict=True))
    ]
    return Days(days, most, sum(shown))
