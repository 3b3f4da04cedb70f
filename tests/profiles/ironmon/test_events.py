"""What listeners hear of a run, and how challenges change under runs."""

from __future__ import annotations

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from apps.profiles.ironmon.audit import differences
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import CheckpointResult
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.profiles.ironmon.conftest import run_of


def event_names() -> list[str]:
    types = Event.objects.filter(type__startswith="questlog:ironmon_").order_by("id")
    return [
        each.removeprefix("questlog:ironmon_")
        for each in types.values_list("type", flat=True)
    ]


@pytest.mark.django_db
def test_every_verb_is_one_event(kaizo: Challenge) -> None:
    run = run_of(kaizo, 7, "Rival 1", "Brock", "Brock")
    run.lose(pokemon="Swellow", pokemon_id=305, level=14, trainer="Rival")
    run.lose(pokemon="Rattata")

    assert event_names() == [
        "start",
        "checkpoint",
        "personal_best",
        "checkpoint",
        "personal_best",
        "defeat",
    ]
    brock = Event.objects.filter(type="questlog:ironmon_checkpoint").latest("id")
    assert brock.payload["checkpoint"] == "Brock"
    assert brock.payload["next_checkpoint"] == "Rival 3"
    assert brock.payload["is_personal_best"] is True
    lost = Event.objects.latest("id").payload
    assert (lost["pokemon"], lost["furthest"], lost["is_defeat"]) == (
        "Swellow",
        "Brock",
        True,
    )


@pytest.mark.django_db
def test_a_best_that_is_equalled_is_none(kaizo: Challenge) -> None:
    run_of(kaizo, 1, "Brock")
    run_of(kaizo, 2, "Brock")
    run_of(kaizo, 3, "Misty", "Brock")

    events = Event.objects.filter(type="questlog:ironmon_checkpoint").order_by("id")
    assert [each.payload["is_personal_best"] for each in events] == [
        True,
        False,
        True,
        False,
    ]
    best = Event.objects.filter(type="questlog:ironmon_personal_best").order_by("id")
    found = [
        (
            each.payload["seed_number"],
            each.payload["checkpoint"],
            each.payload["previous_checkpoint"],
            each.payload["previous_seed_number"],
        )
        for each in best
    ]
    assert found == [(1, "Brock", None, None), (3, "Misty", "Brock", 1)]


@pytest.mark.django_db
def test_a_victory_comes_after_its_last_checkpoint(kaizo: Challenge) -> None:
    run_of(kaizo, 1, "Champion")

    assert event_names() == ["start", "checkpoint", "personal_best", "victory"]
    assert list(differences()) == []


@pytest.mark.django_db
def test_a_profile_that_turns_private_empties_its_past(kaizo: Challenge) -> None:
    run_of(kaizo, 1, "Brock")
    kaizo.profile.change(is_public=False)
    run_of(kaizo, 2)

    assert event_names() == ["start", "checkpoint", "personal_best", "hide"]
    assert not Event.objects.filter(payload_json__contains="Brock").exists()


@pytest.mark.django_db
def test_deleting_by_a_queryset_is_told_of_too(kaizo: Challenge) -> None:
    run_of(kaizo, 1, "Brock")
    Run.objects.all().delete()

    assert event_names()[-1] == "delete"
    assert not CheckpointResult.objects.exists()


@pytest.mark.django_db
def test_the_audit_finds_what_was_changed_with_sql(kaizo: Challenge) -> None:
    run = run_of(kaizo, 1, "Brock")
    CheckpointResult.objects.all().delete()
    Run.objects.filter(pk=run.pk).update(is_victory=True)

    found = list(differences())

    assert "come to checkpoint 4, but has cleared 0" in found[0]
    assert "won or lost otherwise" in found[1]


# Challenges under their runs ------------------------------------------------------


@pytest.mark.django_db
def test_runs_follow_a_new_order_of_checkpoints(kaizo: Challenge) -> None:
    run = run_of(kaizo, 1, "Brock", "Misty")
    rows = [{"name": each.name} for each in kaizo.checkpoints.all()]
    rows.insert(0, rows.pop(6))
    numbers = set(kaizo.checkpoints.values_list("name", "number"))

    kaizo.set_checkpoints(rows)

    run.refresh_from_db()
    assert str(run.furthest) == "Brock"
    assert kaizo.checkpoints.get(name="Misty").position == 1
    assert set(kaizo.checkpoints.values_list("name", "number")) == numbers
    assert kaizo.checkpoints.get(name="Champion").aliases == ["Champ"]


@pytest.mark.django_db
def test_a_checkpoint_that_was_cleared_stays(kaizo: Challenge) -> None:
    run_of(kaizo, 1, "Brock")

    with pytest.raises(ValidationError, match="“Brock” was cleared by runs"):
        kaizo.set_checkpoints([{"name": "Rival 1"}])

    assert kaizo.checkpoints.count() == 23


