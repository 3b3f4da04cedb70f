from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Platform
from tests.admin.pages import address
from tests.admin.pages import save
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.imports.conftest import Desk

NOTHING = {
    "franchises_created": 0,
    "franchises_skipped": 0,
    "works_created": 0,
    "works_skipped": 0,
    "editions_created": 0,
    "editions_skipped": 0,
    "errors": [],
}


def edition(work: str, slug: str, **fields: Any) -> dict[str, Any]:
    return {
        "work_slug": work,
        "name": slug.title(),
        "slug": slug,
        "edition_type": "original",
        **fields,
    }


@pytest.fixture
def body() -> dict[str, Any]:
    return {
        "franchises": [{"name": "Chrono", "slug": "chrono"}],
        "works": [
            {
                "name": "Chrono Trigger",
                "slug": "chrono-trigger",
                "franchise_slug": "chrono",
                "original_release_year": 1995,
            },
            {"name": "Chrono Cross", "slug": "chrono-cross"},
        ],
        "editions": [
            edition("chrono-trigger", "ct-snes", platforms=["snes"]),
            edition("chrono-trigger", "ct-ds", edition_type="port"),
        ],
    }


def test_a_body_is_written_once_and_skipped_ever_after(
    writer: ApiClient, snes: Platform, body: dict[str, Any]
) -> None:
    first = data(writer.post("/import", body))

    assert first == {
        **NOTHING,
        "franchises_created": 1,
        "works_created": 2,
        "editions_created": 2,
    }
    game = Game.objects.get(slug="chrono-trigger")
    assert game.franchise == Franchise.objects.get(slug="chrono")
    # Its editions of the body only; a work without any has an original of its own.
    assert {e.slug for e in game.editions.all()} == {"ct-snes", "ct-ds"}
    assert {e.slug for e in Edition.objects.filter(platforms=snes)} == {"ct-snes"}
    assert Edition.objects.filter(game__slug="chrono-cross").count() == 1

    again = data(writer.post("/import", body))

    assert again == {
        **NOTHING,
        "franchises_skipped": 1,
        "works_skipped": 2,
        "editions_skipped": 2,
    }
    assert (Game.objects.count(), Edition.objects.count()) == (2, 3)


def test_a_grown_body_adds_only_what_is_new(
    writer: ApiClient, snes: Platform, body: dict[str, Any]
) -> None:
    data(writer.post("/import", body))

    body["editions"].append(edition("chrono-cross", "cc-radical"))
    grown = data(writer.post("/import", body))

    assert grown["editions_created"] == 1
    assert Edition.objects.filter(game__slug="chrono-cross").count() == 2


def test_what_cannot_be_resolved_is_named_and_the_rest_is_done(
    writer: ApiClient, ff7: Game
) -> None:
    result = data(
        writer.post(
            "/import",
            {
                "franchises": [
                    {"name": "final fantasy", "slug": "ff"},
                    {"name": "Ys", "slug": "ys"},
                ],
                "works": [
                    {"name": "A", "slug": "a", "franchise_slug": "nope"},
                    {"name": "B", "slug": "b", "original_release_year": 1492},
                    {"name": "", "slug": "c"},
                    {"name": "D", "slug": "not a slug"},
                    {"name": "E", "slug": ""},
                    {"name": "Ys I", "slug": "ys-i", "franchise_slug": "ys"},
                ],
                "editions": [
                    edition("nope", "x"),
                    edition("ys-i", "y", edition_type="demake"),
                    edition("ys-i", "z", igdb_id=5),
                    edition("ys-i", "z-again", igdb_id=5),
                    edition("ys-i", "final-fantasy-vii"),
                    edition("ys-i", "ys-book", release_date="1987-06-21"),
                    edition("final-fantasy-vii", "ff7r", release_date="2020-02-31"),
                ],
            },
        )
    )

    assert (result["franchises_created"], result["works_created"]) == (1, 2)
    assert result["editions_created"] == 2
    named = [error.split(":")[0] for error in result["errors"]]
    assert named == [
        "franchise ff",
        "work b",
        "work c",
        "work not a slug",
        "work ",
        "edition x",
        "edition y",
        "edition z-again",
        "edition final-fantasy-vii",
        "edition ff7r",
    ]
    assert Game.objects.get(slug="a").franchise is None
    ys = Game.objects.get(slug="ys-i")
    assert {e.slug for e in ys.editions.all()} == {"ys-book", "z"}
    assert Game.objects.count() == 3


