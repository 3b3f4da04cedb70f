"""The rank board as a person uses it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator
from playwright.sync_api import Page
from playwright.sync_api import Route
from playwright.sync_api import expect

from apps.lists.models import List
from tests.accessibility import judge
from tests.integrations.igdb_server import IgdbServer
from tests.lists.conftest import MakeGames
from tests.lists.conftest import MakeList
from tests.lists.conftest import names_of
from tests.lists.conftest import ranking_of
from tests.realtime.listeners import eventually

pytestmark = pytest.mark.usefixtures("committed_db")

# Browser, server and database share this machine's cores with other tests.
PATIENCE = 15_000  # ms


def open_board(page: Page, list_: List) -> None:
    # What changes elsewhere is to be found by saving here, not by a notice before.
    page.route_web_socket("**/ws/admin/", lambda socket: socket.close(code=4401))
    page.goto(f"/admin/lists/rank/{list_.pk}/")
    rows = page.get_by_role("list", name=f"Entries of {list_.name}")
    expect(rows).to_have_attribute("aria-busy", "false", timeout=PATIENCE)


def shown(page: Page) -> list[str]:
    """The names of the rows in their order on the page."""
    return page.locator(".rank-row:not([hidden]) .rank-row__name").all_text_contents()


def numbers(page: Page) -> list[str]:
    inputs = page.locator(".rank-row__position")
    return list(inputs.evaluate_all("inputs => inputs.map((input) => input.value)"))


def handle(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Move {name}", exact=True)


def position(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=f"Position of {name}", exact=True)


def said(page: Page, text: str | re.Pattern[str]) -> None:
    status = page.locator(".rank-toast [role=status]")
    expect(status).to_contain_text(text, timeout=PATIENCE)


def failed(page: Page, text: str) -> None:
    alert = page.locator(".rank-toast [role=alert]")
    expect(alert).to_contain_text(text, timeout=PATIENCE)


def middle(row: Locator) -> tuple[float, float]:
    box = row.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, name: str, *, below: str) -> None:
    page.mouse.move(*middle(handle(page, name)))
    page.mouse.down()
    x, y = middle(handle(page, below))
    page.mouse.move(x + 30, y, steps=4)
    page.mouse.move(x + 30, y + 10, steps=4)
    page.mouse.up()


def test_an_entry_of_five_hundred_is_dragged(
    admin_page: Page, make_list: MakeList
) -> None:
    list_ = make_list(500)
    open_board(admin_page, list_)
    assert len(shown(admin_page)) == 500

    drag(admin_page, "Game 2", below="Game 6")

    said(admin_page, "Game 2 is 6 now. Saved.")
    assert shown(admin_page)[:6] == [f"Game {n}" for n in (1, 3, 4, 5, 6, 2)]
    assert numbers(admin_page)[:6] == list("123456")
    assert names_of(list_) == shown(admin_page)
    admin_page.reload()
    expect(admin_page.locator(".rank-row__name").nth(5)).to_have_text("Game 2")


def test_a_drag_scrolls_the_page_and_escape_cancels_it(
    admin_page: Page, make_list: MakeList
) -> None:
    list_ = make_list(60)
    open_board(admin_page, list_)

    admin_page.mouse.move(*middle(handle(admin_page, "Game 1")))
    admin_page.mouse.down()
    admin_page.mouse.move(300, 600, steps=3)
    admin_page.mouse.move(300, 890, steps=3)
    expect(handle(admin_page, "Game 60")).to_be_in_viewport()
    admin_page.keyboard.press("Escape")
    admin_page.mouse.up()
    assert names_of(list_)[0] == "Game 1"

    admin_page.mouse.move(*middle(handle(admin_page, "Game 60")))
    admin_page.mouse.down()
    admin_page.mouse.move(300, 300, steps=3)
    admin_page.mouse.move(300, 5, steps=3)
    expect(handle(admin_page, "Game 1")).to_be_in_viewport()
    admin_page.mouse.move(300, 10)
    admin_page.mouse.up()

    said(admin_page, re.compile("Game 60 is \\d+ now"))
    assert names_of(list_) == shown(admin_page)
    assert shown(admin_page).index("Game 60") < 10


def test_a_finger_drags_too(
    admin_page: Page, top_rpgs: List, browser_context: Any
) -> None:
    open_board(admin_page, top_rpgs)
    touch = browser_context.new_cdp_session(admin_page)

    def send(kind: str, *points: tuple[float, float]) -> None:
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    x, y = middle(handle(admin_page, "Chrono Trigger"))
    below = middle(handle(admin_page, "Suikoden"))[1]
    send("touchStart", (x, y))
    send("touchMove", (x, y + 20))
    send("touchMove", (x, below + 10))
    send("touchEnd")

    said(admin_page, "Chrono Trigger is 3 now")
    assert names_of(top_rpgs)[2] == "Chrono Trigger"


def test_arrow_keys_move_an_entry_and_escape_takes_it_back(
    admin_page: Page, make_list: MakeList
) -> None:
    list_ = make_list(30)
    open_board(admin_page, list_)
    grip = handle(admin_page, "Game 5")
    grip.focus()

    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "PageDown"):
        grip.press(key)

    said(admin_page, "Game 5 is 16 now. Saved.")
    expect(grip).to_be_focused()
    assert names_of(list_).index("Game 5") == 15
    # One change, not four.
    assert list_.activities.count() == 3

    grip.press("End")
    said(admin_page, "Game 5 is 30 now")
    grip.press("Home")
    grip.press("Enter")
    said(admin_page, "Game 5 is 1 now")

    grip.press("Escape")
    said(admin_page, "Game 5 is 5 now")
    expect(grip).to_be_focused()
    assert names_of(list_)[4] == "Game 5"

    grip.press("ArrowUp")
    admin_page.keyboard.press("Tab")
    said(admin_page, "Game 5 is 4 now")
    assert shown(admin_page) == names_of(list_)


def test_a_typed_position_moves_an_entry_and_the_focus_stays_where_it_was(
    admin_page: Page, make_list: MakeList
) -> None:
    list_ = make_list(40)
    open_board(admin_page, list_)

    field = position(admin_page, "Game 3")
    field.fill("35")
    field.press("Enter")

    said(admin_page, "Game 3 is 35 now. Saved.")
    assert names_of(list_)[34] == "Game 3"
    expect(position(admin_page, "Game 4")).to_be_focused()
    expect(position(admin_page, "Game 4")).to_have_value("3")
    expect(field).to_have_value("35")

    admin_page.get_by_role("button", name="Undo").click()
    said(admin_page, "Game 3 is 3 now")
    assert names_of(list_)[2] == "Game 3"


def test_a_bad_position_is_refused_and_put_back(
    admin_page: Page, top_rpgs: List
) -> None:
    open_board(admin_page, top_rpgs)
    field = position(admin_page, "Suikoden")

    for typed in ("0", "5", "-1", "two", "1.5", "1e1"):
        field.fill(typed)
        field.press("Tab")
        failed(admin_page, f"“{typed}” isn’t a position. Enter a number from 1 to 4")
        expect(field).to_have_value("3")
    assert top_rpgs.activities.count() == 2

    admin_page.get_by_role("button", name="More for Suikoden").click()
    admin_page.get_by_role("button", name="To the top: Suikoden").click()
    said(admin_page, "Suikoden is 1 now")
    admin_page.get_by_role("button", name="More for Suikoden").click()
    admin_page.get_by_role("button", name="To the bottom: Suikoden").click()
    said(admin_page, "Suikoden is 4 now")
    assert names_of(top_rpgs)[3] == "Suikoden"


def test_a_move_that_cannot_be_saved_is_put_back_with_a_message(
    admin_page: Page, top_rpgs: List, browser_problems: list[str]
) -> None:
    open_board(admin_page, top_rpgs)
    before = shown(admin_page)

    admin_page.route("**/move/", lambda route: route.abort())
    drag(admin_page, "Chrono Trigger", below="Suikoden")
    failed(admin_page, "Questlog didn’t respond, so nothing was saved")
    assert shown(admin_page) == before == names_of(top_rpgs)
    admin_page.unroute("**/move/")

    def break_down(route: Route) -> None:
        route.fulfill(status=500, body="<h1>Server Error</h1>")

    admin_page.route("**/move/", break_down)
    position(admin_page, "Suikoden").fill("1")
    position(admin_page, "Suikoden").press("Enter")
    # The message is the one of before: only the rows tell that it is over.
    assert eventually(lambda: shown(admin_page) == before)
    failed(admin_page, "didn’t respond")
    assert numbers(admin_page) == list("1234")
    admin_page.unroute("**/move/")
    browser_problems.clear()

    drag(admin_page, "Chrono Trigger", below="Suikoden")
    said(admin_page, "Chrono Trigger is 3 now")

    top_rpgs.delete()
    drag(admin_page, "Chrono Trigger", below="Xenogears")
    failed(admin_page, "this list was deleted")
    assert "404" in browser_problems.pop()


def test_who_was_logged_out_is_told_and_loses_nothing(
    admin_page: Page, top_rpgs: List, browser_problems: list[str]
) -> None:
    open_board(admin_page, top_rpgs)
    before = shown(admin_page)
    admin_page.context.clear_cookies(name="sessionid")

    drag(admin_page, "Chrono Trigger", below="Suikoden")

    failed(admin_page, "logged out")
    assert "403" in browser_problems.pop()
    assert shown(admin_page) == before == names_of(top_rpgs)


def test_two_tabs_cannot_scramble_a_list(
    admin_page: Page, top_rpgs: List, browser_problems: list[str]
) -> None:
    open_board(admin_page, top_rpgs)
    other = admin_page.context.new_page()
    open_board(other, top_rpgs)
    drag(other, "Chrono Trigger", below="Xenogears")
    said(other, "Chrono Trigger is 4 now")
    admin_page.bring_to_front()

    drag(admin_page, "Suikoden", below="Xenogears")

    failed(admin_page, "changed elsewhere, so nothing was saved")
    assert "409" in browser_problems.pop()
    assert shown(admin_page) == shown(other) == names_of(top_rpgs)
    assert top_rpgs.activities.count() == 3

    drag(admin_page, "Suikoden", below="Xenogears")
    said(admin_page, "Suikoden is 3 now")
    assert names_of(top_rpgs)[2] == "Suikoden"


def test_quick_changes_are_saved_in_their_order(
    admin_page: Page, make_list: MakeList
) -> None:
    list_ = make_list(12)
    open_board(admin_page, list_)

    for number in (1, 2, 3, 4):
        field = position(admin_page, f"Game {number}")
        field.fill("12")
        field.press("Enter")

    said(admin_page, "Game 4 is 12 now")
    assert names_of(list_) == shown(admin_page)
    assert names_of(list_)[-4:] == ["Game 1", "Game 2", "Game 3", "Game 4"]
    assert list_.activities.count() == 6


def test_an_entry_is_removed_and_put_back(
    admin_page: Page, top_rpgs: List, browser_problems: list[str]
) -> None:
    entry = top_rpgs.entries.get(position=2)
    entry.annotate("The first one")
    open_board(admin_page, top_rpgs)

    admin_page.route("**/remove/", lambda route: route.abort())
    admin_page.get_by_role("button", name="More for Suikoden").click()
    admin_page.get_by_role("button", name="Remove from list: Suikoden").click()
    failed(admin_page, "nothing was saved")
    assert shown(admin_page) == names_of(top_rpgs)
    assert len(names_of(top_rpgs)) == 4
    admin_page.unroute("**/remove/")
    browser_problems.clear()

    admin_page.get_by_role("button", name="More for Final Fantasy IV").click()
    admin_page.get_by_role("button", name="Remove from list: Final").click()

    said(admin_page, "Final Fantasy IV was removed from the list.")
    assert shown(admin_page) == ["Chrono Trigger", "Suikoden", "Xenogears"]
    assert numbers(admin_page) == list("123")
    expect(position(admin_page, "Suikoden")).to_be_focused()
    assert names_of(top_rpgs) == shown(admin_page)

    admin_page.get_by_role("button", name="Undo").click()

    said(admin_page, "Final Fantasy IV is back")
    assert names_of(top_rpgs)[1] == "Final Fantasy IV"
    back = top_rpgs.entries.get(position=2)
    assert (back.uuid, back.notes) == (entry.uuid, "The first one")
    expect(admin_page.get_by_text("The first one", exact=True)).to_be_visible()


def test_notes_are_edited_in_place_and_not_lost_when_they_cannot_be_saved(
    admin_page: Page, top_rpgs: List, browser_problems: list[str]
) -> None:
    open_board(admin_page, top_rpgs)
    admin_page.route("**/annotate/", lambda route: route.abort())

    admin_page.get_by_role("button", name="More for Suikoden").click()
    admin_page.get_by_role("button", name="Notes: Suikoden").click()
    field = admin_page.get_by_role("textbox", name="Notes on Suikoden")
    field.fill("<b>108</b> stars\nof destiny")
    admin_page.get_by_role("button", name="Save notes").click()

    failed(admin_page, "nothing was saved")
    expect(field).to_have_value("<b>108</b> stars\nof destiny")
    browser_problems.clear()

    admin_page.unroute("**/annotate/")
    admin_page.get_by_role("button", name="Save notes").click()
    said(admin_page, "Notes on Suikoden saved")
    expect(admin_page.get_by_text("<b>108</b> stars")).to_be_visible()
    assert top_rpgs.entries.get(position=3).notes == "<b>108</b> stars\nof destiny"


def test_a_game_is_found_and_added_by_keyboard(
    admin_page: Page, top_rpgs: List, make_games: MakeGames
) -> None:
    make_games(3, name="Lunar")
    open_board(admin_page, top_rpgs)

    admin_page.get_by_label("at position").fill("2")
    search = admin_page.get_by_role("combobox", name="Add a game")
    search.press_sequentially("lunar")
    # The last one asks IGDB.
    expect(admin_page.get_by_role("option")).to_have_count(4)
    search.press("ArrowDown")
    search.press("Enter")

    said(admin_page, "Lunar 2 added. Saved.")
    assert ranking_of(top_rpgs)[1] == (2, "Lunar 2")
    assert shown(admin_page) == names_of(top_rpgs)
    expect(search).to_have_value("")

    search.press_sequentially("xeno")
    admin_page.get_by_role("option", name="Xenogears on this list").click()
    said(admin_page, "Xenogears is already on this list")
    expect(position(admin_page, "Xenogears")).to_be_focused()
    assert top_rpgs.activities.count() == 3


def test_several_games_are_chosen_at_once(
    admin_page: Page, top_rpgs: List, make_games: MakeGames
) -> None:
    make_games(3, name="Lunar")
    open_board(admin_page, top_rpgs)

    admin_page.get_by_role("button", name="Choose several").click()
    modal = admin_page.get_by_role("dialog")
    for name in ("Lunar 1", "Lunar 3"):
        modal.get_by_role("row").filter(has_text=name).get_by_role("checkbox").check()
    modal.get_by_role("button", name="Confirm selection").click()

    said(admin_page, "2 games added. Saved.")
    assert names_of(top_rpgs)[4:] == ["Lunar 1", "Lunar 3"]


def test_an_entry_is_found_on_a_long_list(
    admin_page: Page, make_list: MakeList
) -> None:
    list_ = make_list(300)
    open_board(admin_page, list_)

    admin_page.get_by_label("Find on this list").fill("game 29")

    expect(admin_page.get_by_text("13 of 300 games.")).to_be_visible()
    assert shown(admin_page)[:4] == [f"Game {n}" for n in (29, 129, 229, 290)]
    admin_page.get_by_label("Find on this list").press("Enter")
    expect(position(admin_page, "Game 29")).to_be_focused()
    # Moved among the found ones, it goes to a real place among all.
    drag(admin_page, "Game 29", below="Game 291")
    said(admin_page, "Game 29 is 291 now")
    assert names_of(list_)[290] == "Game 29"


def test_an_unranked_list_has_no_positions_to_change(
    admin_page: Page, make_list: MakeList, make_games: MakeGames
) -> None:
    wishes = make_list(3, name="Wishes", is_ranked=False, visibility="draft")
    make_games(1, name="Lunar")
    open_board(admin_page, wishes)

    expect(admin_page.get_by_text("Draft: not on the site")).to_be_visible()
    assert numbers(admin_page) == []
    assert admin_page.locator(".rank-row__handle").count() == 0
    admin_page.get_by_role("combobox", name="Add a game").press_sequentially("lunar")
    admin_page.get_by_role("option", name="Lunar 1").click()
    said(admin_page, "Lunar 1 added")
    assert ranking_of(wishes)[3] == (None, "Lunar 1")


def test_names_and_notes_are_text_and_never_markup(
    admin_page: Page, make_list: MakeList
) -> None:
    evil = "<img src=x onerror=alert(1)>"
    list_ = make_list(1, name=evil)
    entry = list_.entries.select_related("game").get()
    entry.game.name = evil
    entry.game.save()
    entry.annotate(evil)

    admin_page.goto(f"/admin/lists/rank/{list_.pk}/")

    expect(admin_page.locator(".rank-row__name")).to_have_text(evil)
    assert admin_page.locator("main img").count() == 0


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_the_board_is_accessible_and_fits(
    admin_page: Page, top_rpgs: List, scheme: Any, width: int
) -> None:
    admin_page.emulate_media(color_scheme=scheme)
    admin_page.set_viewport_size({"width": width, "height": 844})
    top_rpgs.entries.get(position=2).annotate("The first one")
    open_board(admin_page, top_rpgs)
    admin_page.get_by_role("button", name="More for Suikoden").click()
    position(admin_page, "Suikoden").fill("1")
    position(admin_page, "Suikoden").press("Enter")
    said(admin_page, "Suikoden is 1 now")

    found = Axe().run(admin_page)

    assert found.violations_count == 0, found.generate_report()
    overflow = "document.documentElement.scrollWidth - window.innerWidth"
    assert admin_page.evaluate(overflow) <= 0


def test_a_game_is_added_from_igdb_and_taken_off_again(
    admin_page: Page, top_rpgs: List, igdb_server: IgdbServer
) -> None:
    open_board(admin_page, top_rpgs)
    search = admin_page.get_by_role("combobox", name="Add a game")
    search.press_sequentially("wild arms")
    expect(admin_page.get_by_text("No games found in your library.")).to_be_visible()
    search.press("Enter")
    option = admin_page.get_by_role("option", name=re.compile("^Wild Arms 1996"))
    expect(option).to_be_visible(timeout=PATIENCE)
    found = judge(admin_page)
    option.click()

    said(admin_page, "Wild Arms added. Saved.")
    assert names_of(top_rpgs)[-1] == "Wild Arms"
    admin_page.get_by_role("button", name="Undo").click()
    said(admin_page, "Wild Arms is off the list again.")
    assert "Wild Arms" not in names_of(top_rpgs)
    assert shown(admin_page) == names_of(top_rpgs)
    admin_page.get_by_role("button", name="Undo").click()
    said(admin_page, "Wild Arms back on the list.")
    assert names_of(top_rpgs) == shown(admin_page)
    assert names_of(top_rpgs)[-1] == "Wild Arms"
    assert found == []


def test_the_bar_stays_while_the_list_scrolls(
    admin_page: Page, make_list: MakeList
) -> None:
    list_ = make_list(60)
    open_board(admin_page, list_)

    for width in (1440, 390):
        admin_page.set_viewport_size({"width": width, "height": 844})
        position(admin_page, "Game 60").focus()
        field = admin_page.get_by_role("searchbox", name="Find on this list")
        expect(field).to_be_in_viewport()
        # Not below Wagtail's header.
        field.click()
        position(admin_page, "Game 1").focus()
    admin_page.set_viewport_size({"width": 1440, "height": 900})
    position(admin_page, "Game 60").focus()
    admin_page.get_by_role("searchbox", name="Find on this list").fill("Game 33")

    expect(handle(admin_page, "Game 33")).to_be_in_viewport()
