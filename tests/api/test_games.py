from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import ModelLogEntry

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
from tests.api.conftest import played


def slugs(answer: Any) -> list[str]:
    return [item["slug"] for item in data(answer)["items"]]


def test_a_game_is_listed_with_what_was_played_of_it(
    reader: ApiClient, ff7: Game, chrono_trigger: Game
) -> None:
    played(ff7, status="completed", rating="4.5")
    played(ff7, status="completed", rating="4")
    played(ff7, status="paused")

    chrono, final_fantasy = data(reader.get("/games"))["items"]

    assert final_fantasy["status"] == "completed"
    assert final_fantasy["times_completed"] == 2
    assert final_fantasy["best_rating"] == 4.5
    assert final_fantasy["franchise"]["slug"] == "final-fantasy"
    assert [genre["slug"] for genre in final_fantasy["genres"]] == ["jrpg", "rpg"]
    assert [genre["is_primary"] for genre in final_fantasy["genres"]] == [True, False]
    assert chrono["status"] is None
    assert (chrono["times_completed"], chrono["best_rating"]) == (0, None)
    assert [platform["abbreviation"] for platform in chrono["platforms"]] == ["SNES"]


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["playing", "ongoing"], "playing"),
        (["completed", "ongoing"], "ongoing"),
        (["dropped", "ongoing", "paused"], "ongoing"),
    ],
)
def test_what_is_ongoing_speaks_for_its_game_after_what_is_playing(
    reader: ApiClient, ff7: Game, statuses: list[str], status: str
) -> None:
    for each in statuses:
        played(ff7, status=each)

    (found,) = data(reader.get("/games", status="ongoing"))["items"]

    assert found["status"] == status


def test_a_game_shows_its_editions_playthroughs_and_lists(
    reader: ApiClient, ff7: Game
) -> None:
    played(ff7, status="completed", completed_at="1998-01")
    top = List.objects.create(name="Top RPGs")
    top.add(ff7)

    game = data(reader.get("/games/final-fantasy-vii"))

    assert game["aliases"] == ["FF7"]
    assert [edition["edition_type"] for edition in game["editions"]] == ["original"]
    assert game["editions"][0]["platforms"] == []
    assert [run["completed_at"] for run in game["playthroughs"]] == ["1998-01"]
    assert game["lists"] == [{"slug": "top-rpgs", "name": "Top RPGs", "position": 1}]


@pytest.mark.parametrize(
    "words", ["ff7", "final fantasy 7", "FINAL vii", "fínal", "  fantasy  "]
)
def test_search_finds_a_game_in_any_spelling(
    words: str, reader: ApiClient, ff7: Game, chrono_trigger: Game
) -> None:
    assert slugs(reader.get("/games", q=words)) == ["final-fantasy-vii"]


def test_a_genre_finds_the_genres_under_it_once(
    reader: ApiClient, ff7: Game, chrono_trigger: Game, rpg: Genre, jrpg: Genre
) -> None:
    ff7.set_genres([jrpg])

    assert slugs(reader.get("/games", genre="rpg")) == ["final-fantasy-vii"]
    assert slugs(reader.get("/games", genre="jrpg")) == ["final-fantasy-vii"]
    chrono_trigger.set_genres([rpg])
    assert slugs(reader.get("/games", genre="jrpg")) == ["final-fantasy-vii"]


def test_a_platform_finds_what_is_on_it_and_what_was_played_on_it(
    reader: ApiClient, ff7: Game, chrono_trigger: Game, snes: Platform, ps5: Platform
) -> None:
    played(ff7, platform=ps5)

    assert slugs(reader.get("/games", platform="snes")) == ["chrono-trigger"]
    assert slugs(reader.get("/games", platform="ps5")) == ["final-fantasy-vii"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"franchise": "final-fantasy"}, ["final-fantasy-vii"]),
        ({"status": "completed"}, ["final-fantasy-vii"]),
        ({"status": "planned"}, ["chrono-trigger"]),
        ({"completed_year": 1998}, ["final-fantasy-vii"]),
        ({"completed_year": 1999}, []),
        ({"min_rating": 4}, ["final-fantasy-vii"]),
        ({"min_rating": 4.5}, []),
        ({"list": "top"}, ["chrono-trigger"]),
        ({"list": "top", "status": "completed"}, []),
    ],
)
def test_each_filter_narrows_the_list(
    query: dict[str, Any],
    found: list[str],
    reader: ApiClient,
    ff7: Game,
    chrono_trigger: Game,
) -> None:
    played(ff7, status="completed", completed_at="1998-03-01", rating="4")
    played(chrono_trigger, status="planned")
    List.objects.create(name="Top").add(chrono_trigger)

    answer = data(reader.get("/games", **query))

    assert [item["slug"] for item in answer["items"]] == found
    assert answer["count"] == len(found)


