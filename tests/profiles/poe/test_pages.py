"""The pages of characters, as the owner uses them."""

from __future__ import annotations

import pytest
from django.test import Client

from apps.profiles.poe.models import Character
from apps.profiles.poe.models import PoeProfile
from tests.admin.pages import text_of
from tests.profiles.poe.builds import api_detail
from tests.profiles.poe.builds import bring
from tests.profiles.poe.builds import window

pytestmark = pytest.mark.django_db
HOME = "/admin/profiles/poe/"


def test_before_the_first_character_the_page_says_how_to_begin(
    owner_client: Client,
) -> None:
    PoeProfile.set_up()

    assert "Your characters will be here" in text_of(owner_client.get(HOME))


def test_characters_are_shown_by_league(owner_client: Client) -> None:
    second = api_detail()
    bring([window(league="Standard"), second, window(name="Void", league=None)])

    page = text_of(owner_client.get(HOME))

    assert page.index("Höhenflug") < page.index("No league") < page.index("Void")
    assert page.count("Standard") == 2
    assert "Path of Exile 2 · 1 character" in page


def test_a_build_is_shown_edited_and_deleted(owner_client: Client) -> None:
    bring([window(), window(name="Other")])
    character = Character.objects.get(name="Höhenflug")
    path = f"{HOME}characters/{character.uuid}/"

    page = text_of(owner_client.get(path))
    for text in ("Level 92 Deadeye (Ranger)", "Tornado Shot", "Doom Thirst", "G-G B"):
        assert text in page
    form = {"name": "Other", "league": "Mirage", "is_public": "on"}
    refused = owner_client.post(f"{path}edit/", form)
    assert refused.status_code == 422
    assert "You have a character of this name already." in text_of(refused)
    form |= {"name": "Sky", "hours": "61.5", "deaths": "0", "notes": "Fun"}
    shown = text_of(owner_client.post(f"{path}edit/", form, follow=True))
    assert "Sky is saved." in shown
    assert "61.5 h" in shown
    assert "Delete Sky?" in text_of(owner_client.get(f"{path}delete/"))
    assert Character.objects.count() == 2
    owner_client.post(f"{path}delete/")
    assert Character.objects.get().name == "Other"
