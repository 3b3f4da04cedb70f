"""Syncing the library: what is stored, what stays, what is asked, and what fails."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.imports.models import KnownGame
from apps.integrations.http.errors import RemoteError
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress
from apps.library.covers.fetching import missing_urls
from apps.library.models import Game
from apps.realtime.models import Event
from apps.steam.models import SteamAccount
from apps.steam.models import SteamAchievement
from apps.steam.models import SteamApp
from apps.steam.syncing.sync import sync_account
from apps.steam.tasks import sync_in_background
from tests.integrations.steam_server import DENIED
from tests.integrations.steam_server import KEY
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import game
from tests.steam.conftest import Look
from tests.steam.conftest import seconds

pytestmark = pytest.mark.django_db
HADES, BRAID = 1145360, 26800


def owned(appid: int, name: str, minutes: int, **more: Any) -> dict[str, Any]:
    return game(appid, name, minutes, has_community_visible_stats=True, **more)


def asked(server: SteamServer) -> list[str]:
    """The requests since the last time, by the last part of their address."""
    found = [request.path.split("/")[2] for request in server.requests]
    server.requests.clear()
    return found


@pytest.fixture
def hades(steam_server: SteamServer) -> SteamServer:
    """Hades with three achievements, one of them unlocked, and Braid with none."""
    steam_server.games = [owned(HADES, "Hades", 600), owned(BRAID, "Braid", 60)]
    steam_server.achievements = {HADES: ["first", "second", "secret_third"]}
    steam_server.unlocked = {HADES: {"first": seconds("2020-05-01 12:00")}}
    return steam_server


def test_the_first_look_fills_and_announces_nothing(
    hades: SteamServer, look: Look
) -> None:
    changes = look("2026-05-02 04:00")

    assert changes == [
        "2 games in the library",
        "Achievements of 2 games read for the first time",
    ]
    first, second, third = SteamAchievement.objects.order_by("position")
    assert (first.name, first.is_unlocked, str(first.rarity)) == ("First", True, "4.2")
    assert first.icon_url.endswith("/1145360/first.jpg")
    assert (second.is_unlocked, third.is_hidden) == (False, True)
    assert {event.type for event in Event.objects.all()} == {"questlog:steam_synced"}
    # Icons are fetched as covers are, of what is unlocked only.
    assert missing_urls(timezone.now()) == [first.icon_url]
    # One for the library, one a game, and two for what everyone sees of it.
    assert len(asked(hades)) == 1 + 2 + 2


def test_a_later_look_asks_only_about_what_was_played(
    hades: SteamServer, look: Look
) -> None:
    look("2026-05-02 04:00")
    asked(hades)
    assert look("2026-05-03 04:00") == []
    assert asked(hades) == ["GetOwnedGames"]

    hades.games = [owned(HADES, "Hades", 660), owned(BRAID, "Braid", 60)]
    hades.unlocked[HADES]["second"] = seconds("2026-05-03 21:00")
    changes = look("2026-05-04 04:00")

    assert changes == ["Hades: 1.0 h", "Hades: 1 achievement"]
    assert asked(hades) == ["GetOwnedGames", "GetPlayerAchievements"]
    event = Event.objects.get(type="questlog:steam_achievement")
    assert event.payload["achievement"] == "Second"
    assert (event.payload["unlocked"], event.payload["total"]) == (2, 3)


def test_what_an_answer_lacks_stays(hades: SteamServer, look: Look) -> None:
    look("2026-05-02 04:00")
    hades.games = [owned(HADES, "Hades", 660)]
    hades.unlocked[HADES] = {}
    hades.achievements[HADES] = ["first", "second"]

    assert "1 game no longer shown by Steam: Braid" in look("2026-05-03 04:00")

    braid = SteamApp.objects.get(appid=BRAID)
    assert braid.minutes == 60
    assert braid.missing_since is not None
    first, third = SteamAchievement.objects.exclude(missing_since=None)
    assert (first.is_unlocked, third.key) == (True, "secret_third")
    hades.games = [owned(HADES, "Hades", 660), owned(BRAID, "Braid", 60)]
    assert "1 game that was missing: Braid" in look("2026-05-04 04:00")
    braid.refresh_from_db()
    assert braid.missing_since is None


@pytest.mark.parametrize("answer", [None, []])
def test_a_private_or_empty_library_changes_nothing_and_says_so(
    hades: SteamServer,
    look: Look,
    account: SteamAccount,
    answer: list[dict[str, Any]] | None,
) -> None:
    look("2026-05-02 04:00")
    hades.games = answer

    with pytest.raises((RemoteError, JobFailed)):
        look("2026-05-03 04:00")

    account.refresh_from_db()
    assert "Game details" in account.sync_error
    assert account.withheld_since is not None
    assert not SteamApp.objects.exclude(missing_since=None).exists()
    hades.games = [owned(HADES, "Hades", 600), owned(BRAID, "Braid", 60)]
    look("2026-05-04 04:00")
    account = SteamAccount.objects.get()
    assert (account.sync_error, account.withheld_since) == ("", None)


def test_hidden_achievements_end_the_sync_with_the_library_stored(
    hades: SteamServer, look: Look, account: SteamAccount
) -> None:
    hades.hides_achievements = True

    with pytest.raises(RemoteError):
        look("2026-05-02 04:00")

    assert SteamApp.objects.count() == 2
    account.refresh_from_db()
    assert "doesn't show your achievements" in account.sync_error


def test_one_hidden_game_and_a_refused_rarity_stop_nothing(
    hades: SteamServer, look: Look, account: SteamAccount
) -> None:
    hades.games = [owned(1, "Hidden", 900), *(hades.games or [])]
    hidden = b'{"playerstats": {"error": "Profile is not public", "success": false}}'

    def refuse(number: int) -> None:
        url = hades.requests[-1].url
        if "PlayerAchievements" in url and "appid=1&" in url:
            hades.answer_next(Response(hidden, 403, content_type="application/json"))
        elif "Percentages" in url:
            hades.answer_next(Response("{}", 403, content_type="application/json"))

    hades.before_each = refuse
    look("2026-05-02 04:00")

    account.refresh_from_db()
    assert account.sync_error == ""
    assert "Game details" in SteamApp.objects.get(appid=1).achievements_error
    rarity = SteamAchievement.objects.values_list("rarity", flat=True)
    assert list(rarity) == [None, None, None]


def test_odd_answers_are_read_as_far_as_they_go(
    steam_server: SteamServer, look: Look
) -> None:
    steam_server.games = [game(1, "One", 5), game(2, "Two", 5), game(3, "Three", 5)]
    look("2026-05-02 04:00")
    steam_server.games = [
        game(1, "One", 7),
        game(1, "One again", 9),
        game(2**53 + 1, "Beyond"),
        game(2, "Two", 2**53 + 1),
        game(4, "x" * 5000, 1, img_icon_url="../../etc"),
    ]

    look("2026-05-03 04:00")

    rows = {app.appid: app for app in SteamApp.objects.all()}
    assert (rows[1].minutes, rows[2].minutes, len(rows[4].name)) == (9, 5, 300)
    # Not all could be read, so nothing is known to be missing.
    assert rows[3].missing_since is None
    assert set(rows) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    "answers",
    [
        [DENIED],
        [Response("<html>", 429)] * 10,
        [Response("down", 500)] * 10,
        [Response("<html>maintenance</html>", 200, content_type="text/html")],
        [Response('{"response": {"games"', 200, content_type="application/json")],
        [Response(b"x" * 11_000_000, 200, content_type="application/json")],
    ],
)
def test_a_failure_keeps_what_is_there_and_never_shows_the_key(
    hades: SteamServer,
    look: Look,
    account: SteamAccount,
    caplog: pytest.LogCaptureFixture,
    answers: list[Response],
) -> None:
    caplog.set_level(logging.DEBUG)
    look("2026-05-02 04:00")
    hades.answer_next(*answers)

    with pytest.raises(RemoteError) as error:
        look("2026-05-03 04:00")

    account.refresh_from_db()
    assert error.value.message in account.sync_error
    assert SteamApp.objects.filter(missing_since=None).count() == 2
    logged = [r.getMessage() for r in caplog.records if r.name != "werkzeug"]
    assert KEY not in f"{account.sync_error} {logged}"


def test_a_game_whose_achievements_cannot_be_read_does_not_stop_the_others(
    hades: SteamServer, look: Look
) -> None:
    hades.games = [owned(n, f"Game {n}", 9 - n) for n in range(1, 4)]
    hades.achievements = {n: ["first"] for n in range(1, 4)}
    odd = Response('{"playerstats": 7}', 200, content_type="application/json")

    def break_the_second(number: int) -> None:
        if "appid=2&" in hades.requests[-1].url and "Player" in hades.requests[-1].path:
            hades.answer_next(odd)

    hades.before_each = break_the_second
    look("2026-05-03 04:00")

    assert SteamAchievement.objects.count() == 2
    broken = SteamApp.objects.exclude(achievements_error="").get()
    assert broken.appid == 2
    hades.before_each = lambda number: None
    look("2026-05-04 04:00")
    assert SteamAchievement.objects.count() == 3
    assert not SteamApp.objects.exclude(achievements_error="").exists()


class Remembering(Progress):
    """A worker's progress that is ended after so many steps, and begun again."""

    def __init__(self, steps: int) -> None:
        self.memory = {}
        self.left = steps

    def step(self, count: int = 1, message: str = "") -> None:
        self.left -= count
        if self.left < 0:
            raise KeyboardInterrupt

    def remember(self, **memory: Any) -> None:
        self.memory = memory