def test_an_edition_needs_no_type_and_an_empty_cover_is_none(
    writer: ApiClient, ff7: Game
) -> None:
    row = edition("final-fantasy-vii", "steam", cover_url="", twitch_category_id="")
    del row["edition_type"]

    assert data(writer.post("/import", {"editions": [row]}))["editions_created"] == 1

    made = data(writer.get("/editions/steam"))
    assert (made["edition_type"], made["cover_url"]) == ("original", None)
    assert made["twitch_category_id"] is None


def test_the_same_row_twice_in_a_body_counts_as_skipped(writer: ApiClient) -> None:
    work = {"name": "Ys I", "slug": "ys-i"}

    result = data(writer.post("/import", {"works": [work, work]}))

    assert (result["works_created"], result["works_skipped"]) == (1, 1)


def test_the_cost_in_statements_does_not_grow_with_the_body(
    writer: ApiClient, snes: Platform
) -> None:
    def statements(prefix: str, count: int) -> int:
        works = [{"name": f"W{n}", "slug": f"{prefix}-{n}"} for n in range(count)]
        editions = [
            edition(f"{prefix}-{n}", f"{prefix}-e-{n}", platforms=["snes"])
            for n in range(count)
        ]
        body = {"works": works, "editions": editions}
        with CaptureQueriesContext(connection) as queries:
            assert data(writer.post("/import", body))["editions_created"] == count
            assert data(writer.post("/import", body))["editions_skipped"] == count
        return len(queries)

    few = statements("few", 2)
    many = statements("many", 40)

    # Wagtail reads the platforms of each new edition for its first revision.
    assert many <= few + 40


def test_the_cost_in_statements_of_filled_editions_does_not_grow_either(
    writer: ApiClient, snes: Platform
) -> None:
    def statements(prefix: str, count: int) -> int:
        names = [f"{prefix}-{n}" for n in range(count)]
        data(writer.post("/import", {"works": [{"name": n, "slug": n} for n in names]}))
        editions = [edition(n, n, platforms=["snes"]) for n in names]
        with CaptureQueriesContext(connection) as queries:
            filled = data(writer.post("/import", {"editions": editions}))
        assert filled["editions_created"] == count
        return len(queries)

    few = statements("few", 2)
    many = statements("many", 40)

    # Wagtail reads the platforms of each edition for its revision.
    assert many <= few + 40


def test_an_imported_row_has_its_history_and_is_found(
    writer: ApiClient, snes: Platform, body: dict[str, Any], owner: Any
) -> None:
    data(writer.post("/import", body))

    game = Game.objects.get(slug="chrono-trigger")
    (logged,) = ModelLogEntry.objects.for_instance(game)
    assert (logged.action, logged.user) == ("wagtail.create", owner)
    assert game.revisions.count() == 1
    assert data(writer.get("/games", q="chrono cross"))["count"] == 1
    port = Edition.objects.get(slug="ct-snes")
    assert port.latest_revision.as_object().platforms.get() == snes


def test_the_edition_that_a_work_was_given_becomes_the_one_that_comes_later(
    writer: ApiClient, snes: Platform, body: dict[str, Any], owner: Any
) -> None:
    data(writer.post("/import", {"works": body["works"][1:]}))
    given = Edition.objects.get(slug="chrono-cross")
    later = {
        "editions": [
            edition(
                "chrono-cross",
                "chrono-cross",
                edition_type="remaster",
                igdb_id=1_025,
                release_date="1999-11-18",
                cover_url="https://covers.example/cc.jpg",
                summary="Serge",
                platforms=["PS1"],
                igdb_data={"id": 1_025},
            )
        ]
    }

    first = data(writer.post("/import", later))
    again = data(writer.post("/import", later))

    assert first == {**NOTHING, "editions_created": 1}
    assert again == {**NOTHING, "editions_skipped": 1}
    became = Edition.objects.get(game__slug="chrono-cross")
    assert became.pk == given.pk
    assert became.name == "Chrono-Cross"
    assert (became.edition_type, became.igdb_id) == ("remaster", 1_025)
    assert (became.release_date, became.summary) == ("1999-11-18", "Serge")
    assert became.cover_url == "https://covers.example/cc.jpg"
    assert became.igdb_data == {"id": 1_025}
    assert [p.name for p in became.platforms.all()] == ["PlayStation"]
    assert became.latest_revision.as_object().platforms.count() == 1
    logged = ModelLogEntry.objects.for_instance(became).order_by("timestamp")
    assert [entry.action for entry in logged] == ["wagtail.create", "wagtail.edit"]


