"""The pages of Animal Crossing: New Horizons, judged by axe-core."""

from __future__ import annotations

from playwright.sync_api import Page

from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from tests.accessibility import violations
from tests.admin.pages import address


def test_axe_finds_nothing_on_its_pages(admin_page: Page) -> None:
    assert violations(admin_page, pages()) == []


def pages() -> list[str]:
    hunt_for_raymond()
    home = "/admin/profiles/acnh/"
    return [
        home,
        f"{home}statistics/",
        f"{home}island/",
        address(Hunt, "list"),
        address(Hunt, "inspect", Hunt.objects.latest("pk").pk),
        encounter_page(),
        "/hunt/",
    ]


def hunt_for_raymond() -> None:
    """A hunt that goes on, with somebody met."""
    island, _ = Island.set_up()
    hunt = Hunt.objects.start(island, target=Villager.objects.get(name="Raymond"))
    for villager in Villager.objects.all()[:6]:
        hunt.record(villager)


def encounter_page() -> str:
    encounter = Encounter.objects.earliest("pk")
    return address(Hunt, "encounter", encounter.hunt_id, encounter.uuid)
