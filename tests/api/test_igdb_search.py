"""`GET /igdb/search`: public, remembered a while, clear about what is missing."""

from __future__ import annotations

import socket

import pytest
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.integrations.igdb import lookup
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.integrations.igdb_server import TOO_MANY
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered


def test_anyone_finds_games_by_name(reader: ApiClient, igdb_server: IgdbServer) -> None:
    answer = reader.get("/igdb/search", q="crono triger")

    found = data(answer)["results"]
    row = igdb_server.game("Chrono Trigger")
    assert {key: found[0][key] for key in found[0] if key != "igdb_data"} == {
        "igdb_id": row["id"],
        "name": "Chrono Trigger",
        "slug": "chrono-trigger",
        "cover_url": (
            f"https://images.igdb.com/igdb/image/upload/t_cover_big/co{row['id']}.jpg"
        ),
        "release_date": "1995-06-15",
        "summary": "About Chrono Trigger.",
    }
    assert found[0]["igdb_data"]["platforms"][0]["abbreviation"] == "SNES"
    assert answer.headers["Cache-Control"] == "public, no-cache"


def test_what_was_found_is_remembered_in_any_spelling(
    reader: ApiClient, igdb_server: IgdbServer
) -> None:
    first = data(reader.get("/igdb/search", q="Kingdom Hearts II"))
    again = data(reader.get("/igdb/search", q=" kingdom hearts 2 "))

    assert first == again
    assert len(igdb_server.requests) == 1


def test_the_limit_is_ten_unless_given(
    reader: ApiClient, igdb_server: IgdbServer
) -> None:
    many = data(reader.get("/igdb/search", q="final fantasy"))["results"]
    two = data(reader.get("/igdb/search/", q="final fantasy", limit="2"))["results"]

    assert len(many) == 10
    assert two == many[:2]


def test_nothing_found_is_an_empty_list(
    reader: ApiClient, igdb_server: IgdbServer
) -> None:
    assert data(reader.get("/igdb/search", q="Zzyzx Qwerty")) == {"results": []}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "q"),
        ({"q": ""}, "q"),
        ({"q": "   "}, "q"),
        ({"q": "x" * 201}, "q"),
        ({"q": "a\x00b"}, "q"),
        ({"q": "ico", "limit": "0"}, "limit"),
        ({"q": "ico", "limit": "ten"}, "limit"),
    ],
)
def test_bad_parameters_are_named(
    reader: ApiClient, igdb_server: IgdbServer, query: dict[str, str], field: str
) -> None:
    found = problem(reader.get("/igdb/search", **query), status=422)

    assert [error["field"] for error in found["errors"]] == [field]
    assert igdb_server.requests == []


def test_a_limit_above_the_most_is_cut_and_unknown_parameters_are_ignored(
    reader: ApiClient, igdb_server: IgdbServer
) -> None:
    plain = data(reader.get("/igdb/search", q="chrono", limit=50))

    assert data(reader.get("/igdb/search", q="chrono", limit=51, page=2)) == plain


def test_strangers_have_so_many_new_searches_a_minute(
    reader: ApiClient,
    writer: ApiClient,
    igdb_server: IgdbServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lookup, "STRANGERS_A_MINUTE", 8)
    for number in range(8):
        assert reader.get("/igdb/search", q=f"Quest 64 {number}").status_code == 200

    refused = reader.get("/igdb/search", q="Lost Odyssey")

    assert "token" in problem(refused, status=429)["detail"]
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert reader.get("/igdb/search", q="Quest 64 7").status_code == 200
    assert writer.get("/igdb/search", q="Lost Odyssey").status_code == 200
    assert reader.get("/igdb/search", q="Lost Odyssey").status_code == 200


def test_without_keys_it_says_what_to_set(
    reader: ApiClient, igdb_server: IgdbServer, settings: Settings
) -> None:
    settings.TWITCH_CLIENT_ID = settings.TWITCH_CLIENT_SECRET = ""

    answer = reader.get("/igdb/search", q="ico")

    found = problem(answer, status=503)
    assert "TWITCH_CLIENT_ID and TWITCH_CLIENT_SECRET" in found["detail"]
    assert "https://dev.twitch.tv/console/apps" in found["detail"]
    assert found["service"] == "IGDB"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([answered(TOO_MANY, 429)] * 9, 429),
        ([answered("<html>", 502)] * 9, 502),
        ([answered("<html>")], 502),
        ([answered([{"title": "Syntax Error"}], 400)], 502),
        ([answered([{"title": "Request Timeout"}], 408)] * 9, 504),
        ([answered({"message": "Authorization Failure"}, 401)] * 2, 503),
    ],
)
def test_a_failure_of_igdbs_is_told_as_such(
    reader: ApiClient, igdb_server: IgdbServer, answers: list[Response], status: int
) -> None:
    igdb_server.answer_next(*answers)

    answer = reader.get("/igdb/search", q="ico")

    assert "IGDB" in problem(answer, status=status)["detail"]
    assert ("Retry-After" in answer.headers) == (status != 503)


def test_an_igdb_that_is_not_there_is_a_bad_gateway(
    reader: ApiClient, igdb_server: IgdbServer, settings: Settings
) -> None:
    reader.get("/igdb/search", q="ico")
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.IGDB_BASE_URL = f"http://127.0.0.1:{free.getsockname()[1]}"

    found = problem(reader.get("/igdb/search", q="okami"), status=502)

    assert "can't be reached" in found["detail"]


def test_without_redis_the_search_goes_on(
    reader: ApiClient, igdb_server: IgdbServer, settings: Settings
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.REDIS_URL = f"redis://127.0.0.1:{free.getsockname()[1]}/0"

    for _ in range(2):
        found = data(reader.get("/igdb/search", q="Quest 64"))
        assert found["results"][0]["name"] == "Quest 64"

    assert igdb_server.mints == 1
    assert len(igdb_server.requests) == 2
