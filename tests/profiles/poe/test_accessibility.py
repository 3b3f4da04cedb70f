"""The pages of Path of Exile, judged by axe-core."""

from __future__ import annotations

from playwright.sync_api import Page

from apps.profiles.poe.models import Character
from tests.accessibility import violations
from tests.profiles.poe.builds import api_detail
from tests.profiles.poe.builds import bring
from tests.profiles.poe.builds import window


def test_axe_finds_nothing_on_its_pages(admin_page: Page) -> None:
    assert violations(admin_page, pages()) == []


def pages() -> list[str]:
    """With a character who wears something of two rarities."""
    bring([window(), api_detail()])
    character = Character.objects.get(realm="pc")
    base = "/admin/profiles/poe/"
    one = f"{base}characters/{character.uuid}/"
    return [
        base,
        one,
        f"{one}edit/",
        f"{one}delete/",
        f"{base}settings/",
        f"{base}import/",
        f"{base}help/",
    ]
