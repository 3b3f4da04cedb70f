"""Typing a career by keyboard, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.profiles.umamusume.models.rules import turn_name
from apps.profiles.umamusume.templates import prefilled_aptitudes
from tests import browser
from tests.browser import press
from tests.profiles.umamusume.conftest import OGURI
from tests.profiles.umamusume.conftest import TRACKBLAZER

PAGE = "/admin/profiles/umamusume/enter/"
SAVE = "**/enter/save/"
SPEED, MILE, STARLIGHT_BEAT = 1, 32, 20262
STATS = (1200, 650, 920, 540, 900)


@pytest.fixture
def open_profile(committed_db: None) -> UmamusumeProfile:
    return UmamusumeProfile.set_up()[0]


class Keyboard:
    """Presses keys, and counts them: a chord is one."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            press(self.page, key)
        self.pressed += len(keys)

    def type(self, *words: str) -> None:
        """Each word, and Enter."""
        for word in words:
            self.page.keyboard.type(word)
            self.pressed += len(word)
            self.press("Enter")


def opened(page: Page, url: str = PAGE) -> Keyboard:
    page.goto(url)
    page.locator("[data-career][data-ready]").wait_for()
    return Keyboard(page)


def test_a_career_with_fifteen_races_is_typed_by_keyboard_alone(
    admin_page: Page, open_profile: UmamusumeProfile
) -> None:
    keys = opened(admin_page)
    expect(admin_page.get_by_role("combobox", name="Trainee")).to_be_focused()

    keys.type("og")
    keys.press("t", "r", "Tab")
    keys.type("12999", " ".join(map(str, STATS)))
    keys.type("spe3", "mile2", "star1")
    keys.press("Alt+r")
    keys.type("asa1", "nhk1", "jap2", "mil1", "may3", "ari1")
    keys.type("yas1", "vic1", "tak1", "sp1", "tenno1", "mile1")
    keys.press("Alt+f")
    keys.type("1", "1", "2")
    expect(admin_page.locator("[data-rank]")).to_have_text("A+")
    keys.press("Control+Enter")
    admin_page.wait_for_url("**/runs/*/")

    run = CareerRun.objects.get()
    assert not run.is_draft
    assert (run.outfit, run.scenario, run.score) == (OGURI, TRACKBLAZER, 12_999)
    assert tuple(run.stats) == STATS
    assert run.aptitudes == prefilled_aptitudes(OGURI)
    sparks = [(row.spark, row.stars) for row in run.sparks.all()]
    assert sparks == [(SPEED, 3), (MILE, 2), (STARLIGHT_BEAT, 1)]
    races = list(run.races.all())
    assert (len(races), run.starts, run.wins) == (15, 15, 12)
    assert [race.place for race in races] == [1, 1, 2, 1, 1, 1, 3, *[1] * 7, 2]
    turns = [race.turn or 0 for race in races]
    assert turns == sorted(turns)
    assert (turn_name(turns[0]), turn_name(turns[11])) == (
        "Junior Early Dec",
        "Senior Late Dec",
    )
    # Half a minute for who types four keys a second.
    assert keys.pressed <= 125


def test_what_was_typed_when_the_browser_died_is_there_again(
    admin_page: Page, open_profile: UmamusumeProfile, browser_problems: list[str]
) -> None:
    keys = opened(admin_page)
    keys.type("og")
    state = admin_page.locator("[data-state]")
    expect(state).to_contain_text("Saved")
    draft = CareerRun.objects.get()

    # From here on nothing comes through, and then the page is gone.
    admin_page.route(SAVE, lambda route: route.abort())
    keys.press("Tab")
    keys.type("9876")
    expect(state).to_contain_text("kept in this browser, and sent again")
    context = admin_page.context
    admin_page.close(run_before_unload=False)
    browser_problems.clear()
    again = browser.watched_page(context, browser_problems)
    opened(again)

    lost = again.get_by_role("region", name="Not saved yet")
    expect(lost).to_contain_text("Oguri Cap")
    lost.get_by_role("button", name="Go on").click()
    again.wait_for_url("**/?draft=*")
    expect(again.locator("[data-state]")).to_contain_text("Saved")
    expect(again.locator("#score")).to_have_value("9876")
    draft.refresh_from_db()
    assert (draft.score, draft.is_draft) == (9876, True)
    kept = "Object.keys(localStorage).filter((name) => /umamusume/.test(name))"
    assert again.evaluate(kept) == []


def test_another_window_is_asked_before_anything_is_overwritten(
    admin_page: Page, open_profile: UmamusumeProfile, browser_problems: list[str]
) -> None:
    run = CareerRun.objects.start(open_profile, outfit=OGURI, score=1)
    opened(admin_page, f"{PAGE}?draft={run.uuid}")
    run.autosave(notes="From my phone")

    admin_page.locator("#score").fill("9000")

    expect(admin_page.locator("[data-conflict]")).to_be_visible()
    run.refresh_from_db()
    assert run.score == 1
    admin_page.get_by_role("button", name="Load the other").click()
    expect(admin_page.locator("#notes")).to_have_value("From my phone")
    browser_problems.clear()


def test_five_numbers_pasted_fill_the_stats_and_doubts_stand_beside_them(
    admin_page: Page, open_profile: UmamusumeProfile
) -> None:
    run = CareerRun.objects.start(open_profile, outfit=OGURI, scenario=TRACKBLAZER)
    opened(admin_page, f"{PAGE}?draft={run.uuid}")

    admin_page.locator("#speed").evaluate(
        """(field) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text', '2,100 / 650 / 920 / 540 / 900');
          const paste = { clipboardData, bubbles: true, cancelable: true };
          field.dispatchEvent(new ClipboardEvent('paste', paste));
        }"""
    )

    doubt = "Speed 2,100 is above the cap of Trackblazer (1,200)."
    expect(admin_page.locator("[data-say=speed]")).to_have_text(doubt)
    run.refresh_from_db()
    assert run.stats == [2100, 650, 920, 540, 900]
