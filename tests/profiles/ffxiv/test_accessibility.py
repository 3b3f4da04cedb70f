"""The pages of Final Fantasy XIV, judged by axe-core."""

from __future__ import annotations

from playwright.sync_api import Page

from apps.profiles.ffxiv.models import FFXIVProfile
from tests.accessibility import violations
from tests.profiles.ffxiv.made import character_of


def test_axe_finds_nothing_on_its_pages(admin_page: Page) -> None:
    assert violations(admin_page, pages()) == []


def pages() -> list[str]:
    character_of(FFXIVProfile.set_up()[0])
    home = "/admin/profiles/ffxiv/"
    names = ("", "achievements/", "collection/", "levels/", "characters/", "settings/")
    return ["/admin/profiles/", *(f"{home}{name}" for name in names)]
