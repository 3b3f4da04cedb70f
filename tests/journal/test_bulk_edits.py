"""Many playthroughs changed at once: refused as a whole, undone by one press."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.library.models import Platform
from tests.admin.conftest import MakeClient
from tests.admin.conftest import client_with as client_with
from tests.admin.pages import Response
from tests.admin.pages import address
from tests.admin.pages import page
from tests.admin.pages import text_of

pytestmark = pytest.mark.django_db

GRID = "/admin/backfill/"


@pytest.fixture
def runs(db: None) -> list[Playthrough]:
    """Of Celeste and Lufia, completed and rated differently, and of Tunic, playing."""
    made = [("Celeste", "completed", "4"), ("Lufia", "completed", None)]
    return [
        Playthrough.objects.create(
            edition=Game.objects.add(name=name).first_edition(),
            status=status,
            rating=rating,
        )
        for name, status, rating in [*made, ("Tunic", "playing", None)]
    ]


def bulk(
    client: Client, action: str, runs: list[Playthrough] | str, **data: Any
) -> Response:
    """Do `action` to these, or with "all" to what the listing at `next` shows."""
    url = reverse("wagtail_bulk_action", args=["journal", "playthrough", action])
    if isinstance(runs, str):
        keys = runs
    else:
        keys = "&".join([f"next={GRID}", *(f"id={run.pk}" for run in runs)])
    response = client.post(f"{url}?{keys}", data, follow=True)
    if not isinstance(runs, str):
        for run in runs:
            run.refresh_from_db()
    return response


def press_undo(client: Client, response: Response) -> str:
    form = page(response).select_one(".q-undo")
    assert form is not None
    sent = {str(i["name"]): str(i["value"]) for i in form.select("input[name]")}
    return text_of(client.post(str(form["action"]), sent, follow=True))


def test_fields_are_set_and_undone_together(
    owner_client: Client, runs: list[Playthrough]
) -> None:
    snes = Platform.objects.create(name="SNES")
    url = f"{GRID}?missing=date"

    response = bulk(
        owner_client,
        "edit_fields",
        f"id={runs[0].pk}&id={runs[1].pk}&next={url}",
        completed_at="nov 2003",
        rating="4.5",
        platform=snes.pk,
        playtime_hours="20.5",
        visibility="private",
    )

    assert response.redirect_chain[-1][0] == url
    assert "2 playthroughs changed." in text_of(response)
    facts = ("completed_at", "rating", "platform", "playtime_hours", "is_public")
    changed = Playthrough.objects.filter(status="completed").values_list(*facts)
    assert [tuple(map(str, row)) for row in changed] == [
        ("2003-11", "4.5", str(snes.pk), "20.5", "False")
    ] * 2
    assert "2 playthroughs changed back." in press_undo(owner_client, response)
    back = Playthrough.objects.filter(status="completed").order_by("pk")
    assert [tuple(map(str, row)) for row in back.values_list(*facts)] == [
        ("None", "4.0", "None", "None", "True"),
        ("None", "None", "None", "None", "True"),
    ]


def test_what_is_left_empty_stays_and_what_is_ticked_is_emptied(
    owner_client: Client, runs: list[Playthrough]
) -> None:
    runs[0].change(playtime_hours="12")

    response = bulk(owner_client, "edit_fields", runs[:2], emptied=["rating"])

    assert "1 playthrough changed. 1 already had these values." in text_of(response)
    assert (runs[0].rating, str(runs[0].playtime_hours)) == (None, "12.0")


def test_a_status_is_reached_by_its_verb_or_by_none_of_them(
    owner_client: Client, runs: list[Playthrough]
) -> None:
    refused = bulk(owner_client, "edit_fields", runs, status="paused")

    assert "Lufia: This playthrough is completed" in text_of(refused)
    assert "Nothing was changed." in text_of(refused)
    assert [run.status for run in runs] == ["completed", "completed", "playing"]
    done = bulk(owner_client, "edit_fields", runs[2:], status="dropped")
    assert runs[2].status == Status.DROPPED
    press_undo(owner_client, done)
    runs[2].refresh_from_db()
    assert runs[2].status == Status.PLAYING


def test_undo_leaves_what_was_changed_since(
    owner_client: Client, runs: list[Playthrough]
) -> None:
    response = bulk(owner_client, "edit_fields", runs[:2], rating="2")
    runs[0].change(rating="5")

    said = press_undo(owner_client, response)

    assert "1 playthrough changed back. 1 playthrough changed since" in said
    ratings = Playthrough.objects.order_by("pk").values_list("rating", flat=True)
    assert list(ratings) == [5, None, None]
    # Again, there is nothing left to undo.
    assert "changed back" not in press_undo(owner_client, response)
    url = address(Playthrough, "undo_edits")
    made_up = owner_client.post(url, {"state": "x"}, follow=True)
    assert "Nothing was undone" in text_of(made_up)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Set or empty at least one field."),
        ({"completed_at": "soon"}, "isn't a date Questlog understands"),
        ({"rating": "4", "emptied": ["rating"]}, "Either set it or empty it."),
        ({"playtime_hours": "-1"}, "greater than or equal to 0"),
    ],
)
def test_a_form_that_makes_no_sense_changes_nothing(
    owner_client: Client, runs: list[Playthrough], data: dict[str, Any], said: str
) -> None:
    response = bulk(owner_client, "edit_fields", runs, **data)

    assert said in text_of(response)
    assert [run.revisions.count() for run in runs] == [0, 0, 0]


def test_a_platform_is_set_where_each_edition_runs_on_it(
    owner_client: Client, runs: list[Playthrough]
) -> None:
    snes, pc = (Platform.objects.create(name=name) for name in ("SNES", "PC"))
    runs[1].edition.platforms.add(snes)

    refused = bulk(owner_client, "set_platform", runs, platform=pc.pk)
    done = bulk(owner_client, "set_platform", runs, platform=snes.pk)

    assert "Lufia: This edition is for SNES." in text_of(refused)
    assert "3 playthroughs changed." in text_of(done)
    assert {run.platform for run in runs} == {snes}


def test_all_means_what_the_grid_shows(
    owner_client: Client, runs: list[Playthrough]
) -> None:
    query = "missing=stars"

    bulk(
        owner_client,
        "edit_fields",
        f"id=all&{query}&next={GRID}%3F{query}",
        rating="3",
    )

    ratings = Playthrough.objects.order_by("pk").values_list("rating", flat=True)
    assert list(ratings) == [4, 3, None]


def test_too_many_are_refused(
    owner_client: Client, runs: list[Playthrough], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apps.journal.admin.bulk_actions.MOST_ROWS", 2)

    response = bulk(owner_client, "make_private", runs)

    assert "Choose at most 2: 3 are too many." in text_of(response)
    assert all(run.is_public for run in runs)


def test_only_those_who_may_change_playthroughs_undo(
    owner_client: Client, client_with: MakeClient, runs: list[Playthrough]
) -> None:
    response = bulk(owner_client, "make_private", runs)
    stranger = client_with("journal.view_playthrough")

    press_undo(stranger, response)

    assert not any(Playthrough.objects.values_list("is_public", flat=True))
    press_undo(owner_client, response)
    assert all(Playthrough.objects.values_list("is_public", flat=True))
