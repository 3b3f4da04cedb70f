"""Profiles as the game sends them, composed: no person's data."""

from __future__ import annotations

import json
from datetime import UTC
from datetime import datetime
from typing import Any

from apps.profiles.warframe.archiving.reading import read_document
from apps.profiles.warframe.archiving.writing import Archived
from apps.profiles.warframe.archiving.writing import archive
from apps.profiles.warframe.models import Trigger
from apps.profiles.warframe.models import WarframeProfile

ACCOUNT = "0123456789abcdef01234567"
OTHER = "76543210fedcba9876543210"
VOLT = "/Lotus/Powersuits/Volt/Volt"
BRATON = "/Lotus/Weapons/Tenno/Rifle/Rifle"
KUNAI = "/Lotus/Weapons/MK1Series/MK1Kunai"
VOIDRIG = "/Lotus/Powersuits/EntratiMech/NechroTech"
PARACESIS = "/Lotus/Weapons/Orokin/BallasSword/BallasSwordWeapon"
THEN = datetime(2026, 11, 1, 20, tzinfo=UTC)


def weapon(path: str, **counts: Any) -> dict[str, Any]:
    return {"type": path, **counts}


def document(
    *,
    account: Any = ACCOUNT,
    rank: int = 12,
    seconds: float = 429_758.25,
    xp: dict[str, Any] | None = None,
    weapons: list[Any] | None = None,
    results: dict[str, Any] | None = None,
    stats: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """A whole profile; `results` and `stats` replace keys, None removes one."""
    found = {
        "AccountId": {"$oid": account},
        "DisplayName": "Tenno\ue000",
        "PlayerLevel": rank,
        "Created": {"$date": {"$numberLong": "1529692811761"}},
        "MigratedToConsole": False,
        "DailyFocus": 310_000,
        "LoadOutInventory": {
            "WeaponSkins": [],
            "XPInfo": [
                {"ItemType": path, "XP": value}
                for path, value in (
                    xp or {VOLT: 912_345, BRATON: 451_000, KUNAI: 200_000}
                ).items()
            ],
        },
        "Missions": [
            {"Tag": "SolNode27", "Completes": 42, "Tier": 1},
            {"Tag": "EarthToVenusJunction", "Completes": 1},
        ],
        "Affiliations": [
            {"Tag": "RedVeilSyndicate", "Standing": -27_000, "Title": -2},
            {"Tag": "CetusSyndicate", "Standing": 12_931, "Title": 1},
        ],
        "PlayerSkills": {"LPP_SPACE": 1_200, "LPS_PILOTING": 3, "LPS_DRIFT_RIDING": 1},
    }
    figures = {
        "Rank": rank - 1,
        "PlayerLevel": rank,
        "MissionsCompleted": 691,
        "MissionsQuit": 35,
        "MissionsFailed": 46,
        "TimePlayedSec": seconds,
        "PickupCount": 59_449,
        "Weapons": weapons
        or [
            weapon(
                KUNAI,
                fired=196,
                hits=76,
                kills=24,
                headshots=1,
                assists=4,
                equipTime=2583.72,
                xp=200_000,
            ),
            weapon(
                BRATON, fired=3, hits=4, kills=8, headshots=2, equipTime=60, xp=451_000
            ),
            weapon(VOLT, kills=3, equipTime=90_000.5, xp=912_345),
            weapon("/Lotus/Weapons/Grineer/OddLittleThing"),
        ],
        "Missions": [{"type": "SolNode27", "highScore": 1200}],
    }
    for mine, changes in ((found, results), (figures, stats)):
        for key, value in (changes or {}).items():
            if value is None:
                mine.pop(key, None)
            else:
                mine[key] = value
    return {"Results": [found], "Stats": figures}


def text(**changes: Any) -> str:
    return json.dumps(document(**changes))


def archived(
    profile: WarframeProfile, *, at: datetime = THEN, trigger: str = "manual", **of: Any
) -> Archived:
    """Archive a composed profile as if it had come at that moment."""
    read = read_document(document(**of))
    return archive(profile, read, trigger=Trigger(trigger), at=at)
