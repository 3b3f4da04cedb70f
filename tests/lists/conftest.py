from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from apps.core.models.base import name_slug
from apps.library.models import Edition
from apps.library.models import Game
from apps.lists.models import List

MakeGames = Callable[..., list[Game]]
MakeList = Callable[..., List]


@transaction.atomic
def store_games(names: list[str]) -> list[Game]:
    games = [Game(name=name, slug=name_slug(name)) for name in names]
    for game in games:
        game.derive_fields()
    Game.objects.bulk_create(games)
    Edition.objects.bulk_create(
        Edition(game=game, name=game.name, slug=game.slug) for game in games
    )
    return games


@pytest.fixture
def make_games() -> MakeGames:
    """`make_games(3)`: that many stored games, "Game 1", "Game 2", …"""

    def make(count: int, *, name: str = "Game") -> list[Game]:
        return store_games([f"{name} {number}" for number in range(1, count + 1)])

    return make


@pytest.fixture
def make_list(make_games: MakeGames) -> MakeList:
    """`make_list(5)`: a ranked public list of that many games, "Game 1" first."""

    def make(count: int = 0, *, games: str = "Game", **fields: Any) -> List:
        made = List.objects.create(**{"name": "Top games", **fields})
        made.add_many(make_games(count, name=games))
        return made

    return make


@pytest.fixture
def top_rpgs() -> List:
    """A ranked public list: Chrono Trigger, Final Fantasy IV, Suikoden, Xenogears."""
    list_ = List.objects.create(name="Top RPGs")
    list_.add_many(
        store_games(["Chrono Trigger", "Final Fantasy IV", "Suikoden", "Xenogears"])
    )
    return list_


def ranking_of(list_: List) -> list[tuple[int | None, str]]:
    """What the list holds, as (position, name) in its order."""
    return list(list_.entries.values_list("position", "game__name"))


def names_of(list_: List) -> list[str]:
    return [name for _, name in ranking_of(list_)]
