"""A list that doesn't say what was finished is asked about, and nothing is assumed."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from apps.imports.intake.source import source_of
from apps.imports.intake.store import parse_with_columns
from apps.imports.models import Import
from apps.imports.parsing.tables.columns import guess_columns
from apps.journal.models import Playthrough
from apps.library.models import Game
from tests.imports.conftest import Desk

LIST = "- Ico\n- Rez (DC)\n\n## Dropped\n- Okami\n"
TABLE = "Game,Platform,Hours,Score,Finished\nIco,PS2,7,9,\nRez,DC,5,8,2002-03\n"


def say(client: Client, import_: Import, status: str) -> str:
    """Answer for all of them; the page that comes back."""
    url = reverse("imports:statuses", args=[import_.pk])
    response = client.post(url, {"status": status}, follow=True)
    return response.content.decode()


def statuses() -> list[tuple[str, str]]:
    return list(
        Playthrough.objects.order_by("pk").values_list("edition__game__name", "status")
    )


def test_without_an_answer_they_are_added_without_a_playthrough(
    desk: Desk, owner_client: Client
) -> None:
    import_ = desk.store_source(LIST)
    page = owner_client.get(reverse("imports:edit", args=[import_.pk]))
    desk.apply(import_)

    assert "2 games without a status" in page.content.decode()
    assert Game.objects.count() == 3
    assert statuses() == [("Okami", "dropped")]


def test_one_answer_is_for_all_of_them(desk: Desk, owner_client: Client) -> None:
    import_ = desk.store_source(LIST)

    page = say(owner_client, import_, "completed")
    desk.apply(import_)

    assert "2 games: completed." in page
    assert sorted(statuses()) == [
        ("Ico", "completed"),
        ("Okami", "dropped"),
        ("Rez", "completed"),
    ]


def test_the_facts_of_a_line_go_into_its_playthrough(
    desk: Desk, owner_client: Client
) -> None:
    import_ = desk.store_source(TABLE, "games.csv")
    table = source_of(import_).table
    assert table is not None
    parse_with_columns(import_, guess_columns(table), by=desk.owner)
    ico = import_.rows.get(title="Ico")

    say(owner_client, import_, "paused")
    say(owner_client, import_, "playing")
    answered = import_.rows.get(pk=ico.pk)
    say(owner_client, import_, "")
    taken_back = import_.rows.get(pk=ico.pk)
    say(owner_client, import_, "playing")
    desk.apply(import_)

    assert ico.notes == "7 hours; rated 4.5/5"
    assert (answered.status, answered.notes) == ("playing", "")
    assert (taken_back.status, taken_back.notes) == ("", ico.notes)
    run = Playthrough.objects.get(edition__game__name="Ico")
    assert (run.status, str(run.playtime_hours), str(run.rating)) == (
        "playing",
        "7.0",
        "4.5",
    )
    assert Playthrough.objects.get(edition__game__name="Rez").status == "completed"


def test_the_filter_shows_those_that_are_open(desk: Desk, owner_client: Client) -> None:
    import_ = desk.store_source(LIST)

    url = reverse("imports:edit", args=[import_.pk])
    page = owner_client.get(url, {"show": "no_status"}).content.decode()

    assert "Rez" in page
    assert "Okami" not in page.split('id="games-heading"')[1]


def test_what_is_no_status_is_refused(desk: Desk, owner_client: Client) -> None:
    import_ = desk.store_source(LIST)

    assert "Unknown status." in say(owner_client, import_, "finished")
    assert not import_.rows.get(title="Ico").status


def test_an_applied_import_takes_no_answer(desk: Desk, owner_client: Client) -> None:
    import_ = desk.bring(LIST)

    assert "no longer" in say(owner_client, import_, "completed")
    assert statuses() == [("Okami", "dropped")]


@pytest.mark.django_db
def test_the_command_line_answers_beforehand(tmp_path: Path) -> None:
    file = tmp_path / "games.md"
    file.write_text(LIST)
    out = StringIO()

    call_command("import_list", str(file), undecided="paused", stdout=out)

    assert out.getvalue().count("paused") == 2
    assert "0 games without a status" in out.getvalue()
