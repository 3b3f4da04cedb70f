"""How the ranks of a list's games went over time: the columns and lines of a chart."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from functools import cached_property
from typing import Literal

from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as format_date

from apps.lists.history import standings_at
from apps.lists.models import List

MOST_COLUMNS = 12
# Fewer make no line: then a finer step tells more.
FEWEST_COLUMNS = 3
# Of the drawing, in its own units.
WIDTH, TOP, PITCH = 1160, 46, 43
LEFT, RIGHT = 210, 850
_INSTANT = timedelta(microseconds=1)


class Step(models.TextChoices):
    YEAR = "year", "By year"
    MONTH = "month", "By month"
    WEEK = "week", "By week"
    DAY = "day", "By day"
    CHANGE = "change", "Each change"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A moment, and the games' uuids as they stood then, first to last."""

    moment: datetime
    label: str
    sublabel: str
    order: Sequence[str] = ()

    @property
    def name(self) -> str:
        return f"{self.label} {self.sublabel}".strip()


@dataclass(frozen=True, kw_only=True)
class Dot:
    x: int
    y: int
    rank: int
    column: Column
    enters: bool
    leaves: bool

    @property
    def diamond(self) -> str:
        """The path of the sign that stands for a dot where a game enters."""
        return f"M{self.x} {self.y - 15}l15 15-15 15-15-15z"

    @property
    def text_y(self) -> int:
        return self.y + 4

    @property
    def below_y(self) -> int:
        return self.y + 25

    @property
    def before_x(self) -> int:
        return self.x - 24


@dataclass(frozen=True, kw_only=True)
class Line:
    """One game's way; `ranks` has one for each column, None below what is shown."""

    game: str
    ranks: Sequence[int | None]
    columns: Sequence[Column]

    @cached_property
    def dots(self) -> Sequence[Dot]:
        return [dot for dot in self._dots if dot]

    @property
    def path(self) -> str:
        """The curves between neighboring columns."""
        return "".join(
            _curve(one, two)
            for one, two in zip(self._dots, self._dots[1:], strict=False)
            if one and two
        )

    @property
    def gaps(self) -> str:
        """The curves over columns in which the game was not shown."""
        return "".join(
            _curve(one, two)
            for one, two in zip(self.dots, self.dots[1:], strict=False)
            if self._dots.index(two) - self._dots.index(one) > 1
        )

    @property
    def start(self) -> Dot | None:
        return self._dots[0]

    @property
    def end(self) -> Dot | None:
        return self._dots[-1]

    @property
    def words(self) -> str:
        """ "2023: 4, 2024: not in it, 2025: 1"."""
        return ", ".join(
            f"{column.name}: {rank or 'below'}"
            for column, rank in zip(self.columns, self.ranks, strict=True)
        )

    @property
    def places(self) -> int | None:
        """How far it went in the last step, up being positive."""
        if len(self.ranks) < 2 or self.ranks[-1] is None or self.ranks[-2] is None:
            return None
        return self.ranks[-2] - self.ranks[-1]

    @property
    def down(self) -> int:
        return -(self.places or 0)

    @property
    def comes(self) -> Literal["new", "back", ""]:
        """What brought it into the last column, where it wasn't in the one before."""
        if len(self.ranks) < 2 or self.ranks[-1] is None or self.ranks[-2] is not None:
            return ""
        return "back" if any(self.ranks[:-2]) else "new"

    @cached_property
    def _dots(self) -> Sequence[Dot | None]:
        last = len(self.columns) - 1
        dots: list[Dot | None] = []
        for place, (column, rank) in enumerate(
            zip(self.columns, self.ranks, strict=True)
        ):
            if rank is None:
                dots.append(None)
                continue
            dots.append(
                Dot(
                    x=_x(place, last),
                    y=TOP + PITCH * (rank - 1),
                    rank=rank,
                    column=column,
                    enters=place > 0 and not any(self.ranks[:place]),
                    leaves=place < last and self.ranks[place + 1] is None,
                )
            )
        return dots


