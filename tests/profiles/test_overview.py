"""All profiles on one page, and each beside its game."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.library.models import Game
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import kinds
from tests.admin.pages import address
from tests.admin.pages import text_of

pytestmark = pytest.mark.django_db
OVERVIEW = "/admin/profiles/"


def test_what_is_not_set_up_says_what_it_takes(owner_client: Client) -> None:
    found = text_of(owner_client.get(OVERVIEW))

    assert "Animal Crossing New Horizons, villager hunts" in found
    assert "Takes nothing but a press." in found
    assert "Not set up" in found


def test_setting_up_twice_is_once_and_takes_the_game_that_is_there(
    owner_client: Client,
) -> None:
    game = Game.objects.add(name="Animal Crossing - New Horizons")

    for _ in range(2):
        answer = owner_client.post("/admin/profiles/acnh/set-up/")
        assert answer.headers["Location"] == "/admin/profiles/acnh/"

    assert Island.objects.get().game == game
    assert (
        "Open the hunt Import into Animal Crossing Progress : Animal Crossing Help"
        in text_of(owner_client.get(OVERVIEW))
    )


def test_the_page_of_its_game_shows_the_profile(owner_client: Client) -> None:
    island, _ = Island.set_up()
    Hunt.objects.start(island)
    other = Game.objects.add(name="Celeste")

    page = text_of(owner_client.get(address(Game, "inspect", island.game.pk)))
    elsewhere = owner_client.get(address(Game, "inspect", other.pk))

    assert "Animal Crossing Open the hunt Hunt running" in page
    assert "Open the hunt" not in text_of(elsewhere)


def test_more_hunts_cost_no_more_statements(owner_client: Client) -> None:
    island, _ = Island.set_up()

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert owner_client.get(OVERVIEW).status_code == 200
        return len(captured)

    owner_client.get(OVERVIEW)
    few = statements()
    for villager in Villager.objects.all()[:20]:
        Hunt.objects.start(island).record(villager)

    assert statements() == few <= 24


def test_who_may_see_no_profile_is_not_offered_any() -> None:
    guest = User.objects.create_user("guest", is_staff=True)
    client = Client()
    client.force_login(guest)

    assert client.get(OVERVIEW).status_code in (302, 403)
    assert client.post("/admin/profiles/acnh/set-up/").status_code in (302, 403)
    assert not Island.objects.exists()


def test_the_menu_leads_to_the_profiles(owner_client: Client) -> None:
    page = BeautifulSoup(owner_client.get(OVERVIEW).content, "html.parser")

    assert page.find(string=lambda text: bool(text and OVERVIEW in text)) is not None


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.slug)
def test_each_profile_says_how_it_works(
    owner_client: Client, kind: ProfileKind
) -> None:
    found = owner_client.get(f"/admin/profiles/{kind.slug}/help/")

    assert kind.name in text_of(found)
    assert (
        f"/admin/profiles/{kind.slug}/help/"
        in owner_client.get(OVERVIEW).content.decode()
    )
