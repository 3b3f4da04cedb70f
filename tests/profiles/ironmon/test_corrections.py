"""What was recorded by mistake is taken back or corrected, by the API and by verbs."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from apps.profiles.ironmon.audit import differences
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.models.run import LARGEST_SEED
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.profiles.ironmon.conftest import run_of

pytestmark = pytest.mark.django_db
RUNS = "/profiles/ironmon/runs"
ONIX = {"pokemon": "Onix", "level": 14, "trainer": "Brock", "place": "Pewter City"}


def last_event() -> tuple[str, dict[str, Any]]:
    event = Event.objects.latest("id")
    return event.type.removeprefix("questlog:ironmon_"), event.payload


def test_a_checkpoint_is_taken_back_once(writer: ApiClient, kaizo: Challenge) -> None:
    run = run_of(kaizo, 1, "Rival 1", "Brock")
    url = f"{RUNS}/{run.uuid}"

    assert writer.delete(f"{url}/results/BROCK").status_code == 204
    verb, payload = last_event()
    again = problem(writer.delete(f"{url}/results/brock"), status=404)

    assert data(writer.get(url))["furthest"]["name"] == "Rival 1"
    assert (verb, payload["checkpoint"]) == ("checkpoint_withdraw", "Brock")
    assert (payload["furthest"], payload["next_checkpoint"]) == (
        "Rival 1",
        "First Trainer",
    )
    assert "Brock" in again["detail"]
    assert writer.delete(f"{url}/results/nobody").status_code == 404
    assert last_event()[0] == "checkpoint_withdraw"
    assert list(differences()) == []


def test_a_victory_goes_with_its_last_checkpoint(kaizo: Challenge) -> None:
    run = run_of(kaizo, 1, "Brock", "Champion")
    assert run.is_victory

    run.withdraw_checkpoint(kaizo.checkpoints.get(name="Brock"))
    assert run.is_victory
    run.withdraw_checkpoint(kaizo.checkpoints.get(name="Champion"))

    run.refresh_from_db()
    assert (run.is_victory, run.ended_at, run.furthest) == (False, None, None)
    run.clear(kaizo.checkpoints.get(name="Champion"))
    assert run.is_victory
    assert list(differences()) == []


def test_a_defeat_is_recorded_corrected_and_taken_back(
    writer: ApiClient, kaizo: Challenge
) -> None:
    run = run_of(kaizo, 1)
    url = f"{RUNS}/{run.uuid}"

    lost = data(writer.put(f"{url}/defeat", {"pokemon": "Onyx"}))
    corrected = data(writer.put(f"{url}/defeat", ONIX))
    verb, payload = last_event()
    assert (lost["outcome"], lost["defeated_by"]["pokemon"]) == ("lost", "Onyx")
    assert corrected["defeated_by"] == {
        **{name: ONIX[name] for name in ("pokemon", "level", "trainer")},
        "pokemon_id": None,
        "is_wild": False,
    }
    assert corrected["defeat_place"] == payload["place"] == "Pewter City"
    assert (verb, payload["pokemon"]) == ("defeat_correct", "Onix")

    assert writer.delete(f"{url}/defeat").status_code == 204
    assert last_event()[0] == "defeat_withdraw"
    assert writer.delete(f"{url}/defeat").status_code == 404
    found = data(writer.get(url))
    assert (found["outcome"], found["defeated_by"], found["ended_at"]) == (
        "running",
        None,
        None,
    )
    assert list(differences()) == []


def test_without_its_defeat_a_run_past_the_end_is_won(kaizo: Challenge) -> None:
    run = run_of(kaizo, 1)
    run.lose(pokemon="Onix")
    run.clear(kaizo.checkpoints.get(name="Champion"))

    run.withdraw_defeat()

    assert run.is_victory
    assert last_event()[0] == "victory"


def test_a_run_that_is_won_cannot_be_lost(writer: ApiClient, kaizo: Challenge) -> None:
    run = run_of(kaizo, 1, "Champion")

    refused = problem(writer.put(f"{RUNS}/{run.uuid}/defeat", ONIX), status=409)

    assert "take back its last checkpoint first" in refused["detail"]
    with pytest.raises(ValidationError, match="isn’t lost"):
        run.correct_defeat(pokemon="Onix")


@pytest.mark.parametrize(
    "harm", [{"pokemon": " "}, {"level": 2**31}, {"killer": "Rival"}, {"place": 5}]
)
def test_a_bad_correction_changes_nothing(
    writer: ApiClient, kaizo: Challenge, harm: dict[str, Any]
) -> None:
    run = run_of(kaizo, 1)
    run.lose(pokemon="Onix")

    answer = writer.put(f"{RUNS}/{run.uuid}/defeat", {**ONIX, **harm})

    assert problem(answer, status=422)["errors"]
    run.refresh_from_db()
    assert (run.defeat_pokemon, run.version) == ("Onix", 2)


def test_the_next_run_has_the_next_number(writer: ApiClient, kaizo: Challenge) -> None:
    run_of(kaizo, 41)

    first = data(writer.post(RUNS, {}), status=201)
    named = data(writer.post(RUNS, {"challenge_slug": "super-kaizo"}), status=201)
    again = data(writer.post(RUNS, {"challenge_slug": "kaizo", "seed_number": 41}))

    assert (first["seed_number"], named["seed_number"]) == (42, 1)
    assert again["seed_number"] == 41
    refused = writer.post(RUNS, {"seed_number": LARGEST_SEED + 1})
    assert refused.status_code == 422
    assert writer.post(RUNS, {"challenge_slug": "nuzlocke"}).status_code == 422


def test_the_current_run_is_the_one_started_last(
    reader: ApiClient, writer: ApiClient, kaizo: Challenge
) -> None:
    url = "/profiles/ironmon/current"
    assert data(reader.get(url)) == {"run": None}
    Run.objects.create(challenge=kaizo, seed_number=99)
    run_of(kaizo, 7, "Brock")

    run = data(reader.get(url))["run"]

    assert (run["seed_number"], run["furthest"]["name"]) == (7, "Brock")
    assert data(reader.get(url, challenge="super-kaizo")) == {"run": None}
    kaizo.profile.change(is_public=False)
    assert data(reader.get(url)) == {"run": None}
    assert data(writer.get(url, include="private"))["run"]["seed_number"] == 7


def test_a_checkpoint_is_renamed_by_its_id(writer: ApiClient, kaizo: Challenge) -> None:
    run = run_of(kaizo, 1, "Brock")
    url = "/profiles/ironmon/challenges/kaizo"
    rows = [{"id": each.number, "name": each.name} for each in kaizo.checkpoints.all()]
    rows[3]["name"] = "Boulder Badge"

    found = data(writer.put(url, {"name": "Kaizo", "checkpoints": rows}))

    assert found["checkpoints"][3]["name"] == "Boulder Badge"
    assert found["checkpoints"][3]["trainer_ids"] == [414]
    run.refresh_from_db()
    assert str(run.furthest) == "Boulder Badge"
    rows[0]["id"] = 9999
    refused = writer.put(url, {"name": "Kaizo", "checkpoints": rows})
    assert "There is no checkpoint 9999" in str(problem(refused, status=422))


def test_a_challenge_with_runs_stays(writer: ApiClient, kaizo: Challenge) -> None:
    run_of(kaizo, 1)
    url = "/profiles/ironmon/challenges/"

    assert problem(writer.delete(f"{url}kaizo"), status=409)["detail"]
    assert writer.delete(f"{url}super-kaizo").status_code == 204
    assert writer.delete(f"{url}super-kaizo").status_code == 404
    assert [each.slug for each in Challenge.objects.all()] == ["kaizo"]


def test_statistics_of_an_impossible_span_are_refused(
    reader: ApiClient, profile: IronmonProfile
) -> None:
    span = {"since": "2026-02-01", "until": "2026-01-01"}

    refused = reader.get("/profiles/ironmon/stats", **span)

    assert "is before" in str(problem(refused, status=422))
