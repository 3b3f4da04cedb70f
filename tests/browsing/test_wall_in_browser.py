"""The wall in a browser: by mouse, by keys, by touch."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.browsing.models import SavedView
from apps.library.models import Game
from tests.admin.pages import address
from tests.browser import press

GAMES = "/admin/games/"
RULES = {"rules": {"target-size": {"enabled": True}}}


@pytest.fixture
def wall(admin_page: Page, shelf: dict[str, Game]) -> Page:
    admin_page.goto(GAMES)
    return admin_page


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Selection")


def card(page: Page) -> Locator:
    return page.locator(".q-peek")


def at_hand(page: Page) -> str:
    return str(
        page.evaluate(
            "document.activeElement.querySelector('.q-cell__name')?.textContent"
            " ?? document.activeElement.textContent"
        )
    )


def start(page: Page) -> None:
    page.locator(".q-cell > a, a.q-name").first.focus()


# Keys ---------------------------------------------------------------------------------


def test_arrows_move_and_enter_opens_the_games_page(
    wall: Page, shelf: dict[str, Game]
) -> None:
    start(wall)
    assert at_hand(wall) == "Celeste"
    press(wall, "ArrowRight")
    press(wall, "ArrowRight")
    assert at_hand(wall) == "Chrono Trigger"
    press(wall, "Home")
    press(wall, "End")
    assert at_hand(wall) == "Lufia"

    # One stop for Tab, however many games there are.
    expect(wall.locator('.q-cell > a[tabindex="0"]')).to_have_count(1)
    press(wall, "Enter")

    wall.wait_for_url(f"**{address(Game, 'inspect', shelf['Lufia'].pk)}")


def test_space_and_shift_arrows_select_and_esc_clears(wall: Page) -> None:
    start(wall)
    press(wall, "Space")
    expect(bar(wall)).to_contain_text("1selected")
    press(wall, "Shift+ArrowRight")
    press(wall, "Shift+ArrowRight")
    expect(bar(wall)).to_contain_text("3selected")
    assert at_hand(wall) == "Chrono Trigger"

    press(wall, "Escape")  # the card, if it is there
    press(wall, "Escape")

    expect(bar(wall)).to_be_hidden()
    expect(wall.locator(":checked[data-object-id]")).to_have_count(0)


@pytest.mark.parametrize(
    ("key", "url"),
    [
        ("p", "/admin/playthroughs/add/?game={pk}"),
        ("r", "/admin/games/rank/{pk}/"),
    ],
)
def test_letters_act_on_the_game_at_hand(
    wall: Page, shelf: dict[str, Game], key: str, url: str
) -> None:
    start(wall)

    press(wall, key)

    pk = shelf["Celeste"].pk
    wall.wait_for_url(re.compile(re.escape(url.format(pk=pk))))


def test_f_opens_the_box_with_the_game_at_hand(wall: Page) -> None:
    start(wall)
    name = at_hand(wall)

    press(wall, "f")

    heading = wall.get_by_role("dialog").get_by_role("heading")
    expect(heading).to_have_text(name)


def test_v_changes_the_layout_and_a_adds(wall: Page) -> None:
    press(wall, "v")
    expect(wall.locator(".q-table--games")).to_be_visible()
    wall.goto(GAMES)
    expect(wall.locator(".q-table--games")).to_be_visible()
    start(wall)
    press(wall, "ArrowDown")
    assert at_hand(wall) == "Chrono Cross"
    press(wall, "Space")
    expect(bar(wall)).to_be_visible()

    press(wall, "v")
    expect(wall.locator(".q-wall")).to_be_visible()
    # The page is another one, whose keys work once its scripts have run.
    wall.wait_for_load_state("load")
    press(wall, "a")
    wall.wait_for_url(re.compile("/admin/games/add/"))


def test_i_opens_the_filters_and_they_are_set_by_keys(wall: Page) -> None:
    press(wall, "i")
    menu = wall.locator("#q-menu")
    expect(menu.get_by_role("link", name="On a ranked list")).to_be_focused()
    press(wall, "Escape")
    expect(menu).to_be_hidden()
    expect(wall.get_by_role("button", name="Filter", exact=True)).to_be_focused()

    press(wall, "Enter")
    expect(menu.get_by_role("link", name="On a ranked list")).to_be_focused()
    press(wall, "ArrowDown")
    press(wall, "Enter")

    wall.wait_for_url(re.compile("ranked=no"))
    expect(wall.locator(".q-cell__name")).to_have_text(
        ["Celeste", "Chrono Cross", "Lufia"]
    )


def test_the_keys_are_listed(wall: Page) -> None:
    press(wall, "?")

    keys = wall.locator("[data-keys-of-page] tr.w-keyboard_shortcuts__key th")
    keys.first.wait_for()
    names = set(keys.all_inner_texts())
    assert {"Wall or table", "Add game", "Filter", "Finished the game"} <= names
    assert {"Another game", "Select the game", "Clear the selection"} <= names


# The mouse ----------------------------------------------------------------------------


def test_the_card_opens_on_hover_stays_under_the_pointer_and_esc_closes_it(
    wall: Page,
) -> None:
    cell = wall.locator(".q-cell").nth(2)
    cell.hover()
    expect(card(wall)).to_contain_text("Last finished")
    expect(card(wall).get_by_role("link", name="Finished")).to_be_visible()

    card(wall).get_by_role("link", name="Edit").hover()
    expect(card(wall)).to_be_visible()
    press(wall, "Escape")
    expect(card(wall)).to_have_count(0)

    cell.locator(".q-cell__facts").hover()
    wall.mouse.move(5, 5)
    expect(card(wall)).to_have_count(0)


def test_the_card_opens_on_focus_and_tab_goes_into_it(wall: Page) -> None:
    start(wall)
    press(wall, "ArrowRight")
    expect(card(wall)).to_contain_text("Chrono Cross")

    press(wall, "Tab")
    press(wall, "Tab")

    expect(card(wall).locator(":focus")).to_have_count(1)


def test_the_card_stays_within_the_screen(wall: Page, shelf: dict[str, Game]) -> None:
    wall.set_viewport_size({"width": 900, "height": 500})
    for number in range(12):
        Game.objects.add(name=f"Game {number:02}")
    wall.reload()
    for index in (0, 3, 4):
        wall.locator(".q-cell > a").nth(index).hover()
        expect(card(wall)).to_be_visible()
        box = card(wall).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 900
        press(wall, "Escape")


def test_a_range_is_selected_and_deleted_and_the_listing_is_as_it_was(
    wall: Page,
) -> None:
    wall.goto(f"{GAMES}?decade=1990")
    wall.get_by_label("Select Chrono Cross").check()
    wall.get_by_label("Select Lufia").click(modifiers=["Shift"])
    expect(bar(wall)).to_contain_text("3selected")
    for name in ("Chrono Trigger", "Chrono Cross"):
        # A card that came with the pointer goes with it, and may lie over a neighbor.
        wall.mouse.move(5, 5)
        expect(wall.locator(".q-peek:visible")).to_have_count(0)
        wall.get_by_label(f"Select {name}").uncheck()
    wall.get_by_label("Delete selected rows").click()

    wall.get_by_role("button", name="Yes, delete").click()

    expect(wall.get_by_text("1 game deleted.")).to_be_visible()
    expect(wall).to_have_url(re.compile("decade=1990"))
    expect(wall.locator(".q-cell__name")).to_have_text(
        ["Chrono Cross", "Chrono Trigger"]
    )
    expect(bar(wall)).to_be_hidden()


def test_a_selection_is_kept_from_page_to_page_and_through_a_search(
    wall: Page, shelf: dict[str, Game]
) -> None:
    for number in range(60):
        Game.objects.add(name=f"Game {number:02}")
    wall.reload()
    wall.get_by_label("Select Celeste").check()
    wall.get_by_role("link", name="2", exact=True).click()
    wall.get_by_label("Select Lufia").check()
    expect(bar(wall)).to_contain_text("2selected")
    wall.get_by_label("Search term", exact=False).fill("chrono")
    expect(wall.locator(".q-cell__name")).to_have_count(2)
    expect(bar(wall)).to_contain_text("2selected")

    wall.get_by_label("Delete selected rows").click()

    expect(wall.get_by_role("main")).to_contain_text("Celeste")
    expect(wall.get_by_role("main")).to_contain_text("Lufia")
    expect(wall).to_have_url(re.compile(r"id=\d+&(.*&)?id=\d+"))


def test_select_all_takes_every_page_of_what_fits(wall: Page) -> None:
    for number in range(70):
        Game.objects.add(name=f"Game {number:02}")
    wall.goto(f"{GAMES}?q=game")
    wall.get_by_label("Select Game 00").check()

    bar(wall).get_by_role("button", name="Select all 70").click()
    expect(bar(wall)).to_contain_text("70selected")
    wall.get_by_label("Delete selected rows").click()

    expect(wall.get_by_text("70 selected")).to_be_visible()


def test_a_search_keeps_the_filters_and_the_buttons_follow_it(wall: Page) -> None:
    wall.goto(f"{GAMES}?decade=1990")

    wall.get_by_label("Search term", exact=False).fill("chrono")

    expect(wall.locator(".q-cell__name")).to_have_text(
        ["Chrono Cross", "Chrono Trigger"]
    )
    for part in ("decade=1990", "q=chrono"):
        wall.wait_for_url(re.compile(part))
        pick = wall.get_by_role("link", name="Pick one for me")
        expect(pick).to_have_attribute("href", re.compile(part))
    wall.locator(".q-cell > a").first.click()
    expect(wall).to_have_url(re.compile("next=.*decade"))


def test_a_view_is_saved_changed_dragged_and_deleted(wall: Page) -> None:
    for name, query in (("Nineties", "decade=1990"), ("Fresh", "decade=2010")):
        wall.goto(f"{GAMES}?{query}")
        wall.get_by_role("button", name="Save this view").click()
        wall.keyboard.type(name)
        press(wall, "Enter")
        expect(wall.locator(".q-tabs [aria-current]")).to_contain_text(name)

    tab = wall.locator("[data-view]", has_text="Fresh")
    with wall.expect_response("**/views/order/"):
        tab.drag_to(wall.locator("[data-view]", has_text="Nineties"))
    names = [view.name for view in SavedView.objects.all()]
    assert names == ["Fresh", "Nineties"]

    wall.get_by_role("button", name="Change the view “Fresh”").click()
    wall.get_by_label("Rename").fill("New ones")
    press(wall, "Enter")
    expect(wall.locator(".q-tabs [aria-current]")).to_contain_text("New ones 1")
    wall.get_by_role("button", name="Change the view").click()
    wall.get_by_role("button", name="Delete this view").click()
    expect(wall.locator(".q-tabs")).not_to_contain_text("New ones")
    wall.get_by_role("button", name="Undo").click()
    expect(wall.locator(".q-tabs [aria-current]")).to_contain_text("New ones")


def test_a_row_of_the_table_has_a_menu(wall: Page, shelf: dict[str, Game]) -> None:
    wall.goto(f"{GAMES}?layout=table")

    wall.get_by_role("button", name="More options for 'Lufia'").click()

    wall.locator("#q-menu").get_by_role("link", name="Edit").click()
    wall.wait_for_url(re.compile(address(Game, "edit", shelf["Lufia"].pk)))


def test_a_menu_that_cannot_load_says_so(
    wall: Page, browser_problems: list[str]
) -> None:
    wall.route("**/values/**", lambda route: route.abort())

    wall.get_by_role("button", name="Platform").click()

    expect(wall.locator("#q-menu")).to_contain_text("This didn’t load")
    browser_problems.clear()


# A phone ------------------------------------------------------------------------------


@pytest.fixture
def phone(admin_page: Page, shelf: dict[str, Game]) -> Page:
    admin_page.set_viewport_size({"width": 390, "height": 844})
    admin_page.goto(GAMES)
    return admin_page


def test_a_phone_shows_three_columns_and_does_not_scroll_sideways(phone: Page) -> None:
    tops = [
        box["y"]
        for cell in phone.locator(".q-cell").all()
        if (box := cell.bounding_box())
    ]
    assert len(set(tops[:3])) == 1 and tops[3] > tops[0]
    for layout in ("wall", "table"):
        phone.goto(f"{GAMES}?layout={layout}&played=completed")
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width == 390
        chips = phone.locator(".q-toolbar .q-chips")
        assert chips.evaluate("e => e.scrollWidth > e.clientWidth")


def test_a_long_press_selects_and_a_tap_goes_on(phone: Page) -> None:
    hold = """(cell) => new Promise((done) => {
        const touches = [new Touch({ identifier: 1, target: cell })];
        const send = (name, facts) =>
            cell.dispatchEvent(new TouchEvent(name, { ...facts, bubbles: true }));
        send('touchstart', { touches });
        setTimeout(() => done(send('touchend')), 600);
    })"""
    phone.locator(".q-cell > a").first.evaluate(hold)
    expect(bar(phone)).to_contain_text("1selected")
    # The press that a browser makes of it opens nothing.
    phone.locator(".q-cell > a").first.click()
    expect(bar(phone)).to_contain_text("1selected")

    phone.locator(".q-cell > a").nth(1).click()

    expect(bar(phone)).to_contain_text("2selected")
    box, under = bar(phone).bounding_box(), phone.locator(".q-bottombar").bounding_box()
    assert box and under and box["y"] + box["height"] <= under["y"]
    expect(card(phone)).to_have_count(0)


def test_a_menu_is_a_sheet_at_the_bottom_of_a_phone(phone: Page) -> None:
    phone.get_by_role("button", name="Status").click()

    menu = phone.locator("#q-menu")
    expect(menu.get_by_role("link", name="Playing")).to_be_visible()
    box = menu.bounding_box()
    assert box and box["width"] == 390 and round(box["y"] + box["height"]) == 844


# Axe ----------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(
    admin_page: Page, shelf: dict[str, Game], scheme: str, width: int
) -> None:
    admin_page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    admin_page.set_viewport_size({"width": width, "height": 900})
    found = []

    def check(what: str) -> None:
        # What fades in is judged when it has.
        admin_page.evaluate(
            """Promise.all(document.getAnimations()
                .filter((each) => each.effect.getTiming().iterations !== Infinity)
                .map((each) => each.finished))"""
        )
        for violation in Axe().run(admin_page, options=RULES).response["violations"]:
            nodes = [node["html"][:150] for node in violation["nodes"]]
            found.append((what, violation["id"], nodes[:3]))

    for url in ("?layout=table&played=completed", "?q=nothing", "?layout=wall&q="):
        admin_page.goto(GAMES + url)
        admin_page.wait_for_load_state("networkidle")
        check(url)
    if width > 800:
        admin_page.locator(".q-cell").nth(2).hover()
        expect(card(admin_page)).to_be_visible()
        check("card")
    start(admin_page)
    press(admin_page, "Space")
    check("selected")
    admin_page.get_by_role("button", name="Status").click()
    expect(admin_page.locator("#q-menu li")).not_to_have_count(0)
    check("menu")

    assert found == []


def test_nothing_moves_while_the_wall_loads(wall: Page) -> None:
    shift = wall.evaluate(
        """() => new Promise((done) => {
            let moved = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) {
                    if (!entry.hadRecentInput) moved += entry.value;
                }
            }).observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => done(moved)));
        })"""
    )

    assert shift < 0.01
