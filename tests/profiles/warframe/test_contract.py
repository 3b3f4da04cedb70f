"""`/warframe/…` as the owner's site reads it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.profiles.warframe.models import Affiliation
from apps.profiles.warframe.models import CatalogueItem
from apps.profiles.warframe.models import WarframeProfile
from tests.api import contract
from tests.api.client import ApiClient
from tests.api.client import data
from tests.profiles.warframe.accounts import ACCOUNT
from tests.profiles.warframe.accounts import BRATON
from tests.profiles.warframe.accounts import KUNAI
from tests.profiles.warframe.accounts import PARACESIS
from tests.profiles.warframe.accounts import THEN
from tests.profiles.warframe.accounts import VOIDRIG
from tests.profiles.warframe.accounts import VOLT
from tests.profiles.warframe.accounts import archived
from tests.profiles.warframe.accounts import weapon

pytestmark = pytest.mark.django_db
ANSWERS = {
    "profile": "WarframeProfileSchema",
    "weapons": "WeaponListSchema",
    "weapons/top": "WeaponSchema[]",
    "missions": "MissionSchema[]",
    "affiliations": "AffiliationSchema[]",
    "snapshots": "SnapshotSchema[]",
    "stats": "WarframeStatsSchema",
    "mastery": "MasterySchema",
    "mastery/completion": "CompletionSchema",
    "mastery/remaining": "RemainingSchema",
    "frames": "FrameSchema[]",
    "progression": "ProgressionSchema",
}
LISTS = ("weapons/top", "missions", "affiliations", "snapshots", "frames")


def fits(value: Any, type_name: str) -> bool:
    """Whether a JSON value is of a type in the contract's notation."""
    if " | " in type_name:
        return any(fits(value, each) for each in type_name.split(" | "))
    if type_name.endswith("[]"):
        return isinstance(value, list) and all(
            fits(each, type_name[:-2]) for each in value
        )
    if type_name in contract.SCHEMAS:
        keys = contract.SCHEMAS[type_name]
        return set(value) == set(keys) and all(
            fits(value[key], keys[key][0]) for key in keys
        )
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return {
        "string": isinstance(value, str),
        "number": is_number,
        "boolean": isinstance(value, bool),
        "null": value is None,
    }[type_name]


@pytest.mark.parametrize("path", ANSWERS)
def test_an_answer_is_what_the_contract_says(
    profile: WarframeProfile, reader: ApiClient, path: str
) -> None:
    archived(profile)

    found = data(reader.get(f"/warframe/{path}", anything="else"))

    assert found
    assert fits(found, ANSWERS[path]), found


@pytest.mark.parametrize("state", ["nothing", "set up", "private"])
def test_without_a_public_profile_there_is_nothing(
    request: pytest.FixtureRequest, reader: ApiClient, state: str
) -> None:
    if state != "nothing":
        profile = request.getfixturevalue("profile")
        if state == "private":
            archived(profile)
            profile.change(is_public=False)

    for path in ANSWERS:
        answer = reader.get(f"/warframe/{path}")
        if path == "weapons":
            assert data(answer) == {"total": 0, "weapons": []}
        elif path in LISTS:
            assert data(answer) == []
        else:
            assert data(answer, status=404)["error"]


def test_the_profile_has_its_true_rank_and_totals(
    profile: WarframeProfile, reader: ApiClient
) -> None:
    archived(profile)

    assert data(reader.get("/warframe/profile")) == {
        "id": str(profile.uuid),
        "display_name": "Tenno",
        "account_id": ACCOUNT,
        "platform": "pc",
        "wf_created_at": "2018-06-22T18:40:11.761+00:00",
        "mastery_rank": 12,
        "player_level": 12,
        "title": "",
        "missions_completed": 691,
        "missions_quit": 35,
        "missions_failed": 46,
        "missions_interrupted": 0,
        "missions_dumped": 0,
        "time_played_seconds": 429_758,
        "pickup_count": 59_449,
        "daily_focus": 310_000,
        "migrated_to_console": False,
        "last_synced": "2026-11-01T20:00:00+00:00",
        "weapons_tracked": 4,
        "total_weapon_kills": 35,
    }


