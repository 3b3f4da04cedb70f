from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator
from playwright.sync_api import Page
from playwright.sync_api import ViewportSize
from playwright.sync_api import expect

from apps.imports.models import Import
from apps.imports.models import ImportStatus
from apps.library.models import Game
from tests.browser import press
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.imports.holdings import ranking
from tests.imports.holdings import runs
from tests.jobs.working import work_off

PHONE: ViewportSize = {"width": 390, "height": 844}


def card(page: Page, title: str) -> Locator:
    heading = page.get_by_role("heading", name=title, exact=True)
    return page.locator("[data-card]").filter(has=heading)


def open_review(page: Page, import_: Import) -> None:
    # What changes elsewhere is to be found by saving here, not by a notice before.
    page.route_web_socket("**/ws/admin/", lambda socket: socket.close(code=4401))
    page.goto(f"/admin/imports/edit/{import_.pk}/")


def violations(page: Page) -> str:
    """What axe finds wrong with the page; empty when nothing is."""
    found = Axe().run(page)
    return found.generate_report() if found.violations_count else ""


def test_a_list_is_pasted_reviewed_applied_and_undone(
    admin_page: Page, desk: Desk
) -> None:
    page = admin_page
    page.goto("/admin/imports/")
    page.get_by_role("link", name="Add import").first.click()
    page.get_by_label("Text", exact=True).fill(SMALL)
    assert violations(page) == ""
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("[data-card]")).to_have_count(5)
    assert violations(page) == ""

    card(page, "Wild ARMs 2").get_by_role("button", name="Leave out").click()
    expect(card(page, "Wild ARMs 2")).to_contain_text("Left out")
    expect(page.locator("[data-summary]")).to_contain_text("4 games")
    page.get_by_role("button", name="Apply").click()

    expect(page.get_by_text("has been applied")).to_be_visible()
    page.get_by_role("link", name="Chrono Trigger", exact=True).first.wait_for()
    assert ranking("Top RPGs") == ["Chrono Trigger", "Final Fantasy IV"]
    page.get_by_role("link", name="Undo this import").click()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("has been undone")).to_be_visible()
    assert Game.objects.count() == 0


def test_questions_are_answered_by_keyboard(admin_page: Page, desk: Desk) -> None:
    page = admin_page
    text = (
        "## Not finished\n- Ico\n\n## Almost finished\n- Rez\n\n"
        "## Okami\n- Okami HD\n\n## Myst\n- Myst III\n"
    )
    open_review(page, desk.store_source(text))
    expect(page.get_by_role("heading", name="2 questions")).to_be_visible()

    press(page, "ArrowDown")
    press(page, "ArrowDown")
    press(page, "2")
    expect(page.get_by_text("“Almost finished”: Dropped.")).to_be_visible()
    expect(page.locator(".import-part--asks")).to_be_focused()
    press(page, "1")
    expect(page.get_by_role("heading", name="Your answers")).to_be_visible()
    limbo = page.locator("[data-part]").filter(has_text="Okami")
    page.get_by_text("2 guesses").click()
    limbo.get_by_text("Other…").click()
    limbo.get_by_label("Another meaning").select_option("Planned")
    limbo.get_by_role("button", name="Set").click()
    expect(page.get_by_text("1 guess")).to_be_visible()
    press(page, "g")
    expect(page.get_by_text("“Myst”: Series.")).to_be_visible()
    press(page, "Control+Enter")

    expect(card(page, "Ico")).to_be_focused()
    expect(card(page, "Ico")).to_contain_text("Paused")
    expect(card(page, "Rez")).to_contain_text("Dropped")
    expect(card(page, "Okami HD")).to_contain_text("Planned")
    page.set_viewport_size(PHONE)
    assert violations(page) == ""


def test_a_row_is_corrected_in_its_form(admin_page: Page, desk: Desk) -> None:
    page, import_ = admin_page, desk.store_source(SMALL)
    open_review(page, import_)

    trigger = card(page, "Chrono Trigger")
    trigger.get_by_role("button", name="Change").click()
    trigger.get_by_label("Times").fill("2")
    trigger.get_by_label("Platform 1").fill("Nintendo DS")
    trigger.get_by_label("Title").fill("Chrono Trigger DS")
    assert violations(page) == ""
    trigger.get_by_role("button", name="Save").click()

    changed = card(page, "Chrono Trigger DS")
    expect(changed).to_contain_text("Completed × 2")
    expect(changed).to_be_focused()
    desk.apply(import_)
    name = "Chrono Trigger DS"
    assert runs(name) == {(name, "Nintendo DS", "completed"): 2}


def test_a_bad_correction_says_why_and_stays(
    admin_page: Page, desk: Desk, browser_problems: list[str]
) -> None:
    page = admin_page
    open_review(page, desk.store_source(SMALL))

    trigger = card(page, "Chrono Trigger")
    trigger.get_by_role("button", name="Change").click()
    trigger.get_by_label("Year").fill("1066")
    trigger.locator("form").evaluate("form => form.noValidate = true")
    with page.expect_response("**/rows/**") as refused:
        trigger.get_by_role("button", name="Save").click()

    assert refused.value.status == 400
    expect(trigger.get_by_role("alert")).to_contain_text("Year")
    expect(trigger.get_by_label("Year")).to_have_value("1066")
    assert all("400" in problem for problem in browser_problems)
    browser_problems.clear()


