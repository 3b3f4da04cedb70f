"""Builds of Path of Building: a code (URL-safe base64 of zlib of XML), or the XML.

Written by its `Modules/Build.lua` and `Classes/*Tab.lua`
(https://github.com/PathOfBuildingCommunity/PathOfBuilding).
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from apps.profiles.imports.importer import UnreadableFile
from apps.profiles.poe.files.reading import MOST_EQUIPMENT
from apps.profiles.poe.files.reading import MOST_LINES
from apps.profiles.poe.files.reading import MOST_PASSIVES
from apps.profiles.poe.files.reading import CharacterRead
from apps.profiles.poe.files.reading import Equipment
from apps.profiles.poe.files.reading import Gem
from apps.profiles.poe.files.reading import GemGroup
from apps.profiles.poe.files.reading import UnusableCharacter
from apps.profiles.poe.files.reading import main_first
from apps.profiles.poe.files.reading import number
from apps.profiles.poe.files.reading import plain
from apps.profiles.poe.files.reading import short
from apps.profiles.poe.models.character import MOST_LEVELS
from apps.profiles.poe.models.character import hash_of_name
from apps.profiles.poe.models.profile import Realm

MOST_BYTES = 16 * 1024 * 1024
ROOTS = {"PathOfBuilding": Realm.PC, "PathOfBuilding2": Realm.POE2}
_CODE = re.compile(r"[A-Za-z0-9_+/=\s-]+")
# A document type could name other files, or grow without end.
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Names the account, by its hash.
_ACCOUNT = re.compile(r"""\s(?:lastAccountHash|accountName)=(?:"[^"]*"|'[^']*')""")
_HASH = re.compile(r"[0-9a-f]{40}")
_TAGS = re.compile(r"^(?:\{[^{}]*\})+")
_VARIANT = re.compile(r"\{variant:([\d,]+)\}")
SLOTS = {
    "Weapon 1": "Weapon",
    "Weapon 2": "Off hand",
    "Weapon 1 Swap": "Weapon, second set",
    "Weapon 2 Swap": "Off hand, second set",
    "Helmet": "Helmet",
    "Body Armour": "Body armor",
    "Gloves": "Gloves",
    "Boots": "Boots",
    "Amulet": "Amulet",
    "Ring 1": "Ring",
    "Ring 2": "Second ring",
    "Ring 3": "Third ring",
    "Belt": "Belt",
}
RARITIES = {"normal", "magic", "rare", "unique", "relic"}
# Lines of an item that say nothing of what it does.
_PROPERTIES = ("Quality", "Armour", "Evasion", "Energy Shield", "Ward", "Radius")
_KEY = re.compile(r"([A-Z][A-Za-z ]+): ?(.*)")
_KEYS = {
    *_PROPERTIES,
    "Implicits",
    "Item Level",
    "LevelReq",
    "Sockets",
    "Unique ID",
    "Selected Variant",
    "Selected Alt Variant",
    "Variant",
    "Has Alt Variant",
    "League",
    "Source",
    "Crafted",
    "Prefix",
    "Suffix",
    "Limited to",
    "Catalyst",
    "CatalystQuality",
    "Cluster Jewel Skill",
    "Cluster Jewel Node Count",
    "ArmourBasePercentile",
    "EvasionBasePercentile",
    "EnergyShieldBasePercentile",
    "WardBasePercentile",
    "Requires Level",
    "Requires Class",
    "Rune",
    "Charm Slots",
    "Spirit",
    "Talisman Tier",
    "Upgrade",
    "Has Variants",
    "Foil Type",
}


def xml_of_code(text: str) -> str | None:
    """The XML in a code; None if `text` doesn't look like one.

    Raises `UnreadableFile` for a code that is cut, wrong, or too large.
    """
    if not _CODE.fullmatch(text):
        return None
    packed = "".join(text.split()).rstrip("=").replace("+", "-").replace("/", "_")
    wrong = "This isn’t a whole code of Path of Building. Copy all of it again."
    try:
        data = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(data, MOST_BYTES + 1)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise UnreadableFile(wrong) from error
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            f"This code unpacks to more than {MOST_BYTES // 1024**2} MB, which no "
            "build does."
        )
    if not unpacking.eof:
        raise UnreadableFile(wrong)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise UnreadableFile(wrong) from error


