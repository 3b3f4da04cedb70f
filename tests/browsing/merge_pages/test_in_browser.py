"""Two games merged from the wall and taken apart again, as a person does it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from tests.accessibility import judge
from tests.admin.pages import address
from tests.browser import press

pytestmark = pytest.mark.usefixtures("committed_db")


def test_two_games_are_merged_and_taken_apart_again(admin_page: Page) -> None:
    stays = Game.objects.add(name="Chrono Trigger", igdb_id=1051)
    goes = Game.objects.add(name="Chrono Triger", summary="My first RPG.")
    run = Playthrough.objects.create(edition=goes.first_edition(), rating=5)
    list_ = List.objects.create(name="RPGs")
    list_.add_many([goes, stays])
    admin_page.goto(address(Game, "list"))

    for game in (goes, stays):
        admin_page.get_by_label(f"Select {game.name}", exact=True).check()
    admin_page.get_by_role("link", name="Merge two selected games").click()
    expect(
        admin_page.get_by_role("heading", name="Merge Chrono Triger into")
    ).to_be_visible()
    admin_page.wait_for_load_state()
    assert judge(admin_page) == []
    press(admin_page, "x")
    expect(
        admin_page.get_by_role("heading", name="Merge Chrono Trigger into")
    ).to_be_visible()
    admin_page.wait_for_load_state()
    press(admin_page, "x")
    name = admin_page.get_by_role("group", name="Name")
    expect(name.get_by_label("Chrono Trigger", exact=False)).to_be_checked()
    admin_page.get_by_role("button", name="Merge the two").click()

    message = admin_page.get_by_text("Chrono Triger was merged into Chrono Trigger.")
    expect(message).to_be_visible()
    expect(admin_page.locator(".q-about")).to_contain_text("My first RPG.")
    assert list(list_.entries.values_list("game__name", "position")) == [
        ("Chrono Trigger", 1)
    ]
    admin_page.locator(".messages").get_by_role("button", name="Undo").click()

    expect(
        admin_page.get_by_text("Chrono Triger is a game of its own again.")
    ).to_be_visible()
    expect(admin_page).to_have_url(re.compile(address(Game, "inspect", goes.pk)))
    run.refresh_from_db()
    assert run.edition.game == goes
    assert list_.entries.count() == 2
