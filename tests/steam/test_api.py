"""The library over HTTP: what anyone sees, what the owner changes, what is sent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django.fixtures import Settings
from wagtail.models import ModelLogEntry

from apps.jobs.models import Job
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.realtime.models import Event
from apps.steam.audit import differences
from apps.steam.models import AddedTime
from apps.steam.models import PlaySession
from apps.steam.models import SteamAccount
from apps.steam.models import SteamAchievement
from tests.api.client import ApiClient
from tests.api.client import data
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import game
from tests.steam.conftest import Look
from tests.steam.conftest import seconds

pytestmark = pytest.mark.django_db
HADES, TOOL = 1145360, 9


@pytest.fixture
def run(owner: User) -> Playthrough:
    """The one of Hades, at 10 hours."""
    edition = Game.objects.add(name="Hades").first_edition()
    return Playthrough.objects.create(edition=edition, playtime_hours=Decimal(10))


@pytest.fixture
def played(
    steam_server: SteamServer, look: Look, run: Playthrough
) -> list[PlaySession]:
    """Hades on two days, 150 and 47 minutes, and a tool that is ignored."""
    steam_server.achievements = {HADES: ["first", "second"]}
    steam_server.unlocked = {HADES: {"first": seconds("2026-05-01 19:00")}}
    for day, minutes in ((2, 600), (3, 750), (4, 797)):
        at = seconds(f"2026-05-0{day - 1} 20:00")
        more = {"rtime_last_played": at, "has_community_visible_stats": True}
        steam_server.games = [game(HADES, "Hades", minutes, **more), game(TOOL, "Tool")]
        look(f"2026-05-0{day} 04:00")
        if day == 2:
            SteamAccount.objects.get().apps.get(appid=TOOL).ignore()
            steam_server.unlocked[HADES]["second"] = seconds("2026-05-02 19:00")
    return list(PlaySession.objects.order_by("until"))


def names(client: ApiClient, path: str, key: str = "name", **query: Any) -> list[Any]:
    return [each[key] for each in data(client.get(path, **query))["items"]]


def test_the_library_is_followed_and_synced(
    steam_server: SteamServer, writer: ApiClient, settings: Settings
) -> None:
    assert ApiClient().get("/steam/account").status_code == 404
    refused = writer.post("/steam/sync")
    assert (refused.status_code, "Follow" in refused.text) == (409, True)
    assert ApiClient().put("/steam/account", {}).status_code == 401

    account = data(writer.put("/steam/account", {"is_followed": True}))

    assert (account["is_followed"], account["is_public"]) == (True, True)
    job = data(writer.post("/steam/sync"), status=202)
    assert data(writer.post("/steam/sync"), status=202)["id"] == job["id"]
    assert Job.objects.get().kind == "steam.sync"
    assert not data(writer.put("/steam/account", {"is_followed": False}))["is_followed"]
    settings.STEAM_API_KEY = ""
    assert "STEAM_API_KEY" in writer.post("/steam/sync").text


def test_the_library_is_filtered_and_paged(
    played: list[PlaySession], writer: ApiClient
) -> None:
    anyone = ApiClient()

    (hades,) = data(anyone.get("/steam/library"))["items"]

    assert (hades["minutes"], hades["game"]["slug"]) == (797, "hades")
    assert (hades["achievements"], hades["unlocked_achievements"]) == (2, 2)
    library = "/steam/library"
    assert names(writer, library, include="private") == ["Hades", "Tool"]
    assert names(anyone, library, q="had", game="hades", linked=True) == ["Hades"]
    assert names(anyone, library, missing=True) == []
    assert names(anyone, library, played=False) == []
    assert anyone.get(f"{library}/{TOOL}").status_code == 404
    assert data(writer.get(f"{library}/{TOOL}", include="private"))["is_ignored"]
    totals = data(anyone.get(f"{library}/{HADES}/playtime"))
    assert [each["minutes"] for each in totals] == [600, 750, 797]
    for query in ({"colour": "red"}, {"ordering": "luck"}, {"game": "nothing"}):
        assert 400 <= anyone.get(library, **query).status_code < 500
    assert anyone.get(f"{library}/0").status_code == 422
    account = data(anyone.get("/steam/account"))
    assert (account["games"], account["achievements"]) == (1, 2)


def test_achievements_are_listed_and_read_again(
    played: list[PlaySession], writer: ApiClient
) -> None:
    path = f"/steam/library/{HADES}/achievements"
    anyone = ApiClient()

    assert names(anyone, path) == ["First", "Second"]
    assert names(anyone, path, unlocked=False) == []
    latest = data(anyone.get("/steam/achievements", game="hades"))["items"]
    assert [each["name"] for each in latest] == ["Second", "First"]
    assert (latest[0]["rarity"], latest[0]["icon"]) == (5.2, None)
    assert data(writer.post(f"{path}/refresh"), status=202)["title"].endswith("Hades")
    assert writer.post("/steam/library/5/achievements/refresh").status_code == 404


def test_time_is_added_once_and_taken_back(
    played: list[PlaySession], run: Playthrough, writer: ApiClient
) -> None:
    body = {
        "playthrough": str(run.uuid),
        "sessions": [str(session.uuid) for session in played],
    }
    assert ApiClient().post("/steam/added-time", body).status_code == 401

    added = data(writer.post("/steam/added-time", body), status=201)

    run.refresh_from_db()
    assert (added["hours"], run.playtime_hours) == (3.3, Decimal("13.3"))
    log = ModelLogEntry.objects.for_instance(run).latest("timestamp")
    assert (log.action, log.data["hours"]) == ("steam.add_time", 3.3)
    assert run.latest_revision is not None
    again = writer.post("/steam/added-time", body | {"sessions": body["sessions"][:1]})
    assert (again.status_code, "already" in again.text) == (422, True)
    sessions = data(ApiClient().get("/steam/sessions", added=True))["items"]
    assert {each["added"]["playthrough_id"] for each in sessions} == {str(run.uuid)}
    assert list(differences()) == []
    path = f"/steam/added-time/{added['id']}"
    assert writer.delete(path).status_code == 204
    assert writer.delete(path).status_code == 404
    run.refresh_from_db()
    assert run.playtime_hours == 10
    assert not PlaySession.objects.exclude(added=None).exists()


def test_time_stays_with_its_own_game_and_with_what_can_be_taken_back(
    played: list[PlaySession], run: Playthrough, writer: ApiClient
) -> None:
    other = Playthrough.objects.create(
        edition=Game.objects.add(name="Braid").first_edition()
    )
    body = {"playthrough": str(other.uuid), "sessions": [str(played[0].uuid)]}
    assert "was spent on Braid" in writer.post("/steam/added-time", body).text
    mistakes: list[dict[str, Any]] = [
        {"sessions": []},
        {"sessions": ["x"]},
        {"playthrough": "x"},
    ]
    for wrong in mistakes:
        assert writer.post("/steam/added-time", body | wrong).status_code == 422

    body["playthrough"] = str(run.uuid)
    added = data(writer.post("/steam/added-time", body), status=201)
    run.change(playtime_hours=Decimal(1))
    refused = writer.delete(f"/steam/added-time/{added['id']}")

    assert (refused.status_code, "only 1.0 h" in refused.text) == (422, True)
    run.change(playtime_hours=Decimal(LONGEST))
    body["sessions"] = [str(played[1].uuid)]
    assert writer.post("/steam/added-time", body).status_code == 422
    assert AddedTime.objects.count() == 1
    # What a run that is gone was given can be given to another.
    run.delete()
    assert not PlaySession.objects.exclude(added=None).exists()


LONGEST = "99999.9"


def test_games_are_linked_ignored_and_forgotten(
    played: list[PlaySession], writer: ApiClient
) -> None:
    path = f"/steam/library/{TOOL}"
    Game.objects.add(name="Something Else")

    linked = data(writer.patch(path, {"game": "something-else"}))

    assert (linked["game"]["name"], linked["is_ignored"]) == ("Something Else", False)
    assert data(writer.patch(path, {"is_ignored": True}))["is_ignored"]
    forgotten = data(writer.patch(path, {"game": None}))
    assert (forgotten["game"], forgotten["is_ignored"]) == (None, False)
    both = {"game": "hades", "is_ignored": True}
    for wrong in ({}, both, {"game": "nothing"}, {"minutes": 1}):
        assert writer.patch(path, wrong).status_code == 422


def test_a_private_account_shows_nothing_and_empties_its_past(
    played: list[PlaySession], run: Playthrough, writer: ApiClient
) -> None:
    body = {"playthrough": str(run.uuid), "sessions": [str(played[0].uuid)]}
    data(writer.post("/steam/added-time", body), status=201)
    run.change(is_public=False)
    anyone = ApiClient()
    sessions = data(anyone.get("/steam/sessions"))["items"]
    assert [each["added"] for each in sessions] == [None, None]
    assert names(anyone, "/steam/sessions", "minutes", added=True) == []
    (event,) = Event.objects.filter(type="questlog:steam_achievement")
    assert event.payload["work"] == "hades"

    data(writer.put("/steam/account", {"is_public": False}))

    assert anyone.get("/steam/account").status_code == 404
    for path in ("library", "achievements", "sessions"):
        assert data(anyone.get(f"/steam/{path}"))["items"] == []
        assert anyone.get(f"/steam/{path}", include="private").status_code == 401
        assert data(writer.get(f"/steam/{path}", include="private"))["items"]
    event.refresh_from_db()
    assert "achievement" not in event.payload
    assert Event.objects.filter(type="questlog:steam_hide").count() == 1
    assert list(differences()) == []


def test_the_audit_finds_what_was_changed_with_sql(played: list[PlaySession]) -> None:
    SteamAchievement.objects.update(is_unlocked=False, unlocked_at=None)

    (found,) = differences()

    assert "has an event, but isn’t unlocked" in found