def test_a_sync_that_is_ended_in_the_middle_goes_on_where_it_was(
    hades: SteamServer, account: SteamAccount
) -> None:
    hades.games = [owned(n, f"Game {n}", 60) for n in range(1, 8)]
    hades.achievements = {n: ["first"] for n in range(1, 8)}
    progress = Remembering(steps=3)
    with pytest.raises(KeyboardInterrupt):
        sync_account(account, progress=progress)
    assert len(asked(hades)) == 1 + 4 * 3

    progress.left = 100
    changes = sync_account(account, progress=progress)

    # The library isn't read again, nor what was stored.
    assert len(asked(hades)) == 3 * 3
    assert changes[0] == "7 games in the library"
    assert SteamAchievement.objects.count() == 7


def test_games_are_linked_by_number_or_name_and_never_made(
    steam_server: SteamServer, look: Look
) -> None:
    named = Game.objects.add(name="Hades")
    by_number = Game.objects.add(name="Half-Life: The Second One")
    shops = [{"id": 1, "uid": "220", "external_game_source": 1}]
    by_number.igdb_id = 233
    by_number.igdb_data = {"id": 233, "external_games": shops}
    by_number.save()
    left_out = Game.objects.add(name="Soundtrack")
    KnownGame.objects.create(service="steam", external_id="9", game=None)
    steam_server.games = [
        game(HADES, "Hades™", 5),
        game(220, "Half-Life 2"),
        game(9, "Soundtrack"),
        game(10, "Hades Demo"),
    ]

    look("2026-05-02 04:00")

    found = {a.appid: a.game_id for a in SteamApp.objects.with_game()}
    assert found == {HADES: named.pk, 220: by_number.pk, 9: None, 10: None}
    assert [app.appid for app in SteamApp.objects.unsettled()] == [10]
    assert left_out.pk not in found.values()
    assert Game.objects.count() == 3


def test_the_schedule_syncs_only_what_is_followed_and_tries_again_what_may_pass(
    hades: SteamServer, account: SteamAccount
) -> None:
    account.unfollow()
    sync_in_background.run(Progress())
    assert hades.requests == []
    account.follow(at=account.created_at)
    hades.answer_next(DENIED)
    with pytest.raises(JobFailed, match="rejected the key"):
        sync_in_background.run(Progress())
    hades.answer_next(*[Response("busy", 503)] * 10)
    with pytest.raises(RemoteError):
        sync_in_background.run(Progress())


def test_another_number_in_the_settings_is_another_account(
    hades: SteamServer, look: Look, settings: Settings
) -> None:
    look("2026-05-02 04:00")

    settings.STEAM_ID = "76561190000000002"

    assert SteamAccount.current() is None
    other = SteamAccount.set_up()
    assert other.apps.count() == 0
    with pytest.raises(JobFailed, match="Follow"):
        sync_account(other)
