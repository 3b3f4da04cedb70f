"""Hunts written over the API with a token."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.models import User
from django.db import connection
from wagtail.models import APIToken

from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import HuntError
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.profiles.acnh.conftest import Met
from tests.profiles.acnh.conftest import villager

HUNTS = "/profiles/acnh/hunts"


@pytest.mark.django_db
def test_setting_up_makes_the_game_and_brings_the_villagers(writer: ApiClient) -> None:
    assert problem(writer.post(HUNTS, {}), status=409)["detail"].startswith(
        "Animal Crossing isn't set up yet."
    )

    made = data(writer.put("/profiles/acnh", {}), status=201)
    again = data(writer.put("/profiles/acnh", {"residents": ["Bob", 14, "cat23"]}))

    assert made["game"]["slug"] == "animal-crossing-new-horizons"
    assert Villager.objects.count() == 417
    assert [each["name"] for each in again["residents"]] == ["Ankha", "Bob", "Raymond"]
    assert Island.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["Raymond", "raymond", "cat23", "CAT23", 308, "308", " Raymond "]
)
def test_a_villager_has_several_names(name: Any, island: Island) -> None:
    number = villager("Raymond").number
    given = number if name == 308 else str(number) if name == "308" else name

    assert Villager.objects.called(given).get().name == "Raymond"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("etoile", "Étoile"),
        ("renee", "Renée"),
        ("ohare", "O'Hare"),
        ("tbone", "T-Bone"),
        ("t bone", "T-Bone"),
        ("wart jr", "Wart Jr."),
        ("viche", "Viché"),
        ("al", "Al"),
    ],
)
def test_accents_and_signs_need_not_be_typed(
    island: Island, typed: str, name: str
) -> None:
    assert Villager.objects.called(typed).get().name == name


@pytest.mark.django_db
def test_a_hunt_from_its_start_to_its_end(writer: ApiClient, island: Island) -> None:
    hunt = data(writer.post(HUNTS, {"target": "Raymond"}), status=201)
    url = f"{HUNTS}/{hunt['id']}"
    first = data(writer.post(f"{url}/encounters", {"villager": "Bob"}), status=201)
    last = data(
        writer.post(f"{url}/encounters", {"villager": "Raymond", "recruited": True}),
        status=201,
    )
    ended = data(writer.post(f"{url}/end"))

    assert (first["number"], first["is_target"]) == (1, False)
    assert (last["number"], last["is_target"]) == (2, True)
    assert (ended["result"]["name"], ended["is_running"]) == ("Raymond", False)
    assert problem(writer.post(f"{url}/end"), status=409)
    refused = writer.post(f"{url}/encounters", {"villager": "Bob"})
    assert "has ended" in problem(refused, status=409)["detail"]
    assert data(writer.post(f"{url}/resume"))["is_running"] is True


@pytest.mark.django_db
def test_the_same_press_again_records_nothing(writer: ApiClient, met: Met) -> None:
    hunt = met()
    press = {"villager": "Bob", "key": "press-1"}
    url = f"{HUNTS}/{hunt.uuid}/encounters"

    first = data(writer.post(url, press), status=201)
    again = data(writer.post(url, press), status=200)
    other = writer.post(url, {"villager": "Ankha", "key": "press-1"})

    assert again == first
    assert "was used for Bob" in problem(other, status=409)["detail"]
    assert Encounter.objects.count() == 1


@pytest.mark.django_db
def test_taking_one_back_closes_the_gap_and_clears_its_recruit(
    writer: ApiClient, met: Met
) -> None:
    hunt = met("Bob", "Ankha")
    recruit, _ = hunt.record(villager("Raymond"), recruited=True)
    url = f"{HUNTS}/{hunt.uuid}"
    first = hunt.encounters.get(position=1)

    assert writer.delete(f"{url}/encounters/{first.uuid}").status_code == 204
    assert writer.delete(f"{url}/encounters/{recruit.uuid}").status_code == 204
    assert writer.delete(f"{url}/encounters/{recruit.uuid}").status_code == 404

    found = data(writer.get(url, include="private"))
    assert found["result"] is None
    assert [each["number"] for each in found["encounters"]] == [1]
    assert found["encounters"][0]["villager"]["name"] == "Ankha"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"date": "2999-01-01"}, "date"),
        ({"date": "yesterday"}, "date"),
        ({"date": 5}, "date"),
        ({"target": "Nobody"}, "target"),
        ({"whom": "Raymond"}, "whom"),
        ({"is_public": "yes"}, "is_public"),
    ],
)
def test_a_bad_value_is_named(
    writer: ApiClient, island: Island, body: dict[str, Any], field: str
) -> None:
    found = problem(writer.post(HUNTS, body), status=422)

    assert [error["field"].rpartition(".")[2] for error in found["errors"]] == [field]
    assert not Hunt.objects.exists()


@pytest.mark.django_db
def test_only_one_can_be_recruited_in_a_hunt(writer: ApiClient, met: Met) -> None:
    hunt = met()
    hunt.record(villager("Bob"), recruited=True)
    press = {"villager": "Raymond", "recruited": True}

    answer = writer.post(f"{HUNTS}/{hunt.uuid}/encounters", press)

    assert "Bob was already recruited" in problem(answer, status=409)["detail"]


@pytest.mark.django_db
def test_a_moderator_may_record_and_nothing_else(met: Met) -> None:
    hunt = met("Bob")
    user = User.objects.create_user("mod")
    user.groups.add(Group.objects.get(name="Hunt moderators"))
    mod = ApiClient(APIToken.create_token(user=user, name="mod")[1])
    url = f"{HUNTS}/{hunt.uuid}"

    recorded = mod.post(f"{url}/encounters", {"villager": "Bob"})

    assert data(recorded, status=201)["recorded_by"] == "mod"
    first = hunt.encounters.get(position=1)
    assert mod.delete(f"{url}/encounters/{first.uuid}").status_code == 403
    assert mod.post(f"{url}/end").status_code == 403
    assert mod.post(HUNTS, {}).status_code == 403
    assert mod.delete(url).status_code == 403
    assert mod.get(HUNTS, include="private").status_code == 403
    assert ApiClient().post(f"{url}/encounters", {"villager": 1}).status_code == 401


def test_many_at_once_keep_an_order_without_gaps(
    committed_db: None, api_token: str
) -> None:
    hunt = Hunt.objects.start(Island.set_up()[0])
    statuses: list[int] = []

    def press(number: int) -> None:
        # Two of a kind: each press comes twice.
        body = {"villager": "Bob", "key": f"press-{number // 2}"}
        url = f"{HUNTS}/{hunt.uuid}/encounters"
        statuses.append(ApiClient(api_token).post(url, body).status_code)
        connection.close()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [200] * 6 + [201] * 6
    positions = hunt.encounters.values_list("position", flat=True)
    assert list(positions) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db
def test_without_a_key_there_is_nothing_to_sync(
    writer: ApiClient, island: Island
) -> None:
    detail = problem(writer.post("/profiles/acnh/sync"), status=409)["detail"]

    assert "Set NOOKIPEDIA_API_KEY" in detail
    assert writer.post("/profiles/nothing/sync").status_code == 404


def test_undone_or_ended_twice_at_once_is_once(
    committed_db: None, api_token: str
) -> None:
    hunt = Hunt.objects.start(Island.set_up()[0])
    first, _ = hunt.record(villager("Bob"))
    hunt.record(villager("Ankha"))
    url = f"{HUNTS}/{hunt.uuid}"

    def twice(method: str, path: str) -> list[int]:
        statuses: list[int] = []

        def send() -> None:
            client = ApiClient(api_token)
            statuses.append(getattr(client, method)(path).status_code)
            connection.close()

        threads = [threading.Thread(target=send) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(statuses)

    assert twice("delete", f"{url}/encounters/{first.uuid}") in ([204, 404], [204, 409])
    assert twice("post", f"{url}/end") == [200, 409]
    (left,) = hunt.encounters.all()
    assert (left.villager.name, left.position) == ("Ankha", 1)
    hunt.refresh_from_db()
    # Started, two met, one taken back, ended: nothing twice.
    assert hunt.version == 5


@pytest.mark.django_db
def test_one_taken_back_meanwhile_is_neither_recruited_nor_corrected(met: Met) -> None:
    hunt = met("Bob")
    encounter = hunt.encounters.get()
    hunt.withdraw(encounter)

    for verb in (hunt.mark_recruited, hunt.correct, hunt.withdraw):
        with pytest.raises(HuntError, match="taken back"):
            verb(encounter)

    hunt.refresh_from_db()
    assert (hunt.result, hunt.version) == (None, 3)
