"""Filters with several values, orders by several keys, expansions, counts, chance."""

from __future__ import annotations

from typing import Any

import pytest

from apps.journal.models import Playthrough
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.lists.models import List
from apps.lists.models import Visibility
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem

GAMES = [
    # name, year, platform, genre, status, rating
    ("Chrono Trigger", 1995, "snes", "jrpg", "completed", "5"),
    ("Secret of Mana", 1993, "snes", "action", "completed", "4"),
    ("Celeste", 2018, "switch", "platformer", "playing", "4"),
    ("Hades", 2020, "switch", "action", "ongoing", None),
    ("Pokémon Red", 1996, "gb", "jrpg", None, None),
]


@pytest.fixture
def shelf(db: None) -> dict[str, Game]:
    games = {}
    mana = Franchise.objects.create(name="Mana")
    for name, year, platform, genre, status, rating in GAMES:
        game = Game.objects.add(name=name, original_release_year=year)
        on, _ = Platform.objects.get_or_create(
            slug=platform, defaults={"name": platform}
        )
        game.platforms.add(on)
        kind, _ = Genre.objects.get_or_create(slug=genre, defaults={"name": genre})
        game.genres.add(kind)
        if status:
            Playthrough.objects.create(
                edition=game.first_edition(),
                status=status,
                rating=rating,
                platform=on,
                completed_at="2025-03" if status == "completed" else None,
            )
        games[game.slug] = game
    games["secret-of-mana"].franchise = mana
    games["secret-of-mana"].save()
    return games


def slugs(answer: Any) -> list[str]:
    return [item["slug"] for item in data(answer)["items"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"platform": "snes,gb"}, ["chrono-trigger", "pokemon-red", "secret-of-mana"]),
        ({"genre": "jrpg,platformer"}, ["celeste", "chrono-trigger", "pokemon-red"]),
        ({"genre": "action", "platform": "switch"}, ["hades"]),
        ({"genre_all": "jrpg,action"}, []),
        ({"status": "playing,ongoing"}, ["celeste", "hades"]),
        ({"list": "best,short"}, ["celeste", "chrono-trigger"]),
        ({"list_all": "best,short"}, ["celeste"]),
        ({"max_rating": 4}, ["celeste", "secret-of-mana"]),
        (
            {"released_from": 1995, "released_to": 1999},
            ["chrono-trigger", "pokemon-red"],
        ),
        ({"q": "pokemon"}, ["pokemon-red"]),
        ({"q": "POKÉMON"}, ["pokemon-red"]),
        ({"q": "crono triger"}, ["chrono-trigger"]),
        ({"q": "zzzz"}, []),
    ],
)
def test_a_filter_takes_any_or_all_of_several(
    reader: ApiClient, shelf: dict[str, Game], query: dict[str, Any], found: list[str]
) -> None:
    List.objects.create(name="Best").add_many(
        [shelf["chrono-trigger"], shelf["celeste"]]
    )
    List.objects.create(name="Short").add_many([shelf["celeste"]])

    assert slugs(reader.get("/games", **query)) == found


@pytest.mark.parametrize(
    "query",
    [
        {"platform": "snes,"},
        {"platform": "snes,nope"},
        {"genre_all": "nope"},
        {"status": "playing,finished"},
        {"genre": ",".join(f"g{number}" for number in range(21))},
        {"ordering": "name,-name"},
        {"ordering": "name,position"},
        {"ordering": "name,created_at,updated_at,-best_rating"},
        {"expand": "games"},
    ],
)
def test_a_wrong_value_among_several_is_named(
    reader: ApiClient, shelf: dict[str, Game], query: dict[str, Any]
) -> None:
    answer = problem(reader.get("/games", **query), status=422)
    assert answer["detail"].startswith(next(reversed(query)))


