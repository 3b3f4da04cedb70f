"""`GET /steam/player` and `/steam/recent`: for overlays, kept a while."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings
from werkzeug import Response

from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.integrations.steam_server import DENIED
from tests.integrations.steam_server import KEY
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import game
from tests.integrations.steam_server import player


def test_the_player_is_as_overlays_know_it(
    reader: ApiClient, steam_server: SteamServer
) -> None:
    steam_server.players = [player(gameextrainfo="Half-Life 2", gameid="220")]

    assert data(reader.get("/steam/player")) == {
        "personaName": "Frog",
        "personaState": 1,
        "currentGame": "Half-Life 2",
        "currentGameId": "220",
        "avatarUrl": "https://avatars.example/full.jpg",
    }


def test_recent_games_are_the_most_played_first(
    reader: ApiClient, steam_server: SteamServer
) -> None:
    steam_server.recent = [
        game(10, "Counter-Strike", 100, playtime_2weeks=5),
        game(220, "Half-Life 2", 912, playtime_2weeks=30),
        game(400, "Portal", 20, playtime_2weeks=20),
    ]

    two = data(reader.get("/steam/recent", count="2"))

    assert [found["name"] for found in two] == ["Half-Life 2", "Portal"]
    assert two[0] == {
        "appId": 220,
        "name": "Half-Life 2",
        "playtime2Weeks": 30,
        "playtimeForever": 912,
        "iconUrl": "https://media.steampowered.com/steamcommunity/public/images/apps/"
        "220/fcfb366051782b8ebf2aa297f3b746395858cb62.jpg",
    }
    assert len(data(reader.get("/steam/recent/"))) == 3


def test_steam_is_asked_once_for_many_overlays(
    reader: ApiClient, steam_server: SteamServer, settings: Settings
) -> None:
    steam_server.players = [player()]
    for _ in range(5):
        data(reader.get("/steam/player"))
        data(reader.get("/steam/recent", count="3"))

    assert len(steam_server.requests) == 2

    settings.STEAM_ID = "76561190000000002"
    assert problem(reader.get("/steam/player"), status=404)["service"] == "Steam"


@pytest.mark.parametrize("path", ["/steam/player", "/steam/recent"])
def test_without_keys_it_says_what_to_set(
    reader: ApiClient, settings: Settings, path: str
) -> None:
    settings.STEAM_API_KEY = settings.STEAM_ID = ""

    found = problem(reader.get(path), status=503)

    assert "STEAM_API_KEY and STEAM_ID" in found["detail"]
    assert "https://steamcommunity.com/dev/apikey" in found["detail"]


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([DENIED], 503),
        ([Response("", 429)] * 4, 429),
        ([Response("<html>", 200, content_type="text/html")], 502),
        ([Response("<html>", 503, content_type="text/html")] * 4, 502),
    ],
)
def test_a_failure_of_steams_is_told_as_such(
    reader: ApiClient, steam_server: SteamServer, answers: list[Response], status: int
) -> None:
    steam_server.answer_next(*answers)

    answer = reader.get("/steam/player")

    found = problem(answer, status=status)
    assert "Steam" in found["detail"]
    assert KEY not in answer.content.decode()


@pytest.mark.parametrize("count", ["0", "-1", "many"])
def test_a_bad_count_is_named(
    reader: ApiClient, steam_server: SteamServer, count: str
) -> None:
    found = problem(reader.get("/steam/recent", count=count), status=422)

    assert [error["field"] for error in found["errors"]] == ["count"]
    assert steam_server.requests == []


def test_a_count_above_the_most_is_cut_and_unknown_parameters_are_ignored(
    reader: ApiClient, steam_server: SteamServer
) -> None:
    steam_server.recent = [game(n, f"Game {n}", 60) for n in range(1, 4)]

    assert len(data(reader.get("/steam/recent", count=1_000, page=2))) == 3
