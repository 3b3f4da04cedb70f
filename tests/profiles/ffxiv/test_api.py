"""`/profiles/ffxiv/…`: read, filtered, changed; what is private stays so."""

from __future__ import annotations

from typing import Any

import pytest

from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.profiles.ffxiv.eorzea import ID
from tests.profiles.ffxiv.eorzea import PROFILE
from tests.profiles.ffxiv.eorzea import Eorzea
from tests.profiles.ffxiv.made import character_of

pytestmark = pytest.mark.django_db
HOME = "/profiles/ffxiv"
ONE = f"{HOME}/characters/{ID}"


def test_it_is_set_up_by_who_may(reader: ApiClient, writer: ApiClient) -> None:
    problem(reader.get(HOME), status=404)
    problem(reader.put(HOME, {}), status=401)
    problem(writer.post(f"{HOME}/characters", {"lodestone_id": ID}), status=409)

    made = data(writer.put(HOME, {}), status=201)

    assert made["game"]["name"] == "Final Fantasy XIV Online"
    assert made["characters"] == []
    problem(writer.patch(HOME, {"name": "x"}), status=422)
    problem(reader.get(HOME, anything="else"), status=422)
    problem(reader.get(f"{HOME}/search", name="Rihll"), status=401)


def test_a_character_is_found_and_added(
    profile: FFXIVProfile, writer: ApiClient, reader: ApiClient, eorzea: Eorzea
) -> None:
    (found,) = data(writer.get(f"{HOME}/search", name="Rihll", world="Balmung"))[
        "items"
    ]
    assert found["name"] == "P'tajha Rihll"
    assert (found["lodestone_id"], found["data_center"]) == (ID, "Crystal")
    assert "worldname=Balmung" in eorzea.requests[-1]
    eorzea.found = []
    assert data(writer.get(f"{HOME}/search", name="Nobody"))["items"] == []

    body = {"lodestone_id": f"https://eu.finalfantasyxiv.com{PROFILE}"}
    added = data(writer.post(f"{HOME}/characters", body), status=201)
    again = data(writer.post(f"{HOME}/characters", {"lodestone_id": ID}))

    assert added["id"] == again["id"]
    assert (added["is_main"], added["jobs_at_max"]) == (True, 1)
    assert len(data(reader.get(f"{ONE}/jobs"))) == 33
    for bad in ("", "0", "abc", "1" * 21, "https://example.org/1"):
        found = problem(
            writer.post(f"{HOME}/characters", {"lodestone_id": bad}), status=422
        )
        assert "lodestone_id" in str(found)


@pytest.mark.parametrize(
    ("fault", "status", "said"),
    [
        (403, 502, "profile is private"),
        (404, 404, "doesn’t have this character"),
        (503, 502, "in maintenance"),
        (200, 502, "lacks the name"),
    ],
)
def test_what_the_lodestone_refuses_is_said(
    profile: FFXIVProfile,
    writer: ApiClient,
    eorzea: Eorzea,
    fault: int,
    status: int,
    said: str,
) -> None:
    eorzea.fail(PROFILE, *[fault] * 4)

    answer = writer.post(f"{HOME}/characters", {"lodestone_id": ID})

    assert said in problem(answer, status=status)["detail"]
    assert not Character.objects.exists()


def test_the_owner_proves_a_character(
    character: Character, writer: ApiClient, eorzea: Eorzea
) -> None:
    answer = data(writer.post(f"{ONE}/verify"))
    assert answer["is_verified"] is False

    eorzea.who.bio = f"Hello &amp; welcome!<br>{answer['code']}"

    assert data(writer.post(f"{ONE}/verify"))["is_verified"] is True
    assert data(writer.get(ONE))["is_verified"] is True


def test_what_is_owned_and_missing(profile: FFXIVProfile, reader: ApiClient) -> None:
    character_of(profile)

    def names(**query: Any) -> list[int]:
        found = data(reader.get(f"{ONE}/collection", **query))["items"]
        return [each["game_id"] for each in found]

    one = data(reader.get(ONE))
    assert one["mounts"] == {"owned": 8, "total": 30, "hidden_since": None}
    assert one["achievement_points"] == 70
    mount = {"kind": "mount"}
    assert len(names(**mount, owned="false")) == 23
    assert names(**mount, owned="true", ordering="-name", limit=3) == [7, 6, 5]
    assert names(**mount, owned="false", source="Trial", limit=2) == [10, 12]
    assert names(**mount, q="«13»") == [13]
    earned = names(kind="achievement", owned="true", ordering="-earned_at")
    assert earned == [7, 6, 5, 4, 3, 2, 1]
    item = data(reader.get(f"{ONE}/collection", kind="mount", q="«2»"))["items"][0]
    assert item["sources"] == [{"type": "Trial", "text": "The Jade Stoa"}]
    assert item["is_owned"] is True
    problem(reader.get(f"{ONE}/collection"), status=422)
    problem(reader.get(f"{ONE}/collection", kind="sword"), status=422)
    problem(reader.get(f"{ONE}/collection", kind="mount", ordering="x"), status=422)
    levels = data(reader.get(f"{ONE}/levels"))
    assert [each["level"] for each in levels if each["job"] == "Paladin"] == [90, 100]


def test_another_character_becomes_the_main_one(
    profile: FFXIVProfile, writer: ApiClient
) -> None:
    character_of(profile)
    character_of(profile, lodestone_id="5", name="Second One")

    problem(writer.patch(ONE, {"is_main": False}), status=422)
    data(writer.patch(f"{HOME}/characters/5", {"is_main": True}))

    found = data(writer.get(f"{HOME}/characters"))
    assert [each["lodestone_id"] for each in found] == ["5", ID]
    assert writer.delete(f"{HOME}/characters/5").status_code == 204
    (left,) = data(writer.get(f"{HOME}/characters"))
    assert left["is_main"]
    problem(writer.delete(f"{HOME}/characters/5"), status=404)


def test_a_private_profile_is_the_owners_alone(
    profile: FFXIVProfile, reader: ApiClient, writer: ApiClient
) -> None:
    character_of(profile)
    assert Event.objects.filter(type="questlog:ffxiv_level_up").count() == 1
    assert Event.objects.filter(type="questlog:ffxiv_achievement").count() == 2

    data(writer.patch(HOME, {"is_public": False}))

    for path in (HOME, ONE, f"{ONE}/jobs", f"{ONE}/levels", f"{HOME}/snapshots"):
        problem(reader.get(path), status=404)
        data(writer.get(path, include="private"))
    assert data(reader.get(f"{HOME}/characters")) == []
    problem(reader.get(f"{ONE}/collection", kind="mount"), status=404)
    problem(reader.get(HOME, include="private"), status=401)
    for past in Event.objects.filter(type__startswith="questlog:ffxiv_"):
        assert "character" not in past.payload
    assert Event.objects.filter(type="questlog:ffxiv_hide").count() == 1
