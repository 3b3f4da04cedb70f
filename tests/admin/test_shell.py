"""What stands around every page of the admin: keys, the phone's bar, a lost line."""

from __future__ import annotations

from django.test import Client
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.library.models import Game
from tests.admin.pages import address
from tests.browser import press


def test_the_keys_of_the_page_are_listed(admin_page: Page) -> None:
    admin_page.goto("/admin/components/")

    press(admin_page, "?")

    keys = admin_page.locator("[data-keys-of-page] tr.w-keyboard_shortcuts__key")
    for name in ("I finished this", "Rank it"):
        expect(keys.locator("th").get_by_text(name, exact=True)).not_to_have_count(0)


def test_a_lost_connection_is_said_and_its_return(admin_page: Page) -> None:
    admin_page.goto("/admin/")
    banner = admin_page.get_by_text("You’re offline")
    expect(banner).to_be_hidden()

    admin_page.context.set_offline(True)
    banner.wait_for()

    admin_page.context.set_offline(False)
    banner.wait_for(state="hidden")


def test_a_phone_has_a_bar_that_says_where_one_is(
    admin_page: Page, chrono_trigger: Game
) -> None:
    admin_page.set_viewport_size({"width": 390, "height": 844})
    admin_page.goto("/admin/")

    admin_page.get_by_label("Quick navigation").get_by_text("Games").click()

    admin_page.wait_for_url(f"**{address(Game, 'list')}")
    here = admin_page.locator(".q-bottombar [aria-current=page]")
    expect(here).to_have_text("Games")


def test_a_phone_can_keep_questlog_on_its_home_screen(client: Client) -> None:
    manifest = client.get("/manifest.webmanifest").json()

    assert manifest["display"] == "standalone"
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).status_code == 200
