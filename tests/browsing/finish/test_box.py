"""The box in a browser: by keys alone, with what else one may press counted."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page
from playwright.sync_api import Route
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from apps.browsing.models import Finish
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.lists.models import List
from tests.browser import press
from tests.integrations.igdb_server import TOO_MANY
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered

# Every page loaded and every press but typing: a key that writes a character, and
# nothing but writes it, is typing. `keydown` of a modifier alone is no press.
COUNTER = """
addEventListener('keydown', (event) => {
  const modifiers = ['Control', 'Meta', 'Shift', 'Alt'];
  const field = event.target.matches('input:not([type=radio]), textarea');
  const types = field && event.key.length === 1 && !event.ctrlKey && !event.metaKey;
  if (!types && !modifiers.includes(event.key)) window.countPress(`key ${event.key}`);
}, true);
addEventListener('pointerdown', (event) => window.countPress('click'), true);
"""


class Counted:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses: list[str] = []
        self.pages: list[str] = []
        page.expose_function("countPress", lambda press: self.presses.append(press))
        page.add_init_script(COUNTER)
        page.on("framenavigated", lambda frame: self.pages.append(frame.url))

    def start(self) -> None:
        self.presses.clear()
        self.pages.clear()


@pytest.fixture
def counted(admin_page: Page) -> Counted:
    return Counted(admin_page)


@pytest.fixture
def without_igdb(settings: Settings) -> Iterator[None]:
    settings.TWITCH_CLIENT_ID = settings.TWITCH_CLIENT_SECRET = ""
    yield


def open_box(page: Page, address: str = "/admin/") -> None:
    page.goto(address)
    page.locator(".q-finishlink").wait_for()
    press(page, "f")
    expect(page.get_by_role("dialog", name="I finished this")).to_be_visible()


def expect_active(page: Page, name: str) -> None:
    active = page.locator("dialog [role=option][aria-selected=true]")
    expect(active).to_contain_text(name)


def expect_saved(page: Page, text: str) -> None:
    expect(page.locator(".messages")).to_contain_text(text)


def axe(page: Page) -> None:
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}})
    assert not found.response["violations"], found.generate_report()


@pytest.fixture(autouse=True)
def covers_of_igdb(admin_page: Page) -> None:
    """IGDB's images, which the IGDB of the tests has none of."""
    image = "<svg xmlns='http://www.w3.org/2000/svg' width='3' height='4'/>"
    admin_page.route(
        "**/covers/igdb/**",
        lambda route: route.fulfill(body=image, content_type="image/svg+xml"),
    )


# Counts --------------------------------------------------------------------------


def test_a_new_game_takes_two_presses_on_one_page(
    counted: Counted, igdb_server: IgdbServer
) -> None:
    page = counted.page
    open_box(page)
    counted.start()

    page.keyboard.type("wild arms")
    expect_active(page, "Wild Arms")
    press(page, "Enter")
    expect(page.locator("[name=fin-on]")).to_be_focused()
    press(page, "Control+Enter")

    expect_saved(page, "Wild Arms: finished on")
    assert counted.presses == ["key Enter", "key Enter"]
    assert len(counted.pages) == 1  # the same one, with the message
    assert Playthrough.objects.get().edition.game.igdb_id is not None


def test_a_game_that_is_there_takes_one_press(
    counted: Counted,
    running: Playthrough,
    without_igdb: None,
    owner: User,
    top_rpgs: List,
) -> None:
    Finish.objects.create(token=uuid4(), user=owner, list=top_rpgs)
    page = counted.page
    open_box(page)
    counted.start()

    page.keyboard.type("chrono")
    expect(page.locator("dialog mark")).to_have_text("Chrono")
    press(page, "Control+Enter")

    expect_saved(page, "Chrono Trigger: finished on")
    assert counted.presses == ["key Enter"]
    assert len(counted.pages) == 1
    running.refresh_from_db()
    assert running.status == Status.COMPLETED
    # Nobody saw the list that was used last.
    assert top_rpgs.entries.count() == 2


# Journeys ------------------------------------------------------------------------


