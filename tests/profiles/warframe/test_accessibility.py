"""The pages of Warframe, judged by axe-core."""

from __future__ import annotations

from playwright.sync_api import Page

from apps.profiles.warframe.models import WarframeProfile
from tests.accessibility import violations
from tests.profiles.warframe.accounts import archived


def test_axe_finds_nothing_on_its_pages(admin_page: Page) -> None:
    assert violations(admin_page, pages()) == []


def pages() -> list[str]:
    archived(WarframeProfile.set_up()[0])
    home = "/admin/profiles/warframe/"
    return [f"{home}{name}" for name in ("", "mastery/", "weapons/", "settings/")]