def test_several_keys_order_and_page_alike(
    reader: ApiClient, shelf: dict[str, Game]
) -> None:
    query = {"ordering": "-best_rating,-original_release_year"}
    whole = slugs(reader.get("/games", **query))
    assert whole == [
        "chrono-trigger",
        "celeste",
        "secret-of-mana",
        "hades",
        "pokemon-red",
    ]
    by_offset, by_cursor, cursor = [], [], None
    for offset in range(len(whole)):
        by_offset += slugs(reader.get("/games", **query, limit=1, offset=offset))
        start: dict[str, str] = {"cursor": cursor} if cursor else {}
        page = data(reader.get("/games", **query, limit=1, **start))
        by_cursor += [item["slug"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert by_offset == by_cursor == whole
    assert cursor is None


def test_the_games_of_a_list_come_whole_and_in_its_order(
    reader: ApiClient, shelf: dict[str, Game]
) -> None:
    List.objects.create(name="Best").add_many(
        [shelf["hades"], shelf["celeste"], shelf["chrono-trigger"]]
    )
    query = {"list": "best", "ordering": "position"}
    assert slugs(reader.get("/games", **query)) == [
        "hades",
        "celeste",
        "chrono-trigger",
    ]


def test_more_of_each_game_comes_where_it_is_asked_for(
    reader: ApiClient, shelf: dict[str, Game]
) -> None:
    shelf_list = List.objects.create(name="Best")
    shelf_list.add_many([shelf["celeste"]])
    secret = List.objects.create(name="Draft", visibility=Visibility.DRAFT)
    secret.add_many([shelf["celeste"]])

    (plain,) = data(reader.get("/games", q="celeste"))["items"]
    (whole,) = data(reader.get("/games", q="celeste", expand="playthroughs,lists"))[
        "items"
    ]

    detail = data(reader.get("/games/celeste"))
    assert not {"editions", "playthroughs", "lists"} & set(plain)
    assert {
        **plain,
        "playthroughs": detail["playthroughs"],
        "lists": detail["lists"],
    } == (whole)
    assert [each["slug"] for each in whole["lists"]] == ["best"]


@pytest.mark.parametrize(
    ("by", "items"),
    [
        ("platform", [("snes", 2), ("switch", 2), ("gb", 1)]),
        ("genre", [("action", 2), ("jrpg", 2), ("platformer", 1)]),
        ("status", [("completed", 2), ("ongoing", 1), ("playing", 1)]),
        ("franchise", [(None, 4), ("mana", 1)]),
        ("completed_year", [("2025", 2), (None, 2)]),
        (
            "original_release_year",
            [(str(year), 1) for year in sorted(g[1] for g in GAMES)],
        ),
        ("list", [("best", 1)]),
    ],
)
def test_games_are_counted_by_what_they_are(
    reader: ApiClient, shelf: dict[str, Game], by: str, items: list[tuple[str, int]]
) -> None:
    List.objects.create(name="Best").add_many([shelf["celeste"]])
    hidden = List.objects.create(name="Draft", visibility=Visibility.DRAFT)
    hidden.add_many([shelf["celeste"]])
    Playthrough.objects.create(
        edition=shelf["hades"].first_edition(), status="dropped", is_public=False
    )

    counted = data(reader.get("/counts/games", by=by))

    assert (counted["by"], counted["total"]) == (by, 5)
    assert [(item["key"], item["games"]) for item in counted["items"]] == items


def test_counts_are_of_the_games_that_match(
    reader: ApiClient, shelf: dict[str, Game]
) -> None:
    counted = data(reader.get("/counts/games", by="genre", platform="snes"))
    assert counted["total"] == 2
    assert {item["key"]: item["games"] for item in counted["items"]} == {
        "action": 1,
        "jrpg": 1,
    }


def test_chance_picks_among_those_that_match_and_is_never_kept(
    reader: ApiClient, shelf: dict[str, Game]
) -> None:
    answer = reader.get("/random/games", platform="switch", limit=5)
    assert {game["slug"] for game in data(answer)} == {"celeste", "hades"}
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(data(reader.get("/random/games"))) == 1
    assert data(reader.get("/random/games", q="zzzz")) == []


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({}, 4),
        ({"status": "completed,playing"}, 3),
        ({"genre": "action"}, 2),
        ({"franchise": "mana"}, 1),
        ({"platform": "snes,switch", "min_rating": 4}, 3),
        ({"max_rating": 4}, 2),
        ({"game": "celeste,hades"}, 2),
    ],
)
def test_playthroughs_and_statistics_take_the_same_filters(
    reader: ApiClient, shelf: dict[str, Game], query: dict[str, Any], number: int
) -> None:
    assert data(reader.get("/playthroughs", **query))["count"] == number
    assert data(reader.get("/stats", **query))["playthroughs"] == number


def test_a_playthrough_is_written_in_a_dozen_statements(
    writer: ApiClient, shelf: dict[str, Game], django_assert_max_num_queries: Any
) -> None:
    address = "/games/celeste/playthroughs"
    made = data(writer.post(address, {"status": "playing"}), status=201)
    with django_assert_max_num_queries(12):
        data(writer.post(address, {"status": "completed"}), status=201)
    with django_assert_max_num_queries(12):
        changed = writer.patch(
            f"/playthroughs/{made['id']}", {"status": "completed", "rating": 4.5}
        )
    assert data(changed)["rating"] == 4.5