def test_everything_is_said_by_keys_alone(
    admin_page: Page, chrono_trigger: Game, top_rpgs: List, without_igdb: None
) -> None:
    page = admin_page
    open_box(page)
    page.keyboard.type("crono triger")
    expect_active(page, "Chrono Trigger")
    press(page, "Enter")

    page.locator("[name=fin-on]").press("Control+a")
    page.keyboard.type("nov 2003")
    said = page.locator("#id_fin-on-said")
    expect(said).to_have_text("November 2003")
    press(page, "Tab")
    press(page, "4")
    press(page, ".")
    press(page, "Alt+l")
    page.locator("[name=fin-list]").select_option(label="Top RPGs")
    preview = page.locator(".q-insert .q-clip")
    expect(preview).to_have_text(["Okami", "Chrono Trigger"])
    page.locator("[name=fin-position]").press("ArrowUp")
    expect(preview).to_have_text(["Terranigma", "Chrono Trigger", "Okami"])
    axe(page)
    press(page, "Control+Enter")

    expect_saved(page, "finished in November 2003, number 2 on Top RPGs")
    run = Playthrough.objects.get()
    assert (run.completed_at, str(run.rating)) == ("2003-11", "3.5")

    page.get_by_role("button", name="Undo").click()
    expect_saved(page, "Undone: Chrono Trigger")
    assert not Playthrough.objects.exists()
    assert top_rpgs.entries.count() == 2


