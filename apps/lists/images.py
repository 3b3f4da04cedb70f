"""The pictures of a list: what they show, and bringing them up to date."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import orjson

from apps.core.images.canvas import GOLD
from apps.core.images.canvas import INK
from apps.core.images.canvas import RAISED
from apps.core.images.canvas import SOFT
from apps.core.images.canvas import VIOLET
from apps.core.images.canvas import Box
from apps.core.images.canvas import Canvas
from apps.core.images.files import media_url
from apps.core.images.fonts import display_font
from apps.core.images.fonts import text_font
from apps.core.models.share_images import TALL
from apps.core.models.share_images import WIDE
from apps.core.plurals import counted
from apps.library.covers.drawing import SHAPE
from apps.library.covers.drawing import draw_cover
from apps.library.covers.drawing import draw_wall
from apps.library.covers.showing import ShownCover
from apps.library.covers.showing import covers_of
from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import ListImages
from apps.lists.models.tiers import tiers_of

# Games on a picture of a ranked list, and at most on one without ranks.
SHOWN = 10
MOST_SHOWN = 40
# Raise it when the pictures look otherwise, so that all are drawn again.
EDITION = 1


@dataclass(frozen=True)
class ShownGame:
    name: str
    rank: int | None
    tier: str
    cover: ShownCover | None


@dataclass(frozen=True)
class ListFacts:
    """What the pictures show of a list."""

    name: str
    words: str
    is_ranked: bool
    games: tuple[ShownGame, ...]

    @property
    def has_covers(self) -> bool:
        """Whether half of the games have one, so that covers say enough."""
        there = [game for game in self.games if game.cover and game.cover.is_there]
        return 2 * len(there) >= len(self.games)

    @property
    def key(self) -> str:
        """Another one wherever the pictures would look otherwise."""
        shown = [
            EDITION,
            self.name,
            self.words,
            self.is_ranked,
            [(g.name, g.rank, g.tier, g.cover and g.cover.sha256) for g in self.games],
        ]
        return hashlib.sha256(orjson.dumps(shown)).hexdigest()


def list_facts(list_: List) -> ListFacts:
    entries = list_.entries.select_related("game")
    count = entries.count()
    if list_.is_ranked:
        shown = list(entries.order_by("position")[:SHOWN])
    else:
        shown = list(entries.order_by("-added_at", "-id")[:MOST_SHOWN])
    covers = covers_of((Game, entry.game_id) for entry in shown)
    has_tiers = list_.is_ranked and bool(list_.tier_ends)
    tiers = tiers_of(list_.tier_ends, count) if has_tiers else ()

    def tier_of(rank: int | None) -> str:
        fits = (t.name for t in tiers if rank and t.first <= rank <= t.last)
        return next(fits, "")

    return ListFacts(
        name=list_.name,
        words=counted(count, "ranked game" if list_.is_ranked else "game"),
        is_ranked=list_.is_ranked,
        games=tuple(
            ShownGame(
                name=entry.game.name,
                rank=entry.position if list_.is_ranked else None,
                tier=tier_of(entry.position),
                cover=covers.get((Game, entry.game_id)),
            )
            for entry in shown
        ),
    )


@dataclass(frozen=True)
class SharedImage:
    url: str
    width: int
    height: int


def images_of(list_: List) -> list[SharedImage]:
    """The pictures that are drawn of a public list, the wide one first."""
    images = ListImages.objects.filter(list=list_).first()
    if images is None or not list_.is_public:
        return []
    named = ((images.wide_image, WIDE), (images.tall_image, TALL))
    return [
        SharedImage(url=media_url(name), width=width, height=height)
        for name, (width, height) in named
        if name
    ]


def draw_images(list_: List) -> bool:
    """Draw a list's pictures if they are out of date, or remove those of a hidden one.

    Returns whether any was drawn. Raises OSError if it can't be written.
    """
    images = ListImages.objects.filter(list=list_).first()
    if not list_.is_public:
        if images is not None:
            images.forget_images()
        return False
    if images is None:
        images, _ = ListImages.objects.get_or_create(list=list_)
    facts = list_facts(list_)
    return images.keep_images(facts.key, lambda: (draw_wide(facts), draw_tall(facts)))


def draw_wide(facts: ListFacts) -> Canvas:
    canvas = Canvas(*WIDE)
    title = display_font(74, width=80)
    bottom = canvas.lines((56, 122), facts.name, title, width=400, most=4, leading=1)
    canvas.text((56, bottom + 54), facts.words, text_font(26, weight=600), fill=SOFT)
    canvas.logo((56, 550), 34)
    canvas.text((102, 575), "Questlog", text_font(24, weight=600), fill=SOFT)
    if not facts.is_ranked:
        _wall(canvas, facts, box=(500, -40, 690, 720), columns=5)
        return canvas
    if not facts.has_covers:
        for place, game in enumerate(facts.games):
            column, row = divmod(place, SHOWN // 2)
            _named(canvas, game, x=470 + 365 * column, y=136 + 96 * row)
        return canvas
    side, gap = 124.0, 14.0
    for place, game in enumerate(facts.games):
        row, column = divmod(place, 5)
        box = (500 + (side + gap) * column, 100 + 246 * row, side, side * SHAPE)
        _ranked(canvas, box, game, size=34)
    return canvas


def draw_tall(facts: ListFacts) -> Canvas:
    canvas = Canvas(*TALL)
    canvas.logo((72, 84), 52)
    canvas.text((144, 124), facts.words, text_font(40, weight=600), fill=SOFT)
    title = display_font(128, width=80)
    bottom = canvas.lines((68, 290), facts.name, title, width=940, most=2, leading=1)
    top = bottom + 60
    if not facts.is_ranked:
        _wall(canvas, facts, box=(72, top, 936, TALL[1] - top - 60), columns=5)
        return canvas
    step = (TALL[1] - 60 - top) / SHOWN
    for place, game in enumerate(facts.games):
        _row(canvas, game, y=top + step * place, height=step - 16)
    return canvas


def _wall(canvas: Canvas, facts: ListFacts, *, box: Box, columns: int) -> None:
    games = [(game.name, game.cover) for game in facts.games]
    draw_wall(canvas, games, box=box, columns=columns)


def _named(canvas: Canvas, game: ShownGame, *, x: float, y: float) -> None:
    """Rank and name, for lists without covers."""
    color = GOLD if game.rank == 1 else INK
    rank = display_font(40, weight=750)
    canvas.text((x + 52, y), str(game.rank), rank, fill=color, align="right")
    name = text_font(26, weight=600)
    canvas.lines((x + 72, y - 3), game.name, name, width=280, most=2, fill=color)


def _ranked(canvas: Canvas, box: Box, game: ShownGame, *, size: int) -> None:
    """A cover with its rank above it, and its tier."""
    x, y, width, _ = box
    color = GOLD if game.rank == 1 else INK
    number = display_font(size, weight=750)
    canvas.text((x + 2, y - 12), str(game.rank), number, fill=color)
    if game.tier:
        letter = text_font(24, weight=700)
        canvas.text(
            (x + width - 2, y - 12), game.tier, letter, fill=VIOLET, align="right"
        )
    outline = GOLD if game.rank == 1 else ""
    draw_cover(canvas, box, game.name, game.cover, outline=outline)


def _row(canvas: Canvas, game: ShownGame, *, y: float, height: float) -> None:
    """Rank, cover, and name in a line."""
    canvas.rounded((60, y, 960, height), 16, fill=RAISED)
    color = GOLD if game.rank == 1 else INK
    middle = y + height / 2
    number = display_font(64, weight=750)
    canvas.text((150, middle + 22), str(game.rank), number, fill=color, align="right")
    side = (height - 16) / SHAPE
    draw_cover(canvas, (180, y + 8, side, height - 16), game.name, game.cover)
    left = 180 + side + 30
    room = 970 - left - (70 if game.tier else 0)
    name = text_font(42, weight=600)
    canvas.text((left, middle + 15), name.cut(game.name, room), name, fill=color)
    if game.tier:
        letter = display_font(52, weight=750)
        canvas.text((990, middle + 18), game.tier, letter, fill=VIOLET, align="right")
