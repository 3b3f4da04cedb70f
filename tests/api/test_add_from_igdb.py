"""`POST /games` where IGDB is set up: by id, by name, or without it."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Platform
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.integrations.igdb_server import TOO_MANY
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered


def test_an_igdb_id_alone_brings_the_game(
    writer: ApiClient, igdb_server: IgdbServer
) -> None:
    row = igdb_server.game("Chrono Trigger")

    answer = writer.post("/games", {"igdb_id": row["id"]})

    game = data(answer, status=201)
    assert answer.headers["Location"] == "/api/games/chrono-trigger"
    assert (game["name"], game["original_release_year"]) == ("Chrono Trigger", 1995)
    assert game["franchise"]["name"] == "Chrono"
    assert [genre["is_primary"] for genre in game["genres"]] == [True]
    assert [platform["abbreviation"] for platform in game["platforms"]] == ["SNES"]
    assert game["time_to_beat"] == {
        "hastily": 19.0,
        "normally": 23.0,
        "completely": 41.0,
        "count": 310,
    }
    assert game["editions"][0]["twitch_category_id"] == "8645"
    assert Event.objects.count() == 1


def test_few_opinions_about_the_time_tell_nothing(
    writer: ApiClient, igdb_server: IgdbServer
) -> None:
    row = igdb_server.game("Quest 64")

    game = data(writer.post("/games", {"igdb_id": row["id"]}), status=201)

    assert game["time_to_beat"] is None
    assert Game.objects.get().time_to_beat["count"] == 2  # type: ignore[index]


def test_own_fields_win_and_are_the_owners(
    writer: ApiClient, igdb_server: IgdbServer, final_fantasy: Franchise
) -> None:
    row = igdb_server.game("Chrono Trigger")

    body = {
        "igdb_id": row["id"],
        "slug": "ct",
        "franchise": "final-fantasy",
        "summary": "Mine.",
    }
    game = data(writer.post("/games", body), status=201)

    assert (game["slug"], game["summary"]) == ("ct", "Mine.")
    assert game["franchise"]["slug"] == "final-fantasy"
    stored = Game.objects.get()
    assert {stored.provenance[f] for f in ("summary", "franchise_id")} == {"owner"}
    assert stored.provenance["name"] == "igdb"
    assert Event.objects.count() == 1


def test_a_bad_own_field_adds_nothing(
    writer: ApiClient, igdb_server: IgdbServer
) -> None:
    row = igdb_server.game("Chrono Trigger")

    body = {"igdb_id": row["id"], "franchise": "nowhere"}
    found = problem(writer.post("/games", body), status=422)

    assert found["errors"][0]["field"] == "franchise"
    assert not Game.objects.exists() and not Platform.objects.exists()


def test_an_edition_brings_its_game_unless_it_is_to_be_one(
    writer: ApiClient, igdb_server: IgdbServer
) -> None:
    remake = igdb_server.game("Final Fantasy VII Remake", kind=8)

    described = writer.post("/games", {"igdb_id": remake["id"], "summary": "Mine."})
    own = writer.post("/games", {"igdb_id": remake["id"], "as_own_game": True})
    port = igdb_server.game("Chrono Trigger", kind=11)
    game = data(writer.post("/games", {"igdb_id": port["id"]}), status=201)

    assert "as_own_game" in problem(described, status=422)["detail"]
    assert data(own, status=201)["name"] == "Final Fantasy VII Remake"
    assert [each["edition_type"] for each in game["editions"]] == ["original", "port"]


def test_a_sure_name_brings_the_game(
    writer: ApiClient, igdb_server: IgdbServer
) -> None:
    body = {"name": "the elder scrolls 4 oblivion", "aliases": ["Oblivion"]}

    game = data(writer.post("/games", body), status=201)

    assert game["name"] == "The Elder Scrolls IV: Oblivion"
    assert game["aliases"] == ["Oblivion"]


@pytest.mark.parametrize("name", ["Super Mario RPG", "Final Fantasy VII Remake"])
def test_a_doubtful_name_lists_who_may_be_meant(
    writer: ApiClient, igdb_server: IgdbServer, name: str
) -> None:
    found = problem(writer.post("/games", {"name": name}), status=409)

    assert '"igdb_id": null' in found["detail"]
    candidate = next(each for each in found["candidates"] if each["name"] == name)
    assert candidate["kind"] == "remake"
    assert candidate["edition_of"] and candidate["year"] in (2020, 2023)
    assert candidate["cover_url"].startswith("https://images.igdb.com/")
    assert not Game.objects.exists()

    data(writer.post("/games", {"name": name, "igdb_id": None}), status=201)
    assert Game.objects.get().igdb_id is None


def test_a_name_that_igdb_does_not_know_is_added_as_it_is(
    writer: ApiClient, igdb_server: IgdbServer
) -> None:
    game = data(writer.post("/games", {"name": "My first roguelike"}), status=201)

    assert (game["name"], game["igdb_id"]) == ("My first roguelike", None)


def test_what_is_there_is_named_and_left_alone(
    writer: ApiClient, igdb_server: IgdbServer, chrono_trigger: Game
) -> None:
    cross = igdb_server.game("Chrono Cross")["id"]
    data(writer.post("/games", {"igdb_id": cross}), status=201)
    asked = len(igdb_server.requests)

    again = writer.post("/games", {"igdb_id": cross, "summary": "Mine."})
    by_hand = writer.post("/games", {"name": "Chrono Trigger"})

    assert problem(again, status=409)["slug"] == "chrono-cross"
    assert len(igdb_server.requests) > asked  # the name had to be found
    assert problem(by_hand, status=409)["slug"] == "chrono-trigger"
    assert Game.objects.get(slug="chrono-trigger").igdb_id is None
    assert Game.objects.get(slug="chrono-cross").summary == "About Chrono Cross."


def test_an_id_that_igdb_does_not_have_is_a_bad_value(
    writer: ApiClient, igdb_server: IgdbServer
) -> None:
    found = problem(writer.post("/games", {"igdb_id": 7}), status=422)

    assert found["errors"][0]["field"] == "igdb_id"


@pytest.mark.parametrize("body", [{}, {"igdb_id": None}, {"summary": "What is it?"}])
def test_something_must_say_which_game(
    writer: ApiClient, igdb_server: IgdbServer, body: dict[str, object]
) -> None:
    found = problem(writer.post("/games", body), status=422)

    assert found["errors"][0]["field"] == "name"


@pytest.mark.parametrize("body", [{"igdb_id": 1001}, {"name": "Final Fantasy"}])
@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (answered(TOO_MANY, 429), 429),
        (answered("<html>", 502), 502),
        (answered("<html>"), 502),
    ],
)
def test_an_igdb_that_fails_adds_nothing(
    writer: ApiClient,
    igdb_server: IgdbServer,
    body: dict[str, object],
    answer: Response,
    status: int,
) -> None:
    igdb_server.answer_next(*[answer] * 12)

    response = writer.post("/games", body)

    problem(response, status=status)
    assert int(response.headers["Retry-After"]) > 0
    assert not Game.objects.exists()


def test_rows_that_cannot_be_read_are_no_game(
    writer: ApiClient, igdb_server: IgdbServer
) -> None:
    igdb_server.answer_next(answered([{"id": "x"}, 3, {"name": {}}]))

    problem(writer.post("/games", {"igdb_id": 1001}), status=422)

    assert not Game.objects.exists()


def test_without_keys_an_id_is_kept_and_a_name_is_needed(
    writer: ApiClient, igdb_server: IgdbServer, settings: Settings
) -> None:
    settings.TWITCH_CLIENT_ID = ""

    named = writer.post("/games", {"name": "Chrono Trigger", "igdb_id": 1051})
    alone = writer.post("/games", {"igdb_id": 1052})

    assert data(named, status=201)["igdb_id"] == 1051
    assert "TWITCH_CLIENT_ID" in problem(alone, status=503)["detail"]
    assert Edition.objects.count() == 1 and igdb_server.requests == []