def test_private_runs_and_hidden_lists_do_not_count_for_strangers(
    reader: ApiClient, writer: ApiClient, ff7: Game
) -> None:
    played(ff7, status="completed", rating="5", is_public=False, notes="secret")
    hidden = List.objects.create(name="Hidden", visibility=Visibility.DRAFT)
    hidden.add(ff7)

    for path in ("/games", "/games/final-fantasy-vii"):
        seen = reader.get(path).content.decode()
        assert "secret" not in seen and "hidden" not in seen
    item = data(reader.get("/games/final-fantasy-vii"))
    assert (item["status"], item["best_rating"], item["lists"]) == (None, None, [])
    assert slugs(reader.get("/games", status="completed")) == []
    assert slugs(reader.get("/games", min_rating=1)) == []
    problem(reader.get("/games", list="hidden"), status=422)
    # A token alone changes nothing: private rows are for those who ask for them.
    assert data(writer.get("/games/final-fantasy-vii"))["status"] is None

    own = data(writer.get("/games/final-fantasy-vii", include="private"))
    assert (own["status"], own["best_rating"]) == ("completed", 5.0)
    assert own["playthroughs"][0]["notes"] == "secret"
    assert own["lists"][0]["slug"] == "hidden"
    found = writer.get("/games", status="completed", list="hidden", include="private")
    assert slugs(found) == ["final-fantasy-vii"]


@pytest.mark.parametrize(
    ("ordering", "names"),
    [
        ("name", ["A", "B", "C"]),
        ("-name", ["C", "B", "A"]),
        ("original_release_year", ["C", "A", "B"]),
        ("-original_release_year", ["A", "C", "B"]),
        ("-times_completed", ["B", "C", "A"]),
        ("-best_rating", ["C", "B", "A"]),
        ("best_rating", ["B", "C", "A"]),
        ("-completed_at", ["B", "C", "A"]),
        ("created_at", ["A", "B", "C"]),
        ("-updated_at", ["C", "B", "A"]),
    ],
)
def test_every_ordering_is_total_and_pages_by_cursor_and_by_offset(
    ordering: str, names: list[str], reader: ApiClient, db: None
) -> None:
    Game.objects.add(name="A", original_release_year=2001)
    second = Game.objects.add(name="B")
    third = Game.objects.add(name="C", original_release_year=1999)
    played(second, status="completed", rating="2", completed_at="2005")
    played(second, status="completed")
    played(third, status="completed", rating="3", completed_at="2004-12")

    whole = data(reader.get("/games", ordering=ordering))
    assert [item["name"] for item in whole["items"]] == names
    assert whole["next_cursor"] is None

    cursor: str | None = None
    for place, name in enumerate(names):
        query = {"cursor": cursor} if cursor else {}
        page = data(reader.get("/games", ordering=ordering, limit=1, **query))
        assert [item["name"] for item in page["items"]] == [name]
        assert page["count"] == 3
        offset = data(reader.get("/games", ordering=ordering, limit=1, offset=place))
        assert offset["items"] == page["items"]
        cursor = page["next_cursor"]
    assert cursor is None


def test_a_cursor_stays_right_while_games_are_added(
    reader: ApiClient, db: None
) -> None:
    for name in ("B", "C", "D"):
        Game.objects.add(name=name)
    first = data(reader.get("/games", limit=2))

    Game.objects.add(name="A")

    rest = data(reader.get("/games", limit=2, cursor=first["next_cursor"]))
    assert [item["name"] for item in rest["items"]] == ["D"]


