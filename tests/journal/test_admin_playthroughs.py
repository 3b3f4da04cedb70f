from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from apps.journal.admin.forms import HoursField
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.library.models import Platform
from apps.realtime.models import Event
from tests.admin.pages import address
from tests.admin.pages import field_errors
from tests.admin.pages import opened_form
from tests.admin.pages import page
from tests.admin.pages import save
from tests.admin.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def celeste(db: None) -> Game:
    return Game.objects.add(name="Celeste")


@pytest.fixture
def playing(celeste: Game) -> Playthrough:
    return Playthrough.objects.create(
        edition=celeste.first_edition(), started_at="2019"
    )


def completions() -> int:
    return Event.objects.filter(type="questlog:playthrough_complete").count()


def do(client: Client, playthrough: Playthrough, verb: str, **data: Any) -> str:
    page = [verb] if verb != "complete" else []
    url = address(
        Playthrough, "complete" if not page else "verb", playthrough.pk, *page
    )
    response = client.post(url, data, follow=True)
    playthrough.refresh_from_db()
    return text_of(response)


def test_a_past_playthrough_is_written_down(
    owner_client: Client, celeste: Game
) -> None:
    url = f"{address(Playthrough, 'add')}?game={celeste.pk}"
    assert opened_form(owner_client, url)["edition"] == str(celeste.first_edition().pk)

    response = save(
        owner_client,
        url,
        status="completed",
        started_at="2018",
        completed_at="2018-05",
        playtime_hours="11.5",
        rating="4.5",
        notes="Strawberries",
    )

    assert response.status_code == 302
    run = Playthrough.objects.get()
    assert (run.started_at, run.completed_at) == ("2018", "2018-05")
    assert (run.playtime_hours, run.rating) == (Decimal("11.5"), Decimal("4.5"))
    assert completions() == 1


def test_every_tenth_of_an_hour_is_taken() -> None:
    for tenth in range(1001):
        hours = Decimal(tenth) / 10
        assert HoursField().clean(str(hours)) == hours


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"started_at": "2020-02-31"}, "started_at", "isn't a real date"),
        ({"started_at": "spring"}, "started_at", "isn't a date"),
        (
            {"status": "completed", "completed_at": "2018"},
            "completed_at",
            "before it was started",
        ),
        ({"completed_at": "2021"}, "completed_at", "Only a completed playthrough"),
        ({"rating": "4.3"}, "rating", "half steps"),
        ({"rating": "5.5"}, "rating", "0.5 to 5"),
        ({"rating": "many"}, "rating", "0.5 to 5"),
        ({"playtime_hours": "-1"}, "playtime_hours", "greater than or equal to 0"),
        ({"playtime_hours": "1e9"}, "playtime_hours", "no more than"),
        ({"status": "won"}, "status", "Select a valid choice"),
        ({"edition": ""}, "edition", "required"),
    ],
)
def test_a_mistake_is_named_beside_its_field(
    owner_client: Client,
    playing: Playthrough,
    changes: dict[str, str],
    field: str,
    message: str,
) -> None:
    response = save(owner_client, address(Playthrough, "edit", playing.pk), **changes)

    assert message in field_errors(response).get(field, "")
    assert Playthrough.objects.get().updated_at == playing.updated_at


def test_a_platform_that_the_edition_does_not_run_on_is_refused(
    owner_client: Client, playing: Playthrough
) -> None:
    switch, saturn = (Platform.objects.create(name=n) for n in ("Switch", "Saturn"))
    playing.edition.platforms.add(switch)
    url = address(Playthrough, "edit", playing.pk)

    refused = save(owner_client, url, platform=saturn.pk)
    assert "This edition is for Switch" in field_errors(refused)["platform"]
    playing.platform = saturn  # as an import may know it
    playing.save()
    kept = save(owner_client, url, notes="On the Saturn, really")

    assert kept.status_code == 302


def test_the_verbs_go_round(owner_client: Client, playing: Playthrough) -> None:
    for verb, status in (
        ("mark_ongoing", Status.ONGOING),
        ("pause", Status.PAUSED),
        ("start", Status.PLAYING),
        ("drop", Status.DROPPED),
        ("start", Status.PLAYING),
    ):
        do(owner_client, playing, verb)
        assert playing.status == status

    do(owner_client, playing, "complete", on="2020-05-01", rating="4", next="/admin/")
    assert (playing.status, playing.completed_at) == (Status.COMPLETED, "2020-05-01")
    assert playing.rating == 4
    do(owner_client, playing, "reopen")
    assert (playing.status, playing.completed_at) == (Status.PLAYING, None)
    history = owner_client.get(address(Playthrough, "history", playing.pk))
    for done in ("Ongoing", "Paused", "Dropped", "Completed", "Playing again"):
        assert done in text_of(history)


def test_a_form_sent_twice_completes_once(
    owner_client: Client, playing: Playthrough
) -> None:
    first = do(owner_client, playing, "complete", on="2020")
    second = do(owner_client, playing, "complete", on="2021", rating="1.0")

    assert "Celeste: completed." in first
    assert "Nothing changed." in second
    assert (playing.completed_at, playing.rating) == ("2020", None)
    assert completions() == 1


