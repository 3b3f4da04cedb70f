"""A Questlog with something of everything in it, and a way to move it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from wagtail.models import APIToken

from apps.browsing.models import YearReview
from apps.exports.restoring import import_questlog
from apps.exports.writing import write_export
from apps.imports.following.follow import follow_gist
from apps.imports.following.follow import follow_import
from apps.imports.igdb.known_titles import remember
from apps.imports.intake.steam import library_text
from apps.imports.models import ColumnMapping
from apps.imports.models import FoundGame
from apps.imports.models import Import
from apps.imports.models import KnownMeaning
from apps.imports.models import SourceKind
from apps.imports.review.decisions import Seen
from apps.imports.review.decisions import merge
from apps.imports.review.decisions import skip
from apps.integrations.igdb.rows import IgdbGame
from apps.integrations.steam import OwnedGame
from apps.journal.models import Playthrough
from apps.library.covers.uploads import store_upload
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import NotTheSame
from apps.lists.models import List
from apps.lists.models import Versus
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.imports.applying import apply_import
from apps.profiles.imports.applying import plan_import
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import PoeProfile
from apps.profiles.registry import kind_called
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.steam.models import SteamApp
from tests import databases
from tests.api.client import ApiClient
from tests.api.client import data
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.library.images import picture
from tests.profiles.destiny.stored import guardian_with_history
from tests.profiles.ffxiv.made import character_of
from tests.profiles.poe.builds import api_detail
from tests.profiles.poe.builds import bring
from tests.profiles.poe.builds import window
from tests.profiles.umamusume.conftest import TEIO
from tests.profiles.umamusume.conftest import small_vocabulary
from tests.profiles.umamusume.test_api import FULL
from tests.profiles.warframe.accounts import text as warframe_profile
from tests.settings import DATABASES
from tests.steam.libraries import HADES
from tests.steam.libraries import played_library

GIST_FILE = "https://gist.github.com/aa5a315d61ae9438b18d#file-rpgs-md"
LATER = datetime(2030, 1, 1, 12, tzinfo=UTC)
UNICODE = "ポケットモンスター 赤 🎮 «Ünïcödé» \u202e\\ \" ' </script>\n=1+1"

type Empty = Callable[[], None]


def exported(**options: Any) -> bytes:
    """The export of this moment, as if made on `LATER`."""
    out = io.BytesIO()
    write_export(out, at=LATER, **options)
    return out.getvalue()


def imported(content: bytes) -> dict[str, int]:
    return import_questlog(io.BytesIO(content))


def parsed(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(content)
    return found


def owners_client() -> ApiClient:
    """A program with a token of the owner of this Questlog."""
    owner, _ = User.objects.get_or_create(
        username="owner", defaults={"is_superuser": True, "is_staff": True}
    )
    return ApiClient(APIToken.create_token(user=owner, name="test")[1])


@pytest.fixture
def empty(committed_db: None, postgres_server: Any, template_database: str) -> Empty:
    """`empty()` makes this a second Questlog: migrated, and nothing else."""

    def make_anew() -> None:
        databases.clone(
            postgres_server.postgres, template_database, DATABASES["default"]["NAME"]
        )

    return make_anew


@pytest.fixture
def small_house(committed_db: None, owner: User) -> None:
    """A Questlog with one short list imported, and a game that knows its genre."""
    Desk(owner).bring(SMALL)
    Game.objects.get(slug="chrono-trigger").set_genres(
        [Genre.objects.create(name="JRPG")]
    )


@pytest.fixture
def household(committed_db: None, owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner's four lists, and something of everything else that there can be."""
    desk = Desk(owner)
    for name in (
        "rpgs.gist.md",
        "rpgs-beaten.json",
        "top-20.json",
        "final-fantasy.json",
    ):
        desk.bring_file(name)
    api = owners_client()
    _play(api)
    _rank(api)
    _delete_lists(api)
    _edit_the_library(api)
    _leave_imports_behind(desk)
    _bring_a_steam_library(desk)
    _ask_igdb(desk)
    _hunt(api)
    _attempt(api)
    monkeypatch.setattr(
        "apps.profiles.umamusume.models.profile.vocabulary_file", small_vocabulary
    )
    _train(api)
    _build(api)
    guardian_with_history("Ünïcödé 🎮")
    _archive_warframe(api)
    _level(api)
    _follow_steam(api)
    _report_to_romm(api)
    _compare()
    _merge_games(api)
    _review_a_year()


