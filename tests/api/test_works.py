from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem


def test_works_are_a_bare_array_by_name_with_exactly_the_promised_keys(
    reader: ApiClient, ff7: Game, chrono_trigger: Game
) -> None:
    works = data(reader.get("/works", limit=2000))

    assert works == [
        {
            "id": str(chrono_trigger.uuid),
            "name": "Chrono Trigger",
            "slug": "chrono-trigger",
            "franchise": None,
            "original_release_year": 1995,
        },
        {
            "id": str(ff7.uuid),
            "name": "Final Fantasy VII",
            "slug": "final-fantasy-vii",
            "franchise": {
                "id": str(ff7.franchise and ff7.franchise.uuid),
                "name": "Final Fantasy",
                "slug": "final-fantasy",
            },
            "original_release_year": 1997,
        },
    ]


def test_works_narrow_by_franchise_and_page_by_limit_and_offset(
    reader: ApiClient, ff7: Game, chrono_trigger: Game
) -> None:
    def slugs(**query: Any) -> list[str]:
        return [work["slug"] for work in data(reader.get("/works", **query))]

    assert slugs(franchise="final-fantasy") == ["final-fantasy-vii"]
    assert slugs(limit=1) == ["chrono-trigger"]
    assert slugs(limit=1, offset=1) == ["final-fantasy-vii"]
    assert slugs(offset=2) == []
    assert slugs(franchise="nope") == []
    assert slugs(franchise="") == slugs()
    assert slugs(limit=1_000_000, offset=1, sort="name") == ["final-fantasy-vii"]


def test_five_hundred_works_cost_one_query(reader: ApiClient, ff7: Game) -> None:
    for number in range(20):
        Game.objects.add(name=f"Game {number}", franchise=ff7.franchise)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(data(reader.get("/works", limit=500))) == 21

    assert len(queries) == 1


def test_a_work_comes_with_its_editions(reader: ApiClient, ff7: Game) -> None:
    Edition.objects.create(
        game=ff7,
        name="Remake",
        edition_type="remake",
        release_date="2020-04",
        twitch_category_id="494839",
        summary="Midgar",
    )

    work = data(reader.get("/works/final-fantasy-vii"))

    assert set(work) == {
        "id",
        "name",
        "slug",
        "franchise",
        "original_release_year",
        "editions",
    }
    first, remake = work["editions"]
    assert first["summary"] is None
    assert remake == {
        "id": remake["id"],
        "work_id": work["id"],
        "name": "Remake",
        "slug": "final-fantasy-vii-remake",
        "edition_type": "remake",
        "igdb_id": None,
        "twitch_category_id": "494839",
        "cover_url": None,
        "release_date": "2020-04",
        "summary": "Midgar",
    }
    assert data(reader.get("/editions/final-fantasy-vii-remake")) == remake
    assert data(reader.get("/editions", work="final-fantasy-vii")) == work["editions"]
    assert data(reader.get("/editions/by-twitch/494839")) == work


@pytest.mark.parametrize(
    "path", ["/works/nope", "/editions/nope", "/editions/by-twitch/1", "/games/nope"]
)
def test_what_does_not_exist_is_a_404_object(path: str, reader: ApiClient) -> None:
    assert isinstance(problem(reader.get(path), status=404), dict)


def test_genres_are_made_under_others_and_listed(
    reader: ApiClient, writer: ApiClient, rpg: Genre
) -> None:
    made = data(
        writer.post(
            "/genres",
            {"name": "Action RPG", "slug": "arpg", "parent_id": str(rpg.uuid)},
        )
    )

    assert made == {
        "id": made["id"],
        "name": "Action RPG",
        "slug": "arpg",
        "igdb_id": None,
        "parent_id": str(rpg.uuid),
    }
    assert made in data(reader.get("/genres"))
    problem(writer.post("/genres", {"name": "Other", "slug": "arpg"}), status=409)
    problem(
        writer.post("/genres", {"name": "Other", "slug": "o", "parent_id": "x"}),
        status=422,
    )
    assert Genre.objects.count() == 2


