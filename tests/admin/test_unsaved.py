"""Leaving a form with something typed into it asks first, from the first key on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Dialog
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.journal.models import Playthrough
from apps.library.models import Game
from tests.admin.pages import address


@pytest.fixture
def asked(admin_page: Page) -> list[str]:
    """The kinds of the dialogs that came; each is answered with going away."""
    kinds: list[str] = []
    # Wagtail's check waits seconds, which the tests let pass at once.
    admin_page.clock.install()

    def answer(dialog: Dialog) -> None:
        kinds.append(dialog.type)
        dialog.accept()

    admin_page.on("dialog", answer)
    return kinds


@pytest.fixture
def playing(committed_db: None) -> Playthrough:
    celeste = Game.objects.add(name="Celeste")
    return Playthrough.objects.create(edition=celeste.first_edition())


@pytest.mark.parametrize("wait_ms", [0, 3000])
def test_typed_text_is_asked_about_from_the_first_key_on(
    admin_page: Page, asked: list[str], playing: Playthrough, wait_ms: int
) -> None:
    game = playing.edition.game
    for url, field in (
        ("/admin/imports/add/", "textarea"),
        (address(Game, "edit", game.pk), "#id_aliases"),
        (address(Game, "add"), "#id_name"),
        (address(Playthrough, "complete", playing.pk), "#id_notes"),
    ):
        asked.clear()
        admin_page.goto(url)
        admin_page.locator(field).first.press_sequentially("Ys")
        admin_page.clock.run_for(wait_ms)

        admin_page.goto("/admin/")

        assert (url, asked) == (url, ["beforeunload"])


def test_a_form_that_nobody_typed_into_does_not_ask(
    admin_page: Page, asked: list[str], playing: Playthrough
) -> None:
    for url in (
        "/admin/imports/add/",
        address(Game, "edit", playing.edition.game_id),
        address(Playthrough, "complete", playing.pk),
    ):
        admin_page.goto(url)
        admin_page.locator("main").click(position={"x": 600, "y": 5})
        admin_page.clock.run_for(2600)
        admin_page.goto("/admin/")

    assert asked == []


def test_saving_does_not_ask(
    admin_page: Page, asked: list[str], playing: Playthrough
) -> None:
    admin_page.goto(address(Game, "edit", playing.edition.game_id))
    admin_page.locator("#id_aliases").press_sequentially("Mountain")
    admin_page.get_by_role("button", name="Save").click()

    expect(admin_page.get_by_text("Game 'Celeste' updated.")).to_be_visible()
    assert asked == []
