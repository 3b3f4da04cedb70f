"""Recording a run by keyboard, in a browser, and the overlay that follows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from playwright.sync_api import Route
from playwright.sync_api import expect

from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from tests.browser import press
from tests.live import LiveServer
from tests.profiles.ironmon.conftest import run_of

PAGE = "/admin/profiles/ironmon/run/"


@pytest.fixture
def kaizo(committed_db: None) -> Challenge:
    IronmonProfile.set_up()
    return Challenge.objects.get(slug="kaizo")


def test_a_run_is_recorded_with_four_keys(admin_page: Page, kaizo: Challenge) -> None:
    run_of(kaizo, 41, "Rival 1").lose(pokemon="Swellow", trainer="Rival")
    admin_page.goto(PAGE)
    said = admin_page.locator("[data-say]")
    keyboard = admin_page.keyboard

    press(admin_page, "n")
    expect(said).to_have_text("Seed 42 started.")
    press(admin_page, "Space")
    expect(said).to_have_text("Rival 1 cleared.")
    press(admin_page, "Space")
    expect(said).to_have_text("First Trainer cleared.")
    press(admin_page, "Control+z")
    expect(said).to_have_text("Taken back: First Trainer.")
    press(admin_page, "d")
    expect(admin_page.get_by_label("Pokémon")).to_be_focused()
    keyboard.type("Swellow")
    press(admin_page, "Tab")
    keyboard.type("14")
    press(admin_page, "Enter")
    expect(said).to_have_text("Lost to Swellow.")
    expect(admin_page.locator("[data-now]")).to_contain_text("level 14")

    run = Run.objects.get(seed_number=42)
    assert (str(run.furthest), run.defeat_pokemon, run.defeat_level) == (
        "Rival 1",
        "Swellow",
        14,
    )
    options = admin_page.locator("#known-pokemon option")
    expect(options.first).to_have_attribute("value", "Swellow")


def test_presses_without_a_connection_are_sent_once_and_in_order(
    admin_page: Page, kaizo: Challenge, browser_problems: list[str]
) -> None:
    run_of(kaizo, 1)
    admin_page.goto(PAGE)
    now = admin_page.locator("[data-now]")

    def lose_the_answer(route: Route) -> None:
        # It arrives, but the answer does not.
        route.fetch()
        route.abort()

    admin_page.route("**/now/", lose_the_answer, times=1)
    press(admin_page, "Space")
    expect(admin_page.locator("[data-say]")).to_contain_text("No connection. 1 waiting")
    expect(now).to_contain_text("First Trainer cleared")
    press(admin_page, "Space")
    press(admin_page, "n")
    press(admin_page, "Space")

    expect(now).to_have_attribute("data-seed", "2")
    expect(now).to_have_attribute("data-undo-name", "Rival 1")
    names = [
        [str(each.checkpoint) for each in run.results.order_by("id")]
        for run in Run.objects.order_by("seed_number")
    ]
    assert names == [["Rival 1", "First Trainer"], ["Rival 1"]]
    browser_problems.clear()


def test_notes_are_saved_with_the_run_they_are_about(
    admin_page: Page, kaizo: Challenge, browser_problems: list[str]
) -> None:
    run_of(kaizo, 1)
    admin_page.goto(PAGE)
    said = admin_page.locator("[data-say]")

    admin_page.get_by_label("Notes on this run").fill("So close.")
    admin_page.get_by_label("Begins at").fill("1:02:03")
    admin_page.get_by_label("Begins at").blur()
    expect(said).to_have_text("Notes saved.")
    admin_page.get_by_label("Begins at").fill("noon")
    admin_page.get_by_label("Begins at").blur()
    expect(said).to_have_text("Begins at: Write the time as 1:02:03.")
    expect(admin_page.get_by_label("Begins at")).to_have_value("noon")

    run = Run.objects.get()
    assert (run.notes, run.vod_seconds) == ("So close.", 3723)
    assert "409 (Conflict)" in browser_problems.pop()


def test_the_overlay_and_the_page_follow_what_others_record(
    admin_page: Page, live_server: LiveServer, kaizo: Challenge
) -> None:
    run = run_of(kaizo, 2235, "Rival 1")
    admin_page.goto(PAGE)
    overlay = admin_page.context.new_page()
    overlay.goto("/overlay/ironmon")
    bar = overlay.locator("[data-run]")
    expect(bar).to_contain_text("2,235")
    expect(bar).to_contain_text("First Trainer")
    overlay.wait_for_load_state("networkidle")

    checkpoint = kaizo.checkpoint_called("First Trainer")
    assert checkpoint is not None
    run.clear(checkpoint)
    expect(bar).to_contain_text("Rival 2")
    expect(admin_page.locator("[data-what]")).to_have_text("Rival 2")
    run.lose(pokemon="Swellow")
    expect(bar).to_contain_text("Lost toSwellow")
    drawn = bar.locator("[data-way]")
    expect(drawn).to_have_attribute(
        "aria-label", "2 of 23 checkpoints cleared. Best run: First Trainer."
    )

    kaizo.profile.change(is_public=False)
    expect(bar).to_be_hidden()
    color = overlay.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert color == "rgba(0, 0, 0, 0)"
