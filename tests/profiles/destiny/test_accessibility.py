"""The pages of Destiny 2, judged by axe-core."""

from __future__ import annotations

from playwright.sync_api import Page

from apps.profiles.destiny.models import Activity
from tests.accessibility import violations
from tests.profiles.destiny.stored import guardian_with_history


def test_axe_finds_nothing_on_its_pages(admin_page: Page) -> None:
    assert violations(admin_page, pages()) == []


def pages() -> list[str]:
    guardian_with_history()
    base = "/admin/profiles/destiny/"
    cleared = Activity.objects.get(instance_id="15432100001")
    pages = ["", "raids/", "titles/", "activities/", "account/"]
    return [*(f"{base}{page}" for page in pages), f"{base}activities/{cleared.uuid}/"]
