"""No page of the admin asks more of the database because there are more rows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from tests.admin.conftest import AddGames
from tests.admin.pages import address

pytestmark = pytest.mark.django_db


def queries(client: Client, url: str) -> int:
    client.get(url)  # fills caches of content types and the like
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def fill(add_games: AddGames, count: int) -> None:
    """More of everything, each tied to each."""
    for number, game in enumerate(add_games(count)):
        name = f"{game.name} {number}"
        game.franchise = Franchise.objects.create(name=name)
        game.save()
        genre = Genre.objects.create(name=name, parent=Genre.objects.first())
        game.set_genres([genre], primary=genre)
        platform = Platform.objects.create(name=name)
        game.platforms.add(platform)
        game.first_edition().platforms.add(platform)


@pytest.mark.parametrize(
    ("model", "most"),
    [(Game, 17), (Edition, 17), (Playthrough, 17), (Platform, 15), (Genre, 15)],
)
def test_a_listing_costs_the_same_for_every_number_of_rows(
    owner_client: Client, add_games: AddGames, model: Any, most: int
) -> None:
    fill(add_games, 2)
    few = queries(owner_client, address(model, "list"))
    fill(add_games, 8)
    many = queries(owner_client, address(model, "list"))
    searched = queries(owner_client, address(model, "list") + "?q=game")

    assert few == many <= most
    assert searched <= most + 2


def test_a_games_pages_cost_the_same_for_every_number_of_editions(
    owner_client: Client, chrono_trigger: Game
) -> None:
    pages = [address(Game, page, chrono_trigger.pk) for page in ("inspect", "edit")]
    before = [queries(owner_client, url) for url in pages]
    platform = chrono_trigger.platforms.get()
    for number in range(5):
        edition = Edition.objects.create(game=chrono_trigger, name=f"Port {number}")
        edition.platforms.add(platform)
        Playthrough.objects.create(edition=edition, platform=platform)

    assert [queries(owner_client, url) for url in pages] == before


def test_choosers_cost_the_same_for_every_number_of_rows(
    owner_client: Client, add_games: AddGames
) -> None:
    urls = [
        f"/admin/snippets/choose/library/{name}/results/"
        for name in ("game", "edition", "platform", "franchise", "genre")
    ]
    fill(add_games, 2)
    few = [queries(owner_client, url) for url in urls]
    fill(add_games, 8)

    assert [queries(owner_client, url) for url in urls] == few
