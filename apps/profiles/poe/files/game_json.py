"""Characters as the game's own services say them.

Two shapes: the windows of the website (`character` and `items`, passives apart), and
the API's Character (https://www.pathofexile.com/developer/docs/reference#type-Character).
Several in one file are an array, or `characters`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.profiles.poe.files.reading import MOST_EQUIPMENT
from apps.profiles.poe.files.reading import MOST_PASSIVES
from apps.profiles.poe.files.reading import CharacterRead
from apps.profiles.poe.files.reading import Equipment
from apps.profiles.poe.files.reading import Gem
from apps.profiles.poe.files.reading import GemGroup
from apps.profiles.poe.files.reading import UnusableCharacter
from apps.profiles.poe.files.reading import lines_of
from apps.profiles.poe.files.reading import main_first
from apps.profiles.poe.files.reading import number
from apps.profiles.poe.files.reading import plain
from apps.profiles.poe.files.reading import short
from apps.profiles.poe.models.character import MOST_EXPERIENCE
from apps.profiles.poe.models.character import MOST_LEVELS
from apps.profiles.poe.models.character import hash_of_name
from apps.profiles.poe.models.classes import class_and_ascendancy
from apps.profiles.poe.models.profile import Realm

# Who plays is nobody's business.
ACCOUNT_KEYS = {"account", "accountName", "account_name", "lastAccountHash"}
# Where passives are in a file that has them beside the character.
PASSIVES = ("passives", "passiveSkills", "passive_skills")
SLOTS = {
    "Weapon": "Weapon",
    "Offhand": "Off hand",
    "Weapon2": "Weapon, second set",
    "Offhand2": "Off hand, second set",
    "Helm": "Helmet",
    "BodyArmour": "Body armor",
    "Gloves": "Gloves",
    "Boots": "Boots",
    "Amulet": "Amulet",
    "Ring": "Ring",
    "Ring2": "Second ring",
    "Ring3": "Third ring",
    "Belt": "Belt",
    "Trinket": "Trinket",
    "Flask": "Flask",
    "PassiveJewels": "Jewel",
}
# What is carried, not worn.
_NOT_WORN = {"MainInventory", "ExpandedMainInventory", "Cursor"}
RARITIES = {0: "normal", 1: "magic", 2: "rare", 3: "unique", 9: "relic", 10: "relic"}
_IMPLICITS = ("enchantMods", "runeMods", "scourgeMods", "implicitMods")
_EXPLICITS = ("fracturedMods", "explicitMods", "craftedMods", "desecratedMods")
_COLORS = {"S": "R", "D": "G", "I": "B", "G": "W", "A": "A", "DV": "D"}


def entries_of(content: Any) -> Iterator[Any]:
    """Each character in what a file holds."""
    if isinstance(content, list):
        yield from content
    elif isinstance(content, dict) and isinstance(content.get("characters"), list):
        yield from content["characters"]
    else:
        yield content


def without_account(value: Any) -> Any:
    """`value` without the account, and without what PostgreSQL can't store."""
    if isinstance(value, dict):
        return {
            str(without_account(key)): without_account(each)
            for key, each in value.items()
            if key not in ACCOUNT_KEYS
        }
    if isinstance(value, list):
        return [without_account(each) for each in value]
    if isinstance(value, str):
        return value.replace("\x00", "").encode(errors="replace").decode()
    return value


def read_entry(entry: Any) -> CharacterRead:
    """The character that `entry` describes. Raises `UnusableCharacter`."""
    about = _about(entry)
    name = short(about.get("name"))
    if not name:
        raise UnusableCharacter("It has no name.")
    level = number(about.get("level"), most=MOST_LEVELS)
    if not level:
        raise UnusableCharacter(f"The level must be from 1 to {MOST_LEVELS}.")
    class_name, ascendancy = class_and_ascendancy(plain(about.get("class"), 50))
    equipment, groups = _worn(entry, about)
    groups, main_skill = main_first(groups)
    return CharacterRead(
        name=name,
        name_hash=hash_of_name(name),
        realm=_realm(about),
        league=short(about.get("league")),
        class_name=class_name,
        ascendancy=ascendancy,
        level=level,
        experience=number(about.get("experience"), most=MOST_EXPERIENCE),
        passives=_passives(entry, about),
        main_skill=main_skill,
        gem_groups=groups,
        equipment=equipment,
        raw=without_account(entry),
    )


