"""Choosing one's own cover, in the browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.library.models import Game
from tests.library.images import HTML
from tests.library.images import picture


def test_a_cover_is_seen_before_it_is_sent_and_after(
    admin_page: Page, media: Path, tmp_path: Path, browser_problems: list[str]
) -> None:
    game = Game.objects.add(name="Chrono Trigger")
    page = admin_page
    chosen = tmp_path / "mine.png"
    chosen.write_bytes(picture(300, 400, "red", "PNG"))
    broken = tmp_path / "broken.png"
    broken.write_bytes(HTML)
    page.goto(f"/admin/games/edit/{game.pk}/")

    page.get_by_label("Your own cover").set_input_files(broken)
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("This isn't an image")).to_be_visible()
    page.get_by_label("Your own cover").set_input_files(chosen)
    preview = page.get_by_alt_text("The chosen image, mine.png")
    expect(preview).to_be_visible()
    page.get_by_role("button", name="Save").first.click()

    page.goto(f"/admin/games/edit/{game.pk}/")
    own = page.get_by_alt_text("Your own cover")
    expect(own).to_be_visible()
    assert own.evaluate("image => image.naturalWidth") > 0
    page.get_by_label("Remove", exact=True).check()
    page.get_by_role("button", name="Save").first.click()
    page.goto(f"/admin/games/edit/{game.pk}/")
    expect(own).to_have_count(0)
    assert browser_problems == []
