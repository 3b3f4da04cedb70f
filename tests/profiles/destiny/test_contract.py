"""`/destiny/…` as the owner's site reads it, against the schemas of its contract."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import Character
from apps.profiles.destiny.models import DestinyProfile
from tests.api import contract
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.integrations.bungie_server import GONE
from tests.integrations.bungie_server import HUNTER
from tests.integrations.bungie_server import MEMBERSHIP
from tests.integrations.bungie_server import RAID_NAME
from tests.integrations.bungie_server import TITAN
from tests.integrations.bungie_server import BungieServer
from tests.profiles.destiny.conftest import Sync

pytestmark = pytest.mark.django_db

SCHEMAS = {
    name: {key: kind for key, (kind, _) in fields.items()}
    for name, fields in contract.SCHEMAS.items()
}
TYPES: dict[str, Any] = {"string": str, "number": (int, float), "boolean": bool}


def check(value: Any, kind: str) -> None:
    """That `value` is exactly of the contract's type `kind`."""
    if kind.endswith(" | null"):
        if value is not None:
            check(value, kind.removesuffix(" | null"))
    elif kind.endswith("[]"):
        assert isinstance(value, list)
        for each in value:
            check(each, kind.removesuffix("[]"))
    elif kind in SCHEMAS:
        assert list(value) == list(SCHEMAS[kind])
        for name, expected in SCHEMAS[kind].items():
            check(value[name], expected)
    else:
        assert isinstance(value, TYPES[kind]), (value, kind)
        assert kind == "boolean" or not isinstance(value, bool)


PATHS = [
    ("/destiny/profile", "DestinyProfileSchema"),
    ("/destiny/characters", "CharacterSchema[]"),
    ("/destiny/stats", "AggregateStatsSchema[]"),
    ("/destiny/stats/raid", "AggregateStatsSchema[]"),
    ("/destiny/activities", "ActivityListSchema"),
    ("/destiny/activities/15432100001", "ActivityDetailSchema"),
    ("/destiny/activities/15432100003", "ActivityDetailSchema"),
    ("/destiny/raids/stats", "RaidStatsSchema"),
]


def test_every_answer_is_as_the_contract_has_it(
    history: BungieServer, sync: Sync, reader: ApiClient
) -> None:
    sync()

    for path, kind in PATHS:
        with CaptureQueriesContext(connection) as captured:
            found = data(reader.get(path, anything="else"))
        check(found, kind)
        assert found, path
        assert len(captured) == (2 if path == "/destiny/activities" else 1)


def test_without_anything_there_are_empty_lists_and_zeros(reader: ApiClient) -> None:
    for path in ("/destiny/profile", "/destiny/activities/1"):
        found = problem(reader.get(path), status=404)
        assert found["detail"] and found["error"]
    assert data(reader.get("/destiny/characters")) == []
    assert data(reader.get("/destiny/stats")) == []
    assert data(reader.get("/destiny/stats/raid")) == []
    assert data(reader.get("/destiny/activities")) == {"total": 0, "activities": []}
    assert data(reader.get("/destiny/raids/stats")) == {
        "total_attempts": 0,
        "total_clears": 0,
        "clear_rate": 0.0,
        "total_kills": 0,
        "total_deaths": 0,
        "raids": [],
    }


def test_the_profile_and_its_characters(
    history: BungieServer, sync: Sync, reader: ApiClient
) -> None:
    sync()

    found = data(reader.get("/destiny/profile"))

    assert (found["bungie_name"], found["bungie_name_code"]) == ("Guardian", 42)
    assert found["membership_id"] == MEMBERSHIP
    assert (found["character_count"], found["activity_count"]) == (3, 7)
    assert found["last_synced"] is not None
    *living, gone = found["characters"]
    assert {each["character_id"] for each in living} == {TITAN, HUNTER}
    assert (gone["character_id"], gone["is_deleted"]) == (GONE, True)
    assert (gone["date_last_played"], gone["character_class"]) == (None, "")
    assert found["characters"] == data(reader.get("/destiny/characters"))


