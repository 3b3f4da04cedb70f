"""Who speaks to the API in these tests, and the small library they find."""

from __future__ import annotations

from typing import Any

import pytest

from apps.journal.models import Playthrough
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from tests.api.client import ApiClient


@pytest.fixture
def reader(db: None) -> ApiClient:
    """Anyone: no login."""
    return ApiClient()


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    """The owner's script, with a token."""
    return ApiClient(api_token)


@pytest.fixture
def snes(db: None) -> Platform:
    return Platform.objects.create(
        name="Super Nintendo Entertainment System", slug="snes", abbreviation="SNES"
    )


@pytest.fixture
def ps5(db: None) -> Platform:
    return Platform.objects.create(name="PlayStation 5", slug="ps5", abbreviation="PS5")


@pytest.fixture
def final_fantasy(db: None) -> Franchise:
    return Franchise.objects.create(name="Final Fantasy")


@pytest.fixture
def rpg(db: None) -> Genre:
    return Genre.objects.create(name="RPG")


@pytest.fixture
def jrpg(rpg: Genre) -> Genre:
    """A genre under `rpg`."""
    return Genre.objects.create(name="JRPG", parent=rpg)


@pytest.fixture
def ff7(final_fantasy: Franchise, jrpg: Genre, rpg: Genre) -> Game:
    """Final Fantasy VII of 1997, in a franchise, JRPG first and RPG second."""
    game = Game.objects.add(
        name="Final Fantasy VII",
        franchise=final_fantasy,
        original_release_year=1997,
        aliases=["FF7"],
    )
    game.set_genres([rpg, jrpg], primary=jrpg)
    return game


@pytest.fixture
def chrono_trigger(snes: Platform) -> Game:
    """Chrono Trigger of 1995 on the SNES, without franchise and genre."""
    game = Game.objects.add(name="Chrono Trigger", original_release_year=1995)
    game.platforms.add(snes)
    return game


def played(game: Game, **fields: Any) -> Playthrough:
    """A playthrough of the game's first edition, with `fields`."""
    return Playthrough.objects.create(edition=game.first_edition(), **fields)
