"""`/profiles/warframe/…`: read, filtered, changed; what is private stays so."""

from __future__ import annotations

from typing import Any

import pytest

from apps.profiles.warframe.models import WarframeProfile
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.profiles.warframe.accounts import BRATON
from tests.profiles.warframe.accounts import VOLT
from tests.profiles.warframe.accounts import archived

pytestmark = pytest.mark.django_db
HOME = "/profiles/warframe"


def test_it_is_set_up_and_changed_by_who_may(
    reader: ApiClient, writer: ApiClient
) -> None:
    problem(reader.get(HOME), status=404)
    problem(reader.put(HOME, {}), status=401)
    problem(writer.patch(HOME, {"is_public": False}), status=404)

    made = data(writer.put(HOME, {}), status=201)
    again = data(writer.put(HOME, {}))

    assert made["id"] == again["id"]
    assert made["game"]["name"] == "Warframe"
    assert (made["mastery_rank"], made["rank_name"]) == (0, "Unranked")
    assert made["masterable_items"] == 815
    problem(writer.patch(HOME, {"mastery_rank": 30}), status=422)
    problem(writer.patch(HOME, {"game": "nothing"}), status=422)
    problem(reader.get(HOME, anything="else"), status=422)


def test_the_profile_has_its_points(
    profile: WarframeProfile, reader: ApiClient
) -> None:
    archived(profile, xp={VOLT: 900_000, BRATON: 112_500})

    found = data(reader.get(HOME))

    assert (found["rank_name"], found["mastered_items"]) == ("Gold Seeker", 1)
    assert found["item_points"] == 6000 + 1500
    assert found["intrinsic_points"] == 4 * 1500
    assert found["junction_points"] == 1000


def test_weapons_are_filtered_and_ordered(
    profile: WarframeProfile, reader: ApiClient
) -> None:
    archived(profile)

    def names(**query: Any) -> list[str]:
        found = data(reader.get(f"{HOME}/weapons", **query))["items"]
        return [each["weapon_name"] for each in found]

    assert names() == ["Mk1-Kunai", "Braton", "Volt", "Odd Little Thing"]
    assert names(used="true", ordering="equip_time") == ["Braton", "Mk1-Kunai", "Volt"]
    assert names(used="false") == ["Odd Little Thing"]
    assert names(category="warframes") == ["Volt"]
    assert names(q="kun") == ["Mk1-Kunai"]
    problem(reader.get(f"{HOME}/weapons", ordering="nonsense"), status=422)


def test_the_checklist_is_filtered_and_paged(
    profile: WarframeProfile, reader: ApiClient
) -> None:
    archived(profile, rank=5)
    path = f"{HOME}/mastery"

    assert data(reader.get(path))["count"] == 815
    mastered = data(reader.get(path, mastered="true"))["items"]
    assert [each["name"] for each in mastered] == ["Volt", "Braton"]
    assert (mastered[0]["rank"], mastered[0]["percent"]) == (30, 100)
    (begun,) = data(reader.get(path, mastered="false", owned="true"))["items"]
    assert (begun["name"], begun["rank"], begun["percent"]) == ("Mk1-Kunai", 20, 44)
    query = {"category": "Primary", "prime": "true", "vaulted": "false", "q": "r"}
    for each in data(reader.get(path, equippable="true", **query))["items"]:
        assert each["category"] == "Primary"
        assert each["is_prime"]
        assert not each["vaulted"]
        assert each["mastery_req"] <= 5
    relics = data(reader.get(path, acquisition="void relic"))
    assert relics["count"] == 170
    first = data(reader.get(path, limit=200, ordering="name"))
    second = data(
        reader.get(path, limit=200, ordering="name", cursor=first["next_cursor"])
    )
    assert first["items"][-1]["name"] <= second["items"][0]["name"]


def test_a_private_profile_is_the_owners_alone(
    profile: WarframeProfile, reader: ApiClient, writer: ApiClient
) -> None:
    archived(profile)
    archived(profile, rank=13)
    assert Event.objects.filter(type="questlog:warframe_mastery_rank").exists()

    data(writer.patch(HOME, {"is_public": False}))

    for path in (HOME, f"{HOME}/mastery", f"{HOME}/snapshots"):
        problem(reader.get(path), status=404)
        data(writer.get(path, include="private"))
    assert data(reader.get(f"{HOME}/weapons"))["count"] == 0
    assert data(writer.get(f"{HOME}/weapons", include="private"))["count"] == 4
    problem(reader.get(HOME, include="private"), status=401)
    past = Event.objects.get(type="questlog:warframe_mastery_rank")
    assert "display_name" not in past.payload
    hidden = Event.objects.get(type="questlog:warframe_hide")
    assert hidden.payload == {"profile_id": str(profile.uuid)}
    archived(profile, rank=14)
    assert Event.objects.filter(type="questlog:warframe_mastery_rank").count() == 1


def test_a_sync_without_settings_says_what_is_missing(
    profile: WarframeProfile, writer: ApiClient
) -> None:
    found = problem(writer.post(f"{HOME}/sync"), status=409)

    assert "WARFRAME_ACCOUNT_ID" in found["detail"]
