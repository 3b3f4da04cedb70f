"""A composed Warframe profile of the size of a veteran's: no person's data."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

CATALOGUE = (
    Path(__file__).resolve().parent.parent
    / "apps/profiles/warframe/catalogue/catalogue.json"
)
WEAPONS = 1_500
# Half of the entries of a real one are no item: abilities, enemies, parts.
_OTHERS = "/Lotus/Powersuits/Abilities/Benchmark/Ability{:04}Weapon"


def big_profile(
    *, seed: int = 7, rank: int = 28, played: float = 1.0
) -> dict[str, Any]:
    """About 650 KB; `played` scales what grows with time."""
    numbers = random.Random(seed)
    items = json.loads(CATALOGUE.read_text(encoding="utf-8"))["items"]
    mastery = []
    paths = []
    for item in items:
        full = 5 * item["points_per_rank"] * item["cap"] ** 2
        luck = numbers.random()
        paths.append(item["path"])
        if luck < 0.25 / played:
            continue
        share = numbers.random() if luck < 0.4 / played else 1 + numbers.random() * 9
        mastery.append({"ItemType": item["path"], "XP": int(full * share)})
    paths += [_OTHERS.format(each) for each in range(WEAPONS - len(paths))]
    weapons = [_weapon(path, numbers, played) for path in paths]
    nodes = json.loads(CATALOGUE.with_name("names.json").read_text())["nodes"]
    missions = [
        {"Tag": tag, "Completes": int(numbers.paretovariate(0.9) * played), "Tier": 1}
        for tag in [*nodes, "EarthToVenusJunction", "MarsToPhobosJunction"]
    ]
    return {
        "Results": [
            {
                "AccountId": {"$oid": "0123456789abcdef01234567"},
                "DisplayName": "Benchmark",
                "PlayerLevel": rank,
                "Created": {"$date": {"$numberLong": "1529692811761"}},
                "DailyFocus": 310_000,
                "LoadOutInventory": {"WeaponSkins": [], "XPInfo": mastery},
                "Missions": missions,
                "Affiliations": [
                    {"Tag": tag, "Standing": standing, "Title": title}
                    for tag, standing, title in (
                        ("CetusSyndicate", 132_000, 5),
                        ("SolarisSyndicate", 90_412, 4),
                        ("HexSyndicate", 44_000, 3),
                        ("SteelMeridianSyndicate", 99_000, 5),
                        ("LibrarySyndicate", 125_000, 0),
                        ("RedVeilSyndicate", -27_000, -2),
                    )
                ],
                "PlayerSkills": {"LPS_PILOTING": 10, "LPS_TACTICAL": 7},
                "ChallengeProgress": [
                    {"Progress": each, "Name": f"Challenge{each}", "Completed": []}
                    for each in range(600)
                ],
            }
        ],
        "Stats": {
            "Rank": rank - 1,
            "PlayerLevel": rank,
            "MissionsCompleted": int(8_400 * played),
            "MissionsQuit": 210,
            "MissionsFailed": 340,
            "TimePlayedSec": 4_336_200.25 * played,
            "PickupCount": int(590_000 * played),
            "Weapons": weapons,
            "Enemies": [
                {
                    "type": f"/Lotus/Types/Enemies/Benchmark/Enemy{each:04}Avatar",
                    "kills": int(numbers.paretovariate(0.6)),
                    "headshots": each,
                    "executions": 0,
                    "deaths": each % 7,
                    "assists": each % 11,
                }
                for each in range(1_600)
            ],
        },
    }


def _weapon(path: str, numbers: random.Random, played: float) -> dict[str, Any]:
    kills = int(min(numbers.paretovariate(0.45), 120_000) * played)
    fired = int(kills * numbers.uniform(0.5, 9))
    return {
        "type": path,
        "fired": fired,
        "hits": int(fired * numbers.uniform(0.2, 0.9)),
        "kills": kills,
        "headshots": int(kills * numbers.uniform(0, 0.4)),
        "assists": kills // 9,
        "equipTime": round(kills * numbers.uniform(1, 7), 6),
        "xp": kills * 100,
    }
