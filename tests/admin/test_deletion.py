from __future__ import annotations

import pytest
from django.test import Client

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.lists.models import List
from tests.admin.pages import address
from tests.admin.pages import text_of

pytestmark = pytest.mark.django_db


def test_what_holds_a_game_is_named(owner_client: Client, chrono_trigger: Game) -> None:
    top = List.objects.create(name="Top games")
    top.add(chrono_trigger)
    url = address(Game, "delete", chrono_trigger.pk)

    page = owner_client.get(url)
    refused = owner_client.post(url, follow=True)

    assert "Playthroughs (2)" in text_of(page)
    assert "Chrono Trigger on Top games" in text_of(page)
    assert f'href="{address(List, "rank", top.pk)}"' in page.content.decode()
    assert "Yes, delete" not in text_of(page)
    assert refused.status_code == 200
    assert "was not deleted" in text_of(refused)
    assert Game.objects.filter(pk=chrono_trigger.pk).exists()


def test_a_game_that_nothing_holds_goes_with_its_editions(
    owner_client: Client, chrono_trigger: Game
) -> None:
    Playthrough.objects.all().delete()
    url = address(Game, "delete", chrono_trigger.pk)

    page = owner_client.get(url)
    owner_client.post(url)

    assert "Editions (1)" in text_of(page)
    assert not Game.objects.exists()
    assert not Edition.objects.exists()


def test_the_only_edition_of_a_game_stays(owner_client: Client) -> None:
    game = Game.objects.add(name="Celeste")
    url = address(Edition, "delete", game.first_edition().pk)

    page = owner_client.get(url)
    refused = owner_client.post(url, follow=True)

    assert "the only edition of Celeste" in text_of(page)
    assert "was not deleted" in text_of(refused)
    assert game.editions.exists()


def test_a_franchise_with_games_stays(
    owner_client: Client, chrono_trigger: Game
) -> None:
    franchise = Franchise.objects.get()

    page = owner_client.get(address(Franchise, "delete", franchise.pk))
    owner_client.post(address(Franchise, "delete", franchise.pk))

    assert "Games (1) Chrono Trigger" in text_of(page)
    assert Franchise.objects.exists()
