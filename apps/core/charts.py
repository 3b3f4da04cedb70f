"""Figures over time, as points of an SVG that is drawn without a script.

A chart library would bring inline styles or a script of its own, which the admin's
CSP refuses, for what is one `polyline`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from functools import cached_property

WIDTH = 600
HEIGHT = 160


@dataclass(frozen=True)
class LineChart:
    """At least two points, the oldest first: a day or moment, and its value."""

    points: Sequence[tuple[date, float]]

    width = WIDTH
    height = HEIGHT

    @cached_property
    def line(self) -> str:
        """The value of `points` of a polyline `width` by `height`.

        Each value holds until the next point, so the line goes in steps.
        """
        corners: list[str] = []
        before: float | None = None
        for when, value in self.points:
            x, y = self._x(when), self._y(value)
            if before is not None:
                corners.append(f"{x:.1f},{before:.1f}")
            corners.append(f"{x:.1f},{y:.1f}")
            before = y
        return " ".join(corners)

    @property
    def first(self) -> date:
        return self.points[0][0]

    @property
    def last(self) -> date:
        return self.points[-1][0]

    @cached_property
    def least(self) -> float:
        return min(value for _, value in self.points)

    @cached_property
    def most(self) -> float:
        return max(value for _, value in self.points)

    def _x(self, when: date) -> float:
        span = _seconds(self.last) - _seconds(self.first)
        return WIDTH * (_seconds(when) - _seconds(self.first)) / span if span else 0.0

    def _y(self, value: float) -> float:
        span = self.most - self.least
        return HEIGHT - HEIGHT * (value - self.least) / span if span else HEIGHT / 2


def _seconds(when: date) -> float:
    if isinstance(when, datetime):
        return when.timestamp()
    return when.toordinal() * 86_400.0