def without_account(xml: str) -> str:
    return _ACCOUNT.sub("", xml).replace("\x00", "")


def read_build(xml: str, *, file_name: str = "") -> CharacterRead:
    """The build in `xml`. Raises `UnreadableFile` or `UnusableCharacter`."""
    root = _root(xml)
    build = root.find("Build")
    if build is None:
        raise UnreadableFile("There is no build in this XML.")
    level = number(build.get("level"), most=MOST_LEVELS)
    if not level:
        raise UnusableCharacter(f"The level must be from 1 to {MOST_LEVELS}.")
    equipment = list(_equipment(root))[:MOST_EQUIPMENT]
    groups, main_skill = main_first(list(_groups(root, build)))
    kind, ascendancy = _named(build, "className"), _named(build, "ascendClassName")
    name, name_hash, is_named = _name(
        root, file_name, build_name(ascendancy or kind, main_skill)
    )
    return CharacterRead(
        name=name,
        name_hash=name_hash,
        is_named=is_named,
        realm=_realm(root),
        class_name=kind,
        ascendancy=ascendancy,
        level=level,
        passives=_passives(root),
        main_skill=main_skill,
        gem_groups=groups,
        equipment=equipment,
        raw={"xml": without_account(xml)},
    )


def build_name(kind: str, main_skill: str) -> str:
    """What a build is called whose character isn't named."""
    return short(f"{kind or 'Build'}, {main_skill or 'no skill'}")


def _root(xml: str) -> Element:
    if len(xml) > MOST_BYTES:
        raise UnreadableFile(f"A build has at most {MOST_BYTES // 1024**2} MB.")
    if _DOCTYPE.search(xml):
        raise UnreadableFile("This XML has a document type, which no build has.")
    try:
        root = ElementTree.fromstring(xml.strip())
    except (ElementTree.ParseError, ValueError) as error:
        raise UnreadableFile(f"This XML is broken: {error}.") from error
    if root.tag not in ROOTS:
        raise UnreadableFile(
            f"This XML is a “{plain(root.tag, 40)}”, not a build of Path of Building."
        )
    return root


def _name(root: Element, file_name: str, otherwise: str) -> tuple[str, str, bool]:
    """What to call the build, the hash it is found by, and if the name is the game's.

    A build says the hash of its character's name only, and not each does.
    """
    stem = PurePath(file_name).stem if file_name.lower().endswith(".xml") else ""
    name = short(stem) or short(otherwise)
    about = root.find("Import")
    given = about.get("lastCharacterHash", "").lower() if about is not None else ""
    if not _HASH.fullmatch(given):
        return name, hash_of_name(name), False
    return name, given, given == hash_of_name(name)


def _realm(root: Element) -> Realm:
    about = root.find("Import")
    given = (about.get("lastRealm", "") if about is not None else "").lower()
    if ROOTS[root.tag] is Realm.PC and given in (Realm.XBOX, Realm.SONY):
        return Realm(given)
    return ROOTS[root.tag]


def _named(build: Element, attribute: str) -> str:
    found = plain(build.get(attribute), 50)
    return "" if found == "None" else found


def _chosen(parent: Element | None, tag: str, active: str) -> Element | None:
    """The set or tree that is in use: by its id or place, or else the first."""
    if parent is None:
        return None
    found = parent.findall(tag)
    wanted = parent.get(active)
    by_id = next((each for each in found if each.get("id") == wanted), None)
    if by_id is not None:
        return by_id
    place = (number(wanted, most=1000) or 1) - 1
    return found[place] if place < len(found) else next(iter(found), None)


def _passives(root: Element) -> list[int]:
    spec = _chosen(root.find("Tree"), "Spec", "activeSpec")
    nodes = spec.get("nodes", "").split(",") if spec is not None else []
    numbers = {number(each, most=2**32) for each in nodes}
    return sorted(each for each in numbers if each is not None)[:MOST_PASSIVES]


