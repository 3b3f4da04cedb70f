"""The grid by keys, as a spreadsheet: twenty games filled in, faults, a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.library.models import Platform
from tests.accessibility import dark_on_a_phone
from tests.accessibility import judge
from tests.accessibility import light_on_a_desk
from tests.browser import press
from tests.browsing.backfill.conftest import GRID
from tests.browsing.conftest import finish

pytestmark = pytest.mark.usefixtures("committed_db")


class Keyboard:
    """A page's keyboard that counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.presses += 1
            press(self.page, key)

    def write(self, text: str) -> None:
        self.presses += len(text)
        self.page.keyboard.type(text)


def open_grid(page: Page, query: str = "") -> Locator:
    # Notices of what changes elsewhere are not what is looked at.
    page.route_web_socket("**/ws/admin/", lambda socket: socket.close(code=4401))
    page.goto(f"{GRID}?{query}")
    return page.get_by_role("grid", name="Playthroughs")


def cell(grid: Locator, game: str, field: str) -> Locator:
    row = grid.get_by_role("row").filter(has=grid.page.get_by_text(game, exact=True))
    return row.locator(f'[data-field="{field}"]')


def all_saved(page: Page) -> None:
    expect(
        page.locator("[data-field]:is(.is-saving, .is-kept, .is-err)")
    ).to_have_count(0)


def values(field: str) -> list[Any]:
    rows = Playthrough.objects.order_by("edition__game__sort_key", "pk")
    return list(rows.values_list(field, flat=True))


@pytest.fixture
def twenty(committed_db: None) -> list[Playthrough]:
    Platform.objects.create(name="PlayStation 2", abbreviation="PS2")
    return [finish(Game.objects.add(name=f"Game {n:02}")) for n in range(1, 21)]


def test_twenty_games_are_filled_in_with_few_presses(
    admin_page: Page, twenty: list[Playthrough]
) -> None:
    grid = open_grid(admin_page, "missing=date")
    keys = Keyboard(admin_page)
    cell(grid, "Game 01", "completed_at").focus()

    # Ten dates of their own, and one for the ten after: as above.
    for number in range(10):
        keys.write(f"{1995 + number}")
        keys.press("Enter")
    keys.write("nov 2003")
    expect(admin_page.get_by_text("November 2003", exact=True)).to_be_visible()
    keys.press("Enter", "ArrowUp", "Shift+Control+ArrowDown", "Control+d")
    # Stars: a digit, half a star more, down; then all others at once.
    keys.press("Control+Home", "ArrowRight", "ArrowRight")
    for number in range(10):
        keys.press(str(number % 5 + 1), ".", "ArrowDown")
    keys.press("Shift+Control+ArrowDown", "4")
    # One platform for all of them.
    keys.press("Control+Home", *["ArrowRight"] * 3)
    keys.write("ps2")
    keys.press("Enter", "ArrowUp", "Shift+Control+ArrowDown", "Control+d")
    all_saved(admin_page)

    assert (
        values("completed_at") == [str(1995 + n) for n in range(10)] + ["2003-11"] * 10
    )
    assert [float(value) for value in values("rating")] == [
        *[1.5, 2.5, 3.5, 4.5, 5] * 2,
        *[4] * 10,
    ]
    assert set(values("platform__name")) == {"PlayStation 2"}
    # Nothing moved away, though no row fits "undated" any more.
    expect(grid.locator("tbody tr")).to_have_count(20)
    expect(admin_page.locator(".q-meter, .q-push").first).to_contain_text(
        "20 of 20 dated, 20 just now"
    )
    # Sixty cells of twenty games.
    assert keys.presses == 108
    # One press takes back what one press filled.
    keys.press("Control+z")
    expect(admin_page.get_by_text("Undone.")).to_be_visible()
    assert values("platform__name")[1:] == [None] * 19