@pytest.mark.django_db
def test_two_checkpoints_of_one_name_are_refused(kaizo: Challenge) -> None:
    with pytest.raises(ValidationError, match="go by the same name or trainer"):
        kaizo.set_checkpoints([{"name": "Silph Co."}, {"name": "SILPHCO"}])


@pytest.mark.django_db
def test_a_challenge_sent_again_keeps_what_is_not_sent(
    writer: ApiClient, kaizo: Challenge
) -> None:
    names = [{"name": each.name} for each in kaizo.checkpoints.all()]
    body = {"name": "Kaizo IronMON", "checkpoints": names}
    url = "/profiles/ironmon/challenges/kaizo"

    found = data(writer.put(url, body))
    doubled = {"name": "Kaizo", "checkpoints": [*names, {"name": "champ"}]}

    assert (found["name"], len(found["checkpoints"])) == ("Kaizo IronMON", 23)
    assert found["checkpoints"][18]["aliases"] == ["Lorelei"]
    assert found["checkpoints"][3]["trainer_ids"] == [414]
    assert writer.put(url, doubled).status_code == 422
    other = "/profiles/ironmon/challenges/no%20slug"
    assert writer.put(other, {"name": "A"}).status_code == 422
    assert Challenge.objects.count() == 2


@pytest.mark.django_db
def test_what_the_owner_notes_of_a_run_is_kept(
    writer: ApiClient, kaizo: Challenge
) -> None:
    run = run_of(kaizo, 1, "Brock")
    url = f"/profiles/ironmon/runs/{run.uuid}"
    notes = {"notes": "So close.", "vod_url": "https://v.example/1", "vod_seconds": 61}

    found = data(writer.patch(url, notes))

    assert {name: found[name] for name in notes} == notes
    assert [each["checkpoint"]["name"] for each in found["results"]] == ["Brock"]
    assert writer.patch(url, {"vod_url": "nowhere"}).status_code == 422
    assert writer.delete(url).status_code == 204
    assert writer.get(url).status_code == 404


@pytest.mark.django_db
def test_the_profile_has_a_line_in_the_overview(
    reader: ApiClient, kaizo: Challenge
) -> None:
    run_of(kaizo, 1, "Brock")
    run_of(kaizo, 2)

    lines = {each["slug"]: each for each in data(reader.get("/profiles"))}

    figures = [(each["value"], each["label"]) for each in lines["ironmon"]["figures"]]
    assert figures == [
        ("2", "runs"),
        ("1", "past the first checkpoint"),
        ("Brock", "best, seed 1"),
    ]


@pytest.mark.django_db
def test_runs_are_found_by_how_they_ended(reader: ApiClient, kaizo: Challenge) -> None:
    run_of(kaizo, 1, "Champion")
    run_of(kaizo, 2, "Brock").lose(pokemon="Onix", trainer="Brock")
    run_of(kaizo, 3)

    def seeds(**query: str) -> list[int]:
        items = data(reader.get("/profiles/ironmon/runs", **query))["items"]
        return [each["seed_number"] for each in items]

    assert seeds() == [3, 2, 1]
    assert seeds(outcome="won") == [1]
    assert seeds(outcome="lost", challenge="kaizo") == [2]
    assert seeds(outcome="running", ordering="seed_number") == [3]
    assert seeds(furthest="brock") == [2]
    stats = data(reader.get("/profiles/ironmon/stats"))
    assert stats["defeated_by"] == [{"name": "Onix", "count": 1}]
    assert stats["trainers"] == [{"name": "Brock", "count": 1}]
    assert (stats["current_streak"], stats["longest_streak"]) == (0, 2)
    assert sum(each["runs"] for each in stats["days"]) == 3
    past = data(reader.get("/profiles/ironmon/stats", until="2020-01-01"))
    assert past["total_runs"] == 0


def test_many_at_once_record_one_of_each(committed_db: None, api_token: str) -> None:
    IronmonProfile.set_up()
    made: list[bool] = []

    def press(number: int) -> None:
        client = ApiClient(api_token)
        run = {"seed_number": 5, "challenge_slug": "kaizo"}
        made.append(data(client.post("/ironmon/runs", run))["created"])
        result = {"checkpoint_name": "Brock"}
        answer = client.post("/ironmon/runs/5/results", result)
        made.append(data(answer)["created"])
        lost = client.post("/ironmon/runs/5/defeat", {"pokemon": f"No. {number}"})
        made.append(data(lost)["recorded"])
        connection.close()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(made), sum(made)) == (18, 3)
    assert Run.objects.get().results.count() == 1
