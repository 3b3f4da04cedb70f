"""Characters and leagues as a sync brings them, also after it was interrupted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.integrations.http.errors import RemoteDisconnected
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.oauth.models import Grant
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import League
from apps.profiles.poe.models import PoeProfile
from apps.profiles.poe.models.character import hash_of_name
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import kind_called
from apps.profiles.sync import sync_profile
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.integrations.poe_server import PoeServer
from tests.integrations.poe_server import failure
from tests.integrations.poe_server import league
from tests.integrations.poe_server import listed
from tests.integrations.test_oauth import connect_poe
from tests.profiles.poe.builds import BOW
from tests.profiles.poe.builds import bring
from tests.profiles.poe.builds import window

pytestmark = pytest.mark.django_db

type Sync = Callable[[], list[str]]
ENDED = (timezone.now() - timedelta(days=1)).isoformat()


def poe_kind() -> ProfileKind:
    kind = kind_called("poe")
    assert kind is not None
    return kind


@pytest.fixture
def exile(poe_server: PoeServer) -> PoeServer:
    """An account with a character in each game, connected."""
    poe_server.characters = {
        "pc": [listed("Höhenflug"), listed("Mule", level=2, experience=561)],
        "poe2": [listed("Zapper", realm="poe2", league="Standard", level=71)],
    }
    poe_server.details["Höhenflug"] = {
        "equipment": [BOW],
        "passives": {"hashes": [3, 1], "hashes_ex": [], "mastery_effects": []},
    }
    poe_server.leagues = [league("Mirage"), league("Standard", startAt=None)]
    PoeProfile.set_up()
    connect_poe(poe_server)
    return poe_server


@pytest.fixture
def sync(exile: PoeServer) -> Sync:
    return lambda: sync_profile(poe_kind())


def level_up(server: PoeServer, name: str, **values: Any) -> None:
    for row in server.characters["pc"]:
        if row["name"] == name:
            row.update({"experience": row["experience"] + 1, **values})


def test_the_first_sync_brings_both_games(exile: PoeServer, sync: Sync) -> None:
    changes = sync()

    assert changes == [
        "new: Höhenflug, level 92 Deadeye",
        "new: Mule, level 2 Deadeye",
        "new: Zapper, level 71 Deadeye",
    ]
    build = Character.objects.get(name="Höhenflug")
    assert (build.ascendancy, build.league, build.main_skill) == (
        "Deadeye",
        "Mirage",
        "Tornado Shot",
    )
    assert build.passives == [1, 3] and build.equipment[0]["name"] == "Doom Thirst"
    mirage = League.objects.get(name="Mirage")
    assert mirage.starts_at is not None and mirage.seen_at is not None
    assert League.objects.filter(realm="poe2").get().seen_at is None
    (event,) = Event.objects.filter(type="questlog:profile_synced")
    assert event.payload["changes"] == changes
    assert not Event.objects.filter(type="questlog:poe_character_update").exists()


def test_a_second_sync_reads_only_what_changed(exile: PoeServer, sync: Sync) -> None:
    sync()
    exile.requests.clear()

    assert sync() == []
    assert [each.split("/", 1)[1] for each in exile.requests] == [
        "account/leagues",
        "character",
        "character/poe2",
    ]

    level_up(exile, "Mule", level=3)
    assert sync() == ["Mule 2 to 3"]
    assert exile.asked("/character/Mule") == 1
    (event,) = Event.objects.filter(type="questlog:poe_character_update")
    assert (event.payload["character"], event.payload["level"]) == ("Mule", 3)


def test_a_killed_sync_goes_on_after_its_last_character(
    exile: PoeServer, sync: Sync
) -> None:
    def fall_over(path: str) -> None:
        if path.endswith("/Mule"):
            exile.answer_next(Response("<html>", 502, content_type="text/html"))

    exile.before_each = fall_over
    with pytest.raises(RemoteUnavailable):
        sync()
    assert list(Character.objects.values_list("name", flat=True)) == ["Höhenflug"]
    exile.before_each = lambda path: None

    assert len(sync()) == 2

    assert exile.asked("GET /character/Höhenflug") == 1
    assert Character.objects.count() == 3


def test_what_a_file_brought_is_the_same_character(
    exile: PoeServer, sync: Sync
) -> None:
    bring(window(level=90))
    row = Character.objects.get()
    row.change(notes="Fun", hours=61.5, name="My bow")

    assert "My bow 90 to 92" in sync()

    row.refresh_from_db()
    assert (row.name, row.notes, row.level) == ("My bow", "Fun", 92)
    assert row.name_hash == hash_of_name("Höhenflug")
    # A file of the same level is older than what the API said.
    bring(window(league="Elsewhere"))
    row.refresh_from_db()
    assert row.league == "Mirage"
    assert Character.objects.count() == 3


def test_a_character_that_vanishes_stays_and_comes_back(
    exile: PoeServer, sync: Sync
) -> None:
    sync()
    mule = exile.characters["pc"].pop()

    assert sync() == ["Mule is gone from the account; the build stays"]
    assert sync() == []
    row = Character.objects.get(name="Mule")
    assert row.missing_since is not None

    exile.characters["pc"].append(mule)
    sync()
    row.refresh_from_db()
    assert row.missing_since is None


def test_a_new_character_with_an_old_name_is_another_one(
    exile: PoeServer, sync: Sync
) -> None:
    sync()
    exile.characters["pc"][1] = listed("Mule", id="f" * 64, level=5)

    changes = sync()

    old, new = Character.objects.filter(name__startswith="Mule").order_by("id")
    assert (old.level, new.level) == (2, 5)
    assert old.missing_since is not None and new.name == "Mule"
    assert "new: Mule, level 5 Deadeye" in changes


def test_a_renamed_character_is_the_same_one(exile: PoeServer, sync: Sync) -> None:
    sync()
    exile.characters["pc"][1]["name"] = "Porter"

    sync()

    assert not Character.objects.filter(name="Mule").exists()
    assert Character.objects.get(name="Porter").level == 2


def test_odd_rows_do_no_harm(exile: PoeServer, sync: Sync) -> None:
    exile.characters["pc"] += [listed("Odd", level=101), {"name": "No id"}]
    exile.forbidden.add("leagues")
    failed: list[str] = []

    class Watching(Progress):
        def fail(self, what: str, why: str) -> None:
            failed.append(what)

    assert len(sync_profile(poe_kind(), progress=Watching())) == 3
    assert failed == ["Leagues on PC", "Odd"]


def test_a_401_in_the_middle_goes_on_with_a_new_token(
    exile: PoeServer, sync: Sync
) -> None:
    def expire(path: str) -> None:
        if path.endswith("/Mule"):
            exile.oauth.expire()
            exile.before_each = lambda path: None

    exile.before_each = expire

    assert len(sync()) == 3
    assert exile.oauth.refreshes() == 1


def test_a_revoked_connection_stops_syncs_until_the_owner_connects(
    exile: PoeServer, sync: Sync, api_token: str
) -> None:
    sync()
    exile.oauth.revoke_all()

    with pytest.raises(RemoteDisconnected):
        sync()

    profile = PoeProfile.objects.get()
    assert profile.sync_error == (
        "Path of Exile no longer accepts the connection. Connect again."
    )
    answer = ApiClient(api_token).post("/profiles/poe/sync", {})
    assert answer.status_code == 409
    problem = answer.json()
    assert problem["detail"] == profile.sync_error
    assert problem["connect_url"] == "/admin/profiles/poe/account/"
    assert Character.objects.count() == 3


def test_another_account_is_refused(exile: PoeServer, sync: Sync) -> None:
    sync()
    Grant.objects.update(account_id="somebody else")

    with pytest.raises(JobFailed, match="different account"):
        sync()


def test_a_429_is_waited_for(exile: PoeServer, sync: Sync) -> None:
    exile.before_each = lambda path: (
        exile.answer_next(failure(3, 429, Retry_After="45"))
        if path.endswith("/Mule") and exile.asked("GET /character/Mule") == 1
        else None
    )

    assert len(sync()) == 3


def test_without_keys_all_is_as_before(settings: Settings, db: None) -> None:
    PoeProfile.set_up()
    with pytest.raises(JobFailed, match="gives out no new keys"):
        sync_profile(poe_kind())


# Leagues --------------------------------------------------------------------------


def end_the_league(server: PoeServer) -> None:
    """Its characters move to Standard, and it is no longer listed."""
    server.leagues[0]["endAt"] = ENDED
    level_up(server, "Höhenflug", league="Standard", level=93)


def test_a_league_is_remembered_by_those_who_leave_it(
    exile: PoeServer, sync: Sync
) -> None:
    sync()
    end_the_league(exile)

    assert sync() == [
        "Höhenflug 92 to 93",
        "Höhenflug moved from Mirage to Standard",
    ]

    (past,) = Character.objects.get(name="Höhenflug").past_leagues
    assert (past["league"], past["level"]) == ("Mirage", 92)
    leagues = {each["name"]: each for each in leagues_of()}
    assert leagues["Mirage"]["characters"] == 2
    assert leagues["Mirage"]["highest_level"] == 2


def leagues_of(client: ApiClient | None = None, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data(
        (client or ApiClient()).get("/profiles/poe/leagues", **query)
    )
    return found


def test_a_league_becomes_one_playthrough_that_is_kept_up_to_date(
    exile: PoeServer, sync: Sync
) -> None:
    PoeProfile.objects.get().change(makes_playthroughs=True)
    changes = sync()
    sync()

    assert "playthrough of the Mirage league" in changes
    run = League.objects.get(name="Mirage").playthrough
    assert run is not None and run.edition.game.name == "Path of Exile"
    assert (run.status, run.started_at, run.notes) == (
        Status.ONGOING,
        "2026-07-24",
        "Mirage league",
    )
    second = Game.objects.get(name="Path of Exile 2")
    assert Playthrough.objects.filter(edition__game=second).count() == 1
    assert Playthrough.objects.count() == 2

    Character.objects.get(name="Mule").change(hours=Decimal("12.5"))
    Character.objects.get(name="Höhenflug").change(hours=Decimal(60))
    end_the_league(exile)
    sync()
    # What is played in Standard doesn't count for Mirage.
    Character.objects.get(name="Höhenflug").change(hours=Decimal(70))
    sync()

    run.refresh_from_db()
    assert run.status == Status.PAUSED and run.playtime_hours == Decimal("72.5")
    assert run.completed_at is None
    hours = {each["name"]: each["hours"] for each in leagues_of() if each["hours"]}
    assert hours == {"Mirage": 72.5, "Standard": 10.0}


def test_what_the_owner_changed_in_a_playthrough_stays(
    exile: PoeServer, sync: Sync
) -> None:
    PoeProfile.objects.get().change(makes_playthroughs=True)
    sync()
    run = League.objects.get(name="Mirage").playthrough
    assert run is not None
    run.complete(on="2026-09", playtime_hours=None)
    run.change(started_at="2026-08")
    end_the_league(exile)
    sync()

    run.refresh_from_db()
    assert (run.status, run.started_at, run.completed_at) == (
        Status.COMPLETED,
        "2026-08",
        "2026-09",
    )


def test_a_removed_playthrough_isnt_made_again(
    exile: PoeServer, sync: Sync, api_token: str
) -> None:
    PoeProfile.objects.get().change(makes_playthroughs=True)
    sync()
    writer = ApiClient(api_token)
    (mirage,) = [each for each in leagues_of() if each["name"] == "Mirage"]
    path = f"/profiles/poe/leagues/{mirage['id']}/playthrough"
    assert mirage["playthrough_id"] is not None

    assert writer.delete(path).status_code == 204
    sync()
    assert not Playthrough.objects.filter(edition__game__name="Path of Exile").exists()

    for _ in range(2):
        assert data(writer.post(path, {}))["playthrough_id"] is not None
    assert Playthrough.objects.count() == 2
    assert writer.delete(path).status_code == 204
    assert writer.delete(path).status_code == 404
    assert ApiClient().post(path, {}).status_code == 401
    assert (
        ApiClient(api_token).post(f"{path[:-14]}x/playthrough", {}).status_code == 404
    )


def test_leagues_of_private_characters_are_private(
    exile: PoeServer, sync: Sync, api_token: str
) -> None:
    sync()
    for row in Character.objects.filter(league="Mirage"):
        row.change(is_public=False)

    assert {each["realm"] for each in leagues_of()} == {"poe2"}
    writer = ApiClient(api_token)
    assert len(leagues_of(writer, include="private")) == 2
    PoeProfile.objects.get().change(is_public=False)
    assert leagues_of() == []