def test_stats_by_scope_mode_and_character(
    history: BungieServer, sync: Sync, reader: ApiClient
) -> None:
    sync()
    stats = "/destiny/stats"

    (everyone,) = data(reader.get(stats, scope="account", mode="allPvE"))
    assert (everyone["kills"], everyone["seconds_played"]) == (12_345, 2**40)
    assert everyone["character_id"] is None
    found = data(reader.get(stats, character_id=TITAN, scope=""))
    assert [each["mode"] for each in found] == ["allPvE", "raid"]
    by_mode = data(reader.get(f"{stats}/RAID"))
    assert [each["scope"] for each in by_mode] == ["account"] + ["character"] * 3
    assert data(reader.get(stats, mode="nothing")) == []


def test_activities_the_newest_first_in_pages(
    history: BungieServer, sync: Sync, reader: ApiClient
) -> None:
    sync()

    def listed(**query: Any) -> list[str]:
        found = data(reader.get("/destiny/activities", **query))
        return [each["instance_id"][-1] for each in found["activities"]]

    assert listed() == ["6", "5", "4", "3", "2", "1", "0"]
    assert listed(limit=2, offset=1) == ["5", "4"]
    assert listed(limit=100_000, mode_category="raid") == ["5", "2", "1"]
    assert listed(mode_category="raid", completed="true") == ["5", "1"]
    assert listed(character_id=TITAN, completed="false") == ["4", "2"]
    assert listed(mode_category="none") == []
    assert reader.get("/destiny/activities", limit=0).status_code == 422
    first = data(reader.get("/destiny/activities", mode_category="raid"))
    assert first["total"] == 3
    assert first["activities"][0]["activity_name"] == f"{RAID_NAME}: Master"
    assert first["activities"][0]["mode_name"] == "Raid"
    assert [each["has_pgcr"] for each in first["activities"]] == [True, False, True]


def test_an_activity_with_its_report(
    history: BungieServer, sync: Sync, reader: ApiClient
) -> None:
    sync()

    found = data(reader.get("/destiny/activities/15432100005"))

    me, mate = found["pgcr_entries"]
    assert (me["is_self"], me["display_name"]) == (True, "Guardian#0007")
    assert (mate["is_self"], mate["light_level"], mate["completed"]) == (
        False,
        1800,
        True,
    )
    assert data(reader.get("/destiny/activities/15432100002"))["pgcr_entries"] is None


def test_the_one_that_played_longer_stands_for_an_instance_of_two(
    history: BungieServer, sync: Sync, reader: ApiClient
) -> None:
    shared = dict(history.histories[TITAN][0])
    shared["values"] = {
        **shared["values"],
        "timePlayedSeconds": {"basic": {"value": 60}},
    }
    history.histories[HUNTER].append(shared)
    sync()
    sync()

    assert Activity.objects.filter(instance_id="15432100001").count() == 2
    found = data(reader.get("/destiny/activities/15432100001"))
    assert found["character_class"] == "Titan"


def test_raids_over_their_difficulties(
    history: BungieServer, sync: Sync, reader: ApiClient
) -> None:
    sync()

    assert data(reader.get("/destiny/raids/stats")) == {
        "total_attempts": 3,
        "total_clears": 2,
        "clear_rate": 2 / 3,
        "total_kills": 250,
        "total_deaths": 4,
        "raids": [
            {
                "activity_name": RAID_NAME,
                "attempts": 3,
                "clears": 2,
                "fastest_seconds": 3000,
            }
        ],
    }


def test_a_private_profile_is_nowhere(
    history: BungieServer, sync: Sync, reader: ApiClient, guardian: DestinyProfile
) -> None:
    sync()
    guardian.refresh_from_db()
    guardian.change(is_public=False)

    for path, _ in PATHS:
        answer = reader.get(path)
        if answer.status_code == 200:
            found = data(answer)
            assert not found or not any(
                found.get(key) for key in ("total", "total_attempts", "raids")
            )
        else:
            assert answer.status_code == 404
    for path in ("", "/raids", "/activities", "/days", "/titles"):
        answer = reader.get(f"/profiles/destiny{path}")
        body = answer.content.decode()
        assert answer.status_code == 404 or "Guardian" not in body
        assert RAID_NAME not in body and "15432100001" not in body
    assert Character.objects.exists()