def test_a_game_that_was_added_elsewhere_gets_its_real_edition_too(
    writer: ApiClient, owner_client: Client, owner: Any
) -> None:
    save(owner_client, address(Game, "add"), name="Chrono Cross")
    Desk(owner).bring("# Beaten\n- Terranigma (SNES)\n")
    data(writer.post("/games", {"name": "Ico"}), status=201)
    slugs = ["chrono-cross", "terranigma", "ico"]
    editions = [edition(slug, slug, summary="Real") for slug in slugs]

    result = data(writer.post("/import", {"editions": editions}))

    assert result == {**NOTHING, "editions_created": 3}
    real = Edition.objects.filter(slug__in=slugs, summary="Real")
    assert real.count() == Edition.objects.count() == 3


def test_an_edition_that_the_owner_has_edited_is_skipped(
    writer: ApiClient, body: dict[str, Any], snes: Platform
) -> None:
    data(writer.post("/import", {"works": body["works"][1:]}))
    data(writer.patch("/editions/chrono-cross", {"platforms": ["snes"]}))

    later = {"editions": [edition("chrono-cross", "chrono-cross", summary="Serge")]}

    assert data(writer.post("/import", later)) == {**NOTHING, "editions_skipped": 1}
    assert Edition.objects.get(slug="chrono-cross").summary == ""


def test_one_bad_row_does_not_spoil_the_next_for_the_same_edition(
    writer: ApiClient, body: dict[str, Any]
) -> None:
    data(writer.post("/import", {"works": body["works"][1:]}))
    later = [
        edition("chrono-cross", "chrono-cross", release_date="1999-13"),
        edition("chrono-cross", "chrono-cross", release_date="1999-11"),
        edition("chrono-cross", "chrono-cross", release_date="1999-12"),
    ]

    result = data(writer.post("/import", {"editions": later}))

    assert (result["editions_created"], result["editions_skipped"]) == (1, 1)
    assert len(result["errors"]) == 1
    assert Edition.objects.get(slug="chrono-cross").release_date == "1999-11"


def test_platforms_that_are_not_known_are_created_by_the_names_people_write(
    writer: ApiClient, snes: Platform, body: dict[str, Any], owner: Any
) -> None:
    written = ["PS5", "PlayStation", "ps 5", "Super Nintendo", "", "Moon Console"]
    body["editions"] = [
        edition("chrono-trigger", "one", platforms=written),
        edition("chrono-trigger", "two", platforms=["moon console", "x" * 300]),
    ]

    result = data(writer.post("/import", body))

    assert (result["editions_created"], result["errors"]) == (2, [])
    names = Platform.objects.exclude(pk=snes.pk).order_by("name")
    assert list(names.values_list("name", flat=True)) == [
        "Moon Console",
        "PlayStation",
        "PlayStation 5",
        "x" * 100,
    ]
    one, two = Edition.objects.order_by("slug").filter(slug__in=["one", "two"])
    assert one.platforms.count() == 4 and snes in one.platforms.all()
    assert two.platforms.count() == 2
    (logged,) = ModelLogEntry.objects.for_instance(names[0])
    assert (logged.action, logged.user) == ("wagtail.create", owner)


@pytest.mark.parametrize(
    "body",
    [
        {"works": {"name": "A", "slug": "a"}},
        {"works": [{"name": "A"}]},
        {"works": [{"name": "A", "slug": "a", "id": 1}]},
        {"games": []},
        [],
        "text",
        None,
    ],
    ids=str,
)
def test_a_body_of_another_form_is_refused_whole(body: Any, writer: ApiClient) -> None:
    problem(writer.post("/import", body), status=422)

    assert not Game.objects.exists()
