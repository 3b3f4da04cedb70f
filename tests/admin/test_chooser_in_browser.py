"""Choosing rows from a library of many pages, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.library.models import Game
from apps.lists.models import List
from tests.realtime.listeners import eventually


@pytest.fixture
def library(committed_db: None) -> List:
    """Sixty games, three pages of a chooser, and an empty list."""
    for number in range(1, 61):
        Game.objects.add(name=f"Game {number:02}")
    return List.objects.create(name="Best", is_ranked=True)


def opened(page: Page, list_: List) -> Locator:
    page.goto(f"/admin/lists/rank/{list_.pk}/")
    page.get_by_role("button", name="Choose several").click()
    modal = page.get_by_role("dialog")
    expect(modal.get_by_label("Search", exact=True)).to_be_focused()
    return modal


def turn_to(modal: Locator, number: int) -> None:
    modal.get_by_role("link", name=str(number), exact=True).click()
    expect(modal.get_by_role("group", name=f"Page {number} of 3")).to_be_focused()


def tick(modal: Locator, *numbers: int) -> None:
    for number in numbers:
        modal.get_by_role("checkbox", name=f"Game {number:02}").check()


def test_fifty_games_ticked_over_three_pages_are_all_added(
    admin_page: Page, library: List
) -> None:
    modal = opened(admin_page, library)
    tick(modal, *range(1, 21))
    turn_to(modal, 2)
    tick(modal, *range(21, 41))
    turn_to(modal, 3)
    tick(modal, *range(41, 51))

    expect(modal.get_by_text("50 chosen", exact=True)).to_be_visible()
    turn_to(modal, 1)
    expect(modal.get_by_role("checkbox", name="Game 07")).to_be_checked()
    modal.get_by_role("button", name="Confirm selection").click()

    expect(admin_page.get_by_text("50 games added. Saved.")).to_be_visible()
    names = [entry.game.name for entry in library.entries.order_by("position")]
    assert names == [f"Game {number:02}" for number in range(1, 51)]


def test_a_search_keeps_the_selection_and_its_order(
    admin_page: Page, library: List
) -> None:
    modal = opened(admin_page, library)
    search = modal.get_by_label("Search", exact=True)
    search.fill("game 59")
    expect(modal.get_by_role("checkbox")).to_have_count(1)
    tick(modal, 59)
    search.fill("nothing of this name")
    expect(modal.get_by_text("No matches for")).to_be_visible()
    expect(modal.get_by_role("button", name="Confirm selection")).to_be_enabled()
    search.fill("game 03")
    tick(modal, 3)

    modal.get_by_role("button", name="Confirm selection").click()

    expect(admin_page.get_by_text("2 games added. Saved.")).to_be_visible()
    names = [entry.game.name for entry in library.entries.order_by("position")]
    assert names == ["Game 59", "Game 03"]


def test_the_selection_is_looked_through_and_cleared_by_keyboard(
    admin_page: Page, library: List
) -> None:
    modal = opened(admin_page, library)
    for number in (1, 2, 3):
        modal.get_by_role("checkbox", name=f"Game {number:02}").press("Space")
    status = modal.locator(".questlog-selection [role=status]")
    expect(status).to_have_text("Game 03 chosen. 3 chosen")

    modal.locator("summary", has_text="3 chosen").press("Enter")
    assert Axe().run(admin_page, context=".modal").response["violations"] == []
    modal.get_by_role("button", name="Remove Game 02").press("Enter")
    expect(modal.get_by_role("button", name="Remove Game 03")).to_be_focused()
    expect(modal.get_by_role("checkbox", name="Game 02")).not_to_be_checked()
    expect(status).to_have_text("Game 02 not chosen. 2 chosen")
    modal.get_by_role("button", name="Clear selection").press("Enter")

    expect(modal.get_by_label("Search", exact=True)).to_be_focused()
    expect(status).to_have_text("Selection cleared. 0 chosen")
    expect(modal.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(modal.get_by_role("button", name="Confirm selection")).to_be_disabled()


def test_a_new_game_joins_those_that_were_ticked(
    admin_page: Page, library: List
) -> None:
    modal = opened(admin_page, library)
    tick(modal, 2, 1)

    modal.get_by_role("tab", name="Add new").click()
    modal.get_by_role("textbox", name="Name").fill("Celeste")
    modal.get_by_role("button", name="Add and choose").click()

    expect(admin_page.get_by_text("3 games added. Saved.")).to_be_visible()
    assert eventually(lambda: library.entries.count() == 3)
    names = [entry.game.name for entry in library.entries.order_by("position")]
    assert names == ["Game 02", "Game 01", "Celeste"]


def test_the_search_box_of_every_chooser_has_the_focus_and_rows_their_covers(
    admin_page: Page, library: List
) -> None:
    modal = admin_page.get_by_role("dialog")
    for page, button in (
        ("playthroughs/add", "Choose edition"),
        ("editions/add", "Choose game"),
        ("editions/add", "Choose platforms"),
        ("games/add", "Choose franchise"),
    ):
        admin_page.goto(f"/admin/{page}/")
        admin_page.get_by_role("button", name=button).click()
        expect(modal).to_be_visible()
        admin_page.wait_for_function("document.querySelector('.modal.in')")
        expect(modal.get_by_label("Search", exact=True)).to_be_focused()
        if button in ("Choose edition", "Choose game"):
            expect(modal.locator(".q-cover")).to_have_count(20)
