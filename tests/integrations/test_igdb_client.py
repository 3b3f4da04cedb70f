"""Asking IGDB, played by a server that speaks as its documentation says."""

from __future__ import annotations

import logging
import threading
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteNotJson
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteTimeout
from apps.integrations.http.errors import RemoteTooLarge
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.igdb.apicalypse import Query
from apps.integrations.igdb.apicalypse import same_text
from apps.integrations.igdb.client import IgdbClient
from apps.integrations.igdb.rows import GameType
from apps.integrations.igdb.rows import IgdbGame
from apps.integrations.igdb.rows import Source
from apps.integrations.igdb.rows import read_rows
from tests.integrations.clocks import FakeClock
from tests.integrations.igdb_server import TOO_MANY
from tests.integrations.igdb_server import UNAUTHORISED
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered
from tests.integrations.igdb_server import problem

NAMES = Query(endpoint="games", fields=("name",), where="id = (1001)", limit=1)
HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>"


def ask(query: Query = NAMES) -> list[dict[str, object]]:
    with IgdbClient() as igdb:
        return igdb.rows(query)


# Games ------------------------------------------------------------------------


def test_a_whole_game_is_typed_and_kept_as_it_came(igdb_server: IgdbServer) -> None:
    row = igdb_server.game("Final Fantasy VII Remake", kind=8)

    with IgdbClient() as igdb:
        (game,) = igdb.games([row["id"]])

    assert (game.name, game.kind) == ("Final Fantasy VII Remake", GameType.REMAKE)
    assert game.released_on == date(2020, 6, 15)
    assert [platform.abbreviation for platform in game.platforms] == ["PS4"]
    assert [franchise.name for franchise in game.franchises] == ["Final Fantasy"]
    assert game.parent_game is not None
    assert game.parent_game.name == "Final Fantasy VII"
    assert "FFVII Remake" in game.other_names
    assert (game.cover_url() or "").endswith(f"/t_cover_big/co{game.id}.jpg")
    assert game.data["platforms"][0]["name"] == "PlayStation 4"
    assert set(game.data) >= {
        "updated_at",
        "genres",
        "total_rating",
        "alternative_names",
    }


def test_games_come_in_the_order_asked_and_unknown_ones_are_missing(
    igdb_server: IgdbServer,
) -> None:
    with IgdbClient() as igdb:
        games = igdb.games([1005, 1001, 7, 1005, 1003])

    assert [game.id for game in games] == [1005, 1001, 1003]
    assert len(igdb_server.requests) == 1


def test_many_ids_are_asked_in_chunks(igdb_server: IgdbServer) -> None:
    with IgdbClient() as igdb:
        igdb.times_to_beat(range(1, 1201))

    assert [asked.endpoint for asked in igdb_server.requests] == [
        "game_time_to_beats"
    ] * 3
    assert all(len(body) < 32 * 1024 for body in igdb_server.bodies)
    assert "limit 500;" in igdb_server.bodies[0]


def test_a_chunk_that_is_too_large_is_halved(igdb_server: IgdbServer) -> None:
    igdb_server.answer_next(
        answered({"title": "Request Too Large", "status": 413}, 413)
    )

    with IgdbClient() as igdb:
        games = igdb.games([1001, 1002, 1003])

    assert [game.id for game in games] == [1001, 1002, 1003]
    assert len(igdb_server.requests) == 3


def test_only_what_changed_is_fetched_again(igdb_server: IgdbServer) -> None:
    old = igdb_server.tables["games"][1001]
    old["updated_at"] = 0

    with IgdbClient() as igdb:
        changed = igdb.games_changed_since(
            [1001, 1002], datetime(2020, 1, 1, tzinfo=UTC)
        )

    assert [game.id for game in changed] == [1002]
    with IgdbClient() as igdb:
        assert igdb.games_changed_since([1001], datetime(2030, 1, 1, tzinfo=UTC)) == []


