"""What a profile says, however odd it is."""

from __future__ import annotations

import json
from datetime import UTC
from datetime import datetime
from typing import Any

import pytest

from apps.profiles.warframe.archiving.reading import NotAProfile
from apps.profiles.warframe.archiving.reading import read_document
from apps.profiles.warframe.archiving.reading import read_text
from tests.profiles.warframe.accounts import ACCOUNT
from tests.profiles.warframe.accounts import KUNAI
from tests.profiles.warframe.accounts import document
from tests.profiles.warframe.accounts import text


def test_a_whole_profile_is_read() -> None:
    read = read_text("\ufeff" + text())

    assert read.account_id == ACCOUNT
    assert read.values == {
        "mastery_rank": 12,
        "missions_completed": 691,
        "missions_quit": 35,
        "missions_failed": 46,
        "time_played_seconds": 429_758,
        "pickup_count": 59_449,
        "display_name": "Tenno",
        "wf_created_at": datetime(2018, 6, 22, 18, 40, 11, 761_000, tzinfo=UTC),
        "daily_focus": 310_000,
        "migrated_to_console": False,
        "intrinsic_ranks": 4,
    }
    assert read.weapons is not None
    assert read.weapons[KUNAI] == {
        "fired": 196,
        "hits": 76,
        "kills": 24,
        "headshots": 1,
        "assists": 4,
        "equip_time_seconds": 2583.72,
        "xp": 200_000,
    }
    assert read.missions == {
        "SolNode27": {"completes": 42, "is_steel_path_done": True},
        "EarthToVenusJunction": {"completes": 1, "is_steel_path_done": False},
    }
    assert read.skipped == 0


@pytest.mark.parametrize(
    ("results", "stats", "rank"),
    [
        ({"PlayerLevel": 29}, {"Rank": 28, "PlayerLevel": 29}, 29),
        ({"PlayerLevel": None}, {"Rank": 28, "PlayerLevel": 29}, 29),
        ({"PlayerLevel": None}, {"Rank": 28, "PlayerLevel": None}, 29),
        ({"PlayerLevel": "33"}, {"Rank": None, "PlayerLevel": None}, 33),
        ({"PlayerLevel": None}, {"Rank": None, "PlayerLevel": None}, None),
    ],
)
def test_the_mastery_rank_is_the_level_of_the_player(
    results: dict[str, Any], stats: dict[str, Any], rank: int | None
) -> None:
    read = read_document(document(results=results, stats=stats))

    assert read.values.get("mastery_rank") == rank


def test_what_a_profile_does_not_say_is_not_zero() -> None:
    read = read_document({"Results": [{"DisplayName": "Tenno"}]})

    assert read.values == {"display_name": "Tenno"}
    assert read.weapons is read.missions is read.affiliations is read.affinities is None
    assert read.account_id == ""


def test_odd_types_are_taken_or_left_out_one_by_one() -> None:
    read = read_document(
        document(
            weapons=[
                {"type": "/a", "kills": 3.0, "headShots": "2", "equipTime": "1.5"},
                {"type": "/b", "kills": -1, "xp": 1e300, "hits": True, "fired": None},
                {"kills": 5},
                {"type": "/" + "x" * 400},
                None,
            ],
            results={
                "AccountId": ACCOUNT.upper(),
                "Created": {"$date": 1529692811761},
                "DailyFocus": float("nan"),
                "Missions": [{"Tag": "SolNode1"}],
                "Affiliations": [{"Tag": "A", "Standing": -3.0, "Title": "x"}],
                "PlayerSkills": [],
                "LoadOutInventory": None,
            },
            stats={"TimePlayedSec": "429758.2", "MissionsCompleted": 10**30},
        )
    )

    assert read.account_id == ACCOUNT
    assert read.values["time_played_seconds"] == 429_758
    assert read.values["wf_created_at"].year == 2018
    assert "daily_focus" not in read.values
    assert "missions_completed" not in read.values
    assert read.weapons is not None
    assert set(read.weapons) == {"/a", "/b"}
    assert read.weapons["/a"]["headshots"] == 2
    assert read.weapons["/a"]["equip_time_seconds"] == 1.5
    assert read.weapons["/b"]["xp"] == read.weapons["/b"]["hits"] == 0
    assert read.skipped == 3
    assert read.missions == {"SolNode1": {"completes": 0, "is_steel_path_done": False}}
    assert read.affiliations == {"A": {"standing": -3, "title_rank": 0}}
    assert read.affinities is None


def test_what_no_database_can_hold_is_dropped() -> None:
    read = read_text('{"Results":[{"DisplayName":"A\\u0000\\ud800B","x":1e999}]}')

    assert read.values["display_name"] == "AB"
    json.dumps(read.document, allow_nan=False).encode()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("", "empty"),
        ("<!DOCTYPE html><title>403</title>", "web page"),
        (text()[:-40], "cut off"),
        ("[]", "not a profile"),
        ("[1, 2]", "not a profile"),
        ('{"Results": []}', "is empty"),
        ('{"Results": [{}]}', "not a profile"),
        ('{"Results": "x"}', "not a profile"),
        ('{"a":' * 100_000, "cut off"),
        ("[" * 900 + "]" * 900, "not a profile"),
    ],
)
def test_what_is_no_profile_says_why(given: str, reason: str) -> None:
    with pytest.raises(NotAProfile, match=reason):
        read_text(given)