def test_the_genres_of_a_work_are_replaced(
    writer: ApiClient, ff7: Game, rpg: Genre, jrpg: Genre
) -> None:
    action = Genre.objects.create(name="Action")
    body = {
        "genre_ids": [str(action.uuid), str(rpg.uuid)],
        "primary_genre_id": str(rpg.uuid),
    }

    answer = data(writer.put("/works/final-fantasy-vii/genres", body))

    assert answer == {
        "work": "final-fantasy-vii",
        "genres": ["rpg", "action"],
        "primary_genre": "rpg",
    }
    assert data(writer.put("/works/final-fantasy-vii/genres", body)) == answer
    game = data(writer.get("/games/final-fantasy-vii"))
    assert [(g["slug"], g["is_primary"]) for g in game["genres"]] == [
        ("rpg", True),
        ("action", False),
    ]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"genre_ids": [], "primary_genre_id": "{rpg}"}, 422),
        ({"primary_genre_id": None}, 422),
    ],
)
def test_bad_genres_change_nothing(
    body: dict[str, Any], status: int, writer: ApiClient, ff7: Game, rpg: Genre
) -> None:
    if body.get("primary_genre_id"):
        body = {**body, "primary_genre_id": str(rpg.uuid)}

    problem(writer.put("/works/final-fantasy-vii/genres", body), status=status)

    assert ff7.genres.count() == 2
    problem(writer.put("/works/nope/genres", {"genre_ids": []}), status=404)


def test_ids_that_no_genre_has_are_passed_over(
    writer: ApiClient, ff7: Game, rpg: Genre
) -> None:
    unknown = ["not-an-id", "00000000-0000-4000-8000-000000000000"]
    body = {"genre_ids": [*unknown, str(rpg.uuid)], "primary_genre_id": unknown[1]}

    assert data(writer.put("/works/final-fantasy-vii/genres", body)) == {
        "work": "final-fantasy-vii",
        "genres": ["rpg"],
        "primary_genre": None,
    }


def test_an_unknown_work_has_no_editions(reader: ApiClient, ff7: Game) -> None:
    assert data(reader.get("/editions", work="nope")) == []
    assert len(data(reader.get("/editions", work=""))) == 1
    assert len(data(reader.get("/editions", limit=1_000_000, page=2))) == 1


def test_an_edition_is_an_original_unless_it_is_said(
    writer: ApiClient, ff7: Game
) -> None:
    body = edition_body(ff7, cover_url="")
    del body["edition_type"]

    made = data(writer.post("/editions", body))

    assert (made["edition_type"], made["cover_url"]) == ("original", None)
    data(writer.patch("/editions/pixel", {"cover_url": "https://c.example/1.jpg"}))
    changed = data(writer.patch("/editions/pixel", {"cover_url": ""}))
    assert changed["cover_url"] is None
    game = data(writer.patch("/games/final-fantasy-vii", {"cover_url": ""}))
    assert game["cover_url"] is None


def edition_body(game: Game, **changes: Any) -> dict[str, Any]:
    return {
        "work_id": str(game.uuid),
        "name": "Pixel Remaster",
        "slug": "pixel",
        "edition_type": "remaster",
        **changes,
    }


