"""Characters over HTTP: what anyone sees, what the owner changes, what is sent."""

from __future__ import annotations

from typing import Any

import pytest

from apps.profiles.poe.audit import differences
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import PoeProfile
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.profiles.poe.builds import api_detail
from tests.profiles.poe.builds import bring
from tests.profiles.poe.builds import window

pytestmark = pytest.mark.django_db
BASE = "/profiles/poe"
CHARACTERS = f"{BASE}/characters"


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    return ApiClient(api_token)


def names(client: ApiClient, **query: Any) -> list[str]:
    return [each["name"] for each in data(client.get(CHARACTERS, **query))["items"]]


def test_the_profile_is_set_up_and_lists_its_leagues(writer: ApiClient) -> None:
    assert ApiClient().get(BASE).status_code == 404
    assert data(writer.put(BASE, {}), status=201)["game"]["name"] == "Path of Exile"
    bring([window(), api_detail()])

    settings = {"realms": ["pc", "sony"], "makes_playthroughs": True}
    assert writer.put(BASE, {"realms": []}).status_code == 422
    assert writer.put(BASE, {"realms": ["pc", "mars"]}).status_code == 422
    data(writer.put(BASE, settings))

    profile = data(ApiClient().get(BASE))

    assert {name: profile[name] for name in settings} == settings
    assert (profile["characters"], profile["leagues"]) == (2, ["Mirage", "Standard"])


def test_characters_are_filtered_and_paged(writer: ApiClient) -> None:
    bring([window(), api_detail()])
    anyone = ApiClient()

    assert names(anyone) == ["Höhenflug", "Zapper"]
    assert names(anyone, league="mirage") == ["Höhenflug"]
    assert names(anyone, class_name="ranger") == ["Höhenflug"]
    assert names(anyone, class_name="Stormweaver") == ["Zapper"]
    assert names(anyone, realm="poe2", ordering="name") == ["Zapper"]
    page = data(anyone.get(CHARACTERS, limit=1))
    assert (page["count"], bool(page["next_cursor"])) == (2, True)
    for query in ({"realm": "mars"}, {"clas": "x"}, {"ordering": "luck"}):
        assert 400 <= anyone.get(CHARACTERS, **query).status_code < 500


def test_what_is_private_stays_private(writer: ApiClient) -> None:
    bring([window(), api_detail()])
    anyone, character = ApiClient(), Character.objects.get(name="Zapper")
    path = f"{CHARACTERS}/{character.uuid}"
    data(writer.patch(path, {"is_public": False}))

    assert names(anyone) == ["Höhenflug"]
    assert data(anyone.get(BASE))["leagues"] == ["Mirage"]
    assert anyone.get(path).status_code == 404
    assert anyone.get(path, include="private").status_code in (401, 403)
    assert data(writer.get(path, include="private"))["gem_groups"][0]["is_main"]
    PoeProfile.objects.get().change(is_public=False)
    assert names(anyone) == []
    assert "raw" not in data(writer.get(path, include="private"))


def test_changes_are_events_and_hiding_empties_them(writer: ApiClient) -> None:
    bring(window())
    path = f"{CHARACTERS}/{Character.objects.get().uuid}"
    change = {"hours": 61.5, "deaths": 23, "notes": "Fun"}

    assert data(writer.patch(path, change))["hours"] == 61.5
    data(writer.patch(path, change))

    (event,) = Event.objects.filter(type="questlog:poe_character_update")
    assert (event.payload["character"], event.payload["deaths"]) == ("Höhenflug", 23)
    assert list(differences()) == []
    Character.objects.update(deaths=24)
    (difference,) = differences()
    assert "its last event says 23" in difference
    Character.objects.update(deaths=23)
    data(writer.patch(path, {"is_public": False}))
    event.refresh_from_db()
    assert "deaths" not in event.payload
    assert writer.delete(path).status_code == 204
    assert not Event.objects.filter(type="questlog:poe_character_delete").exists()


def test_wrong_changes_are_refused(writer: ApiClient) -> None:
    bring([window(), window(name="Other")])
    path = f"{CHARACTERS}/{Character.objects.get(name='Other').uuid}"

    for body in ({"name": "Höhenflug"}, {"hours": -1}, {"level": 3}, {"name": ""}):
        assert writer.patch(path, body).status_code == 422
    assert ApiClient().patch(path, {"notes": "x"}).status_code == 401
    assert writer.get(f"{CHARACTERS}/nonsense").status_code == 404
