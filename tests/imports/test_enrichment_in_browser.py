from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.imports.models import FoundGame
from apps.imports.models import IgdbState
from tests.browser import press
from tests.imports.conftest import Desk
from tests.imports.test_enrichment import row_of
from tests.imports.test_review_in_browser import card
from tests.imports.test_review_in_browser import open_review
from tests.imports.test_review_in_browser import violations
from tests.integrations.igdb_server import IgdbServer
from tests.jobs.working import work_off

COVER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="128">'
    '<rect width="90" height="128" fill="rebeccapurple"/></svg>'
)
YS = "Ys IV: The Ark of Naphistim"
LIST = f"# Beaten\n- Chrono Chross\n- {YS}\n- Machine of time\n"


@pytest.fixture(autouse=True)
def _covers(admin_page: Page) -> None:
    """IGDB's pictures, for a browser without a network."""
    admin_page.route(
        "**/admin/covers/igdb/**",
        lambda route: route.fulfill(body=COVER, content_type="image/svg+xml"),
    )


def test_a_doubtful_game_is_settled_by_keyboard(
    admin_page: Page, desk: Desk, igdb_server: IgdbServer
) -> None:
    page, import_ = admin_page, desk.store_source(LIST)
    open_review(page, import_)

    page.get_by_role("button", name="Match with IGDB").click()
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    work_off()
    expect(page.get_by_text("1 matched, 1 doubtful, 1 not found")).to_be_visible()
    expect(card(page, "Chrono Chross")).to_contain_text("IGDB Chrono Cross 1999")
    assert violations(page) == ""

    page.get_by_role("link", name="Review the doubtful ones").click()
    expect(page.locator("[data-card]")).to_have_count(1)
    # Keys that come before the page's scripts are nobody's.
    page.wait_for_load_state("load")
    press(page, "j")
    expect(card(page, YS)).to_be_focused()
    press(page, "g")
    expect(page.get_by_role("radio").first).to_be_focused()
    press(page, "ArrowDown")
    expect(page.get_by_label("None of these")).to_be_checked()
    press(page, "ArrowUp")
    press(page, "Enter")

    expect(card(page, YS)).to_contain_text("Chosen by you")
    expect(card(page, YS)).to_be_focused()
    expect(page.locator('[data-count="igdb"]')).to_have_text("0")
    row = row_of(import_, YS)
    assert row.igdb_state == IgdbState.CHOSEN
    assert FoundGame.objects.get(igdb_id=row.igdb_id or 0).name.startswith("Ys VI")


def test_own_words_are_searched_from_the_card(
    admin_page: Page, desk: Desk, igdb_server: IgdbServer
) -> None:
    page, import_ = admin_page, desk.store_source("# Beaten\n- Machine of time\n")
    open_review(page, import_)

    row = card(page, "Machine of time")
    row.get_by_role("button", name=re.compile("^Change")).click()
    row.get_by_label("Search IGDB with other words").fill("chrono trigger")
    press(page, "Enter")
    expect(row.get_by_role("radio").first).to_be_focused()
    assert violations(page) == ""
    press(page, "Enter")

    expect(row).to_contain_text("IGDB Chrono Trigger 1995")
    assert row_of(import_, "Machine of time").igdb_state == IgdbState.CHOSEN