def _report_to_romm(api: ApiClient) -> None:
    """Play time of a ROM that waits to be linked to a game."""
    session = {
        "rom_id": 12,
        "save_slot": UNICODE[:60],
        "start_time": "2020-01-01T20:00:00Z",
        "end_time": "2020-01-01T21:00:00Z",
        "duration_ms": 3_600_000,
    }
    body = {"device_id": "handheld", "sessions": [session]}
    data(api.post("/play-sessions", body), status=201)


def _compare() -> None:
    """A ranking by picking the better of two, with one choice made."""
    ranked = List.objects.filter(is_ranked=True, entries__position=2).earliest("pk")
    versus = Versus.begin(ranked)
    assert versus.question is not None
    versus.answer(versus.question.first, number=0)


def _review_a_year() -> None:
    """A public year with a game of the year, and words about another one."""
    best, other = Game.objects.order_by("pk")[:2]
    review = YearReview.objects.create(
        year=2025, title=UNICODE[:60], game_of_the_year=best, words=UNICODE
    )
    review.set_highlights([(other, UNICODE)])
    review.publish(at=LATER)
    YearReview.objects.create(intro="All of it.")


def _follow_steam(api: ApiClient) -> None:
    """A Steam library with achievements, and time that is added to a playthrough."""
    played_library(at=LATER, name=UNICODE[:60])
    run = Playthrough.objects.select_related("edition__game").earliest("pk")
    app = SteamApp.objects.get(appid=HADES)
    app.link(run.edition.game)
    session = app.sessions.earliest("pk")
    body = {"playthrough": str(run.uuid), "sessions": [str(session.uuid)]}
    data(api.post("/steam/added-time", body), status=201)


def _level(api: ApiClient) -> None:
    """A character that has leveled between two syncs."""
    data(api.put("/profiles/ffxiv", {}), status=201)
    profile = FFXIVProfile.current()
    assert profile is not None
    character_of(profile)


def _hunt(api: ApiClient) -> None:
    """One hunt that is over, one that goes on and nobody may see."""
    residents = {"residents": ["Sherb", "Bob"]}
    data(api.put("/profiles/acnh", residents), status=201)
    hunts = "/profiles/acnh/hunts"
    for body in ({"target": "Raymond", "date": "2026-03-20"}, {"is_public": False}):
        hunt = data(api.post(hunts, {**body, "notes": UNICODE}), status=201)["id"]
        for number, name in enumerate(("Étoile", "Ankha", "Raymond")):
            press = {"villager": name, "key": str(number), "notes": UNICODE}
            data(api.post(f"{hunts}/{hunt}/encounters", press), status=201)
    first = data(api.get(hunts, ordering="date"))["items"][0]["id"]
    recruit = {"villager": "Raymond", "recruited": True}
    data(api.post(f"{hunts}/{first}/encounters", recruit), status=201)
    data(api.post(f"{hunts}/{first}/end"))


def _attempt(api: ApiClient) -> None:
    """A run that is lost, one that is won, one of which nothing is known."""
    data(api.put("/profiles/ironmon", {}), status=201)
    for number, name in ((0, "Misty"), (1, "CHAMP"), (2, "Brock")):
        run = {"seed_number": number, "challenge_slug": "kaizo"}
        data(api.post("/ironmon/runs", run))
        result = {"checkpoint_name": name}
        data(api.post(f"/ironmon/runs/{number}/results", result))
    lost = {"pokemon": "Swellow", "pokemon_id": 305, "level": 14, "trainer": UNICODE}
    data(api.post("/ironmon/runs/0/defeat", lost))
    oldest = data(api.get("/profiles/ironmon/runs"))["items"][-1]["id"]
    somewhere = {**lost, "place": UNICODE}
    data(api.put(f"/profiles/ironmon/runs/{oldest}/defeat", somewhere))
    newest = data(api.get("/profiles/ironmon/runs"))["items"][0]["id"]
    notes = {"notes": UNICODE, "vod_url": "https://v.example/1", "vod_seconds": 61}
    data(api.patch(f"/profiles/ironmon/runs/{newest}", notes))
    rows = [
        {"model": "ironmon.challenge", "pk": 1, "fields": {"name": "Kaizo"}},
        {"model": "ironmon.seed", "pk": 9, "fields": {"challenge": 1}},
        {"model": "ironmon.seed", "pk": 2, "fields": {"challenge": 1}},
    ]
    kind = kind_called("ironmon")
    assert kind is not None
    import_into_profile = plan_import(kind, json.dumps(rows), file_name="runs.json")
    apply_import(import_into_profile, by=None, at=LATER)


