"""Files of characters, written for these tests after what the programs write."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

from django.utils import timezone

from apps.profiles.imports.applying import apply_import
from apps.profiles.imports.applying import plan_import
from apps.profiles.poe.models.character import hash_of_name
from apps.profiles.registry import kind_called

BOW = {
    "inventoryId": "Weapon",
    "name": "Doom Thirst",
    "typeLine": "Spine Bow",
    "baseType": "Spine Bow",
    "frameType": 2,
    "ilvl": 84,
    "corrupted": True,
    "sockets": [
        {"group": 0, "attr": "D", "sColour": "G"},
        {"group": 0, "attr": "D", "sColour": "G"},
        {"group": 1, "attr": "I", "sColour": "B"},
    ],
    "properties": [{"name": "Quality", "values": [["+20%", 1]]}],
    "implicitMods": ["12% increased [CriticalStrike|Critical Strike] Chance"],
    "explicitMods": ["Adds 1 to 2 Fire Damage\n10% increased Attack Speed"],
    "socketedItems": [
        {
            "socket": 0,
            "typeLine": "Tornado Shot",
            "frameType": 4,
            "support": False,
            "properties": [
                {"name": "Level", "values": [["20 (Max)", 0]]},
                {"name": "Quality", "values": [["+18%", 1]]},
            ],
        },
        {
            "socket": 1,
            "typeLine": "Greater Multiple Projectiles Support",
            "frameType": 4,
            "support": True,
        },
        {"socket": 2, "typeLine": "Clarity", "frameType": 4, "support": False},
    ],
}


def window(**values: Any) -> dict[str, Any]:
    """What the windows of the website give, as people save it."""
    character = {
        "name": "Höhenflug",
        "realm": "pc",
        "class": "Deadeye",
        "league": "Mirage",
        "level": 92,
        "experience": 2_000_000_000,
        **values,
    }
    return {
        "accountName": "Someone#1234",
        "character": character,
        "items": [BOW, {"inventoryId": "MainInventory", "typeLine": "Portal Scroll"}],
        "passives": {"hashes": [3, 1, 2], "hashes_ex": [9], "mastery_effects": []},
    }


def api_detail(**values: Any) -> dict[str, Any]:
    """The API's Character, here of the second game."""
    bolt = {
        "typeLine": "Spark",
        "properties": [{"name": "[Level|Level]", "values": [["14", 0]]}],
        "socketedItems": [{"typeLine": "Scattershot"}, {"typeLine": "Acceleration"}],
    }
    return {
        "character": {
            "id": "a" * 64,
            "name": "Zapper",
            "realm": "poe2",
            "class": "Stormweaver",
            "league": "Standard",
            "level": 71,
            "experience": 9,
            "equipment": [
                {"inventoryId": "Helm", "typeLine": "Tiara", "rarity": "Unique"}
            ],
            "skills": [bolt],
            "passives": {"hashes": [7], "specialisations": []},
            **values,
        }
    }


def xml(
    *, level: int = 94, name: str | None = "Höhenflug", root: str = "PathOfBuilding"
) -> str:
    name_hash = hash_of_name(name) if name else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root}>
<Build level="{level}" className="Ranger" ascendClassName="Deadeye"
 mainSocketGroup="2"/>
<Import lastAccountHash="{"b" * 40}" lastCharacterHash="{name_hash}" lastRealm="PC"/>
<Skills activeSkillSet="2"><SkillSet id="1"/><SkillSet id="2">
<Skill enabled="true" slot="Helmet" label="Auras">
<Gem nameSpec="Grace" level="20" quality="0" skillId="Grace" enabled="true"/></Skill>
<Skill enabled="true" slot="Body Armour">
<Gem nameSpec="Ice Shot" level="21" quality="20" skillId="IceShot" enabled="true"/>
<Gem nameSpec="Inspiration" level="20" skillId="SupportInspiration" enabled="false"/>
</Skill></SkillSet></Skills>
<Tree activeSpec="1"><Spec nodes="5,6,7,8,9,10"/></Tree>
<Items activeItemSet="1"><Item id="4">
Rarity: UNIQUE
Death's Oath
Astral Plate
Unique ID: 0f
Variant: Old
Variant: New
Selected Variant: 2
Item Level: 86
Sockets: R-G-B
Implicits: 1
{{tags:resistance}}{{range:0.5}}+12% to all Elemental Resistances
{{variant:1}}+1 to Strength
{{variant:2}}+50 to Strength
Corrupted
</Item><ItemSet id="1"><Slot name="Body Armour" itemId="4"/>
<Slot name="Belt" itemId="0"/></ItemSet></Items>
<Notes>Nothing</Notes>
</{root}>"""


def bring(content: Any) -> None:
    """Import what a file holds, all of it."""
    kind = kind_called("poe")
    assert kind is not None
    text = content if isinstance(content, str) else json.dumps(content)
    apply_import(plan_import(kind, text), by=None, at=timezone.now())


def code(text: str) -> str:
    packed = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9))
    return packed.decode().rstrip("=")
