"""`/ironmon/…` as the owner's bot writes it and their overlay reads it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import CheckpointResult
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.profiles.ironmon.conftest import run_of

pytestmark = pytest.mark.django_db
KAIZO = {"challenge_slug": "kaizo"}
SWELLOW = {"pokemon": "Swellow", "pokemon_id": 305, "level": 14, "trainer": "Rival"}
NAMES = (
    "Rival 1,First Trainer,Rival 2,Brock,Rival 3,Rival 4,Misty,Surge,Rival 5,"
    "Rocket Hideout,Erika,Koga,Rival 6,Silph Co.,Sabrina,Blaine,Giovanni,Rival 7,"
    "Lorelai,Bruno,Agatha,Lance,Champion"
)


def started(writer: ApiClient, seed_number: int, **values: Any) -> dict[str, Any]:
    body = {"seed_number": seed_number, **KAIZO, **values}
    found: dict[str, Any] = data(writer.post("/ironmon/runs", body))
    return found


def cleared(writer: ApiClient, seed_number: int, name: str | int) -> dict[str, Any]:
    path = f"/ironmon/runs/{seed_number}/results"
    found: dict[str, Any] = data(writer.post(path, {"checkpoint_name": name}))
    return found


def rates(reader: ApiClient, **query: str) -> dict[str, tuple[int, int, float]]:
    rows = data(reader.get("/ironmon/checkpoints/stats", **query))
    return {
        row["name"]: (row["entered"], row["survived"], row["survival_rate"])
        for row in rows
    }


def test_without_anything_there_are_zeros(reader: ApiClient) -> None:
    assert data(reader.get("/ironmon/stats")) == {
        "challenge": "",
        "total_runs": 0,
        "victories": 0,
        "victory_rate": 0,
        "runs_with_results": 0,
        "checkpoints": [],
    }
    assert data(reader.get("/ironmon/checkpoints/stats")) == []
    assert data(reader.get("/ironmon/runs")) == {"items": [], "count": 0}
    assert reader.get("/ironmon/stats", challenge="kaizo").status_code == 404
    assert reader.get("/profiles/ironmon").status_code == 404


def test_a_challenge_has_the_names_in_the_order_that_the_bot_knows(
    reader: ApiClient, profile: IronmonProfile
) -> None:
    found = data(reader.get("/ironmon/challenges/kaizo"))

    assert (found["slug"], found["name"]) == ("kaizo", "Kaizo")
    assert ",".join(each["name"] for each in found["checkpoints"]) == NAMES
    assert [each["order"] for each in found["checkpoints"]] == list(range(1, 24))
    assert found["checkpoints"][9]["trainer"] == "Giovanni"
    assert data(reader.get("/ironmon/challenges/super-kaizo"))["checkpoints"] == []
    detail = problem(reader.get("/ironmon/challenges/nuzlocke"), status=404)
    assert "nuzlocke" in detail["detail"]
    assert detail["error"] == detail["detail"]


def test_starting_a_run_twice_makes_one(
    writer: ApiClient, profile: IronmonProfile
) -> None:
    first, again = started(writer, 42), started(writer, 42)

    assert first == {"seed_number": 42, "challenge": "Kaizo", "created": True}
    assert again == {"seed_number": 42, "challenge": "Kaizo", "created": False}
    assert Run.objects.count() == 1
    assert Event.objects.filter(type="questlog:ironmon_start").count() == 1


@pytest.mark.parametrize("seed_number", [-1, "42", 2**31, 1.5, None, True])
def test_a_number_that_is_none_is_refused(
    writer: ApiClient, profile: IronmonProfile, seed_number: Any
) -> None:
    body = {"seed_number": seed_number, **KAIZO}

    assert writer.post("/ironmon/runs", body).status_code == 422
    assert not Run.objects.exists()


@pytest.mark.parametrize("seed_number", [0, 2**31 - 1])
def test_the_first_and_the_last_number_are_taken(
    writer: ApiClient, profile: IronmonProfile, seed_number: int
) -> None:
    assert started(writer, seed_number)["created"] is True
    assert cleared(writer, seed_number, "Rival 1")["created"] is True


def test_a_number_of_two_challenges_means_the_newest_run(
    writer: ApiClient, reader: ApiClient, kaizo: Challenge
) -> None:
    body = {"name": "Super Kaizo", "checkpoints": [{"name": "Lab"}]}
    data(writer.put("/profiles/ironmon/challenges/super-kaizo", body))
    started(writer, 42)
    other = started(writer, 42, challenge_slug="super-kaizo")
    result = cleared(writer, 42, "lab")

    assert (other["challenge"], other["created"]) == ("Super Kaizo", True)
    assert (result["checkpoint"], result["created"]) == ("Lab", True)
    assert Run.objects.get(challenge=kaizo).furthest is None
    assert rates(reader)["Rival 1"] == (1, 0, 0)


def test_the_highest_checkpoint_never_falls(
    writer: ApiClient, reader: ApiClient, profile: IronmonProfile
) -> None:
    started(writer, 42)
    late = [cleared(writer, 42, name) for name in ("Misty", "Brock", "Misty")]
    (run,) = data(reader.get("/ironmon/runs", challenge="kaizo", limit=20))["items"]

    assert [each["created"] for each in late] == [True, True, False]
    assert (run["highest_checkpoint"], run["highest_checkpoint_order"]) == ("Misty", 7)
    assert rates(reader)["Brock"] == (1, 1, 1)
    assert Event.objects.filter(type="questlog:ironmon_checkpoint").count() == 2


def test_a_skipped_checkpoint_makes_no_rate_above_one(
    writer: ApiClient, reader: ApiClient, profile: IronmonProfile
) -> None:
    started(writer, 1)
    cleared(writer, 1, "Rival 3")
    found = rates(reader, challenge="kaizo")

    assert [found[name] for name in NAMES.split(",")[:6]] == [(1, 1, 1)] * 5 + [
        (1, 0, 0)
    ]
    assert found["Champion"] == (0, 0, 0)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Lorelai", "Lorelai"),
        ("LORELAI", "Lorelai"),
        ("Lorelei", "Lorelai"),
        ("RIVAL1", "Rival 1"),
        ("rival 1", "Rival 1"),
        ("SILPHCO", "Silph Co."),
        ("CHAMP", "Champion"),
        ("FIRSTTRAINER", "First Trainer"),
        ("ROCKETHIDEOUT", "Rocket Hideout"),
        ("lt. surge", "Surge"),
        (" Brock ", "Brock"),
        ("414", "Brock"),
        (331, "Rival 2"),
        ("GIOVANNI", "Giovanni"),
    ],
)
def test_a_checkpoint_is_taken_in_any_spelling(
    writer: ApiClient, profile: IronmonProfile, given: str | int, name: str
) -> None:
    started(writer, 7)

    assert cleared(writer, 7, given)["checkpoint"] == name


def test_what_is_unknown_is_not_found(
    writer: ApiClient, reader: ApiClient, profile: IronmonProfile
) -> None:
    started(writer, 7)
    run = {"seed_number": 7, "challenge_slug": "nuzlocke"}
    rocket = {"checkpoint_name": "Team Rocket"}

    for answer in (
        writer.post("/ironmon/runs", run),
        writer.post("/ironmon/runs/7/results", rocket),
        writer.post("/ironmon/runs/8/results", {"checkpoint_name": "Brock"}),
        writer.post("/ironmon/runs/99999999999/results", {"checkpoint_name": "Brock"}),
        writer.post("/ironmon/runs/8/defeat", SWELLOW),
        reader.get("/ironmon/stats", challenge="nuzlocke"),
        reader.get("/ironmon/checkpoints/stats", challenge="nuzlocke"),
    ):
        assert problem(answer, status=404)["detail"]
    unknown = data(reader.get("/ironmon/runs", challenge="nuzlocke"))
    assert unknown == {"items": [], "count": 0}
    assert not CheckpointResult.objects.exists()


def test_the_last_checkpoint_of_its_own_challenge_wins(
    writer: ApiClient, reader: ApiClient, profile: IronmonProfile
) -> None:
    three = [{"name": name} for name in ("Lab", "Gym", "End")]
    body = {"name": "Sprint", "checkpoints": three}
    data(writer.put("/profiles/ironmon/challenges/sprint", body), status=201)
    started(writer, 1, challenge_slug="sprint")
    cleared(writer, 1, "End")
    started(writer, 2)
    cleared(writer, 2, "CHAMP")
    lost = data(writer.post("/ironmon/runs/2/defeat", SWELLOW))

    assert lost == {"seed_number": 2, "defeated_by": None, "recorded": False}
    runs = data(reader.get("/ironmon/runs"))["items"]
    assert [run["is_victory"] for run in runs] == [True, True]
    found = data(reader.get("/ironmon/stats", challenge="sprint"))
    assert (found["victories"], found["victory_rate"]) == (1, 1)
    assert Event.objects.filter(type="questlog:ironmon_victory").count() == 2


def test_the_first_defeat_is_final(
    writer: ApiClient, reader: ApiClient, profile: IronmonProfile
) -> None:
    started(writer, 3)
    first = data(writer.post("/ironmon/runs/3/defeat", SWELLOW))
    again = data(writer.post("/ironmon/runs/3/defeat", {"pokemon": "Rattata"}))
    after = cleared(writer, 3, "Champion")

    assert first["defeated_by"] == {**SWELLOW, "is_wild": False}
    assert first["recorded"] is True
    assert again == {**first, "recorded": False}
    assert after["created"] is True
    (run,) = data(reader.get("/ironmon/runs"))["items"]
    assert (run["is_victory"], run["defeated_by"]) == (False, first["defeated_by"])


def test_a_wild_pokemon_has_no_trainer(
    writer: ApiClient, profile: IronmonProfile
) -> None:
    started(writer, 3)
    body = {"pokemon": "Pidgey", "trainer": "Brock", "is_wild": True}

    found = data(writer.post("/ironmon/runs/3/defeat", body))["defeated_by"]

    assert (found["trainer"], found["is_wild"], found["level"]) == (None, True, None)


@pytest.mark.parametrize(
    "harm", [{"pokemon": " "}, {"level": -1}, {"is_wild": "yes"}, {"killer": "Rival"}]
)
def test_a_bad_defeat_is_refused(
    writer: ApiClient, profile: IronmonProfile, harm: dict[str, Any]
) -> None:
    started(writer, 3)
    answer = writer.post("/ironmon/runs/3/defeat", {**SWELLOW, **harm})

    assert problem(answer, status=422)["errors"]
    assert Run.objects.get().defeated_by is None


def test_writing_takes_a_token(reader: ApiClient, kaizo: Challenge) -> None:
    run_of(kaizo, 1)
    body = {"seed_number": 2, **KAIZO}

    assert reader.post("/ironmon/runs", body).status_code == 401
    result = reader.post("/ironmon/runs/1/results", {"checkpoint_name": "Brock"})
    assert result.status_code == 401
    assert reader.post("/ironmon/runs/1/defeat", SWELLOW).status_code == 401


def test_runs_come_newest_number_first_in_pages(
    reader: ApiClient, kaizo: Challenge
) -> None:
    for seed_number in (3, 1, 2):
        run_of(kaizo, seed_number)

    page = data(reader.get("/ironmon/runs", limit=2, offset=1, unknown=""))
    everything = data(reader.get("/ironmon/runs", limit=99999, challenge=""))

    assert [run["seed_number"] for run in page["items"]] == [2, 1]
    assert (page["count"], len(everything["items"])) == (3, 3)
    assert reader.get("/ironmon/runs", limit=0).status_code == 422


def test_a_private_profile_shows_nothing(
    reader: ApiClient, writer: ApiClient, kaizo: Challenge
) -> None:
    run_of(kaizo, 3, "Brock")
    kaizo.profile.change(is_public=False)

    assert data(reader.get("/ironmon/stats"))["challenge"] == ""
    assert data(reader.get("/ironmon/runs"))["count"] == 0
    assert reader.get("/ironmon/challenges/kaizo").status_code == 404
    own = data(writer.get("/profiles/ironmon/stats", include="private"))
    assert own["total_runs"] == 1


@pytest.mark.parametrize("path", ["/ironmon/stats", "/ironmon/checkpoints/stats"])
def test_statistics_are_one_statement(
    reader: ApiClient, kaizo: Challenge, path: str
) -> None:
    run_of(kaizo, 3, "Brock")

    with CaptureQueriesContext(connection) as captured:
        data(reader.get(path, challenge="kaizo", anything="else"))

    assert len(captured) == 1
