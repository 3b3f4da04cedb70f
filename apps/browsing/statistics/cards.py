"""A chart of the statistics page: what it shows and says, and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from apps.browsing.statistics.drawing import Bars
from apps.browsing.statistics.drawing import Blocks
from apps.browsing.statistics.drawing import Columns
from apps.browsing.statistics.drawing import Line
from apps.browsing.statistics.drawing import Lines
from apps.browsing.statistics.heat_map import HeatMap
from apps.browsing.statistics.links import Links


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of a chart's table: what it is about, then its numbers."""

    label: str
    cells: Sequence[str]
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """`span` is its columns of twelve; without a chart, `empty` is said."""

    slug: str
    title: str
    sub: str = ""
    span: int = 6
    chart: Columns | Bars | Line | Lines | Blocks | HeatMap | None = None
    headings: Sequence[str] = ()
    rows: Sequence[Row] = ()
    empty: str = ""
    action: str = ""
    action_url: str = ""

    @property
    def heading_id(self) -> str:
        return f"chart-{self.slug}"


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What the cards are made from: the figures of `figures_of`, and the day."""

    figures: dict[str, Any]
    links: Links
    today: date
