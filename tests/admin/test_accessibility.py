"""Our pages in Chromium, judged by axe-core: light and dark, wide and narrow."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page

from apps.imports.models import Import
from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import Genre
from apps.lists.models import List
from apps.realtime.models import WebhookEndpoint
from tests.admin.pages import address
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk

# All that axe knows, targets of 24 pixels too, which it leaves out by itself.
OPTIONS = {
    "rules": {"target-size": {"enabled": True}},
    # It need not say of every rule what it found right.
    "resultTypes": ["violations"],
}


def pages_of_ours(game: Game) -> list[str]:
    # So that its page shows all that it can.
    game.igdb_id = 1051
    game.igdb_data = {"id": 1051, "name": "CT", "url": "https://www.igdb.com/games/ct"}
    game.time_to_beat = {"normally": 82_800, "count": 310}
    game.igdb_gone_since = game.last_synced = game.updated_at
    game.save()
    run = Playthrough.objects.earliest("pk")
    return [
        "/admin/",
        "/admin/components/",
        "/admin/integrations/",
        "/admin/games/igdb/",
        "/admin/finished/",
        "/admin/finished/?q=chrono",
        f"/admin/finished/?game={game.pk}",
        address(Game, "list"),
        address(Game, "inspect", game.pk),
        address(Game, "edit", game.pk),
        "/admin/imports/add/",
        "/admin/events/live/",
        address(WebhookEndpoint, "list"),
        "/admin/account/",
        address(List, "list"),
        address(Import, "edit", applied_import().pk),
        address(Game, "sync", game.pk),
        address(Game, "delete", game.pk),
        address(Genre, "list"),
        address(Edition, "list"),
        address(Playthrough, "list"),
        address(Playthrough, "edit", run.pk),
        address(Playthrough, "complete", run.pk),
        address(Playthrough, "complete_game", game.pk),
        address(Playthrough, "verb", run.pk, "reopen"),
        "/admin/bulk/journal/playthrough/mark_completed/?id=all&next=/admin/",
    ]


def applied_import() -> Import:
    """A list of a few games, applied: its page links to each."""
    desk = Desk(User.objects.get(username="owner"))
    return desk.bring(SMALL)


def violations(page: Page, urls: list[str]) -> list[tuple[str, str, list[str]]]:
    found = []
    for url in urls:
        page.goto(url)
        page.wait_for_load_state("networkidle")
        for violation in Axe().run(page, options=OPTIONS).response["violations"]:
            nodes = [node["html"][:150] for node in violation["nodes"]]
            found.append((url, violation["id"], nodes[:3]))
    return found


def test_axe_finds_nothing_on_our_pages(admin_page: Page, chrono_trigger: Game) -> None:
    assert violations(admin_page, pages_of_ours(chrono_trigger)) == []


def test_axe_finds_nothing_in_the_dark_on_a_phone(
    admin_page: Page, chrono_trigger: Game
) -> None:
    admin_page.emulate_media(color_scheme="dark")
    admin_page.set_viewport_size({"width": 390, "height": 844})

    assert violations(admin_page, pages_of_ours(chrono_trigger)) == []


def test_the_dashboard_asks_nobody_outside(
    admin_page: Page, chrono_trigger: Game
) -> None:
    for game in Game.objects.all():
        game.cover_url = "https://images.example.org/cover.jpg"
        game.save()
    asked: list[str] = []
    admin_page.on("request", lambda request: asked.append(request.url))

    admin_page.goto("/admin/")
    admin_page.wait_for_load_state("networkidle")

    assert asked
    assert {url.split("/")[2].split(":")[0] for url in asked} == {"localhost"}