def test_a_suggestion_is_taken_by_its_number_and_esc_goes_one_step_back(
    admin_page: Page, running: Playthrough
) -> None:
    page = admin_page
    open_box(page)
    expect(page.locator("[data-number='1']")).to_contain_text("Chrono Trigger")
    axe(page)

    press(page, "1")
    note = page.locator("[name=fin-notes]")
    note.fill("Not lost")
    press(page, "Escape")
    expect(page.locator("#finish-ask")).to_be_focused()
    press(page, "Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()

    press(page, "f")
    press(page, "1")
    expect(note).to_have_value("Not lost")


def test_a_digit_may_begin_a_name(
    admin_page: Page, running: Playthrough, without_igdb: None
) -> None:
    Game.objects.add(name="1942")
    page = admin_page
    open_box(page)
    page.locator("[data-number='1']").wait_for()

    page.keyboard.type("1942")

    expect_active(page, "1942")
    expect(page.locator("dialog form")).to_have_count(0)


def test_without_igdb_a_game_is_added_by_its_name(
    admin_page: Page, without_igdb: None
) -> None:
    page = admin_page
    open_box(page)
    page.keyboard.type("My own game")
    expect(page.locator("dialog")).to_contain_text("IGDB isn’t set up")
    expect_active(page, "Add “My own game” without IGDB")
    axe(page)

    press(page, "Control+Enter")

    expect_saved(page, "My own game: finished on")
    assert Game.objects.get().name == "My own game"


def test_the_library_does_not_wait_for_a_slow_igdb(
    admin_page: Page, chrono_trigger: Game, igdb_server: IgdbServer
) -> None:
    page = admin_page
    waiting: list[Route] = []
    page.route("**/finished/igdb/**", lambda route: waiting.append(route))
    open_box(page)
    with page.expect_request("**/finished/igdb/**"):
        page.keyboard.type("chrono")

    expect_active(page, "Chrono Trigger")
    expect(page.locator(".q-finish__waiting")).to_have_count(2)
    axe(page)
    waiting[0].continue_()
    expect(page.get_by_role("group", name="From IGDB")).to_contain_text("Chrono Cross")
    expect_active(page, "Chrono Trigger")


def test_an_answer_that_comes_late_does_not_replace_a_newer_one(
    admin_page: Page, chrono_trigger: Game, without_igdb: None
) -> None:
    Game.objects.add(name="Lunar")
    page = admin_page
    late: list[Route] = []
    page.route("**/finished/library/?q=chrono", lambda route: late.append(route))
    open_box(page)
    page.locator("#finish-ask").fill("chrono")
    page.locator("#finish-ask").fill("lunar")
    expect_active(page, "Lunar")

    with page.expect_response("**/finished/library/?q=chrono"):
        late[0].continue_()

    expect_active(page, "Lunar")
    expect(page.locator("dialog")).not_to_contain_text("Chrono Trigger")


def test_a_failing_igdb_is_said_and_the_library_still_works(
    admin_page: Page, chrono_trigger: Game, igdb_server: IgdbServer
) -> None:
    igdb_server.answer_next(*[answered(TOO_MANY, 429)] * 40)
    page = admin_page
    open_box(page)

    page.keyboard.type("chrono")

    expect(page.locator("dialog [data-problem]")).to_contain_text("Try again")
    expect_active(page, "Chrono Trigger")
    axe(page)


def test_a_lost_answer_keeps_everything_and_counts_once(
    admin_page: Page,
    chrono_trigger: Game,
    without_igdb: None,
    browser_problems: list[str],
) -> None:
    page = admin_page
    open_box(page)
    page.keyboard.type("chrono")
    expect_active(page, "Chrono Trigger")
    press(page, "Enter")
    page.locator("[name=fin-notes]").fill("Typed")

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/admin/finished/?game=*", lose, times=1)
    press(page, "Control+Enter")
    expect(page.get_by_role("alert").filter(has_text="didn’t respond")).to_be_visible()
    page.locator("[name=fin-notes]").press("Control+Enter")

    expect_saved(page, "Chrono Trigger: finished on")
    assert Playthrough.objects.get().notes == "Typed"
    browser_problems.clear()


def test_a_wrong_date_says_what_can_be_typed_and_stays(
    admin_page: Page, chrono_trigger: Game, without_igdb: None
) -> None:
    page = admin_page
    open_box(page)
    page.keyboard.type("chrono")
    expect_active(page, "Chrono Trigger")
    press(page, "Enter")
    page.locator("[name=fin-on]").fill("long ago")
    expect(page.locator("#id_fin-on-said")).to_contain_text("Try 1998, Nov 2003")

    press(page, "Control+Enter")

    expect(page.locator("dialog .q-say--err")).to_have_count(2)
    expect(page.locator("dialog .q-f [role=alert]")).to_contain_text("Try 1998")
    expect(page.locator("[name=fin-on]")).to_have_value("long ago")
    expect(page.locator("[name=fin-on]")).to_be_focused()
    axe(page)
    assert not Playthrough.objects.exists()


def test_one_game_after_the_other(
    admin_page: Page, chrono_trigger: Game, without_igdb: None
) -> None:
    page = admin_page
    open_box(page)
    page.keyboard.type("chrono")
    expect_active(page, "Chrono Trigger")
    press(page, "Enter")
    expect(page.locator("[name=fin-on]")).to_be_focused()

    press(page, "Control+Shift+Enter")

    expect(page.locator(".q-finish__done")).to_contain_text("Chrono Trigger: finished")
    expect(page.locator("#finish-ask")).to_be_focused()
    expect(page.locator("#finish-ask")).to_have_value("")
    axe(page)
    with page.expect_navigation():
        press(page, "Escape")


def test_two_tabs_count_once(
    admin_page: Page, running: Playthrough, browser_context: BrowserContext
) -> None:
    other = browser_context.new_page()
    for page in (admin_page, other):
        open_box(page)
        press(page, "1")
        expect(page.locator("[name=fin-on]")).to_be_focused()

    press(admin_page, "Control+Enter")
    expect_saved(admin_page, "finished on")
    press(other, "Control+Enter")

    expect(other.locator("dialog .q-banner--bad")).to_contain_text("in the meantime")
    assert Playthrough.objects.count() == 1
    other.close()


def test_focus_goes_back_to_where_it_was(
    admin_page: Page, chrono_trigger: Game, without_igdb: None
) -> None:
    page = admin_page
    page.goto("/admin/")
    link = page.get_by_role("link", name="Add game")
    link.focus()
    press(page, "f")
    expect(page.locator("#finish-ask")).to_be_focused()

    press(page, "Escape")

    expect(link).to_be_focused()


def test_on_a_page_with_a_game_the_key_takes_that_game(
    admin_page: Page, chrono_trigger: Game
) -> None:
    page = admin_page
    page.goto("/admin/")
    page.locator(".q-finishlink").wait_for()
    button = (
        f'<a href="/admin/finished/?game={chrono_trigger.pk}" aria-keyshortcuts="f"'
        f' data-finish-game="{chrono_trigger.pk}">Finished</a>'
    )
    append = "(main, html) => main.insertAdjacentHTML('beforeend', html)"
    page.locator("main").first.evaluate(append, button)

    for _ in range(2):
        press(page, "f")
        heading = page.get_by_role("dialog").get_by_role("heading")
        expect(heading).to_have_text("Chrono Trigger")
        expect(page.locator("[name=fin-on]")).to_be_focused()
        press(page, "Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_it_is_a_sheet_from_the_bar(
    admin_page: Page,
    running: Playthrough,
    top_rpgs: List,
    without_igdb: None,
    scheme: str,
) -> None:
    page = admin_page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/admin/")

    page.locator(".q-bottombar__finish").click()
    row = page.locator("[data-number='1']")
    row.wait_for()
    axe(page)
    row.click()
    expect(page.locator("[name=fin-on]")).to_be_focused()
    page.locator("[name=fin-list]").select_option(label="Top RPGs")
    expect(page.locator(".q-insert")).to_be_visible()

    axe(page)
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None and box["width"] == 390
    assert round(box["y"] + box["height"]) == 844
    for button in page.locator("dialog button:visible").all():
        size = button.bounding_box()
        assert size is not None and size["height"] >= 44, button.inner_text()
    page.get_by_role("button", name="Finished").click()
    expect_saved(page, "Chrono Trigger: finished on")
