"""Asking Steam, on a server of this machine that speaks as Steam does."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteNotJson
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.service_health import recall
from apps.integrations.steam import OwnedGame
from apps.integrations.steam import SteamClient
from apps.integrations.steam import SteamLibraryPrivate
from tests.integrations.clocks import FakeClock
from tests.integrations.steam_server import DENIED
from tests.integrations.steam_server import KEY
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import game
from tests.integrations.steam_server import player


def library() -> list[OwnedGame]:
    with SteamClient() as steam:
        return steam.owned_games()


def test_the_library_has_times_and_days(steam_server: SteamServer) -> None:
    steam_server.games = [
        game(
            220,
            "Half-Life 2",
            912,
            playtime_2weeks=30,
            rtime_last_played=1_762_000_000,
        ),
        game(400, "Portal &amp; more\x00 ", 5, rtime_last_played=86_400),
        game(10, "Counter-Strike"),
    ]

    found = [
        (each.appid, each.name, each.minutes, each.recent_minutes, each.last_played)
        for each in library()
    ]
    assert found == [
        (220, "Half-Life 2", 912, 30, date(2025, 11, 1)),
        (400, "Portal & more", 5, 0, None),
        (10, "Counter-Strike", 0, 0, None),
    ]


def test_a_private_library_is_not_an_empty_one(steam_server: SteamServer) -> None:
    assert library() == []

    steam_server.games = None

    with pytest.raises(SteamLibraryPrivate) as error:
        library()
    assert "Game details" in error.value.what_to_do


def test_what_is_not_as_documented_is_left_out(steam_server: SteamServer) -> None:
    odd = [{"appid": 1}, {"name": "x"}, {"appid": "y", "name": "x"}, 7, None]
    late = game(3, "Far future", rtime_last_played=10**15)
    steam_server.games = [*odd, late, game(2, " "), game(220, "Half-Life 2")]  # type: ignore[list-item]

    assert [found.name for found in library()] == ["Half-Life 2"]


def test_recent_games_of_a_private_profile_are_none(steam_server: SteamServer) -> None:
    steam_server.recent = [game(220, "Half-Life 2", 912, playtime_2weeks=30)]
    with SteamClient() as steam:
        (found,) = steam.recently_played()
        steam_server.recent = None
        none = steam.recently_played()

    assert (found.minutes, found.recent_minutes) == (912, 30)
    assert found.icon_url.endswith(
        "/apps/220/fcfb366051782b8ebf2aa297f3b746395858cb62.jpg"
    )
    assert none == []


def test_the_player_plays_something_or_nothing(steam_server: SteamServer) -> None:
    steam_server.players = [
        player(gameextrainfo="Half-Life 2", gameid="18446744073709551615")
    ]
    with SteamClient() as steam:
        playing = steam.player()
        steam_server.players = [player(personastate=0)]
        away = steam.player()

    assert (playing.game, playing.game_id) == ("Half-Life 2", "18446744073709551615")
    assert (away.state, away.game, away.game_id) == (0, None, None)
    assert away.avatar_url == "https://avatars.example/full.jpg"


def test_an_unknown_number_is_said_to_be_one(steam_server: SteamServer) -> None:
    with SteamClient() as steam, pytest.raises(RemoteNotFound, match="STEAM_ID"):
        steam.player()


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ([DENIED], RemoteUnauthorized),
        ([Response("<html>", 401, content_type="text/html")], RemoteUnauthorized),
        ([Response("", 429)] * 4, RemoteRateLimited),
        ([Response("<html>", 503, content_type="text/html")] * 4, RemoteUnavailable),
        ([Response("<html>", 500, content_type="text/html")], RemoteUnavailable),
        ([Response("<html>", 200, content_type="text/html")], RemoteNotJson),
        ([Response("{", 200, content_type="application/json")], RemoteNotJson),
        ([Response("[]", 200, content_type="application/json")], RemoteUnexpected),
        (
            [Response('{"response": 7}', 200, content_type="application/json")],
            RemoteUnexpected,
        ),
        (
            [
                Response(
                    '{"response": {"game_count": 1, "games": {}}}',
                    200,
                    content_type="application/json",
                )
            ],
            RemoteUnexpected,
        ),
    ],
)
def test_a_failure_is_told_and_never_shows_the_key(
    steam_server: SteamServer,
    caplog: pytest.LogCaptureFixture,
    answers: list[Response],
    error: type[RemoteError],
) -> None:
    caplog.set_level(logging.DEBUG)
    steam_server.answer_next(*answers)

    with pytest.raises(error) as raised:
        library()

    told = f"{raised.value.message} {raised.value.what_to_do} {raised.value!r}"
    # The server that plays Steam logs what it is asked; that is not ours.
    logged = [r.getMessage() for r in caplog.records if r.name != "werkzeug"]
    assert KEY not in f"{told} {logged} {recall('steam')}"
    assert raised.value.what_to_do


def test_a_wrong_key_says_where_to_look(
    steam_server: SteamServer, settings: Settings
) -> None:
    settings.STEAM_API_KEY = "F" * 32

    with pytest.raises(RemoteUnauthorized) as error:
        library()

    assert "https://steamcommunity.com/dev/apikey" in error.value.what_to_do


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"STEAM_API_KEY": "", "STEAM_ID": ""}, "STEAM_API_KEY and STEAM_ID"),
        ({"STEAM_ID": ""}, "set STEAM_ID."),
        ({"STEAM_API_KEY": "ümlaut and spaces"}, "Copy it again"),
        ({"STEAM_ID": "my-name"}, "17 digits"),
        ({"STEAM_ID": "76561190000000001&key=1"}, "17 digits"),
    ],
)
def test_settings_that_cannot_work_are_named(
    steam_server: SteamServer, settings: Settings, values: dict[str, str], told: str
) -> None:
    for name, value in values.items():
        setattr(settings, name, value)

    with pytest.raises(RemoteMisconfigured) as error:
        library()

    assert told in error.value.what_to_do
    assert steam_server.requests == []


def test_steam_is_asked_once_a_second(
    steam_server: SteamServer, clock: FakeClock
) -> None:
    for _ in range(3):
        library()

    assert clock.waits == [1.0, 1.0]