def test_weapons_are_sorted_named_and_cut(
    profile: WarframeProfile, reader: ApiClient
) -> None:
    archived(profile)

    def names(**query: Any) -> list[str]:
        found = data(reader.get("/warframe/weapons", **query))
        return [each["weapon_name"] for each in found["weapons"]]

    everything = ["Mk1-Kunai", "Braton", "Volt", "Odd Little Thing"]
    assert names() == names(sort="nonsense") == everything
    assert names(sort="accuracy")[:2] == ["Braton", "Mk1-Kunai"]
    assert names(sort="equip_time")[0] == names(sort="xp")[0] == "Volt"
    assert names(sort="headshots")[0] == "Braton"
    assert names(limit=0) == ["Mk1-Kunai"]
    assert names(limit=-5, offset=1) == ["Braton"]
    assert names(limit=9999, offset=-3) == everything
    assert names(offset=99) == []
    few = data(reader.get("/warframe/weapons", min_kills=8, limit=1))
    assert (few["total"], len(few["weapons"])) == (2, 1)
    top = data(reader.get("/warframe/weapons/top", by="hits", limit=2))
    assert [each["weapon_path"] for each in top] == [KUNAI, BRATON]
    assert top[0]["accuracy"] == 0.3878
    assert top[0]["headshot_rate"] == 0.0417
    # More hits than shots are no mistake.
    assert top[1]["accuracy"] == 1.3333


def test_missions_affiliations_snapshots_and_frames_have_their_order(
    profile: WarframeProfile, reader: ApiClient
) -> None:
    prime = "/Lotus/Powersuits/Volt/VoltPrime"
    archived(profile)
    archived(
        profile,
        at=THEN + timedelta(days=1),
        weapons=[weapon(prime, equipTime=7200, kills=5)],
    )

    missions = data(reader.get("/warframe/missions", limit=1))
    assert missions == [{"node_tag": "SolNode27", "completes": 42}]
    tags = [
        each["syndicate_tag"] for each in data(reader.get("/warframe/affiliations"))
    ]
    assert tags == ["CetusSyndicate", "RedVeilSyndicate"]
    assert Affiliation.objects.get(tag="RedVeilSyndicate").standing == -27_000
    times = [each["captured_at"] for each in data(reader.get("/warframe/snapshots"))]
    assert times == ["2026-11-02T20:00:00+00:00", "2026-11-01T20:00:00+00:00"]
    worn = data(reader.get("/warframe/frames"))
    assert [each["name"] for each in worn] == ["Volt", "Volt Prime"]
    assert worn[0]["equip_time_hours"] == 25.0
    (only,) = data(reader.get("/warframe/frames", prime_only="true"))
    assert (only["is_prime"], only["image_name"]) == (True, "VoltPrime.png")


def test_statistics_are_sums(profile: WarframeProfile, reader: ApiClient) -> None:
    archived(profile)

    assert data(reader.get("/warframe/stats")) == {
        "mastery_rank": 12,
        "time_played_seconds": 429_758,
        "time_played_hours": 119.4,
        "missions_completed": 691,
        "missions_failed": 46,
        "missions_quit": 35,
        "total_weapon_kills": 35,
        "total_weapon_fired": 199,
        "total_weapon_hits": 80,
        "total_headshots": 3,
        "overall_accuracy": 0.402,
        "overall_headshot_rate": 0.0857,
        "weapons_tracked": 4,
        "nodes_played": 2,
        "syndicates_joined": 2,
        "snapshots_captured": 1,
    }


@pytest.mark.parametrize(
    ("path", "least", "value"),
    [
        (BRATON, 450_000, 3000),
        (PARACESIS, 800_000, 4000),
        (VOLT, 900_000, 6000),
        (VOIDRIG, 1_600_000, 8000),
    ],
)
def test_an_item_is_mastered_from_its_threshold_on(
    profile: WarframeProfile, reader: ApiClient, path: str, least: int, value: int
) -> None:
    name = CatalogueItem.objects.get(path=path).name

    def remaining() -> dict[str, Any]:
        query = {"include_vaulted": "true", "limit": 1000}
        found = data(reader.get("/warframe/mastery/remaining", **query))
        return {each["name"]: each for each in found["items"]}

    archived(profile, xp={path: least - 1})
    item = remaining()[name]
    assert (item["mastery_value"], item["mastery_progress"]) == (value, 99)
    assert item["owned"] is True
    assert data(reader.get("/warframe/mastery/completion"))["total_mastered"] == 0

    archived(profile, xp={path: least})
    assert name not in remaining()
    found = data(reader.get("/warframe/mastery/completion"))
    assert found["total_mastered"] == 1
    assert found["total_masterable"] == CatalogueItem.objects.count()


def test_two_paths_of_one_item_count_once(
    profile: WarframeProfile, reader: ApiClient
) -> None:
    archived(
        profile,
        xp={
            "/Lotus/Weapons/MK1Series/MK1Braton": 450_000,
            "/Lotus/Weapons/Tenno/Rifle/StartingRifle": 7,
        },
    )

    found = data(reader.get("/warframe/mastery/completion"))

    assert found["total_mastered"] == 1
    (primary,) = [row for row in found["categories"] if row["category"] == "Primary"]
    assert primary == {"category": "Primary", "mastered": 1, "total": 219, "pct": 0.5}


