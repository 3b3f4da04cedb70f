"""Our pages in Chromium, judged by axe-core: light and dark, wide and narrow."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.imports.models import Import
from apps.jobs.models import Job
from apps.jobs.models import State
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import Genre
from apps.lists.models import List
from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from apps.profiles.destiny.models import Activity
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.imports.applying import plan_import
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.models import ProfileImport
from apps.profiles.poe.models import Character
from apps.profiles.registry import kind_called
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import MeetingEntry
from apps.profiles.umamusume.models import TrialsTeam
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.profiles.warframe.models import WarframeProfile
from apps.realtime.models import WebhookEndpoint
from apps.steam.models import AddedTime
from tests.admin.pages import address
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.profiles.destiny.stored import guardian_with_history
from tests.profiles.ffxiv.made import character_of
from tests.profiles.poe.builds import api_detail
from tests.profiles.poe.builds import bring
from tests.profiles.poe.builds import window
from tests.profiles.warframe.accounts import archived
from tests.steam.libraries import HADES
from tests.steam.libraries import played_library

# All that axe knows, targets of 24 pixels too, which it leaves out by itself.
OPTIONS = {
    "rules": {"target-size": {"enabled": True}},
    # It need not say of every rule what it found right.
    "resultTypes": ["violations"],
}


def ffxiv_pages() -> list[str]:
    character_of(FFXIVProfile.set_up()[0])
    home = "/admin/profiles/ffxiv/"
    names = ("", "achievements/", "collection/", "levels/", "characters/", "settings/")
    return [f"{home}{name}" for name in names]


def pages_of_ours(game: Game) -> list[str]:
    # So that its page shows all that it can.
    game.igdb_id = 1051
    game.igdb_data = {"id": 1051, "name": "CT", "url": "https://www.igdb.com/games/ct"}
    game.time_to_beat = {"normally": 82_800, "count": 310}
    game.igdb_gone_since = game.last_synced = game.updated_at
    game.save()
    run = Playthrough.objects.earliest("pk")
    hunt_for_raymond()
    attempt = attempt_kaizo()
    archived(WarframeProfile.set_up()[0])
    return [
        "/admin/",
        "/admin/components/",
        "/admin/integrations/",
        "/admin/games/igdb/",
        "/admin/profiles/",
        "/admin/profiles/acnh/",
        "/admin/profiles/acnh/statistics/",
        "/admin/profiles/acnh/island/",
        address(Hunt, "list"),
        address(Hunt, "inspect", Hunt.objects.latest("pk").pk),
        encounter_page(),
        *destiny_pages(),
        "/admin/profiles/ironmon/",
        "/admin/profiles/ironmon/?span=custom&since=nonsense",
        "/admin/profiles/ironmon/run/",
        f"/admin/profiles/ironmon/runs/{attempt.uuid}/",
        f"/admin/profiles/ironmon/runs/{attempt.uuid}/delete/",
        "/admin/profiles/ironmon/challenges/",
        "/admin/profiles/ironmon/challenges/kaizo/",
        "/admin/profiles/ironmon/settings/",
        "/admin/profiles/ironmon/import/",
        "/admin/profiles/ironmon/help/",
        "/admin/profiles/ironmon/progress/",
        "/admin/profiles/warframe/",
        "/admin/profiles/warframe/mastery/",
        "/admin/profiles/warframe/weapons/",
        "/admin/profiles/warframe/settings/",
        f"/admin/profile-imports/{import_runs().pk}/",
        *umamusume_pages(),
        *ffxiv_pages(),
        *poe_pages(),
        *steam_pages(),
        "/hunt/",
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


def hunt_for_raymond() -> None:
    """A hunt that goes on, with somebody met."""
    island, _ = Island.set_up()
    hunt = Hunt.objects.start(island, target=Villager.objects.get(name="Raymond"))
    for villager in Villager.objects.all()[:6]:
        hunt.record(villager)


def destiny_pages() -> list[str]:
    guardian_with_history()
    base = "/admin/profiles/destiny/"
    cleared = Activity.objects.get(instance_id="15432100001")
    pages = ["", "raids/", "activities/", f"activities/{cleared.uuid}/", "account/"]
    return [f"{base}{page}" for page in pages]


def encounter_page() -> str:
    encounter = Encounter.objects.earliest("pk")
    return address(Hunt, "encounter", encounter.hunt_id, encounter.uuid)


def attempt_kaizo() -> Run:
    """Runs enough for a wall: the one that is returned is lost, the last goes on."""
    IronmonProfile.set_up()
    kaizo = Challenge.objects.get(slug="kaizo")
    for number in range(12):
        run, _ = kaizo.start(number)
        if number % 3:
            run.clear(kaizo.checkpoints.all()[number])
    run.lose(pokemon="Swellow", trainer="Rival")
    kaizo.start(12)
    return run


def import_runs() -> ProfileImport:
    kind = kind_called("ironmon")
    assert kind is not None
    rows = [
        {"model": "ironmon.challenge", "pk": 1, "fields": {"name": "Kaizo"}},
        {"model": "ironmon.seed", "pk": 99, "fields": {"challenge": 1}},
    ]
    return plan_import(kind, json.dumps(rows))


def poe_pages() -> list[str]:
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


def steam_pages() -> list[str]:
    """With time that is added, time that waits, and games of every kind."""
    account = played_library(at=timezone.now())
    run = Playthrough.objects.select_related("edition__game").latest("pk")
    app = account.apps.get(appid=HADES)
    app.link(run.edition.game)
    AddedTime.add([app.sessions.earliest("pk")], run)
    base = "/admin/steam/"
    one = f"{base}games/{HADES}/"
    return [base, f"{base}new/", f"{base}time/", one, f"{one}time/"]


def umamusume_pages() -> list[str]:
    """With a veteran who has one thing of each kind, and a stat above its cap."""
    profile, _ = UmamusumeProfile.set_up()
    spark, race = {"spark": 1, "stars": 3}, {"program": 81, "turn": 72, "place": 1}
    values: dict[str, Any] = {
        "outfit": 100601,
        "scenario": 1,
        "score": 9000,
        "speed": 1500,
        "aptitudes": [7, 5, 6, 8, 6, 5, 3, 7, 7, 5],
        "sparks": [spark],
        "skills": [{"skill": 100_031, "level": 4}],
        "deck": [{"card": 30010, "limit_break": 4}],
        "ancestors": [{"position": 10, "outfit": 100301, "sparks": [spark]}],
        "races": [race],
    }
    run, _ = CareerRun.objects.add(profile, **values)
    CareerRun.objects.start(profile, outfit=100301)
    MeetingEntry.objects.enter(profile, meeting=1, members=[{"run": run}])
    slot = {"category": "mile", "position": 1, "run": run}
    team = TrialsTeam.objects.add(profile, name="Spica", slots=[slot])
    team.record(score=200_000)
    base = "/admin/profiles/umamusume/"
    return [
        base,
        f"{base}enter/",
        f"{base}runs/{run.uuid}/",
        f"{base}records/",
        f"{base}meetings/1/",
        f"{base}trials/{team.uuid}/",
        f"{base}collection/",
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_at_the_first_run_and_when_signing_in(
    admin_page: Page, scheme: Literal["light", "dark"], width: int
) -> None:
    admin_page.emulate_media(color_scheme=scheme)
    admin_page.set_viewport_size({"width": width, "height": 900})

    first_run = violations(admin_page, ["/admin/"])
    admin_page.context.clear_cookies()
    signing_in = violations(admin_page, ["/admin/login/"])

    assert first_run + signing_in == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_a_dashboard_with_all_that_it_can_show(
    admin_page: Page,
    chrono_trigger: Game,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    fill_dashboard(chrono_trigger)
    admin_page.emulate_media(color_scheme=scheme)
    admin_page.set_viewport_size({"width": width, "height": 900})

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

    admin_page.keyboard.press("Tab")
    admin_page.keyboard.press("Enter")
    expect(admin_page.locator("#main")).to_be_focused()
    admin_page.keyboard.press("Tab")

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
