"""Completing and pausing as the owner does it, from listing, page and dashboard."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.library.models import Platform
from apps.realtime.models import Event
from tests.admin.pages import address


@pytest.fixture
def playing(committed_db: None) -> Playthrough:
    celeste = Game.objects.add(name="Celeste")
    return Playthrough.objects.create(edition=celeste.first_edition())


def test_a_playthrough_is_paused_and_completed_from_its_row(
    admin_page: Page, playing: Playthrough
) -> None:
    admin_page.goto("/admin/playthroughs/?q=celeste")
    menu = admin_page.get_by_role("button", name="More options")

    menu.press("Enter")
    admin_page.get_by_role("link", name="Pause").press("Enter")
    expect(admin_page.get_by_text("Celeste: paused.")).to_be_visible()
    expect(admin_page).to_have_url(re.compile("q=celeste"))
    menu.click()
    admin_page.get_by_role("link", name="Complete", exact=True).click()
    admin_page.get_by_label("Completed").fill("2018-05")
    admin_page.get_by_label("Rating").select_option(label="★★★★½ 4.5")
    admin_page.get_by_label("Hours played").fill("11.5")
    admin_page.get_by_role("button", name="Complete").click()

    expect(admin_page.get_by_text("Celeste: completed.")).to_be_visible()
    expect(admin_page.get_by_role("row", name="Celeste")).to_contain_text("2018-05")
    playing.refresh_from_db()
    assert playing.status == Status.COMPLETED
    assert playing.rating == Decimal("4.5")


def test_a_double_click_completes_once(admin_page: Page, playing: Playthrough) -> None:
    complete = address(Playthrough, "complete", playing.pk)
    admin_page.goto(f"{complete}?next=/admin/")

    admin_page.get_by_role("button", name="Complete").dblclick()

    expect(admin_page.get_by_role("heading", name="Now playing")).to_be_visible()
    completed = Event.objects.filter(type="questlog:playthrough_complete")
    assert completed.count() == 1


def test_a_game_is_marked_completed_on_its_page(
    admin_page: Page, committed_db: None
) -> None:
    game = Game.objects.add(name="Outer Wilds")
    admin_page.goto(f"/admin/games/inspect/{game.pk}/")

    admin_page.locator("#game-hero").get_by_role("link", name="Finished").click()
    box = admin_page.get_by_role("dialog", name="I finished this")
    box.get_by_label("When").fill("")
    box.get_by_role("button", name="Finished").click()

    section = admin_page.get_by_role("region", name="Playthroughs")
    expect(section.get_by_text("Completed").last).to_be_visible()
    run = Playthrough.objects.get()
    assert (run.status, run.completed_at) == (Status.COMPLETED, None)


def test_completing_asks_for_all_that_is_known_then_with_the_first_field_in_focus(
    admin_page: Page, committed_db: None
) -> None:
    game = Game.objects.add(name="Outer Wilds")
    game.first_edition().platforms.set([Platform.objects.create(name="PC")])

    admin_page.goto(f"/admin/playthroughs/complete-game/{game.pk}/")

    expect(admin_page.get_by_label("Platform")).to_be_focused()
    expect(admin_page.get_by_label("Platform").locator(":checked")).to_have_text("PC")
    expect(admin_page.get_by_role("heading", level=1)).to_have_count(1)
    assert admin_page.locator("main").inner_text().count("Outer Wilds") == 1
    admin_page.get_by_label("Notes").fill("Twenty-two minutes.")
    admin_page.get_by_role("button", name="Complete").click()

    expect(admin_page.get_by_text("Outer Wilds: completed.")).to_be_visible()
    run = Playthrough.objects.get()
    assert run.platform and run.platform.name == "PC"
    assert run.notes == "Twenty-two minutes."


def test_completing_a_playthrough_keeps_its_notes_and_asks_for_a_missing_platform(
    admin_page: Page, playing: Playthrough
) -> None:
    playing.edition.platforms.set([Platform.objects.create(name="Switch")])
    playing.notes = "Chapter 7."
    playing.save()
    admin_page.goto(f"/admin/playthroughs/{playing.pk}/complete/")

    expect(admin_page.get_by_label("Completed")).to_be_focused()
    expect(admin_page.get_by_label("Notes")).to_have_value("Chapter 7.")
    assert admin_page.locator("main").inner_text().count("Celeste") == 1
    admin_page.get_by_label("Notes").fill("Chapter 7. The summit!")
    admin_page.get_by_role("button", name="Complete").click()

    expect(admin_page.get_by_text("Celeste: completed.")).to_be_visible()
    playing.refresh_from_db()
    assert playing.notes == "Chapter 7. The summit!"
    assert playing.platform and playing.platform.name == "Switch"
