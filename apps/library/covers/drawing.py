"""Covers on a picture."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from apps.core.images.canvas import Box
from apps.core.images.canvas import Canvas
from apps.library.covers.showing import ShownCover

# Height by width, as IGDB's are.
SHAPE = 4 / 3


def draw_cover(
    canvas: Canvas, box: Box, name: str, cover: ShownCover | None, *, outline: str = ""
) -> None:
    """Draw a game's cover, or the first letter of its name."""
    is_there = cover is not None and cover.is_there
    canvas.cover(
        box,
        cover.path_for(round(box[2])) if cover is not None and is_there else None,
        letter=name,
        color=cover.color if cover is not None and is_there else "",
        outline=outline,
    )


def draw_wall(
    canvas: Canvas,
    games: Sequence[tuple[str, ShownCover | None]],
    *,
    box: Box,
    columns: int,
) -> None:
    """Draw covers (of a name each) in columns, from the top until the box is full."""
    x, y, width, height = box
    gap = 10 if columns < 7 else 14
    side = (width - gap * (columns - 1)) / columns
    # What begins in the picture is drawn, also where it ends outside of it.
    fitting = (height + gap) / (side * SHAPE + gap)
    rows = ceil(fitting) if y < 0 else int(fitting)
    for place, (name, cover) in enumerate(games[: columns * rows]):
        row, column = divmod(place, columns)
        left = x + (side + gap) * column
        top = y + (side * SHAPE + gap) * row
        draw_cover(canvas, (left, top, side, side * SHAPE), name, cover)
