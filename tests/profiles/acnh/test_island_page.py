"""The owner's island in the admin."""

from __future__ import annotations

import pytest
from django.test import Client

from apps.library.models import Game
from apps.profiles.acnh.models import Island
from tests.admin.pages import text_of

pytestmark = pytest.mark.django_db
PAGE = "/admin/profiles/acnh/island/"


def test_residents_game_and_visibility_are_saved(
    owner_client: Client, island: Island
) -> None:
    game = Game.objects.add(name="Animal Crossing")
    sent = {"game": game.pk, "residents": "bob\n\nwart jr\nBob"}

    owner_client.post(PAGE, sent)

    island.refresh_from_db()
    residents = island.residents.order_by("name").values_list("name", flat=True)
    assert list(residents) == ["Bob", "Wart Jr."]
    assert (island.game, island.is_public) == (game, False)
    assert "Bob Wart Jr." in text_of(owner_client.get(PAGE))


@pytest.mark.parametrize(
    ("residents", "words"),
    [
        ("Bob\nNobody", "There is no villager “Nobody”."),
        ("\n".join(f"cat0{n}" for n in range(11)), "At most 10 can live"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_lost(
    owner_client: Client, island: Island, residents: str, words: str
) -> None:
    answer = owner_client.post(
        PAGE, {"game": island.game.pk, "residents": residents, "is_public": "on"}
    )

    assert words in text_of(answer)
    assert residents.splitlines()[-1] in text_of(answer)
    assert not island.residents.exists()


def test_who_may_not_change_the_island_cannot_open_its_page(island: Island) -> None:
    assert Client().get(PAGE).status_code == 302