def test_the_editions_of_games_are_found(igdb_server: IgdbServer) -> None:
    trigger = igdb_server.game("Chrono Trigger")["id"]
    oblivion = igdb_server.game("The Elder Scrolls IV: Oblivion")["id"]

    with IgdbClient() as igdb:
        found = igdb.editions_of([trigger, oblivion, 9])

    assert [(each.name, each.year) for each in found[trigger]] == [
        ("Chrono Trigger", 2008),
        ("Chrono Trigger", 2018),
    ]
    assert [each.kind for each in found[oblivion]] == [
        GameType.MAIN_GAME,
        GameType.REMASTER,
    ]
    assert set(found) == {trigger, oblivion}


def test_times_to_beat_are_seconds_and_may_be_missing(igdb_server: IgdbServer) -> None:
    trigger = igdb_server.game("Chrono Trigger")["id"]
    quest = igdb_server.game("Quest 64")["id"]

    with IgdbClient() as igdb:
        times = igdb.times_to_beat([trigger, quest, 1001])

    assert times[trigger].normally == 23 * 3600
    assert times[trigger].is_telling
    assert (times[quest].completely, times[quest].is_telling) == (None, False)
    assert 1001 not in times


def test_games_are_found_by_the_ids_of_shops(igdb_server: IgdbServer) -> None:
    main = igdb_server.game("Final Fantasy VII")["id"]
    externals = igdb_server.tables["external_games"]
    port = igdb_server.game("Final Fantasy VII", kind=11)["id"]
    externals[900] = {
        "id": 900,
        "uid": "39140",
        "external_game_source": 1,
        "game": port,
    }
    externals[901] = {"id": 901, "uid": "39140", "external_game_source": 1}

    with IgdbClient() as igdb:
        found = igdb.games_of_shop(Source.STEAM, ["39140", "999"])
        of_twitch = igdb.games_of_shop(Source.TWITCH, ["8645"])

    assert found == {"39140": main}
    assert of_twitch == {"8645": igdb_server.game("Chrono Trigger")["id"]}
    assert 'uid = ("39140","999")' in igdb_server.bodies[0]


def test_rows_are_counted(igdb_server: IgdbServer) -> None:
    with IgdbClient() as igdb:
        assert igdb.count("games", same_text("name", "chrono trigger")) == 3
        # The field of before 2025 finds nothing, and says nothing.
        assert igdb.count("games", "category = 0") == 0
        assert igdb.count("games") > 100
        assert igdb.kinds_of_games()[8] == "Remake"


def test_a_multiquery_is_one_request(igdb_server: IgdbServer) -> None:
    with IgdbClient() as igdb:
        found = igdb.multiquery(
            {
                "exact": Query(
                    endpoint="games",
                    fields=("name",),
                    where='name ~ "quest 64"',
                    limit=10,
                ),
                "fuzzy": Query(endpoint="games", search="quest", limit=5),
                "none": Query(endpoint="games", where="id = (7)"),
            }
        )

    assert [row["name"] for row in found["exact"]] == ["Quest 64"]
    assert len(found["fuzzy"]) == 2
    assert found["none"] == []
    assert igdb_server.requests[0].endpoint == "multiquery"
    assert igdb_server.bodies == [
        'query games "exact" { fields name; where name ~ "quest 64"; limit 10; };\n'
        'query games "fuzzy" { fields id; search "quest"; limit 5; };\n'
        'query games "none" { fields id; where id = (7); limit 500; };'
    ]


def test_any_number_of_questions_takes_as_few_requests_as_possible(
    igdb_server: IgdbServer,
) -> None:
    short = [Query(endpoint="games", where=f"id = ({n})") for n in range(1001, 1026)]
    ids = ",".join(map(str, range(100_000, 102_000)))
    long = [Query(endpoint="games", where=f"id = ({ids})")] * 4

    with IgdbClient() as igdb:
        found = igdb.answers(short)
        assert len(igdb_server.requests) == 3
        igdb.answers(long)

    assert [rows[0]["id"] for rows in found] == list(range(1001, 1026))
    assert len(igdb_server.requests) == 5
    assert max(map(len, igdb_server.bodies)) < 32 * 1024


