"""Own hours beside IGDB's time to beat, on one scale, as what an SVG needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

WIDTH = 720
ROW_HEIGHT = 18
# How wide a letter of a label is, on average.
LETTER = 6.6


@dataclass(frozen=True)
class Tick:
    """One of IGDB's times: where it stands, and where its label does."""

    label: str
    hours: float
    x: float
    anchor: str
    label_x: float
    label_y: int


@dataclass(frozen=True)
class TimeScale:
    """The track is `width` long; `own_x` is how much of it is the owner's."""

    ticks: Sequence[Tick] = field(default_factory=tuple)
    own_hours: float | None = None
    own_x: float | None = None
    own_anchor: str = "end"
    height: int = 84
    width: int = WIDTH


def time_scale(
    times: Sequence[tuple[str, float]], own_hours: float | None
) -> TimeScale | None:
    """None where there is nothing to show."""
    longest = max([hours for _, hours in times] + [own_hours or 0])
    if not longest:
        return None

    def at(hours: float) -> float:
        return round(hours / (longest * 1.06) * WIDTH, 1)

    ticks = _placed([(label, hours, at(hours)) for label, hours in times])
    own_x = at(own_hours) if own_hours else None
    return TimeScale(
        ticks=ticks,
        own_hours=own_hours,
        own_x=own_x,
        own_anchor="start" if own_x is not None and own_x < 90 else "end",
        height=max((tick.label_y for tick in ticks), default=52) + 14,
    )


def _placed(times: Sequence[tuple[str, float, float]]) -> list[Tick]:
    """The ticks, with labels in as many rows as they need not to touch."""
    ticks: list[Tick] = []
    ends: list[float] = []  # of the last label in each row
    for label, hours, x in sorted(times, key=lambda each: each[1]):
        length = LETTER * len(f"{label} {hours:,.0f} h")
        anchor, label_x, start = _beside(x, length)
        row = next((n for n, end in enumerate(ends) if end + 8 < start), len(ends))
        ends[row : row + 1] = [start + length]
        ticks.append(Tick(label, hours, x, anchor, label_x, 70 + ROW_HEIGHT * row))
    return ticks


def _beside(x: float, length: float) -> tuple[str, float, float]:
    """How a label stands at `x`: its anchor, where that is, and where it starts."""
    if x < length / 2:
        return "start", 0, 0
    if x > WIDTH - length / 2:
        return "end", WIDTH, WIDTH - length
    return "middle", x, x - length / 2
