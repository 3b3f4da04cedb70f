"""The games as a wall and as a table: filters, views, layouts, by their addresses."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.browsing.models import SavedView
from apps.journal.models import Playthrough
from apps.library.models import Franchise
from apps.library.models import Game
from apps.lists.models import List
from tests.admin.conftest import MakeClient
from tests.admin.pages import Response
from tests.admin.pages import address
from tests.admin.pages import page
from tests.admin.pages import rows
from tests.admin.pages import text_of
from tests.browsing.conftest import finish

pytestmark = pytest.mark.django_db

GAMES = "/admin/games/"


def tabs(response: Response) -> dict[str, str]:
    """The count of each tab, by its name."""
    found = {}
    for link in page(response).select(".q-tabs a"):
        name, _, count = link.get_text(" ", strip=True).rpartition(" ")
        found[name] = count
    return found


def current(response: Response) -> list[str]:
    return [
        link.get_text(" ", strip=True).rpartition(" ")[0]
        for link in page(response).select(".q-tabs a[aria-current]")
    ]


def menu(client: Client, facet: str, query: str = "") -> dict[str, str]:
    """The values of a chip's menu with their counts."""
    response = client.get(f"{GAMES}values/{facet}/?{query}")
    assert response.status_code == 200
    return {
        link.select_one("span:not(.w-sr-only)").get_text(): (  # type: ignore[union-attr]
            link.small.get_text() if link.small else ""
        )
        for link in page(response).select("li a")
    }


def save_view(client: Client, name: str, query: str) -> Response:
    return client.post(f"{GAMES}views/", {"name": name, "query": query}, follow=True)


# The wall and the table ---------------------------------------------------------------


