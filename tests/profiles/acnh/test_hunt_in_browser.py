"""Hunting by keyboard, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from playwright.sync_api import Route
from playwright.sync_api import expect

from apps.profiles.acnh.hunting.presence import others_here
from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from tests.live import LiveServer
from tests.profiles.acnh.conftest import villager

PAGE = "/admin/profiles/acnh/"


@pytest.fixture
def hunt(committed_db: None) -> Hunt:
    return Hunt.objects.start(Island.set_up()[0], target=villager("Raymond"))


def recorded() -> list[str]:
    found = Encounter.objects.order_by("position")
    return list(found.values_list("villager__name", flat=True))


def test_two_letters_and_enter_record_the_first_candidate(
    admin_page: Page, hunt: Hunt
) -> None:
    admin_page.goto(PAGE)
    field = admin_page.get_by_role("combobox", name="Who is on island 1?")
    expect(field).to_be_focused()

    field.press_sequentially("be")
    options = admin_page.get_by_role("option")
    expect(options.first).to_contain_text("Bea")
    field.press("ArrowDown")
    field.press("Enter")

    status = admin_page.locator("[data-say]")
    expect(status).to_have_text("Island 1: Beardo")
    expect(admin_page.get_by_text("Who is on island 2?")).to_be_visible()
    assert recorded() == ["Beardo"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("al", ["Al"]),
        ("bea", ["Bea"]),
        ("renée", ["Renée"]),
        ("ohare", ["O'Hare"]),
        ("tbone", ["T-Bone"]),
        ("wart jr", ["Wart Jr."]),
        ("zz", []),
    ],
)
def test_names_are_found_as_they_are_typed(
    admin_page: Page, hunt: Hunt, typed: str, names: list[str]
) -> None:
    admin_page.goto(PAGE)

    admin_page.locator("#who").fill(typed)

    chosen = admin_page.get_by_role("option", selected=True).locator("b")
    expect(chosen).to_have_text(names)


def test_a_digit_picks_and_control_z_takes_back(admin_page: Page, hunt: Hunt) -> None:
    admin_page.goto(PAGE)
    field = admin_page.locator("#who")

    field.press_sequentially("ma3")
    expect(admin_page.locator("[data-say]")).to_have_text("Island 1: Maelle")
    field.press("Control+z")
    expect(admin_page.locator("[data-say]")).to_have_text("Taken back.")

    assert recorded() == []


def test_amiibo_only_is_never_the_first_choice(admin_page: Page, hunt: Hunt) -> None:
    admin_page.goto(PAGE)
    field = admin_page.locator("#who")

    field.press_sequentially("toby")
    field.press("Enter")
    expect(admin_page.get_by_role("option", selected=True)).to_have_count(0)
    field.press("ArrowDown")
    field.press("Enter")

    expect(admin_page.get_by_text("Toby comes by amiibo only.")).to_be_visible()


def test_what_is_pressed_without_a_connection_is_sent_once(
    admin_page: Page, hunt: Hunt, browser_problems: list[str]
) -> None:
    admin_page.goto(PAGE)
    field = admin_page.locator("#who")

    def lose_the_answer(route: Route) -> None:
        # It arrives, but the answer does not.
        route.fetch()
        route.abort()

    admin_page.route("**/now/", lose_the_answer, times=1)
    field.press_sequentially("bob")
    field.press("Enter")
    expect(admin_page.locator("[data-say]")).to_contain_text("No connection. 1 waiting")
    field.press_sequentially("ankha")
    field.press("Enter")

    expect(admin_page.locator("[data-now]")).to_have_attribute("data-count", "2")
    assert recorded() == ["Bob", "Ankha"]
    browser_problems.clear()


def test_another_ones_press_shows_by_itself(admin_page: Page, hunt: Hunt) -> None:
    admin_page.goto(PAGE)
    expect(admin_page.locator("[data-now]")).to_have_attribute("data-count", "0")
    admin_page.wait_for_load_state("networkidle")

    hunt.record(villager("Ankha"), by="mod")

    expect(admin_page.get_by_text("by mod")).to_be_visible()
    expect(admin_page.get_by_text("Who is on island 2?")).to_be_visible()


def test_the_overlay_follows_the_hunt(
    page: Page, live_server: LiveServer, hunt: Hunt
) -> None:
    page.goto("/overlay/acnh")
    bar = page.locator("[data-hunt]")
    expect(bar).to_contain_text("Hunting for")
    expect(bar).to_contain_text("1 in 805")
    page.wait_for_load_state("networkidle")

    hunt.record(villager("Ankha"))
    expect(bar.locator("li")).to_contain_text(["Ankha"])
    hunt.change(is_public=False)
    expect(bar).to_be_hidden()

    transparent = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert transparent == "rgba(0, 0, 0, 0)"


def test_a_candidate_says_where_they_were_met_and_the_page_who_else_is_there(
    admin_page: Page, hunt: Hunt
) -> None:
    for name in ("Bea", "Ankha", "Bea"):
        hunt.record(villager(name))
    others_here(hunt.uuid, "mod")
    admin_page.goto(PAGE)

    admin_page.locator("#who").fill("be")

    options = admin_page.get_by_role("option")
    expect(options.first).to_contain_text("Met on island 3")
    expect(options.nth(1)).not_to_contain_text("Met on")
    expect(admin_page.get_by_text("Also on this page: mod")).to_be_visible()