def test_more_than_ten_at_once_are_never_asked(igdb_server: IgdbServer) -> None:
    with IgdbClient() as igdb, pytest.raises(ValueError, match="10"):
        igdb.multiquery({f"q{n}": NAMES for n in range(11)})

    assert igdb_server.requests == []


# Tokens and keys --------------------------------------------------------------


def test_one_token_serves_all_clients(igdb_server: IgdbServer) -> None:
    for _ in range(3):
        ask()

    assert igdb_server.mints == 1


def test_a_token_that_has_ended_is_renewed_once_and_the_question_replayed_once(
    igdb_server: IgdbServer,
) -> None:
    ask()
    igdb_server.revoke_tokens()

    assert ask() == [{"id": 1001, "name": "Final Fantasy"}]

    assert igdb_server.mints == 2
    assert len(igdb_server.requests) == 3


def test_a_token_that_is_refused_for_ever_is_an_error(igdb_server: IgdbServer) -> None:
    igdb_server.answer_next(*[answered(UNAUTHORISED, 401)] * 4)

    with pytest.raises(RemoteUnauthorized, match="Authorization Failure"):
        ask()

    assert igdb_server.mints == 2
    assert len(igdb_server.requests) == 2


def test_many_with_the_same_ended_token_get_one_new_one(
    igdb_server: IgdbServer,
) -> None:
    ask()
    igdb_server.revoke_tokens()
    threads = [threading.Thread(target=ask) for _ in range(6)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert igdb_server.mints == 2
    assert len(igdb_server.requests) <= 1 + 12


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("TWITCH_CLIENT_ID", "invalid client"),
        ("TWITCH_CLIENT_SECRET", "invalid client secret"),
    ],
)
def test_wrong_keys_are_a_matter_of_settings(
    igdb_server: IgdbServer, settings: Settings, name: str, said: str
) -> None:
    setattr(settings, name, "something-else")

    with pytest.raises(RemoteMisconfigured, match=said) as raised:
        ask()

    assert "TWITCH_CLIENT_SECRET" in raised.value.what_to_do
    assert "something-else" not in str(raised.value)
    assert igdb_server.requests == []


def test_without_keys_nobody_is_asked(
    igdb_server: IgdbServer, settings: Settings
) -> None:
    settings.TWITCH_CLIENT_SECRET = ""

    with pytest.raises(RemoteMisconfigured, match="IGDB needs the keys") as raised:
        IgdbClient()

    assert "dev.twitch.tv" in raised.value.what_to_do


@pytest.mark.parametrize(
    "answer",
    [{"access_token": ""}, {"access_token": "x", "expires_in": "soon"}, [], {}],
)
def test_an_answer_without_a_token_is_unexpected(
    igdb_server: IgdbServer, answer: object
) -> None:
    igdb_server.mint_answers.append(answered(answer))

    with pytest.raises(RemoteUnexpected):
        ask()


# Faults -----------------------------------------------------------------------


def test_too_many_requests_is_waited_out(
    igdb_server: IgdbServer, clock: FakeClock
) -> None:
    igdb_server.answer_next(answered(TOO_MANY, 429))

    assert ask() == [{"id": 1001, "name": "Final Fantasy"}]

    assert clock.waits == [1.5]


def test_a_storm_of_too_many_requests_ends_as_an_error(
    igdb_server: IgdbServer,
) -> None:
    igdb_server.answer_next(*[answered(TOO_MANY, 429)] * 20)

    with pytest.raises(RemoteRateLimited):
        ask()

    assert len(igdb_server.requests) == 4