@pytest.mark.parametrize(
    "query",
    [
        {"cursor": "forged"},
        {"cursor": "WzFd:abc"},
        {"ordering": "rating"},
        {"ordering": "-"},
        {"limit": 0},
        {"limit": 201},
        {"limit": "ten"},
        {"limit": 10**20},
        {"offset": -1},
        {"offset": 10**9},
        {"status": "finished"},
        {"min_rating": 6},
        {"completed_year": 12345},
        {"genre": "nope"},
        {"franchise": "nope"},
        {"platform": "nope"},
        {"list": "nope"},
        {"q": "a\x00b"},
        {"q": "a" * 201},
        {"include": "everything"},
        {"limit": ["1", "2"]},
        {"page": 2},
    ],
    ids=str,
)
def test_a_bad_parameter_is_named(query: dict[str, Any], reader: ApiClient) -> None:
    found = problem(reader.get("/games", **query), status=422)

    (name,) = query
    assert [(error["in"], error["field"]) for error in found["errors"]] == [
        ("query", name)
    ]


def test_a_cursor_of_another_ordering_is_refused(reader: ApiClient, ff7: Game) -> None:
    Game.objects.add(name="Another")
    cursor = data(reader.get("/games", limit=1))["next_cursor"]

    problem(reader.get("/games", ordering="-name", cursor=cursor), status=422)
    problem(reader.get("/games", offset=1, cursor=cursor), status=422)


def test_a_game_is_added_with_everything_by_slug(
    writer: ApiClient,
    final_fantasy: Franchise,
    jrpg: Genre,
    snes: Platform,
) -> None:
    answer = writer.post(
        "/games",
        {
            "name": "Final Fantasy VI",
            "franchise": "final-fantasy",
            "genres": ["rpg", "jrpg"],
            "primary_genre": "jrpg",
            "platforms": ["snes"],
            "original_release_year": 1994,
            "release_date": "1994-04-02",
            "aliases": ["FF6"],
            "igdb_id": 415,
            "summary": "Terra",
        },
    )

    game = data(answer, status=201)
    assert answer.headers["Location"] == "/api/games/final-fantasy-vi"
    assert game["genres"][0] == {**game["genres"][0], "slug": "jrpg"}
    assert game["release_date"] == "1994-04-02"
    assert game["editions"][0]["release_date"] == "1994-04-02"
    assert data(writer.get("/games/final-fantasy-vi")) == game


def test_the_same_name_twice_makes_two_slugs_but_a_slug_is_taken_once(
    writer: ApiClient,
) -> None:
    first = data(writer.post("/games", {"name": "God of War"}), status=201)
    second = data(writer.post("/games", {"name": "God of War"}), status=201)

    taken = problem(
        writer.post("/games", {"name": "Else", "slug": "god-of-war"}), status=409
    )

    assert (first["slug"], second["slug"]) == ("god-of-war", "god-of-war-2")
    assert taken["errors"][0]["field"] == "slug"
    assert Game.objects.count() == 2


def test_a_change_leaves_alone_what_was_not_sent(
    writer: ApiClient, ff7: Game, snes: Platform
) -> None:
    ff7.platforms.add(snes)

    changed = data(writer.patch("/games/final-fantasy-vii", {"name": "FF VII"}))

    assert changed["name"] == "FF VII"
    assert changed["slug"] == "final-fantasy-vii"
    assert changed["franchise"]["slug"] == "final-fantasy"
    assert len(changed["genres"]) == 2
    assert len(changed["platforms"]) == 1
    assert changed["original_release_year"] == 1997


def test_the_primary_genre_stays_while_it_is_one_of_the_genres(
    writer: ApiClient, ff7: Game, chrono_trigger: Game, rpg: Genre
) -> None:
    Genre.objects.create(name="Action")
    chrono_trigger.set_genres([rpg], primary=rpg)

    def primary(**body: Any) -> list[str]:
        game = data(writer.patch("/games/final-fantasy-vii", body))
        return [genre["slug"] for genre in game["genres"] if genre["is_primary"]]

    assert primary(genres=["action", "jrpg"]) == ["jrpg"]
    assert primary(primary_genre="action") == ["action"]
    assert primary(genres=["jrpg"]) == []
    assert primary(genres=["jrpg", "rpg"], primary_genre="rpg") == ["rpg"]
    assert primary(primary_genre=None) == []


