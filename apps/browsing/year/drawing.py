"""The two images of a review: 1200 by 630 for links, 1080 by 1920 for stories.

Nothing smaller than 24 pixels, always dark, and only what is public.
"""

from __future__ import annotations

from apps.browsing.year.facts import Finish
from apps.browsing.year.facts import YearFacts
from apps.core.images.canvas import GOLD
from apps.core.images.canvas import INK
from apps.core.images.canvas import SOFT
from apps.core.images.canvas import Box
from apps.core.images.canvas import Canvas
from apps.core.images.fonts import display_font
from apps.core.images.fonts import text_font
from apps.core.models.share_images import TALL
from apps.core.models.share_images import WIDE
from apps.library.covers.drawing import draw_cover
from apps.library.covers.drawing import draw_wall

# Raise it when the images look otherwise, so that all are drawn again.
EDITION = 1


def draw_wide(facts: YearFacts) -> Canvas:
    canvas = Canvas(*WIDE)
    canvas.text((56, 76), _kicker(facts), text_font(26, weight=600), fill=SOFT)
    heading = display_font(232).fitted(facts.heading, 400, least=90)
    canvas.text((48, 275), facts.heading, heading, spacing=-0.02)
    _numbers(canvas, facts, x=56, y=384, step=118, size=64, small=24)
    canvas.logo((56, 550), 34)
    byline = text_font(24, weight=600)
    canvas.text((102, 575), byline.cut(facts.byline, 350), byline, fill=SOFT)
    if facts.best is None:
        _wall(canvas, facts.wall, box=(500, -40, 690, 720), columns=5)
        return canvas
    box = (470, 56, 300, 400)
    draw_cover(canvas, box, facts.best.game.name, facts.best.cover, outline=GOLD)
    best = text_font(26, weight=700)
    canvas.text((620, 504), _best_words(facts), best, fill=GOLD, align="center")
    name = text_font(24)
    canvas.lines(
        (620, 544), facts.best.game.name, name, width=320, most=2, align="center"
    )
    others = [each for each in facts.wall if each.game != facts.best.game]
    _wall(canvas, others, box=(826, -62, 356, 720), columns=3)
    return canvas


def draw_tall(facts: YearFacts) -> Canvas:
    canvas = Canvas(*TALL)
    canvas.text((72, 132), _kicker(facts), text_font(40, weight=600), fill=SOFT)
    byline = text_font(40, weight=600)
    said = byline.cut(facts.byline, 500)
    right = canvas.width - 72
    canvas.text((right, 132), said, byline, fill=SOFT, align="right")
    canvas.logo((right - byline.length(said) - 70, 92), 52)
    heading = display_font(470).fitted(facts.heading, 900, least=160)
    canvas.text((56, 520), facts.heading, heading, spacing=-0.03)
    _numbers(canvas, facts, x=72, y=715, step=360, size=118, small=34)
    if facts.best is None:
        _wall(canvas, facts.wall, box=(72, 840, 936, 1000), columns=5)
        return canvas
    box = (72, 844, 300, 400)
    draw_cover(canvas, box, facts.best.game.name, facts.best.cover, outline=GOLD)
    _best_beside(canvas, facts, x=424, y=940, width=584)
    others = [each for each in facts.wall if each.game != facts.best.game]
    _wall(
        canvas, others, box=(72, 1316, 936, 532), columns=5 if len(others) <= 10 else 7
    )
    return canvas


def _best_beside(
    canvas: Canvas, facts: YearFacts, *, x: int, y: int, width: int
) -> None:
    assert facts.best is not None
    canvas.text((x, y), _best_words(facts), text_font(34, weight=700), fill=GOLD)
    name = display_font(66, width=86)
    title = facts.best.game.name
    bottom = canvas.lines((x, y + 80), title, name, width=width, most=2, leading=1)
    said = facts.best.text.partition("\n")[0]
    small = text_font(34)
    canvas.lines((x, bottom + 62), said, small, width=width, most=3, fill="#d8d0ea")


def _best_words(facts: YearFacts) -> str:
    return "Game of the year" if facts.review.year else "Game of all time"


def _kicker(facts: YearFacts) -> str:
    return "Year in review" if facts.review.year else "In review"


def _numbers(
    canvas: Canvas,
    facts: YearFacts,
    *,
    x: float,
    y: float,
    step: float,
    size: int,
    small: int,
) -> None:
    """The numbers in a row, each above what it is of, at least `step` apart."""
    number, label = display_font(size, weight=750, width=76), text_font(small)
    for text, words in facts.numbers:
        width = canvas.text((x, y), text, number, fill=INK)
        canvas.text((x, y + small * 1.35), words, label, fill=SOFT)
        x += max(step, width + small, label.length(words) + small)


def _wall(canvas: Canvas, games: list[Finish], *, box: Box, columns: int) -> None:
    shown = [(each.game.name, each.cover) for each in games]
    draw_wall(canvas, shown, box=box, columns=columns)
