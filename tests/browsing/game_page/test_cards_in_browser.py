"""Playthroughs edited where they stand, and Rank it, as a person does it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator
from playwright.sync_api import Page
from playwright.sync_api import Route
from playwright.sync_api import expect

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.lists.models import List
from tests.admin.pages import address
from tests.browser import press

pytestmark = pytest.mark.usefixtures("committed_db")

OPTIONS = {
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


def visit(page: Page, game: Game) -> None:
    page.goto(address(Game, "inspect", game.pk))


def value(page: Page, field: str) -> Locator:
    return page.locator(f".q-pt:visible [data-field={field}]").first


def card(page: Page) -> Locator:
    """The card that is a form."""
    return page.locator(".q-pt.is-edit")


def open_card(page: Page, field: str) -> Locator:
    value(page, field).click()
    control = card(page).locator(f"[name={field}]").first
    expect(control).to_be_visible()
    return card(page)


def test_a_value_is_changed_where_it_stands_with_the_keyboard_alone(
    admin_page: Page, finished: Playthrough
) -> None:
    visit(admin_page, finished.edition.game)

    value(admin_page, "completed_at").focus()
    press(admin_page, "Enter")
    expect(card(admin_page).get_by_label("Finished")).to_be_focused()
    admin_page.keyboard.type("nov 2003")
    expect(card(admin_page).get_by_text("November 2003")).to_be_visible()
    press(admin_page, "Tab")
    admin_page.keyboard.type("41.5")
    press(admin_page, "Enter")

    expect(card(admin_page)).to_have_count(0)
    expect(value(admin_page, "completed_at")).to_contain_text("Nov 2003")
    expect(value(admin_page, "completed_at")).to_be_focused()
    # The head follows.
    expect(admin_page.locator(".q-hero__stats")).to_contain_text("41.5 h")
    finished.refresh_from_db()
    assert finished.completed_at == "2003-11"
    assert finished.playtime_hours == Decimal("41.5")
    assert finished.notes == "The summit!"
    assert finished.rating == Decimal("4.5")
    assert finished.latest_revision is not None


def test_escape_leaves_the_card_as_it_was(
    admin_page: Page, finished: Playthrough
) -> None:
    visit(admin_page, finished.edition.game)

    form = open_card(admin_page, "playtime_hours")
    form.get_by_label("Hours").fill("99")
    press(admin_page, "Escape")

    expect(card(admin_page)).to_have_count(0)
    expect(value(admin_page, "playtime_hours")).to_contain_text("12 h")
    expect(value(admin_page, "playtime_hours")).to_be_focused()
    finished.refresh_from_db()
    assert finished.playtime_hours == 12


def test_an_error_stands_beside_its_field_and_nothing_is_lost(
    admin_page: Page, finished: Playthrough, browser_problems: list[str]
) -> None:
    visit(admin_page, finished.edition.game)
    form = open_card(admin_page, "completed_at")
    form.get_by_label("Notes").fill("Twice the tears.")
    form.get_by_label("Finished").fill("the other day")
    form.get_by_role("button", name="Save").click()

    date = card(admin_page).get_by_label("Finished")
    expect(date).to_have_attribute("aria-invalid", "true")
    expect(date).to_have_value("the other day")
    error = card(admin_page).locator(".q-say--err").last
    expect(error).to_contain_text("isn't a date Questlog understands")
    expect(card(admin_page).get_by_label("Notes")).to_have_value("Twice the tears.")
    assert "422" in browser_problems.pop()

    date.fill("2019")
    card(admin_page).get_by_role("button", name="Save").click()
    expect(value(admin_page, "completed_at")).to_contain_text("2019")
    finished.refresh_from_db()
    assert finished.notes == "Twice the tears."


def test_hours_that_are_no_number_are_not_taken_for_none(
    admin_page: Page, finished: Playthrough, browser_problems: list[str]
) -> None:
    finished.playtime_hours = Decimal(68)
    finished.save()
    visit(admin_page, finished.edition.game)

    form = open_card(admin_page, "playtime_hours")
    form.get_by_label("Hours").fill("about 70")
    press(admin_page, "Enter")

    expect(form.get_by_text("Enter a number.")).to_be_visible()
    assert "422" in browser_problems.pop()
    expect(form.get_by_label("Hours")).to_have_value("about 70")
    finished.refresh_from_db()
    assert finished.playtime_hours == 68


@pytest.mark.parametrize(("choice", "hours"), [("Keep mine", 20), ("Take theirs", 15)])
def test_of_two_tabs_the_second_is_asked_whose_value_stays(
    admin_page: Page,
    finished: Playthrough,
    choice: str,
    hours: int,
    browser_problems: list[str],
) -> None:
    other = admin_page.context.new_page()
    for tab in (admin_page, other):
        visit(tab, finished.edition.game)
        open_card(tab, "playtime_hours")
    card(other).get_by_label("Hours").fill("15")
    card(other).get_by_role("button", name="Save").click()
    expect(value(other, "playtime_hours")).to_contain_text("15 h")

    card(admin_page).get_by_label("Hours").fill("20")
    card(admin_page).get_by_role("button", name="Save").click()
    expect(card(admin_page)).to_contain_text("someone else changed this first")
    expect(card(admin_page)).to_contain_text("Hours: 15")
    assert "409" in browser_problems.pop()
    card(admin_page).get_by_role("button", name=choice).click()

    expect(value(admin_page, "playtime_hours")).to_contain_text(f"{hours} h")
    finished.refresh_from_db()
    assert finished.playtime_hours == hours


def test_a_slow_save_says_so_and_counts_once(admin_page: Page, celeste: Game) -> None:
    visit(admin_page, celeste)
    held: list[Route] = []
    admin_page.route("**/card/new/**", lambda route: hold(route, held))
    admin_page.get_by_role("link", name="Add a playthrough").click()
    form = card(admin_page)
    form.get_by_label("Hours").fill("3")
    form.get_by_role("button", name="Save").click()

    expect(form.get_by_text("Saving…")).to_be_visible()
    form.get_by_role("button", name="Save").click()
    assert len(held) == 1
    held[0].continue_()

    expect(value(admin_page, "playtime_hours")).to_contain_text("3 h")
    assert Playthrough.objects.count() == 1
    expect(admin_page.get_by_role("link", name="Add a playthrough")).to_be_visible()


def hold(route: Route, held: list[Route]) -> None:
    if route.request.method == "POST":
        held.append(route)
    else:
        route.continue_()


def test_offline_the_form_stays_with_what_was_typed(
    admin_page: Page, finished: Playthrough
) -> None:
    visit(admin_page, finished.edition.game)
    form = open_card(admin_page, "playtime_hours")
    form.get_by_label("Hours").fill("30")

    admin_page.route("**/edit/**", lambda route: route.abort("aborted"))
    form.get_by_role("button", name="Save").click()
    expect(form).to_contain_text("can’t be reached. What you typed is still here")
    expect(form.get_by_label("Hours")).to_have_value("30")

    admin_page.unroute_all()
    form.get_by_role("button", name="Save").click()
    expect(value(admin_page, "playtime_hours")).to_contain_text("30 h")


def test_play_by_key_and_undo(admin_page: Page, celeste: Game) -> None:
    visit(admin_page, celeste)
    admin_page.locator("h1").wait_for()

    press(admin_page, "p")
    expect(admin_page.get_by_text("You’re playing Celeste.")).to_be_visible()
    assert Playthrough.objects.get().status == Status.PLAYING
    admin_page.get_by_role("button", name="Undo").click()

    expect(admin_page.get_by_text("Celeste: undone.")).to_be_visible()
    assert not Playthrough.objects.exists()


def test_a_game_is_ranked_by_keys(admin_page: Page, celeste: Game) -> None:
    list_ = List.objects.create(name="Top platformers")
    list_.add_many([Game.objects.add(name=f"Game {n}") for n in (1, 2, 3)])
    visit(admin_page, celeste)

    press(admin_page, "r")
    dialog = admin_page.get_by_role("dialog", name="Rank Celeste")
    position = dialog.get_by_label("Position")
    expect(position).to_be_focused()
    expect(position).to_have_value("4")
    press(admin_page, "ArrowUp")
    press(admin_page, "ArrowUp")
    preview = dialog.get_by_role("list", name="Preview").locator("li")
    expect(preview).to_have_text(["1Game 1", "2Celeste", "3Game 2"])
    press(admin_page, "Enter")

    expect(admin_page.get_by_text("Celeste is number 2")).to_be_visible()
    expect(admin_page.locator("#lists")).to_contain_text("Top platformers")
    assert list_.entries.get(game=celeste).position == 2


def test_the_rank_dialog_keeps_what_was_refused(
    admin_page: Page, celeste: Game, browser_problems: list[str]
) -> None:
    List.objects.create(name="Top platformers")
    visit(admin_page, celeste)
    admin_page.get_by_role("link", name=re.compile("Rank it")).click()
    dialog = admin_page.get_by_role("dialog", name="Rank Celeste")
    dialog.get_by_label("Position").fill("7")
    dialog.get_by_role("button", name="Put it on").click()

    expect(dialog.locator("#rank-error")).to_contain_text("outside this list")
    assert "422" in browser_problems.pop()
    expect(dialog.get_by_label("Position")).to_have_value("7")
    press(admin_page, "Escape")
    expect(dialog).to_be_hidden()
    expect(admin_page.get_by_role("link", name=re.compile("Rank it"))).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_an_open_card_or_dialog(
    admin_page: Page, finished: Playthrough, scheme: str, width: int
) -> None:
    game = finished.edition.game
    game.summary, game.aliases = "A mountain. " * 60, ["Madeline"]
    game.time_to_beat = {"hastily": 28_800, "completely": 144_000, "count": 310}
    game.save()
    List.objects.create(name="Top platformers").add(game)
    admin_page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    admin_page.set_viewport_size({"width": width, "height": 900})
    visit(admin_page, game)

    open_card(admin_page, "completed_at")
    assert violations(admin_page) == []
    assert admin_page.evaluate("document.documentElement.scrollWidth") <= width
    press(admin_page, "Escape")
    admin_page.locator("#lists [data-rank-it]").click()
    expect(admin_page.get_by_label("Position")).to_be_focused()
    assert violations(admin_page) == []


def violations(page: Page) -> list[tuple[str, list[str]]]:
    page.wait_for_load_state("networkidle")
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        (each["id"], [node["html"][:200] for node in each["nodes"]][:3])
        for each in found
    ]
