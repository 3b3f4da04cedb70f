from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from apps.library.models import Game
from apps.library.models import Platform
from questlog_site.api import api
from tests.admin.pages import text_of
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.api.conftest import played

OPENAPI = api.get_openapi_schema()


@pytest.fixture
def journal(ff7: Game, chrono_trigger: Game, snes: Platform, ps5: Platform) -> None:
    """Chrono Trigger twice, Final Fantasy VII once, one dropped, one private run."""
    played(
        chrono_trigger,
        status="completed",
        completed_at="1996-08",
        playtime_hours=Decimal("25.5"),
        rating=Decimal("5"),
        platform=snes,
    )
    played(chrono_trigger, status="completed", playtime_hours=Decimal("15"))
    played(
        ff7,
        status="completed",
        completed_at="1998",
        playtime_hours=Decimal("60"),
        rating=Decimal("4.5"),
        platform=ps5,
    )
    played(ff7, status="dropped", playtime_hours=Decimal("2"))
    played(ff7, status="completed", playtime_hours=Decimal("500"), is_public=False)


def test_totals_count_public_runs(reader: ApiClient, journal: None) -> None:
    stats = data(reader.get("/stats"))

    assert (stats["games"], stats["games_completed"]) == (2, 2)
    assert (stats["playthroughs"], stats["completed"]) == (4, 3)
    assert stats["hours"] == 102.5
    assert stats["average_rating"] == 4.75
    assert {one["status"]: one["playthroughs"] for one in stats["by_status"]} == {
        "planned": 0,
        "playing": 0,
        "ongoing": 0,
        "paused": 0,
        "completed": 3,
        "dropped": 1,
    }


def test_shares_by_platform_genre_franchise_and_year(
    reader: ApiClient, journal: None
) -> None:
    stats = data(reader.get("/stats"))

    def counts(group: str) -> dict[str, tuple[Any, ...]]:
        return {
            one["slug"]: (one["playthroughs"], one["completed"], one["hours"])
            for one in stats[group]
        }

    assert counts("by_platform") == {"snes": (1, 1, 25.5), "ps5": (1, 1, 60)}
    assert counts("by_genre") == {"rpg": (2, 1, 62), "jrpg": (2, 1, 62)}
    assert counts("by_franchise") == {"final-fantasy": (2, 1, 62)}
    assert stats["by_year"] == [
        {"year": 1998, "completed": 1, "hours": 60.0},
        {"year": 1996, "completed": 1, "hours": 25.5},
    ]


def test_ratings_and_records(reader: ApiClient, journal: None) -> None:
    stats = data(reader.get("/stats"))

    ratings = {one["rating"]: one["playthroughs"] for one in stats["ratings"]}
    assert len(ratings) == 10
    assert (ratings[5.0], ratings[4.5], ratings[4.0]) == (1, 1, 0)
    assert [one["hours"] for one in stats["longest"]] == [60, 25.5, 15]
    assert [one["hours"] for one in stats["fastest"]] == [15, 25.5, 60]
    assert stats["longest"][0]["game"]["slug"] == "final-fantasy-vii"
    assert [
        (one["game"]["slug"], one["times_completed"]) for one in stats["most_replayed"]
    ] == [("chrono-trigger", 2)]


def test_a_year_and_a_platform_narrow_everything(
    reader: ApiClient, journal: None
) -> None:
    year = data(reader.get("/stats", year=1998))
    assert (year["playthroughs"], year["hours"]) == (1, 60)
    assert [one["slug"] for one in year["by_platform"]] == ["ps5"]

    snes = data(reader.get("/stats", platform="snes"))
    assert (snes["playthroughs"], snes["hours"]) == (1, 25.5)
    assert data(reader.get("/stats", platform="snes", year=1998))["playthroughs"] == 0


def test_the_owner_may_count_private_runs_too(writer: ApiClient, journal: None) -> None:
    assert data(writer.get("/stats"))["hours"] == 102.5
    assert data(writer.get("/stats", include="private"))["hours"] == 602.5


def test_an_empty_journal_has_empty_statistics(reader: ApiClient) -> None:
    stats = data(reader.get("/stats"))

    assert (stats["playthroughs"], stats["hours"]) == (0, 0)
    assert stats["average_rating"] is None
    assert stats["by_platform"] == stats["by_year"] == stats["longest"] == []
    assert len(stats["ratings"]) == 10


@pytest.mark.parametrize(
    "query", [{"year": 1}, {"year": "x"}, {"platform": "nope"}, {"month": 5}], ids=str
)
def test_a_bad_parameter_is_named(query: dict[str, Any], reader: ApiClient) -> None:
    found = problem(reader.get("/stats", **query), status=422)

    assert [error["field"] for error in found["errors"]] == list(query)


def test_each_figure_says_whether_it_counts_games_or_playthroughs() -> None:
    schemas = OPENAPI["components"]["schemas"]
    kinds = {"games", "game's", "playthrough", "playthroughs"}

    silent = [
        f"{name}.{key}"
        for name in (
            "StatsSchema",
            "StatusCountSchema",
            "PlayedShareSchema",
            "YearSchema",
            "RatingCountSchema",
            "StatsPlaythroughSchema",
            "ReplayedSchema",
        )
        for key, figure in schemas[name]["properties"].items()
        if key not in {"status", "name", "slug", "year", "rating", "id", "game"}
        and key != "completed_at"
        and not kinds
        & set(re.findall(r"[\w']+", figure.get("description", "").lower()))
    ]

    assert silent == []


def test_the_dashboard_says_what_it_counts(owner_client: Client, journal: None) -> None:
    text = text_of(owner_client.get("/admin/"))

    assert "2 games" in text
    assert "5 playthroughs" in text
    assert "4 completed playthroughs" in text
    assert "602 played hours" in text
