"""Games that may be the same: what they are called, and what IGDB says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import NotTheSame

type Pair = tuple[int, int]

# From 0 to 1: below it two names are of two games, rather than one misspelled.
LEAST_LIKENESS = 0.6
MOST_PAIRS = 200

# Pairs of one year whose names are like each other. Two of IGDB are two.
_ALIKE = """
SELECT a.id, b.id, a.name, b.name
FROM library_game a JOIN library_game b
  ON a.original_release_year = b.original_release_year AND a.id < b.id
  AND left(a.search_key, 1) = left(b.search_key, 1)
  AND (a.igdb_id IS NULL OR b.igdb_id IS NULL)
WHERE similarity(a.name, b.name) >= %s
ORDER BY similarity(a.name, b.name) DESC, a.id, b.id LIMIT %s
"""
_NUMBERS = re.compile(r"\d+|\b[ivx]+\b", re.IGNORECASE)


@dataclass(frozen=True)
class Duplicate:
    """Two games, the older one in the library first, and why they may be the same."""

    first: int
    second: int
    why: str


def duplicates() -> list[Duplicate]:
    """Pairs that the owner hasn't said to be different, the surest first."""
    different = set(NotTheSame.objects.values_list("first_id", "second_id"))
    found: dict[Pair, str] = {}
    for pair, why in (*_by_igdb(), *_by_name(), *_by_likeness()):
        if pair not in different:
            found.setdefault(pair, why)
    return [Duplicate(*pair, why) for pair, why in found.items()]


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _by_igdb() -> Iterator[tuple[Pair, str]]:
    """An edition of one game is what IGDB calls the other."""
    linked = Edition.objects.exclude(igdb_id=None)
    editions = dict(linked.values_list("igdb_id", "game_id"))
    rows = Game.objects.filter(igdb_id__in=editions).order_by("id")
    for game, igdb_id in rows.values_list("id", "igdb_id"):
        owner = editions[igdb_id]
        if owner != game:
            yield _pair(game, owner), "One is an edition of the other on IGDB"


def _by_name() -> Iterator[tuple[Pair, str]]:
    """The name of one is a name of the other."""
    named: dict[str, dict[int, tuple[bool, int | None, int | None]]] = defaultdict(dict)
    rows = Game.objects.order_by("id").values_list(
        "id", "search_key", "igdb_id", "original_release_year"
    )
    for pk, search_key, igdb_id, year in rows.iterator():
        for number, name in enumerate(search_key.split(" | ")):
            named[name].setdefault(pk, (number == 0, igdb_id, year))
    for games in named.values():
        keys = sorted(games)
        for place, first in enumerate(keys):
            for second in keys[place + 1 :]:
                why = _same_name(games[first], games[second])
                if why:
                    yield (first, second), why


def _same_name(
    one: tuple[bool, int | None, int | None], other: tuple[bool, int | None, int | None]
) -> str:
    """Why the bearers of one name may be the same; empty where they aren't.

    Each is whether it is its very name, IGDB's id, and the year.
    """
    if one[1] and other[1]:
        return ""  # IGDB has two: of one name, too, as the remake often is
    if one[0] and other[0]:
        is_apart = one[2] and other[2] and one[2] != other[2]
        return "Same name, from different years" if is_apart else "Same name"
    if one[0] or other[0]:
        return "The name of one is another name of the other"
    return "Both have the same other name"


def _by_likeness() -> Iterator[tuple[Pair, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [LEAST_LIKENESS, MOST_PAIRS])
        for first, second, name, other in cursor.fetchall():
            # Two parts of a series are alike, too.
            if _NUMBERS.findall(name.lower()) == _NUMBERS.findall(other.lower()):
                yield (first, second), "Same year, and almost the same name"


def likelier_survivor(one: Game, other: Game) -> tuple[Game, Game]:
    """The two as (survivor, merged): the one that IGDB knows, else the older one."""
    first, second = sorted((one, other), key=lambda g: (g.igdb_id is None, g.pk))
    return first, second