def test_an_unknown_date_stays_unknown(
    owner_client: Client, playing: Playthrough
) -> None:
    form = page(owner_client.get(address(Playthrough, "complete", playing.pk)))
    field: Any = form.select_one("#id_on")
    assert field["value"] == timezone.localdate().isoformat()

    do(owner_client, playing, "complete", on="")

    assert (playing.status, playing.completed_at) == (Status.COMPLETED, None)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"on": "2018"}, "before it was started"),
        ({"on": "2020-13"}, "isn't a real date"),
        ({"rating": "4.3"}, "half steps"),
        ({"playtime_hours": "x"}, "Enter a number"),
    ],
)
def test_a_wrong_completion_is_refused_in_its_form(
    owner_client: Client, playing: Playthrough, data: dict[str, str], message: str
) -> None:
    text = do(owner_client, playing, "complete", **data)

    assert message in text
    assert playing.status == Status.PLAYING
    assert completions() == 0


def test_a_verb_that_does_not_apply_says_so(
    owner_client: Client, playing: Playthrough
) -> None:
    assert "Nothing changed." in do(owner_client, playing, "reopen")


def test_a_link_asks_before_it_changes_anything(
    owner_client: Client, playing: Playthrough
) -> None:
    response = owner_client.get(address(Playthrough, "verb", playing.pk, "drop"))

    playing.refresh_from_db()
    assert "Drop: Celeste" in text_of(response)
    assert playing.status == Status.PLAYING


def test_no_verb_works_without_the_forms_token(
    owner_client: Client, playing: Playthrough
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = owner_client.cookies

    for url in (
        address(Playthrough, "verb", playing.pk, "drop"),
        address(Playthrough, "complete", playing.pk),
        address(Playthrough, "complete_game", playing.edition.game_id),
    ):
        assert strict.post(url, {"on": "2020"}).status_code == 403


def test_a_page_of_another_site_is_not_returned_to(
    owner_client: Client, playing: Playthrough
) -> None:
    response = owner_client.post(
        address(Playthrough, "verb", playing.pk, "pause"),
        {"next": "https://example.org/"},
    )

    assert response["Location"] == address(Playthrough, "list")


def test_a_game_is_completed_in_one_step(owner_client: Client, celeste: Game) -> None:
    url = address(Playthrough, "complete_game", celeste.pk)
    form = page(owner_client.get(url))
    sent = {
        "playthrough": "new",
        "edition": celeste.first_edition().pk,
        "on": "2020-05",
        "rating": "5.0",
        "token": str(form.select_one("[name=token]")["value"]),  # type: ignore[index]
    }

    for _ in range(2):
        assert owner_client.post(url, sent).status_code == 302

    run = Playthrough.objects.get()
    assert (run.status, run.completed_at) == (Status.COMPLETED, "2020-05")
    assert run.rating == Decimal(5)
    assert completions() == 1


def test_a_game_being_played_is_completed_as_such(
    owner_client: Client, playing: Playthrough
) -> None:
    url = address(Playthrough, "complete_game", playing.edition.game_id)
    form = page(owner_client.get(url))
    chosen: Any = form.select_one("[name=playthrough][checked]")
    token: Any = form.select_one("[name=token]")

    owner_client.post(
        url, {"playthrough": chosen["value"], "on": "", "token": token["value"]}
    )

    playing.refresh_from_db()
    assert playing.status == Status.COMPLETED
    assert Playthrough.objects.count() == 1


def test_a_wrong_date_of_a_new_completion_is_named(
    owner_client: Client, celeste: Game
) -> None:
    url = address(Playthrough, "complete_game", celeste.pk)
    token = "7f0c1c6e-3f58-4b8f-9d2c-6a1c0e1f2a3b"

    response = owner_client.post(
        url, {"playthrough": "new", "on": "2020-02-30", "token": token}
    )

    assert "isn't a real date" in text_of(response)
    assert not Playthrough.objects.exists()


def test_another_run_starts_from_an_old_one(
    owner_client: Client, playing: Playthrough
) -> None:
    playing.complete(on="2020", rating=None)

    form = opened_form(owner_client, address(Playthrough, "copy", playing.pk))

    assert form["edition"] == str(playing.edition_id)
    assert (form["status"], form["started_at"]) == ("playing", "")
    assert (form["completed_at"], form["rating"]) == ("", "")


def test_notes_of_a_completion_join_those_of_the_playthrough(
    owner_client: Client, playing: Playthrough
) -> None:
    playing.notes = "Chapter 7."
    playing.save()
    url = address(Playthrough, "complete_game", playing.edition.game_id)
    token = "7f0c1c6e-3f58-4b8f-9d2c-6a1c0e1f2a3b"

    owner_client.post(
        url, {"playthrough": playing.pk, "notes": "The summit!", "token": token}
    )

    playing.refresh_from_db()
    assert playing.notes == "Chapter 7.\n\nThe summit!"
