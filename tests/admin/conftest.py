from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform

MakeClient = Callable[..., Client]
AddGames = Callable[[int], list[Game]]


@pytest.fixture
def client_with(db: None) -> MakeClient:
    """`client_with("library.view_game")`: somebody who may only do that."""

    def make(*permissions: str) -> Client:
        user = get_user_model().objects.create_user("helper", password="helper")
        for permission in ("wagtailadmin.access_admin", *permissions):
            app, codename = permission.split(".")
            user.user_permissions.add(
                Permission.objects.get(content_type__app_label=app, codename=codename)
            )
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def chrono_trigger(db: None) -> Game:
    """A finished game with everything: franchise, genres, platform, playthroughs."""
    rpg = Genre.objects.create(name="RPG")
    jrpg = Genre.objects.create(name="JRPG", parent=rpg)
    snes = Platform.objects.create(name="Super Nintendo", abbreviation="SNES")
    game = Game.objects.add(
        name="Chrono Trigger",
        franchise=Franchise.objects.create(name="Chrono"),
        original_release_year=1995,
        aliases=["CT"],
    )
    game.set_genres([rpg, jrpg], primary=jrpg)
    game.platforms.set([snes])
    edition = game.first_edition()
    edition.platforms.set([snes])
    for rating in ("3.5", "5"):
        Playthrough.objects.create(
            edition=edition,
            platform=snes,
            status=Status.COMPLETED,
            completed_at="2003",
            rating=rating,
        )
    return game


@pytest.fixture
def add_games(db: None) -> AddGames:
    """`add_games(3)`: that many games, each with a playthrough of its own."""

    def add(count: int) -> list[Game]:
        games = []
        first = Game.objects.count() + 1
        for number in range(first, first + count):
            game = Game.objects.add(name=f"Game {number:03}")
            Playthrough.objects.create(edition=game.first_edition())
            games.append(game)
        return games

    return add