def test_a_cell_says_how_a_game_was_played(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    response = owner_client.get(GAMES)

    cell = page(response).select('.q-cell:has(a[href*="/inspect/"])')[2]
    assert " ".join(cell.get_text(" ").split()) == (
        "C Rank 1 Chrono Trigger Completed 5 of 5 stars ×2 1995"
    )
    link = cell.select_one("a")
    assert link and link["href"] == address(Game, "inspect", shelf["Chrono Trigger"].pk)


def test_the_table_has_its_columns(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    response = owner_client.get(GAMES, {"layout": "table", "q": "trigger"})

    row = page(response).select_one("tbody tr")
    assert row is not None
    assert " ".join(row.get_text(" ").split()) == (
        "1 C Chrono Trigger Completed 5 of 5 stars 2 1995 SNES November 2003 20 h"
    )


@pytest.mark.parametrize(
    "order", ["rank", "-best_rating", "-times_completed", "-last_finished", "-hours"]
)
def test_games_are_sorted_by_how_they_were_played(
    owner_client: Client, shelf: dict[str, Game], order: str
) -> None:
    response = owner_client.get(GAMES, {"ordering": order})

    assert rows(response)[0] == "Chrono Trigger"


def test_the_layout_is_remembered(owner_client: Client, shelf: dict[str, Game]) -> None:
    assert page(owner_client.get(GAMES)).select_one(".q-wall")

    owner_client.get(GAMES, {"layout": "table"})

    assert page(owner_client.get(GAMES)).select_one(".q-table--games")


def test_a_page_holds_sixty_covers_and_leads_on(owner_client: Client) -> None:
    for number in range(61):
        Game.objects.add(name=f"Game {number:02}")

    response = owner_client.get(GAMES)

    assert len(rows(response)) == 60
    assert page(response).select_one('.pagination a[href$="?p=2"]')
    images = page(response).select(".q-cell img")
    assert all(image["width"] and image["height"] for image in images)


def test_the_wall_costs_the_same_for_every_number_of_games(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    def queries(url: str) -> int:
        owner_client.get(url)
        with CaptureQueriesContext(connection) as captured:
            owner_client.get(url)
        return len(captured)

    for number in range(3):
        save_view(owner_client, f"View {number}", f"q=chr{number}")
    urls = (GAMES, f"{GAMES}?layout=table", f"{GAMES}?ordering=rank&layout=wall")
    few = [queries(url) for url in urls]
    ranking = List.objects.get()
    for number in range(40):
        game = Game.objects.add(name=f"Game {number}", original_release_year=2000)
        finish(game, rating="4")
        ranking.add(game)
    save_view(owner_client, "One more", "decade=1990&stars=5&ranked=yes")

    assert [queries(url) for url in urls] == few
    assert max(few) <= 16


def test_the_wall_sends_less_than_half_of_what_the_listing_sent(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    for number in range(82):
        finish(Game.objects.add(name=f"A Game of the Year {number}"), rating="4")

    response = owner_client.get(GAMES)

    assert len(response.content) < 112_000


# Filters ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("played=playing", ["Celeste"]),
        ("played=playing&played=planned", ["Celeste", "Chrono Cross"]),
        ("stars=5", ["Chrono Trigger"]),
        ("stars=4", []),
        ("stars=never", ["Celeste", "Chrono Cross", "Lufia"]),
        ("decade=1990", ["Chrono Cross", "Chrono Trigger", "Lufia"]),
        ("decade=1990&ranked=no", ["Chrono Cross", "Lufia"]),
        ("ranked=yes", ["Chrono Trigger"]),
        ("dated=no", ["Chrono Trigger"]),
        ("cover=no&q=lufia", ["Lufia"]),
        ("original_release_year_min=1999&stars=never", ["Celeste", "Chrono Cross"]),
    ],
)
def test_filters_narrow_each_other(
    owner_client: Client, shelf: dict[str, Game], query: str, found: list[str]
) -> None:
    assert rows(owner_client.get(f"{GAMES}?{query}")) == found


def test_a_chip_says_what_it_is_set_to_and_how_to_remove_it(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    query = "played=completed&decade=1990&original_release_year_min=1990"
    response = owner_client.get(f"{GAMES}?{query}&q=chrono&p=1")

    chips = {
        " ".join(chip.get_text(" ").split()): chip.select_one("a")
        for chip in page(response).select(".q-chip.is-on")
    }
    assert list(chips) == ["Status: Completed", "Decade: 1990s", "Year: from 1990"]
    off = chips["Decade: 1990s"]
    assert off and parse_qs(urlsplit(str(off["href"])).query) == {
        "played": ["completed"],
        "original_release_year_min": ["1990"],
        "q": ["chrono"],
    }


def test_menus_count_what_the_other_filters_leave(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    statuses = {"No playthrough": "1", "Planned": "1", "Playing": "1", "Completed": "1"}
    assert menu(owner_client, "played") == statuses
    assert menu(owner_client, "played", "played=playing&decade=1990") == {
        "No playthrough": "1",
        "Planned": "1",
        "Completed": "1",
    }
    assert menu(owner_client, "stars") == {"5 stars": "1", "Not rated": "3"}
    assert menu(owner_client, "decade") == {"2010s": "1", "1990s": "3"}
    assert menu(owner_client, "franchise") == {"Chrono": "2"}
    assert menu(owner_client, "platform") == {"Super Nintendo": "1"}
    assert menu(owner_client, "igdb") == {"Not linked": "4"}
    assert menu(owner_client, "genre") == {}
    assert menu(owner_client, "more") == {
        "Unfinished, time unknown": "2",
        "On a ranked list": "1",
        "On no ranked list": "3",
        "Finished, without a date": "1",
        "Without a platform": "3",
    }


def test_a_long_menu_is_searched(owner_client: Client) -> None:

    for number in range(70):
        franchise = Franchise.objects.create(name=f"Series {number:02}")
        Game.objects.add(name=f"Game {number}", franchise=franchise)

    assert len(menu(owner_client, "franchise")) == 60
    assert menu(owner_client, "franchise", "find=ies 69") == {"Series 69": "1"}
    assert owner_client.get(f"{GAMES}values/nothing/").status_code == 404


def test_a_status_is_added_to_those_chosen(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    response = owner_client.get(f"{GAMES}values/played/?played=playing&q=c")

    links = {
        " ".join(link.get_text(" ").split()): urlsplit(str(link["href"])).query
        for link in page(response).select("li a")
    }
    assert links["Completed 1"] == "played=playing&played=completed&q=c"
    assert links["Chosen: Playing 1"] == "q=c"


def test_a_random_game_is_of_those_that_fit(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    picked = owner_client.get(f"{GAMES}pick/?played=planned")
    none = owner_client.get(f"{GAMES}pick/?played=dropped", follow=True)

    game = shelf["Chrono Cross"]
    assert picked.url.startswith(address(Game, "inspect", game.pk))  # type: ignore[attr-defined]
    assert "No game fits" in text_of(none)


def test_what_is_empty_says_how_to_go_on(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    narrow = text_of(owner_client.get(f"{GAMES}?played=dropped&decade=1990"))
    unfound = page(owner_client.get(f"{GAMES}?q=zelda"))

    assert "No games match these filters" in narrow
    assert "Remove “Status: Dropped”" in narrow and "Clear filters" in narrow
    offers = [link.get_text(strip=True) for link in unfound.select(".q-acts a")]
    assert offers == ["Search IGDB for “zelda”", "Add “zelda”", "Show all games"]


def test_an_empty_library_says_how_to_begin(owner_client: Client) -> None:
    offers = page(owner_client.get(GAMES)).select(".q-acts a")

    texts = [link.get_text(strip=True) for link in offers]
    assert texts == ["Bring your list", "Find a game on IGDB", "Add one by hand"]
    for link in offers:
        assert owner_client.get(str(link["href"])).status_code == 200


# Views --------------------------------------------------------------------------------


def test_ongoing_games_have_a_tab_and_a_place_in_the_menu(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    Playthrough.objects.get(status="playing").mark_ongoing()

    response = owner_client.get(f"{GAMES}?played=ongoing")

    assert current(response) == ["Ongoing"]
    assert tabs(response)["Ongoing"] == "1"
    assert menu(owner_client, "played")["Ongoing"] == "1"
    assert page(response).select_one(".q-status--ongoing")


def test_built_in_views_count_their_games(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    response = owner_client.get(f"{GAMES}?played=playing")

    assert tabs(response) == {
        "All": "4",
        "Playing": "1",
        "Ongoing": "0",
        "Backlog": "1",
        "Ranked": "1",
        "Undated": "1",
        "Unrated": "3",
    }
    assert current(response) == ["Playing"]


def test_a_view_is_saved_renamed_moved_deleted_and_taken_back(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    saved = save_view(owner_client, " Nineties ", "p=2&decade=1990&ordering=-name&x=1")
    save_view(owner_client, "Fresh", "decade=2010")
    view = SavedView.objects.get(name="Nineties")
    url = f"{GAMES}views/{view.pk}"

    assert view.query == "decade=1990&ordering=-name"
    assert rows(saved) == ["Lufia", "Chrono Trigger", "Chrono Cross"]
    assert current(saved) == ["Nineties"]
    assert tabs(saved)["Nineties"] == "3"

    owner_client.post(f"{url}/name/", {"name": "The 90s"})
    owner_client.post(f"{url}/move/", {"way": "right"})
    assert list(tabs(owner_client.get(GAMES)))[-2:] == ["Fresh", "The 90s"]
    owner_client.post(f"{url}/move/", {"way": "left"})
    assert list(tabs(owner_client.get(GAMES)))[-2:] == ["The 90s", "Fresh"]
    fresh = SavedView.objects.get(name="Fresh")
    owner_client.post(f"{GAMES}views/order/", {"view": [fresh.pk, view.pk, "x", 0]})
    assert list(tabs(owner_client.get(GAMES)))[-2:] == ["Fresh", "The 90s"]

    deleted = owner_client.post(f"{url}/delete/", follow=True)
    assert "The 90s" not in tabs(deleted)
    undo = page(deleted).select_one('form[action$="/restore/"]')
    assert undo is not None
    back = owner_client.post(str(undo["action"]), follow=True)
    assert current(back) == ["The 90s"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "can’t be blank|cannot be blank"),
        ("x" * 61, "at most 60"),
        ("fresh", "already have a view"),
    ],
)
def test_a_view_with_a_bad_name_is_refused_with_the_reason(
    owner_client: Client, shelf: dict[str, Game], name: str, why: str
) -> None:
    save_view(owner_client, "Fresh", "decade=2010")

    response = save_view(owner_client, name, "decade=1990")

    assert any(reason in text_of(response) for reason in why.split("|"))
    # The filters are as they were.
    assert rows(response) == ["Chrono Cross", "Chrono Trigger", "Lufia"]
    assert SavedView.objects.count() == 1


def test_views_are_each_ones_own(owner_client: Client, client_with: MakeClient) -> None:
    save_view(owner_client, "Mine", "decade=1990")
    view = SavedView.objects.get()
    other = client_with("library.view_game")

    assert "Mine" not in tabs(other.get(GAMES))
    for page_name in ("name", "delete", "restore"):
        url = f"{GAMES}views/{view.pk}/{page_name}/"
        assert other.post(url, {"name": "Yours"}).status_code == 404
    other.post(f"{GAMES}views/{view.pk}/move/", {"way": "left"})
    save_view(other, "Mine", "")
    view.refresh_from_db()
    assert (view.name, view.deleted_at) == ("Mine", None)
    stranger = Client()
    stranger.force_login(get_user_model().objects.create_user("nobody"))
    assert stranger.post(f"{GAMES}views/", {"name": "x"}).status_code in (302, 403)


# The card -----------------------------------------------------------------------------


def test_a_card_says_what_there_is_and_what_can_be_done(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    game = shelf["Chrono Trigger"]

    response = owner_client.get(address(Game, "hover_card", game.pk) + "?decade=1990")

    assert text_of(response) == (
        "Chrono Trigger 1995 · SNES · Chrono 5 of 5 stars Finished 2 times "
        "Last finished November 2003, SNES Your time 20 h over 2 playthroughs "
        "Lists 1 Top RPGs Finished F Play again P Rank R Edit Copy Delete"
    )
    finished = page(response).select_one("[data-finish-game]")
    assert finished and finished["data-finish-game"] == str(game.pk)
    assert owner_client.get(str(finished["href"])).status_code == 200


def test_who_may_only_look_sees_no_actions_and_nothing_of_the_journal(
    client_with: MakeClient, shelf: dict[str, Game]
) -> None:
    client = client_with("library.view_game")
    game = shelf["Chrono Trigger"]

    wall = client.get(GAMES)
    card = client.get(address(Game, "hover_card", game.pk))

    soup = page(wall)
    assert rows(wall) == list(shelf)
    assert not soup.select("[data-bulk-action-checkbox], .q-bulk, .q-stars")
    assert not soup.select("[data-url-finish], [data-url-rank], .q-cell__rank")
    assert not soup.select('.q-games__actions a[href*="add"]')
    assert text_of(card) == "Chrono Trigger 1995 · SNES · Chrono"


def test_who_may_not_see_games_sees_none_of_it(client_with: MakeClient) -> None:
    client = client_with("lists.view_list")

    for url in (GAMES, f"{GAMES}pick/", f"{GAMES}values/played/"):
        assert client.get(url).status_code in (302, 403)


def test_strange_addresses_show_ordinary_pages(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    query = "stars=x&decade=-5&ranked=2&layout=cube&platform=x&p=999&ordering=?"
    strange: dict[str, Any] = {"name": "Strange", "query": query}

    assert owner_client.get(f"{GAMES}?{query}").status_code == 200
    assert owner_client.get(f"{GAMES}values/played/?{query}").status_code == 200
    assert owner_client.post(f"{GAMES}views/", strange, follow=True).status_code == 200
    assert owner_client.get(address(Game, "hover_card", 999_999)).status_code == 404