@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        (
            problem("Syntax Error", "Expecting a STRING as input"),
            RemoteRefused,
            "Expecting a STRING as input",
        ),
        (problem("Syntax Error"), RemoteRefused, "Syntax Error"),
        (
            answered([{"title": "Too Many", "details": "at 10 queries"}], 400),
            RemoteRefused,
            "at 10 queries",
        ),
        (problem("Forbidden", "not in your tier", status=403), RemoteRefused, "tier"),
        (answered("Endpoint POST /gamez not found", 404), RemoteNotFound, "gamez"),
        (answered("Content Too Large", 413), RemoteTooLarge, "Content Too Large"),
        (answered([], 400), RemoteRefused, "status 400"),
        (answered(HTML, 500), RemoteUnavailable, "status 500"),
        (answered({"a": 1}), RemoteUnexpected, "something other than rows"),
        (answered(HTML), RemoteNotJson, "instead of JSON"),
    ],
)
def test_an_error_says_what_igdb_said(
    igdb_server: IgdbServer, answer: Response, error: type[RemoteError], said: str
) -> None:
    igdb_server.answer_next(answer)

    with pytest.raises(error, match=said) as raised:
        ask()

    assert type(raised.value) is error
    assert "<" not in raised.value.message
    assert raised.value.what_to_do
    assert len(igdb_server.requests) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (answered(HTML, 502), RemoteUnavailable),
        (answered(HTML, 504), RemoteUnavailable),
        (problem("Request Timeout", status=408), RemoteTimeout),
    ],
)
def test_what_may_pass_is_asked_again(
    igdb_server: IgdbServer, answer: Response, error: type[RemoteError]
) -> None:
    igdb_server.answer_next(answer)
    assert ask() == [{"id": 1001, "name": "Final Fantasy"}]

    igdb_server.answer_next(*[answer] * 9)
    with pytest.raises(error):
        ask()


def test_a_truncated_answer_is_said_to_be_broken(igdb_server: IgdbServer) -> None:
    broken = answered([])
    broken.set_data('[{"id": 1001, "na')
    igdb_server.answer_next(broken)

    with pytest.raises(RemoteNotJson, match="invalid JSON"):
        ask()


def test_what_is_refused_is_told_in_igdbs_words(igdb_server: IgdbServer) -> None:
    with IgdbClient() as igdb:
        with pytest.raises(RemoteNotFound, match="Endpoint POST /gamez not found"):
            igdb.rows(Query(endpoint="gamez"))
        with pytest.raises(RemoteRefused, match="Unexpected"):
            igdb.rows(Query(endpoint="games", where="id ="))


def test_never_more_than_eight_are_open(igdb_server: IgdbServer) -> None:
    ask()
    go_on = threading.Event()
    eight_came = threading.Event()

    def hold() -> None:
        if igdb_server.open_now >= 8:
            eight_came.set()
        go_on.wait(60)

    igdb_server.when_open = hold
    refused: list[RemoteError] = []

    def ask_somehow() -> None:
        try:
            ask()
        except RemoteRateLimited as error:  # On this clock its patience ends at once.
            refused.append(error)

    threads = [threading.Thread(target=ask_somehow) for _ in range(10)]
    for thread in threads:
        thread.start()
    assert eight_came.wait(60)
    go_on.set()
    for thread in threads:
        thread.join(60)

    assert igdb_server.most_open == 8
    assert len(igdb_server.requests) == 1 + 10 - len(refused)


# Reading ----------------------------------------------------------------------


def test_what_igdb_leaves_out_or_adds_does_no_harm() -> None:
    game = IgdbGame.read(
        {
            "id": 5,
            "game_type": 99,
            "platforms": [6, {"id": 48, "name": "PlayStation 4"}, None],
            "parent_game": 7,
            "cover": None,
            "first_release_date": -366076800,
            "brand_new": {"x": 1},
        }
    )

    assert (game.name, game.kind, game.cover_url()) == ("", None, None)
    assert game.released_on == date(1958, 5, 27)
    assert [platform.id for platform in game.platforms] == [6, 48]
    assert game.parent_game is not None and game.parent_game.id == 7
    assert game.data["brand_new"] == {"x": 1}


def test_doubled_rows_come_once_and_unreadable_ones_are_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        games = read_rows(
            IgdbGame,
            [{"id": 1, "name": "A"}, {"id": 1, "name": "B"}, {"id": "x"}, 3, {}],
        )

    assert [game.name for game in games] == ["A"]
    assert len(caplog.records) == 3


def test_a_date_beyond_the_calendar_is_none() -> None:
    assert IgdbGame.read({"id": 1, "first_release_date": 10**15}).released_on is None