def _train(api: ApiClient) -> None:
    """A career with all that it can have, a draft, a meeting, a team, a collection."""
    base = "/profiles/umamusume"
    data(api.put(base, {}), status=201)
    run = data(api.post(f"{base}/runs", {**FULL, "notes": UNICODE}), status=201)["id"]
    data(api.post(f"{base}/runs", {"is_draft": True, "key": "draft"}), status=201)
    parent = {"position": 10, "run_id": run}
    child = {"outfit": TEIO, "ancestors": [parent], "is_public": False}
    data(api.post(f"{base}/runs", child), status=201)
    members = [{"run_id": run, "role": "ace"}, {"outfit": TEIO}]
    entry = {"meeting": 1, "members": members, "place": 2, "notes": UNICODE}
    data(api.post(f"{base}/meetings", entry), status=201)
    slot = {"category": "dirt", "position": 3, "run_id": run}
    body = {"name": UNICODE, "slots": [slot]}
    team = data(api.post(f"{base}/teams", body), status=201)["id"]
    data(api.post(f"{base}/teams/{team}/results", {"score": 250_000}), status=201)
    data(api.put(f"{base}/months/2026-10", {"fans": 3_000_000_000}))
    profile = UmamusumeProfile.objects.get()
    profile.own_outfit(TEIO, stars=4)
    profile.own_card(30145, limit_break=2)


def _build(api: ApiClient) -> None:
    """A public character that was edited, and one that nobody may see."""
    data(api.put("/profiles/poe", {}), status=201)
    bring([window(), api_detail(name=UNICODE[:60])])
    first, second = data(api.get("/profiles/poe/characters"))["items"]
    edit = {"notes": UNICODE, "hours": 61.5, "deaths": 23, "league": "Mirage HC"}
    data(api.patch(f"/profiles/poe/characters/{first['id']}", edit))
    hide = {"is_public": False}
    data(api.patch(f"/profiles/poe/characters/{second['id']}", hide))
    row = Character.objects.get(uuid=first["id"])
    row.leave_league(at=LATER)
    row.api_id, row.missing_since, row.fetched_at = "a" * 64, LATER, LATER
    row.save()
    PoeProfile.objects.get().change(makes_playthroughs=True, realms=["pc", "xbox"])
    league = data(api.get("/profiles/poe/leagues", include="private"))[0]
    data(api.post(f"/profiles/poe/leagues/{league['id']}/playthrough", {}))


def _archive_warframe(api: ApiClient) -> None:
    """An account as a file brought it, and as it was later."""
    data(api.put("/profiles/warframe", {}), status=201)
    kind = kind_called("warframe")
    assert kind is not None
    for rank in (12, 13):
        source = warframe_profile(rank=rank, results={"DisplayName": "ポケ «Ü»"})
        apply_import(plan_import(kind, source), by=None, at=LATER)


def _ask_igdb(desk: Desk) -> None:
    """An import whose games IGDB has been asked about."""
    parent = {"id": 10, "name": "Dragon Song"}
    port = {"id": 11, "name": "Dragon Song", "game_type": 11, "parent_game": parent}
    FoundGame.objects.keep([IgdbGame.read(port)])
    row = desk.store_source("# Beaten\n- Dragon Song\n").rows.get()
    row.igdb_state, row.igdb_candidates = "sure", [{"game": 11, "score": 100.0}]
    row.igdb_id, row.igdb_game_id = 11, 10
    row.save()
    remember([row], at=LATER)


def _play(api: ApiClient) -> None:
    for body in (
        {"status": "completed", "completed_at": "2003", "rating": 4.5},
        {"status": "completed", "started_at": "2003-11", "completed_at": "2003-11-02"},
        {"status": "planned", "notes": UNICODE, "review": UNICODE},
        {"status": "ongoing", "started_at": "2013-08"},
        {"status": "dropped", "is_public": False, "playtime_hours": 99999.9},
    ):
        data(api.post("/games/chrono-trigger/playthroughs", body), status=201)
    (imported_run,) = data(api.get("/games/xenogears/playthroughs"))["items"]
    edit = {"notes": "Edited since it was imported."}
    data(api.patch(f"/playthroughs/{imported_run['id']}", edit))
    run = data(api.post("/games/xenogears/playthroughs", {}), status=201)["id"]
    for status in ("completed", "playing", "completed"):
        data(api.patch(f"/playthroughs/{run}", {"status": status}))