def test_a_change_empties_what_is_sent_empty(writer: ApiClient, ff7: Game) -> None:
    changed = data(
        writer.patch(
            "/games/final-fantasy-vii",
            {"franchise": None, "genres": [], "original_release_year": None},
        )
    )

    assert changed["franchise"] is None
    assert changed["genres"] == []
    assert changed["original_release_year"] is None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"slug": "has space"}, "slug"),
        ({"slug": ""}, "slug"),
        ({"franchise": "nope"}, "franchise"),
        ({"genres": ["rpg", "nope"]}, "genres"),
        ({"genres": "rpg"}, "genres"),
        ({"primary_genre": "nope"}, "primary_genre"),
        ({"platforms": ["nope"]}, "platforms"),
        ({"original_release_year": 1492}, "original_release_year"),
        ({"original_release_year": "1997"}, "original_release_year"),
        ({"original_release_year": True}, "original_release_year"),
        ({"release_date": "1997-02-31"}, "release_date"),
        ({"release_date": "soon"}, "release_date"),
        ({"cover_url": "javascript:alert(1)"}, "cover_url"),
        ({"igdb_id": 2**31}, "igdb_id"),
        ({"igdb_id": 10**30}, "igdb_id"),
        ({"aliases": [""]}, "aliases.0"),
        ({"rating": 5}, "rating"),
    ],
    ids=str,
)
def test_a_bad_value_is_named_and_nothing_is_written(
    body: dict[str, Any], field: str, writer: ApiClient, ff7: Game
) -> None:
    before = data(writer.get("/games/final-fantasy-vii"))

    found = problem(writer.patch("/games/final-fantasy-vii", body), status=422)

    assert found["errors"][0]["field"] == field
    assert field.split(".")[0] in found["detail"]
    assert data(writer.get("/games/final-fantasy-vii")) == before


def test_a_game_that_is_held_is_not_deleted_and_says_by_what(
    writer: ApiClient, ff7: Game
) -> None:
    run = played(ff7)
    top = List.objects.create(name="Top")
    top.add(ff7)

    found = problem(writer.delete("/games/final-fantasy-vii"), status=409)

    assert found["held_by_count"] == 2
    assert any("playthrough" in holder for holder in found["held_by"])
    assert any("Top" in holder for holder in found["held_by"])
    assert Game.objects.filter(pk=ff7.pk).exists()
    assert not ModelLogEntry.objects.filter(action="wagtail.delete").exists()

    Playthrough.objects.filter(pk=run.pk).delete()
    top.remove(top.entries.all())
    assert writer.delete("/games/final-fantasy-vii").status_code == 204
    assert not Game.objects.filter(pk=ff7.pk).exists()


def test_changes_show_in_the_history_of_the_admin(
    writer: ApiClient, owner: Any
) -> None:
    data(writer.post("/games", {"name": "Okami"}), status=201)
    data(writer.patch("/games/okami", {"summary": "A wolf paints."}))

    game = Game.objects.get(slug="okami")
    logged = ModelLogEntry.objects.for_instance(game).order_by("id")
    assert [entry.action for entry in logged] == ["wagtail.create", "wagtail.edit"]
    assert all(entry.user == owner for entry in logged)
    assert game.revisions.count() == 2
    assert game.latest_revision.as_object().summary == "A wolf paints."

    writer.delete("/games/okami")
    assert ModelLogEntry.objects.filter(action="wagtail.delete", deleted=True).exists()


def test_a_sync_says_what_igdb_needs(writer: ApiClient, ff7: Game) -> None:
    found = problem(writer.put("/games/final-fantasy-vii/sync"), status=503)

    assert "TWITCH_CLIENT_ID" in found["detail"]
    problem(writer.put("/games/nothing/sync"), status=404)