def _groups(root: Element, build: Element) -> Iterator[GemGroup]:
    skills = root.find("Skills")
    chosen = _chosen(skills, "SkillSet", "activeSkillSet")
    place = chosen if chosen is not None else skills
    main = number(build.get("mainSocketGroup"), most=1000)
    for position, skill in enumerate(place if place is not None else (), start=1):
        if skill.tag != "Skill":
            continue
        is_on = skill.get("enabled", "true") != "false"
        slot = skill.get("slot", "")
        yield GemGroup(
            slot=SLOTS.get(slot, short(slot)),
            label=short(skill.get("label")),
            gems=[_gem(gem, is_on) for gem in skill.findall("Gem")],
            is_main=position == main,
        )


def _gem(gem: Element, is_on: bool) -> Gem:
    name = short(gem.get("nameSpec"))
    kind = f"{gem.get('skillId', '')} {gem.get('gemId', '')}"
    return Gem(
        name=name or "Unknown",
        level=number(gem.get("level"), most=100),
        quality=number(gem.get("quality"), most=100),
        is_support="Support" in kind,
        is_enabled=is_on and gem.get("enabled", "true") != "false",
    )


def _equipment(root: Element) -> Iterator[Equipment]:
    parent = root.find("Items")
    chosen = _chosen(parent, "ItemSet", "activeItemSet")
    place = chosen if chosen is not None else parent
    if parent is None or place is None:
        return
    texts = {each.get("id"): each.text or "" for each in parent.findall("Item")}
    for slot in place.findall("Slot"):
        text = texts.get(slot.get("itemId"), "")
        if text.strip():
            name = slot.get("name", "")
            yield _worn(text, SLOTS.get(name, short(name)) or "Elsewhere")
    spec = _chosen(root.find("Tree"), "Spec", "activeSpec")
    sockets = spec.iterfind("Sockets/Socket") if spec is not None else iter(())
    for socket in sockets:
        text = texts.get(socket.get("itemId"), "")
        if text.strip():
            yield _worn(text, "Jewel")


def _worn(text: str, slot: str) -> Equipment:
    """An item in the text form of Path of Building: rarity, name, base, lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    rarity, rest = "normal", lines
    if lines[0].lower().startswith("rarity:"):
        rarity = lines[0].partition(":")[2].strip().lower()
        rest = lines[1:]
    has_base = rarity in ("rare", "unique", "relic") and len(rest) > 1
    name = plain(rest[0]) if rest else "Unknown"
    base = plain(rest[1]) if has_base else name
    worn = Equipment(
        slot=slot,
        name=name,
        base=base,
        rarity=rarity if rarity in RARITIES else "normal",
    )
    _read_lines(worn, rest[2 if has_base else 1 :])
    return worn


def _read_lines(worn: Equipment, lines: list[str]) -> None:
    values: dict[str, str] = {}
    mods: list[str] = []
    for line in lines:
        match = _KEY.fullmatch(line)
        if match and match[1] in _KEYS:
            values.setdefault(match[1], match[2])
            # What came before the implicits are no lines of the item.
            if match[1] == "Implicits":
                mods.clear()
        elif line == "Corrupted":
            worn.is_corrupted = True
        elif _is_chosen(line, values.get("Selected Variant", "")):
            mods.append(plain(_TAGS.sub("", line)))
    implicits = number(values.get("Implicits"), most=MOST_LINES) or 0
    worn.implicits = mods[:implicits]
    worn.explicits = mods[implicits:][:MOST_LINES]
    worn.item_level = number(values.get("Item Level"), most=100)
    worn.sockets = plain(values.get("Sockets"), 60)
    worn.properties = [
        f"{name}: {plain(values[name])}" for name in _PROPERTIES if name in values
    ]


def _is_chosen(line: str, variant: str) -> bool:
    """Whether the line is of the variant in use; most are of all."""
    match = _VARIANT.search(line)
    return match is None or not variant or variant in match[1].split(",")
