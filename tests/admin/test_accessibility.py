"""Our pages in Chromium, judged by axe-core: light and dark, wide and narrow."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.imports.following.follow import follow_gist
from apps.imports.intake.reread import answer_parts
from apps.imports.models import FollowedSource
from apps.imports.models import Import
from apps.jobs.models import Job
from apps.jobs.models import State
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models import Status
from apps.library.merging.merge import merge_games
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import Genre
from apps.lists.models import List
from apps.realtime.models import WebhookEndpoint
from tests.accessibility import violations
from tests.admin.pages import address
from tests.browser import press
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk


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
        *merge_pages(game),
        "/admin/profiles/",
        "/admin/finished/",
        "/admin/finished/?q=chrono",
        f"/admin/finished/?game={game.pk}",
        address(Game, "list"),
        address(Game, "inspect", game.pk),
        address(Game, "edit", game.pk),
        "/admin/imports/add/",
        "/admin/imports/answers/",
        "/admin/imports/followed/",
        f"/admin/imports/followed/{followed_gist().pk}/forget/",
        address(Import, "edit", import_with_questions().pk),
        "/admin/events/live/",
        address(Session, "list"),
        "/admin/romm/",
        "/admin/session/import/",
        "/admin/statistics/",
        f"/admin/session/log/?game={game.pk}",
        f"/admin/session/{running_session().pk}/end/",
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
        "/admin/backfill/",
        "/admin/backfill/?missing=date&q=chrono",
        "/admin/bulk/journal/playthrough/mark_completed/?id=all&next=/admin/",
        "/admin/bulk/journal/playthrough/edit_fields/?id=all&next=/admin/",
    ]


def merge_pages(game: Game) -> list[str]:
    """With a game that may be the same, and one that was merged into it."""
    merge_games(Game.objects.add(name="Chrono Trigger DS"), game, by=None)
    twin = Game.objects.add(name=game.name, summary="My first RPG.")
    return [
        address(Game, "duplicates"),
        address(Game, "merge", game.pk),
        address(Game, "merge_with", game.pk, twin.pk),
    ]


def running_session() -> Session:
    """Which every page shows; beside it one that is over, with all that it can have."""
    run = Playthrough.objects.earliest("pk")
    Session.log(
        run, minutes=90, note="Lavos.", vod_url="https://example.com/", vod_seconds=9
    )
    return Session.start(run)


def import_with_questions() -> Import:
    """A list with a question, a guess, and a known part, one of them answered."""
    desk = Desk(User.objects.get(username="owner"))
    import_ = desk.store_source(
        "# Games\n\n## Limbo\n- Ico\n\n## Not finished\n- Rez\n\n## Dropped\n- Okami\n"
        "\n## Unfinished\n- Fez\n"
    )
    return answer_parts(import_, {("heading", "Unfinished"): "paused"})


def followed_gist() -> FollowedSource:
    """A gist that couldn't be read the last time."""
    now = timezone.now()
    followed = follow_gist("aa5a315d61ae9438b18d", by=None, at=now)
    followed.note_failure("GitHub is away.", "Try again later.", next_at=now)
    return followed


def applied_import() -> Import:
    """A list of a few games, applied: its page links to each."""
    desk = Desk(User.objects.get(username="owner"))
    return desk.bring(SMALL)


def test_axe_finds_nothing_on_our_pages(admin_page: Page, chrono_trigger: Game) -> None:
    assert violations(admin_page, pages_of_ours(chrono_trigger)) == []


def test_axe_finds_nothing_at_the_first_run_and_when_signing_in(
    admin_page: Page,
) -> None:
    first_run = violations(admin_page, ["/admin/"])
    admin_page.context.clear_cookies()
    signing_in = violations(admin_page, ["/admin/login/"])

    assert first_run + signing_in == []


def test_axe_finds_nothing_on_a_dashboard_with_all_that_it_can_show(
    admin_page: Page, chrono_trigger: Game
) -> None:
    fill_dashboard(chrono_trigger)

    assert violations(admin_page, ["/admin/"]) == []


def fill_dashboard(game: Game) -> None:
    now = timezone.now()
    edition = game.first_edition()
    game.time_to_beat = {"normally": 82_800, "count": 310}
    game.save()
    Playthrough.objects.create(edition=edition, playtime_hours=6, started_at="2026-10")
    Playthrough.objects.create(edition=edition, status=Status.COMPLETED)
    Playthrough.objects.create(
        edition=edition,
        status=Status.COMPLETED,
        completed_at=f"{now.year}-01-01",
        rating=4,
        playtime_hours=20,
    )
    top = List.objects.create(name="Top")
    top.add(game)
    List.objects.update(created_at=now - timedelta(days=9))
    WebhookEndpoint.objects.create(
        name="Overlay", url="https://example.com/", failing_since=now
    )
    Job.objects.create(
        kind="library.sync", title="Sync", state=State.FAILED, finished_at=now
    )


def test_the_keyboard_skips_to_what_the_page_says(
    admin_page: Page, chrono_trigger: Game
) -> None:
    admin_page.goto("/admin/")

    press(admin_page, "Tab")
    press(admin_page, "Enter")
    expect(admin_page.locator("#main")).to_be_focused()
    press(admin_page, "Tab")

    expect(admin_page.get_by_role("link", name="Add game")).to_be_focused()


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
