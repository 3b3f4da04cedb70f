"""Which game a Twitch category is."""

from __future__ import annotations

from apps.integrations.http.service_health import recall
from apps.integrations.twitch import TwitchClient
from tests.integrations.igdb_server import IgdbServer


def test_a_category_is_a_game_or_something_else(igdb_server: IgdbServer) -> None:
    trigger = igdb_server.game("Chrono Trigger")["id"]

    with TwitchClient() as twitch:
        found = twitch.categories(["8645", "509658", "1", "8645", "no id"])

    assert found["8645"].igdb_id == trigger
    assert found["8645"].box_art_url(width=144, height=192).endswith("-144x192.jpg")
    assert (found["509658"].name, found["509658"].igdb_id) == ("Just Chatting", None)
    assert set(found) == {"8645", "509658"}


def test_a_game_has_a_category(igdb_server: IgdbServer) -> None:
    trigger = igdb_server.game("Chrono Trigger")["id"]

    with TwitchClient() as twitch:
        assert twitch.categories_of_games([trigger, 1001])[trigger].id == "8645"


def test_more_than_a_hundred_are_asked_in_parts(igdb_server: IgdbServer) -> None:
    with TwitchClient() as twitch:
        found = twitch.categories([*map(str, range(1, 250)), "8645"])

    assert set(found) == {"8645"}
    memory = recall("twitch")
    assert memory is not None and memory.rate is not None
    assert (memory.rate.left, memory.rate.limit) == (799, 800)


def test_an_ended_token_is_renewed(igdb_server: IgdbServer) -> None:
    for _ in range(2):
        with TwitchClient() as twitch:
            assert twitch.categories(["8645"])
        igdb_server.revoke_tokens()

    assert igdb_server.mints == 2
