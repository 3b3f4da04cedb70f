"""Choosing in a real browser: search, create in place, many at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform


@pytest.fixture
def modal(admin_page: Page) -> Locator:
    return admin_page.locator(".modal-dialog")


def test_a_game_is_made_with_all_that_belongs_to_it(
    admin_page: Page, modal: Locator
) -> None:
    Platform.objects.create(name="Super Nintendo", abbreviation="SNES")
    Platform.objects.create(name="Arcade")
    Genre.objects.create(name="RPG")
    admin_page.goto("/admin/games/add/")
    admin_page.get_by_label("Name", exact=False).first.fill("Chrono Trigger")

    admin_page.get_by_role("button", name="Choose franchise").click()
    modal.get_by_role("tab", name="Add new").click()
    modal.get_by_label("Name").fill("Chrono")
    modal.get_by_role("button", name="Add and choose").click()
    expect(admin_page.locator("#id_franchise-title")).to_have_text("Chrono")

    admin_page.get_by_role("button", name="Choose genre", exact=True).click()
    modal.get_by_role("link", name="RPG").click()
    expect(admin_page.locator("#id_primary_genre-title")).to_have_text("RPG")

    admin_page.get_by_role("button", name="Choose platforms").click()
    expect(modal.get_by_role("checkbox", name="Arcade")).to_be_visible()
    modal.get_by_label("Search", exact=True).fill("snes")
    # The rows found replace these, ticks and all.
    expect(modal.get_by_role("checkbox", name="Arcade")).to_have_count(0)
    modal.get_by_role("checkbox", name="Super Nintendo").check()
    modal.get_by_role("button", name="Confirm selection").click()
    admin_page.get_by_role("button", name="Choose platforms").click()
    modal.get_by_role("tab", name="Add new").click()
    modal.get_by_label("Name").fill("PlayStation")
    modal.get_by_role("button", name="Add and choose").click()
    chosen = admin_page.get_by_role("list", name="Chosen platforms")
    expect(chosen.get_by_role("listitem")).to_have_count(2)
    expect(modal).to_have_count(0)  # it gives the focus back as it goes

    admin_page.get_by_role("button", name="Remove Super Nintendo").press("Enter")
    expect(chosen.get_by_role("listitem")).to_have_count(1)
    expect(chosen.get_by_role("button", name="Remove PlayStation")).to_be_focused()
    admin_page.get_by_role("button", name="Save").click()

    expect(admin_page.get_by_text("Game 'Chrono Trigger' created")).to_be_visible()
    game = Game.objects.get()
    assert game.franchise == Franchise.objects.get(name="Chrono")
    assert [each.name for each in game.platforms.all()] == ["PlayStation"]
    assert game.game_genres.get(is_primary=True).genre.name == "RPG"
    assert game.editions.count() == 1


def test_an_edition_of_a_new_game_is_made_in_place(
    admin_page: Page, modal: Locator
) -> None:
    admin_page.goto("/admin/playthroughs/add/")

    admin_page.get_by_role("button", name="Choose edition").click()
    modal.get_by_role("tab", name="Add new").click()
    modal.get_by_label("Game").fill("Final Fantasy IV")
    modal.get_by_label("Name of the edition").fill("Pixel Remaster")
    modal.get_by_label("Kind").select_option("remaster")
    modal.get_by_role("button", name="Add and choose").click()

    title = admin_page.locator("#id_edition-title")
    expect(title).to_have_text("Final Fantasy IV (Pixel Remaster)")
    edition = Edition.objects.get()
    assert (edition.game.name, edition.edition_type) == ("Final Fantasy IV", "remaster")


def test_an_edition_is_found_by_its_game_in_another_spelling(
    admin_page: Page, modal: Locator
) -> None:
    for name in ("Final Fantasy VII", "Final Fantasy VIII", "Pokémon Red"):
        Game.objects.add(name=name)
    admin_page.goto("/admin/playthroughs/add/")
    admin_page.get_by_role("button", name="Choose edition").click()

    modal.get_by_label("Search", exact=True).fill("final fantasy 7")
    expect(modal.locator("td.title")).to_have_text([re.compile("Final Fantasy VII")])
    modal.get_by_role("link", name="Final Fantasy VII").click()

    title = admin_page.locator("#id_edition-title")
    expect(title).to_have_text("Final Fantasy VII")


def test_a_game_that_is_there_already_is_not_made_twice_in_place(
    admin_page: Page, modal: Locator
) -> None:
    Game.objects.add(name="Celeste")
    admin_page.goto("/admin/editions/add/")
    admin_page.get_by_role("button", name="Choose game").click()
    modal.get_by_role("tab", name="Add new").click()
    modal.get_by_label("Name").fill("CELESTE")
    modal.get_by_role("button", name="Add and choose").click()

    expect(modal.get_by_text("is already in your library")).to_be_visible()
    assert Game.objects.count() == 1
    modal.get_by_label("This is a different game with the same name").check()
    modal.get_by_role("button", name="Add and choose").click()

    expect(admin_page.locator("#id_game-title")).to_have_text("CELESTE")
    assert [game.editions.count() for game in Game.objects.all()] == [1, 1]


def test_a_listing_is_filtered_through_a_chooser(
    admin_page: Page, modal: Locator
) -> None:
    zelda = Game.objects.add(name="Ocarina of Time")
    Edition.objects.create(game=zelda, name="Ocarina of Time 3D")
    Game.objects.add(name="Celeste")
    admin_page.goto("/admin/editions/")

    admin_page.get_by_role("button", name="Show filters").click()
    admin_page.get_by_role("button", name="Game", exact=True).click()
    admin_page.get_by_role("button", name="Choose game").click()
    modal.get_by_role("link", name="Ocarina of Time").click()

    titles = admin_page.locator("table.listing .title-wrapper")
    expect(titles).to_have_text([re.compile("Ocarina"), re.compile("3D")])


def test_select_all_takes_what_the_search_found(admin_page: Page) -> None:
    for number in range(60):
        Platform.objects.create(name=f"Console {number:02}")
    Platform.objects.create(name="Arcade")
    admin_page.goto("/admin/platforms/?q=console")

    admin_page.get_by_role("checkbox", name="Select all", exact=False).first.check()
    admin_page.get_by_role("button", name="Select everything in this listing").click()
    admin_page.get_by_label("Delete selected rows").click()

    expect(admin_page.get_by_text("60 selected")).to_be_visible()
    admin_page.get_by_label("Type 60 to delete").fill("60")
    admin_page.get_by_role("button", name="Yes, delete").click()
    expect(admin_page.get_by_text("60 platforms deleted.")).to_be_visible()
    assert [each.name for each in Platform.objects.all()] == ["Arcade"]
