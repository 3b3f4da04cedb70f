"""A cell of the grid: understood, saved, refused, undone, over HTTP."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from apps.core.admin.edit_conflicts import version_of
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models import Status
from apps.library.models import Game
from apps.library.models import Platform
from apps.realtime.models import Event
from tests.admin.conftest import MakeClient
from tests.browsing.backfill.conftest import GRID
from tests.browsing.backfill.conftest import Save
from tests.browsing.conftest import finish

UNDO = f"{GRID}undo/"


def completions() -> int:
    return Event.objects.filter(type="questlog:playthrough_complete").count()


def undo(client: Client, *tokens: Any) -> int:
    body = {"undo": tokens}
    return client.post(UNDO, body, content_type="application/json").status_code


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("completed_at", "nov 2003", "2003-11"),
        ("completed_at", "1999", "1999"),
        ("rating", "4.5", Decimal("4.5")),
        ("rating", "3,5", Decimal("3.5")),
        ("rating", "★★★½", Decimal("3.5")),
        ("playtime_hours", "41,5 h", Decimal("41.5")),
        ("playtime_hours", "1,312 hours", Decimal("1312")),
        ("status", "dropped", Status.DROPPED),
    ],
)
def test_a_cell_takes_what_people_type(
    earthbound: Playthrough, save: Save, field: str, text: str, value: Any
) -> None:
    if field == "status":
        # What is completed stays so until it is taken up again.
        Playthrough.objects.get(pk=earthbound.pk).reopen()
        earthbound.refresh_from_db()

    status, answer = save(earthbound, field, text)

    assert status == 200, answer
    assert getattr(earthbound, field) == value
    assert f'data-version="{version_of(earthbound)}"' in answer["row"]
    # In its history, as any other change.
    assert earthbound.revisions.count() == 1


def test_a_platform_is_found_by_any_of_its_names(
    earthbound: Playthrough, snes: Platform, save: Save
) -> None:
    assert save(earthbound, "platform", "super nes")[0] == 200
    assert earthbound.platform == snes


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("completed_at", "31 feb 1999", "isn't a real date"),
        ("completed_at", "2199", "in the future"),
        ("rating", "7", "0.5 to 5"),
        ("playtime_hours", "-3", "greater than or equal to 0"),
        ("playtime_hours", "a week", "Enter a number"),
        ("platform", "Game Gearbox", "No platform is called “Game Gearbox”"),
        ("status", "", "always has a status"),
        ("status", "planned", "this change isn't possible"),
        ("completed_at", "x" * 300, "too long"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    earthbound: Playthrough, save: Save, field: str, text: str, said: str
) -> None:
    before = version_of(earthbound)

    status, answer = save(earthbound, field, text)

    assert status == 422
    assert said in answer["message"]
    assert version_of(earthbound) == before


def test_a_platform_that_the_edition_is_not_for_is_refused(
    earthbound: Playthrough, snes: Platform, save: Save
) -> None:
    earthbound.edition.platforms.add(Platform.objects.create(name="Wii U"))

    status, answer = save(earthbound, "platform", "SNES")

    assert status == 422
    assert "This edition is for Wii U." in answer["message"]


def test_another_change_of_this_cell_is_a_conflict_and_of_another_is_not(
    earthbound: Playthrough, save: Save
) -> None:
    opened = version_of(earthbound)
    save(earthbound, "rating", "5")

    # The grid still shows an unrated row of the older version.
    assert save(earthbound, "playtime_hours", "30", version=opened)[0] == 200
    status, answer = save(earthbound, "rating", "2", version=opened)

    assert status == 409
    assert "“5”" in answer["message"]
    assert 'data-text="5"' in answer["row"]
    assert earthbound.rating == 5
    # What was seen meanwhile may be replaced.
    assert save(earthbound, "rating", "2", was="5")[0] == 200


def test_a_date_completes_what_is_not_and_undo_takes_both_back(
    owner_client: Client, save: Save
) -> None:
    game = Game.objects.add(name="Lufia")
    playing = finish(game, status=Status.PLAYING)
    says = owner_client.get(
        f"{GRID}{playing.pk}/says/", {"field": "completed_at", "text": "1995"}
    )
    assert says.json() == {"words": "1995", "note": "Marks it completed"}

    _, answer = save(playing, "completed_at", "1995")

    assert (playing.status, playing.completed_at) == (Status.COMPLETED, "1995")
    assert completions() == 1
    assert undo(owner_client, answer["undo"]) == 200
    playing.refresh_from_db()
    assert (playing.status, playing.completed_at) == (Status.PLAYING, None)


def test_undo_leaves_what_was_changed_since(
    owner_client: Client, earthbound: Playthrough, save: Save
) -> None:
    first = save(earthbound, "rating", "3")[1]["undo"]
    # Another cell of the row is no hindrance, this one is.
    save(earthbound, "playtime_hours", "20")
    assert undo(owner_client, first) == 200
    second = save(earthbound, "rating", "3")[1]["undo"]
    save(earthbound, "rating", "4", was="3")

    assert undo(owner_client, second) == 409
    assert undo(owner_client, "made up") == 422
    earthbound.refresh_from_db()
    assert earthbound.rating == Decimal(4)
    assert earthbound.playtime_hours == Decimal(20)


def test_emptied_hours_are_those_of_the_sessions_again(
    earthbound: Playthrough, save: Save
) -> None:
    Session.log(earthbound, day="2026-11-01", minutes=90)
    earthbound.refresh_from_db()
    save(earthbound, "playtime_hours", "20", was="1.5")

    _, answer = save(earthbound, "playtime_hours", "", was="20")

    assert earthbound.playtime_hours == Decimal("1.5")
    assert 'data-text="1.5"' in answer["row"]


def test_the_same_again_changes_nothing(earthbound: Playthrough, save: Save) -> None:
    status, answer = save(earthbound, "rating", "")

    assert (status, answer["undo"]) == (200, None)
    assert earthbound.revisions.count() == 0


@pytest.mark.parametrize(
    "body", ["", "[]", '{"field": "notes"}', '{"field": "rating"}']
)
def test_what_the_grid_does_not_send_is_refused(
    owner_client: Client, earthbound: Playthrough, body: str
) -> None:
    url = f"{GRID}{earthbound.pk}/"

    response = owner_client.post(url, body, content_type="application/json")

    assert response.status_code == 422
    assert "Reload it" in response.json()["message"]


def test_a_deleted_playthrough_is_said(
    earthbound: Playthrough, owner_client: Client
) -> None:
    url = f"{GRID}{earthbound.pk}/"
    earthbound.delete()
    body = {"field": "rating", "text": "4", "was": "", "version": ""}

    response = owner_client.post(url, body, content_type="application/json")

    assert response.status_code == 404
    assert "deleted in the meantime" in response.json()["message"]


def test_only_those_who_may_change_playthroughs_save(
    client_with: MakeClient, earthbound: Playthrough
) -> None:
    client = client_with("journal.view_playthrough")
    body = {"field": "rating", "text": "4", "was": "", "version": ""}

    page = client.get(GRID).content.decode()
    response = client.post(
        f"{GRID}{earthbound.pk}/", body, content_type="application/json"
    )

    assert "EarthBound" in page
    assert "data-backfill " not in page
    # Wagtail's own answer to what one may not do.
    assert response.status_code == 302
    earthbound.refresh_from_db()
    assert earthbound.rating is None