def _about(entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise UnusableCharacter("It isn’t a character.")
    about = entry.get("character")
    if isinstance(about, dict):
        return about
    if "hashes" in entry and "name" not in entry:
        raise UnusableCharacter(
            "These are passives without a character. Put them beside “character” and "
            "“items”, as “passives”."
        )
    if "items" in entry and "name" not in entry:
        raise UnusableCharacter("These are items without a character.")
    return entry


def _realm(about: dict[str, Any]) -> Realm:
    given = about.get("realm")
    if given is None or given == "":
        return Realm.PC
    if given not in Realm.values:
        raise UnusableCharacter(f"There is no realm “{plain(given, 20)}”.")
    return Realm(given)


def _passives(entry: dict[str, Any], about: dict[str, Any]) -> list[int]:
    found = [place.get(name) for place in (entry, about) for name in PASSIVES]
    hashes: set[int] = set()
    for each in [entry, *found]:
        if isinstance(each, dict):
            for name in ("hashes", "hashes_ex"):
                # An empty map of PHP is a list, and the other way round.
                given = each.get(name)
                values = given if isinstance(given, list) else []
                numbers = (number(value, most=2**32) for value in values)
                hashes.update(value for value in numbers if value is not None)
    return sorted(hashes)[:MOST_PASSIVES]


def _worn(
    entry: dict[str, Any], about: dict[str, Any]
) -> tuple[list[Equipment], list[GemGroup]]:
    equipment: list[Equipment] = []
    groups: list[GemGroup] = []
    for each in _listed(entry, about, "items", "equipment", "jewels"):
        if str(each.get("inventoryId")) in _NOT_WORN:
            continue
        worn = _equipment(each)
        equipment.append(worn)
        groups.extend(_groups(each, worn.slot))
    groups.extend(_skill(each) for each in _listed(entry, about, "skills"))
    order = list(SLOTS.values())
    equipment.sort(key=lambda each: (_place(each.slot, order), each.slot))
    return equipment[:MOST_EQUIPMENT], groups


def _listed(
    entry: dict[str, Any], about: dict[str, Any], *names: str
) -> Iterator[dict[str, Any]]:
    places = [entry] if about is entry else [entry, about]
    for place in places:
        for name in names:
            found = place.get(name)
            if isinstance(found, list):
                yield from (each for each in found if isinstance(each, dict))


def _place(slot: str, order: list[str]) -> int:
    kind = slot.rstrip(" 0123456789")
    return order.index(kind) if kind in order else len(order)


def _equipment(given: dict[str, Any]) -> Equipment:
    base = plain(given.get("baseType") or given.get("typeLine"))
    slot = str(given.get("inventoryId") or "")
    x = number(given.get("x"), most=20)
    named = SLOTS.get(slot) or short(slot) or "Elsewhere"
    return Equipment(
        slot=f"{named} {x + 1}" if slot == "Flask" and x is not None else named,
        name=plain(given.get("name")) or plain(given.get("typeLine")) or base,
        base=base,
        rarity=_rarity(given),
        item_level=number(given.get("ilvl") or given.get("itemLevel"), most=100),
        sockets=_sockets(given),
        properties=[
            line for each in _dicts(given, "properties") if (line := _line(each))
        ],
        implicits=[line for name in _IMPLICITS for line in lines_of(given.get(name))],
        explicits=[line for name in _EXPLICITS for line in lines_of(given.get(name))],
        is_corrupted=given.get("corrupted") is True,
    )


def _rarity(given: dict[str, Any]) -> str:
    named = str(given.get("rarity") or "").lower()
    if named in RARITIES.values():
        return named
    frame = given.get("frameType")
    return RARITIES.get(frame, "normal") if isinstance(frame, int) else "normal"


def _sockets(given: dict[str, Any]) -> str:
    """As players write them: "R-R-G B", where the first three are linked."""
    groups: dict[Any, list[str]] = {}
    for each in _dicts(given, "sockets"):
        color = each.get("sColour") or _COLORS.get(str(each.get("attr")), "")
        groups.setdefault(str(each.get("group")), []).append(plain(color, 4) or "?")
    return " ".join("-".join(colors) for colors in groups.values())[:60]


def _line(given: dict[str, Any]) -> str:
    """A property with its values: "Quality: +20%", "Lasts 8 Seconds"."""
    name = plain(given.get("name"))
    found = given.get("values")
    values = [
        plain(each[0])
        for each in (found if isinstance(found, list) else ())
        if isinstance(each, list) and each
    ]
    if not values:
        return name
    if "{0}" in name:
        for place, value in enumerate(values):
            name = name.replace(f"{{{place}}}", value)
        return name
    return f"{name}: {', '.join(values)}" if name else ", ".join(values)


def _groups(given: dict[str, Any], slot: str) -> Iterator[GemGroup]:
    """The gems in an item, those that are linked together."""
    sockets = list(_dicts(given, "sockets"))
    linked: dict[str, list[Gem]] = {}
    for each in _dicts(given, "socketedItems"):
        if each.get("frameType") not in (4, None) and "support" not in each:
            continue  # An abyss jewel, or a rune.
        place = number(each.get("socket"), most=20)
        socket = sockets[place] if place is not None and place < len(sockets) else {}
        linked.setdefault(str(socket.get("group")), []).append(_gem(each))
    yield from (GemGroup(slot=slot, gems=gems) for gems in linked.values())


def _skill(given: dict[str, Any]) -> GemGroup:
    """A skill of Path of Exile 2, which holds its supports itself."""
    supports = [_gem(each, support=True) for each in _dicts(given, "socketedItems")]
    return GemGroup(slot="", gems=[_gem(given, support=False), *supports])


def _gem(given: dict[str, Any], *, support: bool | None = None) -> Gem:
    values = {
        plain(each.get("name")): _line(each) for each in _dicts(given, "properties")
    }
    is_support = given.get("support") is True if support is None else support
    return Gem(
        name=short(given.get("typeLine") or given.get("baseType")) or "Unknown",
        level=_after_colon(values.get("Level", ""), most=100),
        quality=_after_colon(values.get("Quality", ""), most=100),
        is_support=is_support,
    )


def _after_colon(line: str, *, most: int) -> int | None:
    return number(line.partition(":")[2], most=most)


def _dicts(given: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    found = given.get(name)
    if isinstance(found, list):
        yield from (each for each in found if isinstance(each, dict))
