"""`GET /editions/by-twitch/{id}`: what is stored, or else what Twitch and IGDB say."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from apps.integrations.igdb import lookup
from apps.library.igdb.create import add_from_igdb
from apps.library.models import Edition
from apps.library.models import Game
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered

JUST_CHATTING = "509658"


@pytest.fixture
def trigger(db: None, igdb_server: IgdbServer) -> Game:
    """Chrono Trigger, from before categories were noted."""
    added = add_from_igdb(igdb_server.game("Chrono Trigger")["id"], user=None)
    Edition.objects.update(twitch_category_id=None)
    Event.objects.all().delete()
    igdb_server.requests.clear()
    return added.game


def test_a_stored_category_asks_nobody(
    reader: ApiClient, igdb_server: IgdbServer
) -> None:
    add_from_igdb(igdb_server.game("Chrono Trigger")["id"], user=None)
    igdb_server.requests.clear()

    assert data(reader.get("/editions/by-twitch/8645"))["slug"] == "chrono-trigger"
    assert igdb_server.requests == []


def test_twitch_says_which_game_a_category_is(
    reader: ApiClient,
    igdb_server: IgdbServer,
    trigger: Game,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lookup, "STRANGERS_A_MINUTE", 1)
    before = Edition.objects.values().get()

    for _ in range(3):
        assert data(reader.get("/editions/by-twitch/8645"))["slug"] == "chrono-trigger"

    assert igdb_server.requests == []
    assert Edition.objects.values().get() == before and not Event.objects.exists()


def test_igdb_is_asked_for_what_twitch_does_not_know(
    reader: ApiClient, igdb_server: IgdbServer, trigger: Game
) -> None:
    for row in igdb_server.tables["external_games"].values():
        if row["uid"] == "8645":
            row["uid"] = "0008645"
    igdb_server.twitch_knows_nothing = True

    assert data(reader.get("/editions/by-twitch/0008645"))["slug"] == "chrono-trigger"
    assert [asked.endpoint for asked in igdb_server.requests] == ["external_games"]


@pytest.mark.parametrize(
    "category", [JUST_CHATTING, "24241", "77", "x" * 60, "٣", "-1"]
)
def test_what_is_no_game_of_the_library_is_not_found_and_remembered(
    reader: ApiClient, igdb_server: IgdbServer, trigger: Game, category: str
) -> None:
    for _ in range(3):
        problem(reader.get(f"/editions/by-twitch/{category}"), status=404)

    assert len(igdb_server.requests) <= 1


def test_a_game_that_comes_later_is_found_at_once(
    reader: ApiClient, igdb_server: IgdbServer, trigger: Game
) -> None:
    problem(reader.get("/editions/by-twitch/24241"), status=404)
    row = igdb_server.game("Final Fantasy XIV Online")
    Edition.objects.filter(game=trigger).update(igdb_id=row["id"])

    assert data(reader.get("/editions/by-twitch/24241"))["slug"] == "chrono-trigger"


def test_strangers_ask_for_so_many_categories_a_minute(
    reader: ApiClient,
    writer: ApiClient,
    igdb_server: IgdbServer,
    trigger: Game,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lookup, "STRANGERS_A_MINUTE", 2)
    for number in range(4):
        problem(reader.get(f"/editions/by-twitch/{9000 + number}"), status=404)

    assert len(igdb_server.requests) == 2
    data(writer.get("/editions/by-twitch/8645"))


def test_a_twitch_that_is_away_is_not_asked_again_at_once(
    reader: ApiClient, igdb_server: IgdbServer, trigger: Game
) -> None:
    igdb_server.answer_next(*[answered("<html>", 502)] * 12)
    for _ in range(3):
        problem(reader.get("/editions/by-twitch/77"), status=404)

    assert len(igdb_server.requests) == 4


def test_without_keys_only_what_is_stored_is_known(
    reader: ApiClient,
    igdb_server: IgdbServer,
    trigger: Game,
    settings: Settings,
) -> None:
    settings.TWITCH_CLIENT_ID = ""

    problem(reader.get("/editions/by-twitch/8645"), status=404)
