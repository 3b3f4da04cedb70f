"""The page of the grid: its filters, their counts, saved views, its rows."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.browsing.models import SavedView
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Platform
from tests.admin.conftest import MakeClient
from tests.admin.pages import Response
from tests.admin.pages import address
from tests.admin.pages import page
from tests.admin.pages import text_of
from tests.browsing.backfill.conftest import GRID
from tests.browsing.conftest import finish

pytestmark = pytest.mark.django_db


def names(client: Client, query: str) -> list[str]:
    """The games of the rows, in their order."""
    response = client.get(f"{GRID}?{query}")
    assert response.status_code == 200
    return [link.get_text() for link in page(response).select("[data-edit]")]


def tabs(response: Response) -> dict[str, int]:
    found = {}
    for link in page(response).select(".q-tabs a"):
        name, _, count = link.get_text(" ", strip=True).rpartition(" ")
        found[name] = int(count)
    return found


def menu(client: Client, facet: str, query: str = "") -> dict[str, int]:
    response = client.get(f"{GRID}values/{facet}/?{query}")
    found = {}
    for link in page(response).select("li a"):
        label, count = link.select("span:not(.w-sr-only)")[0], link.small
        assert count is not None
        found[label.get_text()] = int(count.get_text())
    return found


@pytest.fixture
def history(db: None, snes: Platform) -> dict[str, Playthrough]:
    """Runs that lack this and that, by the names of their games."""
    chrono = Franchise.objects.create(name="Chrono")
    trigger = Game.objects.add(name="Chrono Trigger", franchise=chrono, igdb_id=1)
    cross = Game.objects.add(name="Chrono Cross", franchise=chrono, igdb_id=2)
    for game in (trigger, cross):
        game.cover_url = "https://images.example/cover.jpg"
        game.save()
    whole = {"platform": snes, "rating": "5", "playtime_hours": "20"}
    return {
        "trigger": finish(trigger, completed_at="1995-11", **whole),
        "cross": finish(cross, rating="4"),
        "lufia": finish(Game.objects.add(name="Lufia"), status=Status.PLANNED),
        "celeste": finish(Game.objects.add(name="Celeste"), status=Status.DROPPED),
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Celeste", "Chrono Cross", "Chrono Trigger", "Lufia"]),
        ("missing=date", ["Chrono Cross"]),
        ("missing=stars", ["Celeste"]),
        ("missing=platform", ["Celeste", "Chrono Cross"]),
        ("missing=hours", ["Celeste", "Chrono Cross"]),
        ("missing=igdb", ["Celeste", "Lufia"]),
        ("missing=cover", ["Celeste", "Lufia"]),
        ("missing=igdb&missing=platform", ["Celeste"]),
        ("missing=platform&status=completed", ["Chrono Cross"]),
        ("status=planned&status=dropped", ["Celeste", "Lufia"]),
        ("year=1995", ["Chrono Trigger"]),
        ("q=chrono&missing=date", ["Chrono Cross"]),
        ("ordering=-rating", ["Chrono Trigger", "Chrono Cross", "Lufia", "Celeste"]),
        ("visibility=private", []),
    ],
)
def test_filters_combine_in_the_address(
    owner_client: Client,
    history: dict[str, Playthrough],
    query: str,
    found: list[str],
) -> None:
    shown = names(owner_client, query)

    # What ties by the order asked for is the youngest first.
    assert (sorted(shown) if "ordering" not in query else shown) == (
        sorted(found) if "ordering" not in query else [*found[:2], "Celeste", "Lufia"]
    )


def test_rows_are_filtered_by_platform_and_franchise(
    owner_client: Client, history: dict[str, Playthrough], snes: Platform
) -> None:
    chrono = Franchise.objects.get()

    assert names(owner_client, f"platform={snes.pk}") == ["Chrono Trigger"]
    assert names(owner_client, f"franchise={chrono.pk}") == [
        "Chrono Cross",
        "Chrono Trigger",
    ]


def test_possible_duplicates_are_one_date_twice_or_one_name_twice(
    owner_client: Client, history: dict[str, Playthrough]
) -> None:
    # Two completions without a date, two on one date, and a replay of another year.
    finish(history["cross"].edition.game)
    finish(history["trigger"].edition.game, completed_at="1995-11")
    finish(history["trigger"].edition.game, completed_at="2003")
    finish(Game.objects.add(name="Final Fantasy VII"))
    finish(Game.objects.add(name="Final Fantasy 7"))

    assert names(owner_client, "missing=duplicates") == [
        "Chrono Cross",
        "Chrono Cross",
        "Chrono Trigger",
        "Chrono Trigger",
        "Final Fantasy VII",
        "Final Fantasy 7",
    ]


def test_each_filter_says_how_many_rows_it_leaves(
    owner_client: Client, history: dict[str, Playthrough]
) -> None:
    response = owner_client.get(f"{GRID}?missing=platform")

    assert tabs(response) == {
        "Undated": 1,
        "Unrated": 1,
        "No platform": 2,
        "No hours": 2,
        "Not on IGDB": 2,
        "No cover": 2,
        "Possible duplicates": 0,
        "All": 4,
    }
    assert "1 of 2 dated" in text_of(response)
    # Under the other filters; of what is missing, with what was chosen.
    assert menu(owner_client, "status", "missing=platform") == {
        "Completed": 1,
        "Dropped": 1,
    }
    assert menu(owner_client, "missing", "missing=platform") == {
        "Undated": 1,
        "Unrated": 1,
        "No platform": 2,
        "No hours": 2,
        "Not on IGDB": 1,
        "No cover": 1,
    }
    assert menu(owner_client, "platform") == {"Super Nintendo Entertainment System": 1}
    assert menu(owner_client, "year") == {"1995": 1}
    assert menu(owner_client, "franchise") == {"Chrono": 2}
    assert menu(owner_client, "visibility") == {"Public": 4}
    assert owner_client.get(f"{GRID}values/nonsense/").status_code == 404


def test_a_view_is_saved_by_name_beside_those_of_the_games(
    owner_client: Client, history: dict[str, Playthrough]
) -> None:
    user = get_user_model().objects.get(is_superuser=True)
    SavedView.objects.create(user=user, name="PS1 evening", query="played=planned")
    query = "missing=date&status=completed&ordering=-rating"

    owner_client.post(f"{GRID}views/", {"name": "PS1 evening", "query": f"{query}&x=1"})

    view = SavedView.objects.get(listing="backfill")
    assert view.query == query
    assert tabs(owner_client.get(f"{GRID}?{query}"))["PS1 evening"] == 1
    assert "PS1 evening 1" in text_of(owner_client.get(address(Game, "list")))
    response = owner_client.post(f"{GRID}views/{view.pk}/delete/", follow=True)
    assert response.redirect_chain == [(GRID, 302)]
    assert "PS1 evening" not in tabs(response)
    restored = owner_client.post(f"{GRID}views/{view.pk}/restore/")
    assert restored["Location"] == f"{GRID}?{query}"


def test_without_scripts_a_row_leads_to_its_form_and_back(
    owner_client: Client, history: dict[str, Playthrough]
) -> None:
    response = owner_client.get(f"{GRID}?missing=date")

    link = page(response).select_one("[data-edit]")
    assert link is not None
    form = owner_client.get(str(link["href"]))
    assert form.status_code == 200
    assert "missing%3Ddate" in str(link["href"])


def test_one_run_of_several_says_which_it_is(
    owner_client: Client, history: dict[str, Playthrough]
) -> None:
    finish(history["trigger"].edition.game, is_public=False)

    text = text_of(owner_client.get(f"{GRID}?q=trigger"))

    assert "1st of 2" in text
    assert "2nd of 2, private" in text


def test_empty_pages_say_what_to_do(owner_client: Client) -> None:
    nothing = text_of(owner_client.get(GRID))
    assert "Nothing to fill in yet" in nothing
    finish(Game.objects.add(name="Celeste"), completed_at="2018")

    assert "Nothing left to fill in here" in text_of(
        owner_client.get(f"{GRID}?missing=date")
    )
    assert "No playthroughs of “zelda”" in text_of(owner_client.get(f"{GRID}?q=zelda"))


@pytest.mark.parametrize(
    "query", ["missing=nonsense", "platform=999", "year=x", "year=1e400", "p=99"]
)
def test_what_no_filter_knows_is_ignored(
    owner_client: Client, history: dict[str, Playthrough], query: str
) -> None:
    assert owner_client.get(f"{GRID}?{query}").status_code == 200


def test_any_number_of_rows_takes_the_same_queries(
    owner_client: Client, history: dict[str, Playthrough], snes: Platform
) -> None:
    def queries() -> int:
        owner_client.get(GRID)
        with CaptureQueriesContext(connection) as captured:
            owner_client.get(GRID)
        return len(captured)

    few = queries()
    for number in range(12):
        game = Game.objects.add(name=f"Game {number}")
        finish(game, platform=snes)
        finish(game)

    assert queries() == few


def test_it_stands_in_the_journal_menu_of_those_who_see_playthroughs(
    owner_client: Client, client_with: MakeClient
) -> None:
    assert GRID in owner_client.get("/admin/").content.decode()
    stranger = client_with("library.view_game")
    assert GRID not in stranger.get("/admin/").content.decode()
    assert stranger.get(GRID).status_code == 302
