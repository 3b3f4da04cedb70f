"""A screen of 390 pixels: titles stand whole, and a listing's row is a card."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator
from playwright.sync_api import Page
from playwright.sync_api import expect
from wagtail.log_actions import log

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import Genre
from apps.lists.models import List
from tests.admin.pages import address

WIDTH = 390


@pytest.fixture
def phone(admin_page: Page, chrono_trigger: Game) -> Page:
    admin_page.set_viewport_size({"width": WIDTH, "height": 844})
    return admin_page


def expect_in_sight(piece: Locator) -> None:
    """The whole of it between the screen's left and right edges."""
    expect(piece).to_be_visible()
    box = piece.bounding_box()
    assert box is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= WIDTH


def card(page: Page) -> Locator:
    return page.locator("table.listing tbody").get_by_role("row").first


def test_a_playthrough_is_a_card_with_status_date_and_rating(phone: Page) -> None:
    phone.goto(address(Playthrough, "list"))

    row = card(phone)
    for label in ("Platform", "Status", "Completed", "Rating"):
        expect_in_sight(row.locator(f'[data-label="{label}"]'))
    expect(row.get_by_role("cell", name="Completed 2003")).to_be_visible()
    expect_in_sight(row.get_by_role("button", name="More options"))
    # What the row has nothing of takes no room.
    expect(row.locator('[data-label="Hours"]')).to_be_hidden()


def test_cards_come_of_searching_and_sorting_too(phone: Page) -> None:
    phone.goto(address(Playthrough, "list"))
    phone.get_by_label("Search term", exact=False).fill("chrono")
    phone.get_by_role("link", name="Rating", exact=True).click()

    expect(phone.locator("table.listing tbody tr")).to_have_count(2)
    expect_in_sight(card(phone).locator('[data-label="Rating"]'))
    card(phone).get_by_role("button", name="More options").click()
    phone.get_by_role("link", name="Edit", exact=True).click()
    expect(phone.get_by_role("button", name="Save")).to_be_visible()


def test_every_listing_and_report_fits(phone: Page, chrono_trigger: Game) -> None:
    log(List.objects.create(name="Best"), "wagtail.create")
    for url in (
        address(Edition, "list"),
        address(Genre, "list"),
        address(List, "list"),
        "/admin/reports/site-history/",
        "/admin/users/",
    ):
        phone.goto(url)
        cells = phone.locator("table.listing tbody :is(td, th):visible")
        assert cells.count()
        for cell in cells.all():
            expect_in_sight(cell)
        violations = Axe().run(phone).response["violations"]
        assert [(url, each["id"]) for each in violations] == []


def test_the_title_stands_whole_beside_any_number_of_actions(
    phone: Page, chrono_trigger: Game
) -> None:
    for url, title in (
        (address(List, "list"), "Lists"),
        (address(Playthrough, "list"), "Playthroughs"),
        (address(Game, "edit", chrono_trigger.pk), "Chrono Trigger"),
    ):
        phone.goto(url)
        shown = phone.locator(".w-breadcrumbs li:last-child a")
        expect(shown).to_contain_text(title)
        expect_in_sight(shown)
        assert shown.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
        for action in phone.locator("#w-slim-header-buttons > *").all():
            expect_in_sight(action)


def test_a_wide_screen_keeps_its_table(admin_page: Page, chrono_trigger: Game) -> None:
    admin_page.set_viewport_size({"width": 1440, "height": 900})
    admin_page.goto(address(Playthrough, "list"))

    row = admin_page.locator("table.listing tbody tr").first
    assert row.evaluate("row => getComputedStyle(row).display") == "table-row"
    admin_page.set_viewport_size({"width": WIDTH, "height": 844})
    expect_in_sight(row.locator('[data-label="Rating"]'))
