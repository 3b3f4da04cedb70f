"""`/acnh/…` as the owner's overlay reads it."""

from __future__ import annotations

from datetime import date
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from tests.api.client import ApiClient
from tests.api.client import data
from tests.profiles.acnh.conftest import Met
from tests.profiles.acnh.conftest import villager

pytestmark = pytest.mark.django_db
LATEST, STATS = "/acnh/hunts/latest", "/acnh/stats"


def test_without_anything_there_is_no_hunt_and_nothing_counted(
    reader: ApiClient,
) -> None:
    assert data(reader.get(LATEST)) == {"hunt": None}
    assert data(reader.get(STATS)) == {
        "total_hunts": 0,
        "total_islands": 0,
        "avg_islands_per_hunt": 0.0,
        "most_encountered": [],
        "personality_distribution": [],
        "species_distribution": [],
        "shortest_hunt": None,
        "longest_hunt": None,
    }


def test_a_hunt_without_encounters_is_the_latest_and_no_record(
    reader: ApiClient, met: Met
) -> None:
    met(target="Raymond")

    hunt = data(reader.get(LATEST))["hunt"]

    assert (hunt["encounter_count"], hunt["encounters"]) == (0, [])
    assert hunt["target_villager"] == {
        "id": villager("Raymond").number,
        "name": "Raymond",
        "species": "Cat",
        "personality": "Smug",
        "icon_url": "https://acnhcdn.com/latest/NpcIcon/cat23.png",
        "image_url": "https://acnhcdn.com/latest/NpcBromide/NpcNmlCat23.png",
    }
    assert data(reader.get(STATS))["shortest_hunt"] is None


def test_the_latest_goes_by_date_then_by_when_it_was_made(
    reader: ApiClient, met: Met
) -> None:
    today = timezone.localdate()
    met(date=today, notes="first")
    later = met(date=today)
    met(date=today - timedelta(days=9))

    assert data(reader.get(LATEST))["hunt"]["id"] == str(later.uuid)


def test_the_last_five_come_newest_first_and_all_are_counted(
    reader: ApiClient, met: Met
) -> None:
    hunt = met("Ankha", "Bob", "Tia", "Bea", "Flo", "Al", "Rod")
    hunt.encounters.update(met_at=timezone.now())

    found = data(reader.get(LATEST))["hunt"]

    names = [each["villager"]["name"] for each in found["encounters"]]
    assert names == ["Rod", "Al", "Flo", "Bea", "Tia"]
    assert found["encounter_count"] == 7


def test_how_often_a_villager_was_met_counts_all_hunts_up_to_then(
    reader: ApiClient, met: Met
) -> None:
    met("Raymond", date=date(2026, 1, 2))
    met("Raymond", "Bob", "Raymond")

    found = data(reader.get(LATEST))["hunt"]["encounters"]

    assert [each["encounters"] for each in found] == [3, 1, 2]


def test_the_statistics_count_everything_public(reader: ApiClient, met: Met) -> None:
    met("Bob", "Ankha", date=date(2026, 1, 2)).end(result=villager("Ankha"))
    met("Raymond", date=date(2026, 1, 3))
    met("Bob", "Bob", "Bob", "Raymond", date=date(2026, 1, 4))
    met("Marina", is_public=False)
    met(date=date(2026, 1, 5))

    found = data(reader.get(STATS))

    assert found["total_hunts"] == 4
    assert found["total_islands"] == 7
    assert found["avg_islands_per_hunt"] == 1.8
    top = [
        (each["villager"]["name"], each["count"]) for each in found["most_encountered"]
    ]
    assert top == [("Bob", 4), ("Raymond", 2), ("Ankha", 1)]
    assert found["species_distribution"] == [{"species": "Cat", "count": 7}]
    assert found["personality_distribution"] == [
        {"personality": "Lazy", "count": 4},
        {"personality": "Smug", "count": 2},
        {"personality": "Snooty", "count": 1},
    ]
    assert found["shortest_hunt"]["date"] == "2026-01-03"
    assert found["longest_hunt"]["encounter_count"] == 4


def test_a_private_hunt_or_island_is_never_told_of(
    reader: ApiClient, met: Met, island: Island
) -> None:
    secret = met("Ankha", is_public=False)
    assert data(reader.get(LATEST)) == {"hunt": None}
    assert data(reader.get("/profiles/acnh/hunts"))["count"] == 0
    assert reader.get(f"/profiles/acnh/hunts/{secret.uuid}").status_code == 404

    met("Ankha")
    (seen,) = data(reader.get(LATEST))["hunt"]["encounters"]
    assert seen["encounters"] == 1
    island.change(is_public=False)

    assert data(reader.get(LATEST)) == {"hunt": None}
    assert data(reader.get(STATS))["total_islands"] == 0
    listed = [each["slug"] for each in data(reader.get("/profiles"))]
    assert "acnh" not in listed
    assert reader.get("/profiles/acnh").status_code == 404
    assert data(reader.get("/profiles/acnh/stats"))["total_hunts"] == 0


@pytest.mark.parametrize("path", [LATEST, STATS])
def test_an_answer_is_one_statement_and_unknown_parameters_do_not_matter(
    reader: ApiClient, met: Met, path: str
) -> None:
    met("Ankha", "Bob", target="Raymond")

    with CaptureQueriesContext(connection) as captured:
        data(reader.get(path, anything="else"))

    assert len(captured) == 1


def test_the_latest_hunt_is_one_that_has_ended_too(reader: ApiClient, met: Met) -> None:
    hunt = met("Ankha", target="Raymond")
    hunt.record(villager("Raymond"), recruited=True)
    hunt.end()

    found = data(reader.get(LATEST))["hunt"]

    assert found["result_villager"]["name"] == "Raymond"
    assert found["encounters"][0]["recruited"] is True
    assert Hunt.objects.current() is None
