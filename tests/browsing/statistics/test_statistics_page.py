"""The statistics drawn: what is counted, and where each number leads."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from bs4 import Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models import Status
from apps.library.models import Game
from tests.admin.conftest import MakeClient
from tests.admin.conftest import client_with
from tests.admin.pages import page
from tests.browsing.conftest import finish
from tests.imports.conftest import GIST
from tests.imports.conftest import Desk
from tests.imports.conftest import desk

__all__ = ["client_with", "desk"]

pytestmark = pytest.mark.django_db

URL = "/admin/statistics/"


def text_of(found: BeautifulSoup | Tag, selector: str) -> str:
    element = found.select_one(selector)
    assert element is not None
    return element.get_text(" ", strip=True)


def card(statistics: BeautifulSoup, title: str) -> Tag:
    for heading in statistics.select("main h2"):
        if heading.get_text(strip=True) == title:
            section = heading.find_parent("section")
            assert section is not None
            return section
    raise AssertionError(f"No chart is called {title}.")


def numbers(statistics: BeautifulSoup, title: str) -> dict[str, list[str]]:
    """The table of a chart: the numbers of each line, by its name."""
    return {
        text_of(row, "th"): [cell.get_text(strip=True) for cell in row.select("td")]
        for row in card(statistics, title).select("tbody tr")
    }


def first_number(statistics: BeautifulSoup, title: str) -> dict[str, str]:
    return {name: cells[0] for name, cells in numbers(statistics, title).items()}


@pytest.fixture
def played(shelf: dict[str, Game]) -> dict[str, Game]:
    """The shelf with a year of its own: 2025, two dated, sessions on two days."""
    celeste = finish(
        shelf["Celeste"], completed_at="2025-03-05", playtime_hours="8.5", rating="4.5"
    )
    finish(shelf["Lufia"], completed_at="2025", playtime_hours="31")
    Session.log(celeste, day=date(2025, 3, 4), minutes=90)
    Session.log(celeste, day=date(2025, 3, 5), minutes=30)
    return shelf


def test_the_owners_list_is_counted_as_by_hand(
    owner_client: Client, desk: Desk
) -> None:
    desk.bring(GIST)

    statistics = page(owner_client.get(URL))

    # Counted line by line in the gist: 84 titles; IV four times, Chrono Trigger four
    # times, and VII Remake, XII, Abyss, Vesperia, and Xenoblade Chronicles twice.
    headline = text_of(statistics, ".q-figs")
    assert headline.startswith("95 finished, 84 games")
    assert first_number(statistics, "Completions per year") == {"No date": "95"}
    assert first_number(statistics, "Franchises") == {
        "Final Fantasy": "23 of 23",
        "Tales of": "11 of 11",
        "Xenoblade / Xeno": "7 of 7",
        "Mario RPGs": "5 of 5",
    }
    franchises = numbers(statistics, "Playthroughs by franchise")
    assert {name: cells[2] for name, cells in franchises.items()} == {
        "Final Fantasy": "28",
        "Tales of": "13",
        "Xenoblade / Xeno": "8",
        "Mario RPGs": "5",
    }
    platforms = numbers(statistics, "Playthroughs by platform")
    assert {name: cells[2] for name, cells in platforms.items()} == {
        "Super Nintendo Entertainment System": "6",
        "PlayStation 2": "5",
        "PlayStation 3": "5",
        "PlayStation 4": "5",
        "PlayStation 5": "4",
        "Nintendo DS": "4",
        "Nintendo Switch": "4",
        "Game Boy Advance": "3",
        "PlayStation Portable": "3",
        "Wii": "3",
        "Nintendo 3DS": "2",
        "Nintendo GameCube": "2",
        "PlayStation": "2",
        "Xbox 360": "2",
        "Nintendo 64": "1",
        "Xbox": "1",
    }


def test_each_number_leads_to_the_rows_it_counts(
    owner_client: Client, played: dict[str, Game]
) -> None:
    for query in ("", "?year=2025"):
        statistics = page(owner_client.get(f"{URL}{query}"))

        lines = [
            row
            for row in statistics.select("tbody tr")
            if row.select("a[href*='/playthroughs/']")
        ]
        assert len(lines) > 3
        for row in lines:
            # Beside hours stand the playthroughs that they are of.
            cells = [cell.get_text(strip=True) for cell in row.select("td")]
            number = cells[0] if len(cells) == 1 else cells[1]
            url = str(row.select("a")[0]["href"])
            found = owner_client.get(url).context["paginator"].count
            assert str(found) == number, url


def test_a_year_is_shown_by_month_and_day(
    owner_client: Client, played: dict[str, Game]
) -> None:
    statistics = page(owner_client.get(f"{URL}?year=2025"))

    months = first_number(statistics, "Completions in 2025")
    assert {name for name, count in months.items() if count != "0"} == {
        "March",
        "No month",
    }
    assert numbers(statistics, "2025, day by day") == {"March": ["2 h", "2", "1"]}
    days = card(statistics, "2025, day by day").select("svg a")
    assert [day["aria-label"] for day in days] == [
        "Mar 4, 2025: 1.5 h",
        "Mar 5, 2025: 0.5 h, Celeste finished",
    ]
    sessions = parse_qs(urlsplit(str(days[0]["href"])).query)
    assert sessions == {"day_from": ["2025-03-04"], "day_to": ["2025-03-04"]}
    assert numbers(statistics, "Longest") == {
        "Lufia": ["31 h", "2025"],
        "Celeste": ["8.5 h", "Mar 5, 2025"],
    }


def test_the_page_and_the_api_agree(
    owner_client: Client, played: dict[str, Game]
) -> None:
    api = owner_client.get("/api/stats?include=private").json()

    statistics = page(owner_client.get(URL))

    headline = text_of(statistics, ".q-figs")
    assert headline.startswith(
        f"{api['completed']} finished, {api['games_completed']} games"
    )
    assert {
        name: count
        for name, count in first_number(statistics, "Completions per year").items()
        if count != "0" and name != "No date"
    } == {str(row["year"]): str(row["completed"]) for row in api["by_year"]}


def test_the_backlog_grows_until_something_is_started(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    edition = shelf["Lufia"].first_edition()
    runs = [
        Playthrough.objects.create(edition=edition, status=Status.PLANNED)
        for _ in range(3)
    ]
    Playthrough.objects.filter(status=Status.PLANNED).update(
        created_at="2024-01-10T12:00:00Z"
    )
    runs[0].start(on="2024-02-20")
    runs[1].complete(on="2024-03")
    # What was added as finished was never in it.
    finish(shelf["Lufia"], completed_at="2024-04")

    statistics = page(owner_client.get(URL))

    # Planned at the end of the month, added in it, started or finished in it.
    backlog = numbers(statistics, "Backlog over time")
    assert backlog["Jan 2024"] == ["4", "4", "0"]
    assert backlog["Feb 2024"] == ["3", "0", "1"]
    assert backlog["Mar 2024"] == ["2", "0", "1"]
    assert backlog["Apr 2024"] == ["2", "0", "0"]
    now = card(statistics, "Backlog over time")
    assert "2 planned playthroughs now" in now.get_text()


def test_an_address_that_means_nothing_is_said_and_ignored(
    owner_client: Client, played: dict[str, Game]
) -> None:
    for query, words in (
        ("?year=abc", "“abc” isn’t a year"),
        ("?year=99999999999999999999", "isn’t a year"),
        ("?platform=4711", "Nothing was played on this platform"),
    ):
        statistics = page(owner_client.get(f"{URL}{query}"))

        assert words in text_of(statistics, "[role=alert]")
        assert card(statistics, "Completions per year").select("svg")


def test_without_anything_it_says_what_to_do(owner_client: Client) -> None:
    statistics = page(owner_client.get(URL))

    assert not statistics.select("main .q-card")
    assert statistics.select_one("main a[href*='/playthroughs/add/']")


def test_a_chart_of_nothing_is_a_sentence_with_a_link(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    statistics = page(owner_client.get(f"{URL}?year=1999"))

    empty = card(statistics, "Completions in 1999")
    assert "Nothing finished in 1999." in empty.get_text()
    assert not empty.select("svg, table")


def test_who_may_not_see_playthroughs_does_not_see_it(
    client_with: MakeClient, shelf: dict[str, Game]
) -> None:
    assert client_with("library.view_game").get(URL).status_code == 302


def test_its_queries_do_not_grow_with_the_library(
    owner_client: Client, played: dict[str, Game]
) -> None:
    owner_client.get(URL)
    with CaptureQueriesContext(connection) as few:
        owner_client.get(URL)
    for number in range(20):
        game = Game.objects.add(name=f"Game {number}", original_release_year=1990)
        finish(game, completed_at=f"20{number + 5:02}", rating="3", playtime_hours="9")

    with CaptureQueriesContext(connection) as many:
        owner_client.get(URL)

    assert len(many) == len(few)


def test_a_year_a_bar_and_its_rows_by_keyboard(
    admin_page: Page, played: dict[str, Game]
) -> None:
    admin_page.goto(URL)
    admin_page.get_by_role("link", name="2025", exact=True).press("Enter")
    expect(admin_page.locator("h1.q-h1")).to_contain_text("2025")

    admin_page.get_by_role("link", name="March: 1 finished").press("Enter")

    expect(admin_page.locator("table.listing tbody tr")).to_have_count(1)
    expect(admin_page.locator("table.listing")).to_contain_text("Celeste")