def test_a_game_is_found_and_taken(admin_page: Page, desk: Desk) -> None:
    page = admin_page
    Game.objects.add(name="Wild Arms 2: Second Ignition", aliases=["WA2"])
    import_ = desk.store_source(SMALL)
    open_review(page, import_)

    wild = card(page, "Wild ARMs 2")
    wild.get_by_role("button", name="Change").click()
    wild.get_by_label("Same game as").fill("second ign")
    wild.get_by_role("button", name="Wild Arms 2: Second Ignition").last.click()

    expect(card(page, "Wild ARMs 2").locator("strong")).to_have_text(
        "Wild Arms 2: Second Ignition"
    )


def test_the_keyboard_does_it_all(admin_page: Page, desk: Desk) -> None:
    page = admin_page
    open_review(page, desk.store_source(SMALL))

    press(page, "j")
    expect(card(page, "Final Fantasy IV")).to_be_focused()
    press(page, "j")
    press(page, "x")
    expect(card(page, "Final Fantasy XII")).to_contain_text("Left out")
    expect(card(page, "Final Fantasy XII")).to_be_focused()
    press(page, "x")
    expect(card(page, "Final Fantasy XII")).not_to_contain_text("Left out")
    press(page, "e")
    title = card(page, "Final Fantasy XII").get_by_label("Title")
    expect(title).to_be_focused()
    press(page, "Escape")
    expect(title).to_have_count(0)
    press(page, "k")
    expect(card(page, "Final Fantasy IV")).to_be_focused()


def test_a_suggestion_is_taken_by_its_number(admin_page: Page, desk: Desk) -> None:
    page = admin_page
    desk.bring("- Tales of Graces f (PS3)")
    open_review(page, desk.store_source("- Tales of Graces"))
    expect(card(page, "Tales of Graces")).to_contain_text("Which game is it?")

    press(page, "j")
    press(page, "1")

    expect(card(page, "Tales of Graces").locator("strong")).to_have_text(
        "Tales of Graces f"
    )


def test_two_tabs_do_not_scramble_a_row(
    admin_page: Page, desk: Desk, browser_problems: list[str]
) -> None:
    page, import_ = admin_page, desk.store_source(SMALL)
    open_review(page, import_)
    other = page.context.new_page()
    open_review(other, import_)
    card(other, "Chrono Trigger").get_by_role("button", name="Leave out").click()
    expect(card(other, "Chrono Trigger")).to_contain_text("Left out")

    card(page, "Chrono Trigger").get_by_role("button", name="Leave out").click()

    expect(page.get_by_role("alert").first).to_contain_text("changed elsewhere")
    expect(card(page, "Chrono Trigger")).to_contain_text("Include again")
    assert all("409" in problem for problem in browser_problems)
    browser_problems.clear()


def test_a_server_that_is_gone_is_told(
    admin_page: Page, desk: Desk, browser_problems: list[str]
) -> None:
    page = admin_page
    open_review(page, desk.store_source(SMALL))
    page.route("**/rows/**", lambda route: route.abort())

    card(page, "Chrono Trigger").get_by_role("button", name="Leave out").click()

    expect(page.get_by_role("alert").first).to_contain_text("Not saved")
    expect(card(page, "Chrono Trigger")).not_to_contain_text("Left out")
    browser_problems.clear()


def test_five_hundred_games_are_reviewed_on_a_phone(
    admin_page: Page, desk: Desk
) -> None:
    page = admin_page
    page.set_default_timeout(60_000)
    page.set_viewport_size(PHONE)
    titles = [f"- The Saga of Number {n} (PS{n % 5 + 1})" for n in range(500)]
    games = "\n".join(titles)
    import_ = desk.store_source(f"# Beaten\n\n{games}\n- ???\n")
    open_review(page, import_)

    expect(page.locator("[data-card]")).to_have_count(200)
    expect(page.get_by_text("Page 1 of 3")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    card(page, "The Saga of Number 7").get_by_role("button", name="Leave out").click()

    card(page, "The Saga of Number 7").get_by_text("Left out").wait_for()
    expect(page.locator("[data-summary]")).to_contain_text("499 games")
    assert width <= PHONE["width"]
    page.get_by_role("link", name="Next").press("Enter")
    expect(page.get_by_text("Page 2 of 3")).to_be_visible()
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("progressbar", name="Apply “Beaten”").wait_for()
    work_off()
    page.get_by_role("heading", name="Created: 499 games").wait_for()
    import_.refresh_from_db()
    assert (import_.status, import_.result["games"]) == (ImportStatus.APPLIED, 499)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_themes_are_accessible(admin_page: Page, desk: Desk, theme: str) -> None:
    page = admin_page
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    desk.bring("- Tales of Graces f (PS3)")
    import_ = desk.store_source(SMALL + "- Tales of Graces\n- ???\n")

    open_review(page, import_)
    card(page, "Chrono Trigger").get_by_role("button", name="Leave out").click()
    expect(card(page, "Chrono Trigger")).to_contain_text("Left out")

    assert violations(page) == ""
    desk.apply(Import.objects.get(pk=import_.pk))
    page.reload()
    assert violations(page) == ""