def test_faults_keep_what_was_typed(
    admin_page: Page, twenty: list[Playthrough], browser_problems: list[str]
) -> None:
    grid = open_grid(admin_page)
    first, second = (cell(grid, f"Game 0{n}", "completed_at") for n in (1, 2))
    first.focus()

    # What isn't a date.
    admin_page.keyboard.type("31 feb 1999")
    press(admin_page, "Enter")
    expect(first).to_have_attribute("aria-invalid", "true")
    expect(first).to_contain_text("31 feb 1999")
    expect(grid.get_by_text("kept here, not saved")).to_be_visible()
    assert "422" in browser_problems.pop()
    first.focus()
    light_on_a_desk(admin_page)
    assert judge(admin_page) == []
    press(admin_page, "Enter")
    expect(admin_page.locator("input.q-cellin")).to_have_value("31 feb 1999")
    press(admin_page, "Escape")
    expect(first).not_to_contain_text("31 feb")

    # Somebody else was quicker.
    Playthrough.objects.get(pk=twenty[1].pk).change(completed_at="2001")
    second.focus()
    admin_page.keyboard.type("2002")
    press(admin_page, "Enter")
    expect(second).to_contain_text("2002")
    expect(second).to_contain_text("Changed elsewhere to “2001”")
    assert "409" in browser_problems.pop()
    second.focus()
    press(admin_page, "Enter")
    press(admin_page, "Enter")
    all_saved(admin_page)
    assert values("completed_at")[1] == "2002"

    # No connection: kept, said, and sent later.
    admin_page.context.set_offline(True)
    cell(grid, "Game 03", "rating").focus()
    press(admin_page, "5")
    press(admin_page, "ArrowDown")
    press(admin_page, "3")
    expect(admin_page.get_by_text("2 changes kept here")).to_be_visible()
    expect(cell(grid, "Game 03", "rating")).to_have_class("q-sheet__rating is-kept")
    admin_page.context.set_offline(False)
    all_saved(admin_page)
    expect(admin_page.get_by_text("kept here")).to_be_hidden()
    assert values("rating")[2:4] == [5, 3]
    browser_problems.clear()


def test_a_column_is_pasted_from_a_spreadsheet(
    admin_page: Page, twenty: list[Playthrough]
) -> None:
    grid = open_grid(admin_page)
    cell(grid, "Game 01", "completed_at").focus()

    admin_page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData('text/plain', '1999\\t4.5\\n2000-01\\t3\\n');
            document.activeElement.dispatchEvent(
                new ClipboardEvent('paste', { clipboardData: data, bubbles: true }),
            );
        }"""
    )
    all_saved(admin_page)

    assert values("completed_at")[:3] == ["1999", "2000-01", None]
    assert [float(value) for value in values("rating")[:2]] == [4.5, 3]
    # An emptied range is one step back, too.
    press(admin_page, "Shift+ArrowDown")
    press(admin_page, "Backspace")
    all_saved(admin_page)
    assert values("completed_at")[:2] == [None, None]
    admin_page.get_by_role("button", name="Undo").click()
    expect(admin_page.get_by_text("Undone.")).to_be_visible()
    assert values("completed_at")[:2] == ["1999", "2000-01"]


def test_on_a_phone_a_row_is_a_card_and_a_tap_edits(
    admin_page: Page, twenty: list[Playthrough]
) -> None:
    dark_on_a_phone(admin_page)
    grid = open_grid(admin_page)

    cell(grid, "Game 01", "rating").click()
    admin_page.locator("select.q-cellin").select_option("4.5")
    assert judge(admin_page) == []
    cell(grid, "Game 01", "playtime_hours").click()
    admin_page.locator("input.q-cellin").fill("12")
    press(admin_page, "Enter")
    all_saved(admin_page)

    assert float(values("rating")[0]) == 4.5
    assert float(values("playtime_hours")[0]) == 12
    assert admin_page.evaluate("document.documentElement.scrollWidth") == 390
