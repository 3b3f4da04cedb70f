"""Items of WFCD's `warframe-items`, cut to what a mastery checklist needs.

https://github.com/WFCD/warframe-items (MIT). What it has wrong or lacks is corrected
here by hand; docs/warframe.md says how we know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from typing import Any

# The files that hold items with mastery, by name. Misc has parts of modular gear.
FILES = (
    "Warframes",
    "Primary",
    "Secondary",
    "Melee",
    "Arch-Gun",
    "Arch-Melee",
    "Archwing",
    "Sentinels",
    "SentinelWeapons",
    "Pets",
    "Misc",
)
# 200 a rank; everything else brings 100.
_COMPANIONS = frozenset({"Warframes", "Archwing", "Sentinels", "Pets", "K-Drives"})
_LONGEST = {"name": 100, "image_name": 150, "kind": 40}
_MOST_TAGS = 20

# Two paths of one item: the first is the catalogue's, the second is met in profiles.
ALIASES = {
    "/Lotus/Weapons/Tenno/Rifle/StartingRifle": "/Lotus/Weapons/MK1Series/MK1Braton",
    "/Lotus/Powersuits/SiriusOrion/SiriusSuit": (
        "/Lotus/Powersuits/SiriusOrion/OrionSuit"
    ),
}
# Counted by the game, but not masterable to WFCD.
_ALSO = re.compile(
    r"Prism$|^Sporelacer$|^Vermisplicer$|^Venari$|^Venari Prime$", re.ASCII
)
_CAPS = {
    "/Lotus/Powersuits/EntratiMech/NechroTech": 40,  # Voidrig
    "/Lotus/Powersuits/EntratiMech/ThanoTech": 40,  # Bonewidow
}
# WFCD has no row for it.
PLEXUS = {
    "path": "/Lotus/Types/Game/CrewShip/RailJack/DefaultHarness",
    "alias_path": "",
    "name": "Plexus",
    "category": "Railjack",
    "kind": "Plexus",
    "mastery_req": 0,
    "cap": 30,
    "points_per_rank": 200,
    "is_prime": False,
    "vaulted": False,
    "vault_date": None,
    "image_name": "",
    "acquisition": "Railjack",
    "tags": [],
}
_FACTIONS = (
    "Red Veil",
    "New Loka",
    "Perrin Sequence",
    "Cephalon Suda",
    "Arbiters of Hexis",
    "Steel Meridian",
)
_HOLOKEY = ("Agendus", "Exec", "Livia", "Grigori", "Ferrox")


def items_of(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows of `CatalogueItem` from WFCD's rows of all `FILES`, by path.

    What can't be read, or earns no mastery, is left out.
    """
    found = {PLEXUS["path"]: PLEXUS}
    for row in rows:
        item = _item(row)
        if item is not None and item["path"] not in ALIASES.values():
            found.setdefault(item["path"], item)
    return [found[path] for path in sorted(found, key=str)]


def _item(row: Any) -> dict[str, Any] | None:
    if not isinstance(row, dict):
        return None
    path, name = _text(row, "uniqueName"), _text(row, "name")
    if not path.startswith("/Lotus/") or len(path) > 300 or not name:
        return None
    if row.get("masterable") is not True and _ALSO.search(name) is None:
        return None
    name = name[: _LONGEST["name"]]
    category = _category(row, path)
    if not category:
        return None
    vault_date = _day(row.get("vaultDate"))
    return {
        "path": path,
        "alias_path": ALIASES.get(path, ""),
        "name": name,
        "category": category,
        "kind": _kind(row, category)[: _LONGEST["kind"]],
        "mastery_req": _number(row.get("masteryReq")),
        "cap": _CAPS.get(path) or _number(row.get("maxLevelCap")) or 30,
        "points_per_rank": 200 if category in _COMPANIONS else 100,
        "is_prime": row.get("isPrime") is True,
        "vaulted": row.get("vaulted") is True,
        "vault_date": vault_date,
        "image_name": _text(row, "imageName")[: _LONGEST["image_name"]],
        "acquisition": acquisition_of(row, path),
        "tags": _tags(row)[:_MOST_TAGS],
    }


def _category(row: dict[str, Any], path: str) -> str:
    """WFCD's category, but for the parts of modular gear, which it calls Misc."""
    category = _text(row, "category")
    if category != "Misc":
        return category[:40] if category != "Mods" else ""
    kind = _text(row, "type")
    if kind == "K-Drive Component":
        return "K-Drives"
    return "Amps" if "OperatorAmplifiers" in path else "Kitguns"


def _kind(row: dict[str, Any], category: str) -> str:
    """The fine kind: "Shotgun", "Companion Weapon", "Necramech", "Zaw"."""
    if row.get("productCategory") == "MechSuits":
        return "Necramech"
    fixed = {"Amps": "Amp", "Kitguns": "Kitgun", "K-Drives": "K-Drive"}.get(category)
    kind = fixed or _text(row, "type").removesuffix(" Component")
    # Some heavy blades are rifles there.
    if category == "Melee" and kind != "Zaw":
        return "Melee"
    return {"Pets": "Pet"}.get(kind, kind)


def acquisition_of(row: dict[str, Any], path: str) -> str:
    """Where one gets it, in a few words; "" if nobody says. The first rule counts."""
    name, tags = _text(row, "name"), set(_tags(row))
    words = set(re.split(r"[\s-]+", name))
    if "Kuva" in words:
        return "Kuva Lich"
    if "Coda" in words:
        return "Technocyte Coda"
    if "Tenet" in words:
        return "Corrupted Holokey" if words & {*_HOLOKEY} else "Sister of Parvos"
    if words & {"Prisma", "Mara"}:
        return "Baro Ki'Teer"
    if "Dex" in words:
        return "Anniversary"
    for faction in _FACTIONS:
        if faction in tags:
            return faction
    if "Syndicate" in tags:
        return "Syndicate"
    if tags & {"Baro", "Prisma"}:
        return "Baro Ki'Teer"
    if "Invasion Reward" in tags:
        return "Invasion"
    if tags & {"Vandal", "Wraith"} or words & {"Vandal", "Wraith"}:
        return "Event"
    if "Prime" in tags or row.get("isPrime") is True:
        return "Void Relic"
    return _by_kind(row, path, name)


def _by_kind(row: dict[str, Any], path: str, name: str) -> str:
    if row.get("category") == "Pets":
        for part, place in (
            ("MoaPet", "Legs (Fortuna)"),
            ("ZanukaPet", "Sister of Parvos"),
            ("InfestedCatbrow", "Deimos (Son)"),
            ("PredatorKubrow", "Deimos (Son)"),
            ("Catbrow", "Incubator"),
            ("Kubrow", "Incubator"),
        ):
            if part in path:
                return place
        return "Companion"
    if name.casefold().startswith("mk1-") or row.get("marketCost"):
        return "Market"
    return "Foundry" if row.get("components") else ""


def _tags(row: dict[str, Any]) -> list[str]:
    tags = row.get("tags")
    return list(_texts(tags)) if isinstance(tags, list) else []


def _texts(values: list[Any]) -> Iterator[str]:
    for each in values:
        if isinstance(each, str) and each.isprintable() and len(each) <= 60:
            yield each


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.isprintable():
        return ""
    return " ".join(value.split())


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0
    return int(value) if 0 <= value <= 100 else 0


def _day(value: Any) -> str | None:
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        return None
