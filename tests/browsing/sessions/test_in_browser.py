"""A session logged with the keyboard, and a timer that survives a closed browser."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.library.models import Game
from tests.accessibility import judge
from tests.admin.pages import address
from tests.browser import press

pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.fixture
def game(committed_db: None) -> Game:
    game = Game.objects.add(name="Celeste")
    Playthrough.objects.create(edition=game.first_edition())
    return game


def test_a_session_is_logged_with_the_keyboard_alone(
    admin_page: Page, game: Game, browser_problems: list[str]
) -> None:
    admin_page.goto(address(Game, "inspect", game.pk))

    press(admin_page, "l")
    dialog = admin_page.get_by_role("dialog", name="Log a session")
    expect(dialog.get_by_label("When and how long")).to_be_focused()
    admin_page.keyboard.type("yesterday 72h")
    press(admin_page, "Enter")
    expect(dialog.get_by_role("alert").filter(has_text="at most 48")).to_be_visible()
    assert "422" in browser_problems.pop()
    press(admin_page, "ControlOrMeta+a")
    admin_page.keyboard.type("yesterday 1h30")
    expect(dialog.get_by_text("1 h 30 min")).to_be_visible()
    assert judge(admin_page) == []
    press(admin_page, "Enter")

    expect(admin_page.get_by_text("1 h 30 min logged")).to_be_visible()
    assert Session.objects.get().minutes == 90
    admin_page.locator(".q-undo button").click()
    expect(admin_page.get_by_text("Celeste: undone")).to_be_visible()
    assert not Session.objects.exists()


def test_the_timer_survives_a_closed_browser_and_shows_in_all_windows(
    admin_page: Page, game: Game
) -> None:
    admin_page.goto(address(Game, "inspect", game.pk))
    admin_page.get_by_role("button", name="Start the first").click()
    clock = admin_page.get_by_role("timer")
    expect(clock).to_have_text(re.compile(r"0:00:(0[2-9]|[1-5]\d)"))
    other = admin_page.context.new_page()
    admin_page.close()

    Session.objects.update(started_at=timezone.now() - timedelta(minutes=75))
    other.goto("/admin/account/")
    bar = other.get_by_role("region", name="Running session")
    expect(bar.get_by_role("timer")).to_contain_text("1:15:")
    third = other.context.new_page()
    third.goto("/admin/")
    bar.get_by_role("button", name="Pause the session").click()
    expect(bar.get_by_text("paused")).to_be_visible()
    expect(third.locator("#timer-bar").get_by_text("paused")).to_be_visible()

    bar.get_by_role("link", name="End the session").click()
    dialog = other.get_by_role("dialog", name="End the session")
    dialog.get_by_label("Note").fill("The summit!")
    dialog.get_by_role("button", name="End", exact=True).click()
    expect(third.locator("#timer-bar")).to_be_hidden()
    session = Session.objects.get()
    assert (session.minutes, session.note) == (75, "The summit!")
