"""Columns, bars, and lines as what an SVG needs.

Lengths are strings: a number in a template takes the separators of the language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

# Of a chart of columns, in its own units.
LEFT, TOP, FLOOR, TALLEST = 40, 24, 196, 160
# How far apart columns are at most, and what is for all of them.
WIDEST, ROOM = 43, 600
LEAST_HEIGHT = 3
APART = 60
# Of a bar that lies.
FULL = 1000
LINE_WIDTH, LINE_LEFT, LINE_RIGHT = 760, 40, 720


@dataclass(frozen=True, kw_only=True)
class Value:
    """One thing that is counted: `words` say all of it, `text` is what stands by it."""

    label: str
    number: float
    text: str
    words: str
    url: str = ""
    is_now: bool = False
    # Beside the label, where there is room.
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    value: Value
    x: str
    y: str
    width: str
    height: str
    middle: str
    value_y: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Columns on a floor, and one apart, hatched, of what has no place among them."""

    template: ClassVar[str] = "browsing/statistics/columns.html"
    columns: list[Column]
    grid: list[tuple[str, str]]
    words: str
    right: str
    width: str
    apart: Column | None = None
    # Taller than the scale: it is drawn with a break.
    is_broken: bool = False
    # Where the average is, along the floor.
    mark: str = ""


def columns_of(
    values: Sequence[Value],
    *,
    words: str,
    apart: Value | None = None,
    mark: float | None = None,
    room: int = ROOM,
) -> Columns:
    """`mark` is a place among the values: 0 at the first, 1 at the second.

    `room` is how wide the columns are together at most.
    """
    most = max((value.number for value in values), default=0)
    highest, line = _scale(most or (apart.number if apart else 0))
    step = min(WIDEST, room / max(1, len(values)))
    # A year needs the room of 36 units.
    every = 1 if step > 30 or room < ROOM else round(40 / step + 0.5)
    right = LEFT + max(step * len(values), 3 * WIDEST)
    return Columns(
        columns=[
            _column(
                value,
                left=LEFT + step * place,
                step=step,
                highest=highest,
                has_label=(len(values) - 1 - place) % every == 0,
            )
            for place, value in enumerate(values)
        ],
        grid=_grid(highest, line),
        words=words,
        right=f"{right:.1f}",
        width=f"{max(right + (APART + 70 if apart else 16), room * 0.8):.0f}",
        apart=None
        if apart is None
        else _column(
            apart, left=right + 20, step=APART / 0.66, highest=highest, has_label=True
        ),
        is_broken=apart is not None and apart.number > highest,
        mark="" if mark is None else f"{LEFT + step * (mark + 0.5):.1f}",
    )


def _grid(highest: float, step: float) -> list[tuple[str, str]]:
    """Each line of a scale: its number, and its height."""
    return [
        (f"{line * step:,.0f}", f"{_y(line * step, highest):.1f}")
        for line in range(int(highest / step) + 1)
    ]


def _scale(most: float) -> tuple[float, float]:
    """The top of a scale for values up to `most`, and the step of its lines."""
    step = 1.0
    while most / step > 5:
        for factor in (2, 2.5, 2):
            step *= factor
            if most / step <= 5:
                break
    # Counts have no halves.
    step = max(1.0, round(step))
    lines = max(1, -(-most // step))
    return lines * step, step


def _y(number: float, highest: float) -> float:
    return FLOOR - TALLEST * min(number, highest) / highest


def _column(
    value: Value, *, left: float, step: float, highest: float, has_label: bool
) -> Column:
    height = TALLEST * min(value.number, highest) / highest
    height = max(height, LEAST_HEIGHT) if value.number else 2
    middle, width = left + step / 2, step * 0.66
    return Column(
        value=value,
        x=f"{middle - width / 2:.1f}",
        y=f"{FLOOR - height:.1f}",
        width=f"{width:.1f}",
        height=f"{height:.1f}",
        middle=f"{middle:.1f}",
        value_y=f"{FLOOR - height - 7:.1f}",
        label=value.label if has_label else "",
    )


@dataclass(frozen=True, kw_only=True)
class Bar:
    value: Value
    width: str


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Bars that lie, each in a line with its name and its number."""

    template: ClassVar[str] = "browsing/statistics/bars.html"
    bars: list[Bar]
    full: int = FULL


def bars_of(values: Sequence[Value]) -> Bars:
    most = max((value.number for value in values), default=0) or 1
    return Bars(
        bars=[
            Bar(value=value, width=f"{max(FULL * value.number / most, 4):.0f}")
            for value in values
        ]
    )


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A value on a line, and the strip of the drawing that shows it when pointed at."""

    value: Value
    x: str
    y: str
    strip_x: str
    strip_width: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Line:
    template: ClassVar[str] = "browsing/statistics/line.html"
    spots: list[Spot]
    grid: list[tuple[str, str]]
    words: str
    width: int = LINE_WIDTH

    @property
    def points(self) -> str:
        return " ".join(f"{spot.x},{spot.y}" for spot in self.spots)

    @property
    def area(self) -> str:
        first, last = self.spots[0], self.spots[-1]
        return f"{first.x},{FLOOR} {self.points} {last.x},{FLOOR}"

    @property
    def last(self) -> Spot:
        return self.spots[-1]


def line_of(values: Sequence[Value], *, words: str) -> Line:
    highest, step = _scale(max((value.number for value in values), default=0))
    between = (LINE_RIGHT - LINE_LEFT) / max(1, len(values) - 1)
    # A label takes the room of about ninety units.
    every = max(1, round(90 / between))
    spots = []
    for place, value in enumerate(values):
        x = LINE_LEFT + between * place
        from_end = len(values) - 1 - place
        spots.append(
            Spot(
                value=value,
                x=f"{x:.1f}",
                y=f"{_y(value.number, highest):.1f}",
                strip_x=f"{x - between / 2:.1f}",
                strip_width=f"{between:.1f}",
                label=value.label if from_end % every == 0 else "",
            )
        )
    grid = _grid(highest, step)
    return Line(spots=spots, grid=grid, words=words)


@dataclass(frozen=True, kw_only=True)
class Block:
    x: str
    name: str
    is_filled: bool


@dataclass(frozen=True, kw_only=True)
class BlockRow:
    value: Value
    blocks: list[Block]
    width: int


@dataclass(frozen=True, kw_only=True)
class Blocks:
    """A row of blocks each: one a game, filled where it is finished."""

    template: ClassVar[str] = "browsing/statistics/blocks.html"
    rows: list[BlockRow]


BLOCK_STEP = 13


def blocks_of(rows: Sequence[tuple[Value, Sequence[tuple[str, bool]]]]) -> Blocks:
    return Blocks(
        rows=[
            BlockRow(
                value=value,
                blocks=[
                    Block(x=str(place * BLOCK_STEP), name=name, is_filled=is_filled)
                    for place, (name, is_filled) in enumerate(games)
                ],
                width=BLOCK_STEP * len(games),
            )
            for value, games in rows
        ]
    )


@dataclass(frozen=True, kw_only=True)
class Lines:
    """What is said in words, a line each."""

    template: ClassVar[str] = "browsing/statistics/lines.html"
    values: list[Value]