def test_what_remains_is_by_value_and_its_totals_ignore_the_filters(
    profile: WarframeProfile, reader: ApiClient
) -> None:
    archived(profile, rank=8)
    CatalogueItem.objects.exclude(path__in=[VOLT, BRATON, KUNAI, VOIDRIG]).delete()
    CatalogueItem.objects.filter(path=VOIDRIG).update(
        vaulted=True, vault_date="2024-05-01", mastery_req=9, acquisition=""
    )

    found = data(reader.get("/warframe/mastery/remaining", include_vaulted="true"))

    assert [each["name"] for each in found["items"]] == ["Voidrig", "Mk1-Kunai"]
    voidrig = found["items"][0]
    assert (voidrig["vault_date"], voidrig["equippable"]) == ("2024-05-01", False)
    assert (voidrig["owned"], voidrig["mastery_progress"]) == (False, 0)
    assert found["items"][1]["mastery_progress"] == 44
    assert found["items"][1]["vault_date"] == ""
    totals = {key: value for key, value in found.items() if key != "items"}
    assert totals == {
        "current_mastery_rank": 8,
        "total_remaining": 2,
        "total_obtainable": 1,
        "obtainable_mastery_points": 3000,
        "by_acquisition": [
            {"acquisition": "Market", "count": 1, "mastery_points": 3000}
        ],
    }
    default = data(reader.get("/warframe/mastery/remaining", limit=1))
    assert [each["name"] for each in default["items"]] == ["Mk1-Kunai"]
    assert {key: value for key, value in default.items() if key != "items"} == totals
    CatalogueItem.objects.update(is_prime=True)
    none = data(reader.get("/warframe/mastery/remaining", include_primes="false"))
    assert (none["items"], none["total_remaining"]) == ([], 2)


def test_without_a_catalogue_nothing_is_complete(
    profile: WarframeProfile, reader: ApiClient
) -> None:
    archived(profile)
    CatalogueItem.objects.all().delete()

    assert data(reader.get("/warframe/mastery/completion")) == {
        "total_masterable": 0,
        "total_mastered": 0,
        "completion_pct": 0.0,
        "categories": [],
    }
    assert data(reader.get("/warframe/frames")) == []


def test_mastery_has_a_point_where_it_changed_and_one_for_now(
    profile: WarframeProfile, reader: ApiClient
) -> None:
    for day, rank in enumerate((11, 11, 12, 12)):
        archived(profile, at=THEN + timedelta(days=day), rank=rank)

    found = data(reader.get("/warframe/mastery"))

    assert found["current_rank"] == 12
    days = [(each["date"][:10], each["mastery_rank"]) for each in found["history"]]
    assert days == [("2026-11-01", 11), ("2026-11-03", 12), ("2026-11-04", 12)]
    every = data(reader.get("/warframe/mastery", granularity="all"))["history"]
    assert len(every) == 4


def test_one_snapshot_has_no_pace(profile: WarframeProfile, reader: ApiClient) -> None:
    archived(profile)
    archived(profile)

    found = data(reader.get("/warframe/progression"))

    assert found["summary"] == {
        "tracked_since": "2026-11-01T20:00:00+00:00",
        "days_tracked": 0,
        "sessions": 0,
        "current_mastery_rank": 12,
        "mr_gained": 0,
        "mr_per_month": 0.0,
        "current_hours_played": 119.4,
        "hours_in_window": 0.0,
        "hours_per_week": 0.0,
        "avg_session_hours": 0.0,
        "projected_mr30_date": None,
    }
    assert len(found["series"]) == 2


def test_the_pace_projects_rank_30(profile: WarframeProfile, reader: ApiClient) -> None:
    archived(profile, rank=28, seconds=3_600_000)
    archived(
        profile,
        rank=29,
        seconds=3_600_000 + 42 * 3600,
        at=THEN + timedelta(days=60),
        trigger="session_end",
    )

    summary = data(reader.get("/warframe/progression"))["summary"]

    assert summary["mr_per_month"] == 0.5
    assert summary["projected_mr30_date"] == "2027-03-01T20:00:00+00:00"
    assert (summary["days_tracked"], summary["sessions"]) == (60, 1)
    assert summary["hours_in_window"] == summary["avg_session_hours"] == 42.0
    assert summary["hours_per_week"] == 4.9
    archived(profile, rank=33, seconds=4_000_000, at=THEN + timedelta(days=61))
    summary = data(reader.get("/warframe/progression"))["summary"]
    assert summary["projected_mr30_date"] is None


@pytest.mark.parametrize("path", ["profile", "weapons/top", "missions", "frames"])
def test_an_answer_is_one_statement(
    profile: WarframeProfile, reader: ApiClient, path: str
) -> None:
    archived(profile)

    with CaptureQueriesContext(connection) as captured:
        data(reader.get(f"/warframe/{path}"))

    assert len(captured) == 1