@dataclass(frozen=True, kw_only=True)
class BumpChart:
    """The first `top` places of a list in each of `columns`."""

    columns: Sequence[Column]
    top: int
    # Whether there are more columns than are shown, before them.
    is_cut: bool = False
    width: int = field(default=WIDTH, init=False)

    @cached_property
    def lines(self) -> Sequence[Line]:
        """In the order of the last column, then those that left it before."""
        ranks: dict[str, list[int | None]] = {}
        for place, column in reversed([*enumerate(self.columns)]):
            for rank, game in enumerate(column.order[: self.top], start=1):
                of_game = ranks.setdefault(game, [None] * len(self.columns))
                of_game[place] = rank
        return [
            Line(game=game, ranks=of_game, columns=self.columns)
            for game, of_game in ranks.items()
        ]

    @property
    def rows(self) -> int:
        return max(
            (len(column.order[: self.top]) for column in self.columns), default=0
        )

    @property
    def height(self) -> int:
        return TOP + PITCH * self.rows

    @property
    def grid(self) -> Iterator[tuple[int, Column]]:
        last = len(self.columns) - 1
        return ((_x(place, last), column) for place, column in enumerate(self.columns))

    @property
    def has_moved(self) -> bool:
        return any(len(set(line.ranks)) > 1 for line in self.lines)


def draw(
    list_: List,
    *,
    since: datetime | None,
    until: datetime,
    step: Step | None = None,
    top: int,
) -> tuple[BumpChart, Step]:
    """The chart of a list from `since` (empty: its beginning) to `until`.

    Without a `step` it takes the coarsest that shows some movement. At most
    `MOST_COLUMNS` are shown, the latest.
    """
    began = list_.activities.served().order_by("id").first()
    start = since or (began.timestamp if began else until)
    if step is None:
        step = _fitting_step(start, until)
    if step == Step.CHANGE:
        columns = _changes(list_, start if since else None, until)
    else:
        columns = _periods(start, until, step)
    is_cut = len(columns) > MOST_COLUMNS
    columns = columns[-MOST_COLUMNS:]
    standings = standings_at(list_, [column.moment for column in columns])
    shown = [
        Column(
            moment=column.moment,
            label=column.label,
            sublabel=column.sublabel,
            order=standing.order,
        )
        for column, standing in zip(columns, standings, strict=True)
        if standing and standing.is_ranked and standing.order
    ]
    return BumpChart(columns=shown, top=top, is_cut=is_cut), step


def _fitting_step(since: datetime, until: datetime) -> Step:
    for step in (Step.YEAR, Step.MONTH, Step.WEEK, Step.DAY):
        if len(_periods(since, until, step)) >= FEWEST_COLUMNS:
            return step
    return Step.CHANGE


def _periods(since: datetime, until: datetime, step: Step) -> list[Column]:
    """The end of each year, month, week or day, the latest ones, and `until`."""
    is_now = until >= timezone.now() - timedelta(minutes=1)
    last = _labeled(until, step)
    columns = [Column(moment=until, label="Now", sublabel="") if is_now else last]
    end = _start_of(timezone.localtime(until), step) - _INSTANT
    # One more than is shown says that there are more.
    while end >= since and len(columns) <= MOST_COLUMNS:
        columns.append(_labeled(end, step))
        end = _start_of(timezone.localtime(end), step) - _INSTANT
    return columns[::-1]


def _start_of(moment: datetime, step: Step) -> datetime:
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if step == Step.WEEK:
        day -= timedelta(days=day.weekday())
    elif step == Step.MONTH:
        day = day.replace(day=1)
    elif step == Step.YEAR:
        day = day.replace(month=1, day=1)
    return day


def _changes(list_: List, since: datetime | None, until: datetime) -> list[Column]:
    changes = list_.activities.served().filter(timestamp__lte=until)
    if since:
        changes = changes.filter(timestamp__gte=since)
    latest = changes.order_by("-id").values_list("timestamp", flat=True)
    moments = list(latest[: MOST_COLUMNS + 1])
    return [_labeled(moment, Step.CHANGE) for moment in reversed(moments)]


def _labeled(moment: datetime, step: Step) -> Column:
    formats = {
        Step.YEAR: ("Y", ""),
        Step.MONTH: ("M", "Y"),
        Step.CHANGE: ("M j", "H:i:s"),
    }
    local = timezone.localtime(moment)
    label, sublabel = (
        format_date(local, each) for each in formats.get(step, ("M j", "Y"))
    )
    return Column(moment=moment, label=label, sublabel=sublabel)


def _x(place: int, last: int) -> int:
    return round(LEFT + (RIGHT - LEFT) * place / last) if last else RIGHT


def _curve(one: Dot, two: Dot) -> str:
    middle = (one.x + two.x) // 2
    return f"M{one.x} {one.y}C{middle} {one.y} {middle} {two.y} {two.x} {two.y}"
