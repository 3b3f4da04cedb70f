"""The page of the current run and what it sends, as the server answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.profiles.ironmon import vod
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import Run
from tests.admin.pages import page
from tests.admin.pages import text_of
from tests.profiles.ironmon.conftest import run_of

pytestmark = pytest.mark.django_db
PAGE = "/admin/profiles/ironmon/run/"


def press(client: Client, verb: str, seed: Any = 1, **values: Any) -> Any:
    sent = {"verb": verb, "seed": seed, **values}
    return client.post(f"{PAGE}kaizo/now/", sent)


def number_of(challenge: Challenge, name: str) -> int:
    return challenge.checkpoints.get(name=name).number


def test_before_the_first_run_it_proposes_number_one(
    owner_client: Client, kaizo: Challenge
) -> None:
    found = owner_client.get(PAGE)

    assert "Your first run" in text_of(found)
    assert page(found).select("[data-next]")[0]["value"] == "1"
    assert owner_client.get(PAGE, {"challenge": "nuzlocke"}).status_code == 404


def test_a_press_is_answered_with_the_run_as_it_is_now(
    owner_client: Client, kaizo: Challenge
) -> None:
    for number in range(1, 12):
        run_of(kaizo, number, "Rival 1", *(["Rival 2"] if number > 9 else []))

    press(owner_client, "start", 12)
    found = press(owner_client, "clear", 12, checkpoint=number_of(kaizo, "Rival 1"))

    (now,) = page(found).select("[data-now]")
    assert (now["data-seed"], now["data-next-seed"]) == ("12", "13")
    assert now["data-undo-name"] == "Rival 1"
    text = text_of(found)
    assert "Next First Trainer 2 of 23 · Trainer" in text
    assert "The wall is First Trainer: 2 of 12 got past it." in text
    assert "Best run: Rival 2, seed 10." in text


def test_two_who_press_the_same_record_it_once(
    owner_client: Client, kaizo: Challenge
) -> None:
    rival = number_of(kaizo, "Rival 1")
    lost = {"pokemon": "Onix", "level": 14, "trainer": "Brock", "place": "Pewter"}

    for _ in range(2):
        assert press(owner_client, "start").status_code == 200
        assert press(owner_client, "clear", checkpoint=rival).status_code == 200
        found = press(owner_client, "lose", **lost)

    run = Run.objects.get()
    assert (run.results.count(), run.defeat_place, run.version) == (1, "Pewter", 3)
    assert "Lost to Onix level 14 · Brock · Pewter" in text_of(found)


def test_undo_takes_back_what_it_names_and_twice_does_no_harm(
    owner_client: Client, kaizo: Challenge
) -> None:
    run = run_of(kaizo, 1, "Rival 1")
    run.lose(pokemon="Onix")
    rival = number_of(kaizo, "Rival 1")

    for _ in range(2):
        assert press(owner_client, "undo", what="defeat").status_code == 200
    for _ in range(2):
        what = f"checkpoint:{rival}"
        assert press(owner_client, "undo", what=what).status_code == 200
    run.refresh_from_db()
    assert (run.is_running, run.furthest, run.version) == (True, None, 5)
    for _ in range(2):
        assert press(owner_client, "undo", what="start").status_code == 200
    assert not Run.objects.exists()


def test_a_run_that_went_on_is_not_undone(
    owner_client: Client, kaizo: Challenge
) -> None:
    run_of(kaizo, 1, "Rival 1")

    refused = press(owner_client, "undo", what="start")

    assert refused.status_code == 409
    assert "Seed 1 has gone on" in refused.json()["error"]


@pytest.mark.parametrize(
    ("verb", "values", "words"),
    [
        ("start", {"seed": 2**31}, "A seed is a whole number"),
        ("start", {"seed": "-1"}, "A seed is a whole number"),
        ("clear", {"checkpoint": "999999"}, "no longer exists"),
        ("clear", {"seed": 5, "checkpoint": "1"}, "This run no longer exists"),
        ("lose", {"pokemon": " "}, "Which Pokémon ended the run?"),
        ("lose", {"pokemon": "Onix", "level": 101}, "Level: A level is from 1 to 100."),
        ("change", {"vod_url": "nowhere at all"}, "Recording: Enter a valid URL."),
        ("change", {"vod_time": "99999999"}, "Begins at: Write the time as 1:02:03."),
        ("undo", {"what": "checkpoint:x"}, "no longer exists"),
    ],
)
def test_a_bad_press_says_why_and_changes_nothing(
    owner_client: Client,
    kaizo: Challenge,
    verb: str,
    values: dict[str, Any],
    words: str,
) -> None:
    run = run_of(kaizo, 1)

    answer = press(owner_client, verb, **{"seed": 1, **values})

    assert answer.status_code == 409
    assert words in answer.json()["error"]
    run.refresh_from_db()
    assert (run.version, Run.objects.count()) == (1, 1)


def test_a_run_that_is_won_cannot_be_lost(
    owner_client: Client, kaizo: Challenge
) -> None:
    run_of(kaizo, 1, "Champion")

    answer = press(owner_client, "lose", pokemon="Onix")

    assert answer.json()["error"] == "This run is won already."
    assert "Won Kaizo 1" in text_of(owner_client.get(PAGE))


def test_who_may_only_look_presses_nothing(kaizo: Challenge) -> None:
    run_of(kaizo, 1)
    guest = User.objects.create_user("guest", is_staff=True)
    names = ["access_admin", "view_run"]
    guest.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = Client()
    client.force_login(guest)

    shown = client.get(PAGE)

    assert not page(shown).select("[data-verb]")
    for verb in ("start", "clear", "lose", "change", "undo"):
        assert press(client, verb, what="start").status_code == 403
    assert press(client, "dance").status_code == 400
    assert Client().post(f"{PAGE}kaizo/now/").status_code == 302


def test_a_press_costs_the_same_whatever_came_before(
    owner_client: Client, kaizo: Challenge
) -> None:
    run_of(kaizo, 99, "Rival 1")
    run_of(kaizo, 1)
    names = list(kaizo.checkpoints.values_list("number", flat=True))

    def statements(number: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert press(owner_client, "clear", checkpoint=number).status_code == 200
        return len(captured)

    statements(names[0])
    few = statements(names[1])
    for seed in range(2, 20):
        run_of(kaizo, seed, "Rival 1", "Brock")
    run_of(kaizo, 1, *["Rival 2", "Brock", "Misty", "Koga"])

    assert statements(names[12]) <= few <= 40


@pytest.mark.parametrize(
    ("url", "seconds", "address"),
    [
        (
            "https://www.twitch.tv/videos/1?t=0s",
            3723,
            "https://www.twitch.tv/videos/1?t=1h2m3s",
        ),
        ("https://youtu.be/abc", 3723, "https://youtu.be/abc?t=3723"),
        ("https://v.example/1?a=b", 3723, "https://v.example/1?a=b"),
        ("https://youtu.be/abc", None, "https://youtu.be/abc"),
    ],
)
def test_a_recording_opens_where_the_run_begins(
    url: str, seconds: int | None, address: str
) -> None:
    assert vod.address_at(url, seconds) == address


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1:02:03", 3723), ("62:03", 3723), ("1h2m3s", 3723), ("75", 75), ("", None)],
)
def test_times_are_taken_as_people_write_them(text: str, seconds: int | None) -> None:
    assert vod.seconds_of(text) == seconds
