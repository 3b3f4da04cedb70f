"""One run, challenges, and the profile in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from apps.library.models import Game
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from tests.admin.pages import text_of
from tests.profiles.ironmon.conftest import run_of

pytestmark = pytest.mark.django_db
AT = "/admin/profiles/ironmon/"


def address(run: Run, verb: str = "") -> str:
    return f"{AT}runs/{run.uuid}/" + (f"{verb}/" if verb else "")


def test_a_run_shows_everything_about_it(
    owner_client: Client, kaizo: Challenge
) -> None:
    run_of(kaizo, 1)
    run = run_of(kaizo, 2, "Rival 1", "Brock")
    sent = {"pokemon": "Onix", "level": 14, "trainer": "Brock", "place": "Pewter"}
    owner_client.post(address(run, "defeat"), sent)
    details = {"notes": "So close.", "vod_url": "https://youtu.be/a", "vod_time": "1:0"}
    wrong = owner_client.post(address(run, "details"), details)
    details["vod_time"] = "0:01:05"
    owner_client.post(address(run, "details"), details)

    found = owner_client.get(address(run))

    assert wrong.status_code == 422
    assert "So close." in text_of(wrong)
    text = text_of(found)
    assert "Lost to Onix · came past Brock, 4 of 23" in text
    assert "level 14 · Brock · Pewter" in text
    assert "Watch from 0:01:05" in text
    assert "Defeat recorded · Onix" in text
    assert b'href="https://youtu.be/a?t=65"' in found.content
    assert "Run 1" in text
    listing = owner_client.get(AT)
    assert address(run).encode() in listing.content


def test_mistakes_are_taken_back_after_a_question(
    owner_client: Client, kaizo: Challenge
) -> None:
    run = run_of(kaizo, 1, "Rival 1", "Brock")
    run.lose(pokemon="Onyx")
    brock = kaizo.checkpoints.get(name="Brock").number
    owner_client.post(address(run, "defeat"), {"pokemon": "Onix"})
    run.refresh_from_db()
    assert run.defeat_pokemon == "Onix"

    take_back = address(run, "withdraw-checkpoint")
    asked = owner_client.get(take_back, {"checkpoint": brock})
    assert "Take Brock back?" in text_of(asked)
    owner_client.post(take_back, {"checkpoint": brock})
    again = owner_client.post(take_back, {"checkpoint": brock})
    assert "isn’t among the cleared checkpoints any more" in text_of(again)
    owner_client.post(address(run, "clear"), {"checkpoint": brock})
    forgotten = owner_client.get(address(run, "withdraw-defeat"))
    assert "Take back that Onix ended this run?" in text_of(forgotten)
    owner_client.post(address(run, "withdraw-defeat"))

    run.refresh_from_db()
    assert (str(run.furthest), run.is_running) == ("Brock", True)
    assert "Checkpoint taken back · Brock" in text_of(owner_client.get(address(run)))
    assert owner_client.get(address(run, "clear")).status_code == 405
    assert owner_client.get(address(run, "dance")).status_code == 404


def test_a_run_is_deleted_after_a_question(
    owner_client: Client, kaizo: Challenge
) -> None:
    run = run_of(kaizo, 7, "Brock")

    assert "Delete run 7 of Kaizo" in text_of(owner_client.get(address(run, "delete")))
    assert Run.objects.exists()
    done = owner_client.post(address(run, "delete"), follow=True)

    assert "Kaizo 7 is deleted." in text_of(done)
    assert not Run.objects.exists()


def test_who_may_not_record_changes_nothing(kaizo: Challenge) -> None:
    run = run_of(kaizo, 1)
    client = Client()
    client.force_login(User.objects.create_user("guest", is_staff=True))

    for url in (address(run), address(run, "delete"), f"{AT}challenges/kaizo/"):
        assert client.post(url).status_code == 302
    assert Run.objects.exists()


# Challenges --------------------------------------------------------------------------


def rows(challenge: Challenge | None, **changes: Any) -> dict[str, Any]:
    """The form as the page has it, with fields changed by their names."""
    checkpoints = list(challenge.checkpoints.all()) if challenge else []
    sent: dict[str, Any] = {
        "form-TOTAL_FORMS": len(checkpoints),
        "form-INITIAL_FORMS": len(checkpoints),
    }
    for index, each in enumerate(checkpoints):
        values = {
            "number": each.number,
            "ORDER": index + 1,
            "name": each.name,
            "trainer": each.trainer,
            "aliases": ", ".join(each.aliases),
            "trainer_ids": ", ".join(map(str, each.trainer_ids)),
        }
        sent |= {f"form-{index}-{name}": value for name, value in values.items()}
    return {**sent, **{key.replace("__", "-"): value for key, value in changes.items()}}


def test_a_challenge_is_made_renamed_and_deleted(
    owner_client: Client, profile: IronmonProfile
) -> None:
    new = rows(
        None,
        name="Chaos Kaizo",
        **{
            "form__TOTAL_FORMS": 2,
            "form__0__name": "Gym",
            "form__0__ORDER": 2,
            "form__1__name": "Lab",
            "form__1__ORDER": 1,
            "form__1__aliases": "Start, Home",
            "form__1__trainer_ids": "326, 327",
        },
    )
    owner_client.post(f"{AT}new-challenge/", new)
    chaos = Challenge.objects.get(slug="chaos-kaizo")
    assert [str(each) for each in chaos.checkpoints.all()] == ["Lab", "Gym"]
    lab = chaos.checkpoints.get(name="Lab")
    assert (lab.aliases, lab.trainer_ids) == (["Start", "Home"], [326, 327])

    listed = text_of(owner_client.get(f"{AT}challenges/"))
    assert "Chaos Kaizo 2 checkpoints · 0 runs" in listed
    owner_client.post(f"{AT}challenges/chaos-kaizo/", rows(chaos, name="Chaos"))
    asked = owner_client.get(f"{AT}challenges/chaos-kaizo/delete/")
    assert "Delete Chaos with its checkpoints?" in text_of(asked)
    owner_client.post(f"{AT}challenges/chaos-kaizo/delete/")
    assert not Challenge.objects.filter(slug="chaos-kaizo").exists()


def test_checkpoints_are_renamed_and_reordered_and_runs_follow(
    owner_client: Client, kaizo: Challenge
) -> None:
    run = run_of(kaizo, 1, "Brock")
    changed = rows(
        kaizo,
        name="Kaizo",
        **{
            "form__3__name": "Boulder Badge",
            "form__3__ORDER": 1,
            "form__0__ORDER": 4,
            "form__22__DELETE": "on",
        },
    )

    owner_client.post(f"{AT}challenges/kaizo/", changed)

    names = [str(each) for each in kaizo.checkpoints.all()]
    assert names[0] == "Boulder Badge"
    assert (names[3], len(names)) == ("Rival 1", 22)
    run.refresh_from_db()
    assert str(run.furthest) == "Boulder Badge"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"form__3__DELETE": "on"}, "“Brock” was cleared by runs"),
        ({"form__1__name": "RIVAL1"}, "go by the same name or trainer"),
        ({"form__1__trainer_ids": "x"}, "“x” isn’t a whole number."),
        ({"form__1__trainer_ids": str(2**31)}, "isn’t a whole number."),
        ({"form__1__name": ""}, "This field is required."),
        ({"form__1__number": "999"}, "There is no checkpoint 999"),
        ({"name": " "}, "This field is required."),
    ],
)
def test_a_mistake_in_a_challenge_is_named_and_nothing_is_lost(
    owner_client: Client, kaizo: Challenge, changes: dict[str, Any], words: str
) -> None:
    run_of(kaizo, 1, "Brock")
    sent = rows(kaizo, **{"name": "Kaizo", "form__5__trainer": "Gary", **changes})

    answer = owner_client.post(f"{AT}challenges/kaizo/", sent)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert b'value="Gary"' in answer.content
    assert kaizo.checkpoints.count() == 23
    assert kaizo.checkpoints.get(position=6).trainer == "Rival"


def test_a_challenge_with_runs_stays(owner_client: Client, kaizo: Challenge) -> None:
    run_of(kaizo, 1)
    url = f"{AT}challenges/kaizo/delete/"

    for answer in (owner_client.get(url, follow=True), owner_client.post(url)):
        assert answer.status_code in (200, 302)

    assert Challenge.objects.filter(slug="kaizo").exists()


# The profile -------------------------------------------------------------------------


def test_game_and_visibility_are_saved(
    owner_client: Client, profile: IronmonProfile
) -> None:
    game = Game.objects.add(name="Pokémon LeafGreen")

    owner_client.post(f"{AT}settings/", {"game": game.pk})

    profile.refresh_from_db()
    assert (profile.game, profile.is_public) == (game, False)
    missing = owner_client.post(f"{AT}settings/", {"game": "", "is_public": "on"})
    assert "This field is required." in text_of(missing)
    profile.refresh_from_db()
    assert not profile.is_public