def _rank(api: ApiClient) -> None:
    list_ = List.objects.get(slug="top-25-rpgs")
    entries = list(list_.entries.order_by("position"))
    for entry in entries[:3]:
        entry.move_to(9)
    list_.remove([entries[5]])
    list_.reorder(list(list_.entries.order_by("-position")))
    list_.cut([1, 3, 3, 8, 12, 20])
    shelf = data(api.post("/lists", {"name": "Shelf", "is_ranked": False}))["slug"]
    for slug in ("xenogears", "chrono-trigger"):
        data(api.post(f"/lists/{shelf}/entries", {"work_slug": slug, "notes": UNICODE}))
    data(api.patch(f"/lists/{shelf}", {"visibility": "private"}))
    data(api.post("/lists", {"name": "Not ready yet", "visibility": "draft"}))


def _delete_lists(api: ApiClient) -> None:
    doomed = data(api.post("/lists", {"name": "Deleted"}))["slug"]
    data(api.post(f"/lists/{doomed}/entries", {"work_slug": "xenogears"}))
    assert api.delete(f"/lists/{doomed}").status_code == 204


def _edit_the_library(api: ApiClient) -> None:
    jrpg = Genre.objects.create(name="JRPG")
    # The parent is younger than its child.
    jrpg.parent = Genre.objects.create(name="RPG")
    jrpg.save()
    game = Game.objects.get(slug="chrono-trigger")
    game.set_genres([jrpg, jrpg.parent], primary=jrpg)
    game.apply_remote(
        {"summary": UNICODE, "cover_url": "https://images.igdb.com/x.jpg"},
        source="igdb",
    )
    game.igdb_id = 1802
    game.uploaded_cover = store_upload(picture())
    game.igdb_data = {"id": 1802, "rating": 92.41857142857143, "b": [1.0, None, {}]}
    game.last_synced = game.igdb_gone_since = LATER
    game.declined = {"summary": UNICODE}
    game.time_to_beat = {"hastily": 68400, "normally": None, "count": 3}
    game.save()
    changes = {"release_date": "1995-03", "franchise": "chrono"}
    Franchise.objects.create(name="Chrono")
    data(api.patch("/games/chrono-trigger", changes))
    edition = game.first_edition()
    edition.twitch_category_id = "4711"
    edition.igdb_data = {"version_title": "ünïcode"}
    edition.declined = {"name": "CT"}
    edition.igdb_gone_since = LATER
    edition.save()


def _merge_games(api: ApiClient) -> None:
    """Two games that were one, and two that look alike and aren't."""
    data(api.post("/games", {"name": "Lunar: Silver Star Story"}), status=201)
    data(api.post("/games", {"name": "Lunar", "summary": UNICODE}), status=201)
    list_ = List.objects.create(name="Lunar games")
    list_.add_many(Game.objects.filter(name__startswith="Lunar"))
    data(api.post("/games/lunar/merge", {"into": "lunar-silver-star-story"}))
    first, second = Game.objects.order_by("pk")[:2]
    NotTheSame.objects.create(first=first, second=second)


def _leave_imports_behind(desk: Desk) -> None:
    desk.undo(desk.bring("- Secret of Evermore II\n- Soul Blazer (SNES)"))
    # What this one made is deleted afterwards.
    desk.bring("# Backlog\n\n## Gone\n\n- A Game Nobody Kept (SNES)")
    gone = Game.objects.get(name="A Game Nobody Kept")
    gone.editions.get().playthroughs.all().delete()
    gone.delete()
    batch = desk.store_source(
        f"{SMALL}\n- Chrono Triger\n- Crono Trigger DX\n- Xenogeers"
    )
    first, second, third = batch.rows.order_by("number")[4:7]
    for row, into in ((first, second), (second, third)):
        merge(batch, Seen(row.pk, row.version, LATER), into)
        second.refresh_from_db()
    skipped = batch.rows.order_by("number").last()
    assert skipped is not None
    skip(batch, Seen(skipped.pk, skipped.version, LATER))


def _bring_a_steam_library(desk: Desk) -> None:
    games = [
        OwnedGame(220, "Half-Life 2", 912, 30, None),
        OwnedGame(1, "X", 0, 0, None),
    ]
    desk.bring(library_text(games, leave_out_unplayed=True))
    _follow_what_was_imported()
    KnownMeaning.objects.remember({("heading", "Limbo"): "paused"})
    ColumnMapping.objects.remember(["was", "wo"], {"fields": {"was": "title"}})


def _follow_what_was_imported() -> None:
    """A library with its last import, and a gist of which nothing could be read."""
    Import.objects.filter(format="steam").update(source_kind=SourceKind.STEAM)
    follow_import(Import.objects.get(format="steam"), by=None, at=LATER)
    gist = follow_gist(GIST_FILE, by=None, at=LATER)
    gist.note_failure("GitHub is away.", "Wait.", next_at=LATER)
    gist.pause(at=LATER)