def test_an_edition_is_added_to_its_work(
    reader: ApiClient, writer: ApiClient, ff7: Game, snes: Platform, ps5: Platform
) -> None:
    body = edition_body(
        ff7,
        igdb_id=12,
        twitch_category_id="7",
        release_date="2021",
        platforms=["snes", "playstation 5"],
        igdb_data={"id": 12},
        summary=None,
    )

    made = data(writer.post("/editions", body))

    assert (made["slug"], made["work_id"]) == ("pixel", str(ff7.uuid))
    assert data(reader.get("/editions/pixel")) == made
    edition = data(reader.get("/games/final-fantasy-vii"))["editions"][1]
    assert [platform["slug"] for platform in edition["platforms"]] == ["ps5", "snes"]
    assert Edition.objects.get(slug="pixel").igdb_data == {"id": 12}
    changed = data(writer.patch("/editions/pixel", {"name": "PR", "platforms": []}))
    assert (changed["name"], changed["release_date"]) == ("PR", "2021")


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"work_id": "nope"}, 422),
        ({"edition_type": "demake"}, 422),
        ({"release_date": "2021-13"}, 422),
        ({"platforms": "dreamcast"}, 422),
        ({"slug": "chrono-trigger"}, 409),
        ({"igdb_data": [1]}, 422),
        ({"cover_url": "not a url"}, 422),
        ({"colour": "red"}, 422),
    ],
    ids=str,
)
def test_a_bad_edition_is_refused(
    changes: dict[str, Any],
    status: int,
    writer: ApiClient,
    ff7: Game,
    chrono_trigger: Game,
) -> None:
    problem(writer.post("/editions", edition_body(ff7, **changes)), status=status)

    assert ff7.editions.count() == 1


def test_an_edition_on_a_platform_that_is_not_known_creates_it(
    reader: ApiClient, writer: ApiClient, ff7: Game, ps5: Platform
) -> None:
    data(writer.post("/editions", edition_body(ff7, platforms=["PS 5", "Dreamcast"])))
    data(writer.patch("/editions/pixel", {"platforms": ["dreamcast", "PS1"]}))

    names = [platform["name"] for platform in data(reader.get("/platforms"))]
    assert names == ["Dreamcast", "PlayStation", "PlayStation 5"]
    edition = Edition.objects.get(slug="pixel")
    assert {p.name for p in edition.platforms.all()} == {"Dreamcast", "PlayStation"}


def test_the_edition_that_a_work_was_given_becomes_the_one_that_is_posted(
    reader: ApiClient, writer: ApiClient, ff7: Game, ps5: Platform
) -> None:
    given = ff7.first_edition()
    body = edition_body(
        ff7,
        name="Final Fantasy VII (PS5)",
        slug="final-fantasy-vii",
        edition_type="port",
        igdb_id=427,
        release_date="2024-02-29",
        cover_url="https://covers.example/ff7.jpg",
        summary="Midgar",
        platforms=["PS5"],
    )

    made = data(writer.post("/editions", body))

    assert made["id"] == str(given.uuid)
    del body["platforms"]
    assert {key: made[key] for key in body} == body
    assert [ps5] == list(given.platforms.all())
    assert data(reader.get("/works/final-fantasy-vii"))["editions"] == [made]
    # It is a real one now.
    problem(writer.post("/editions", body), status=409)


def test_an_edition_that_the_owner_has_edited_is_not_replaced(
    writer: ApiClient, ff7: Game
) -> None:
    data(writer.patch("/editions/final-fantasy-vii", {"summary": "Mine"}))

    problem(
        writer.post("/editions", edition_body(ff7, slug="final-fantasy-vii")),
        status=409,
    )

    assert ff7.first_edition().summary == "Mine"


def test_the_last_edition_of_a_game_stays(writer: ApiClient, ff7: Game) -> None:
    found = problem(writer.delete("/editions/final-fantasy-vii"), status=422)
    assert "only edition" in found["detail"]

    data(writer.post("/editions", edition_body(ff7)))
    assert writer.delete("/editions/final-fantasy-vii").status_code == 204
    assert [edition.slug for edition in ff7.editions.all()] == ["pixel"]


def test_franchises_are_listed_by_name(
    reader: ApiClient, final_fantasy: Franchise
) -> None:
    Franchise.objects.create(name="Chrono")

    found = data(reader.get("/franchises"))

    assert [franchise["slug"] for franchise in found] == ["chrono", "final-fantasy"]
    assert set(found[0]) == {"id", "name", "slug"}
