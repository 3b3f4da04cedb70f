"""What every reader returns, and how text of strangers becomes safe to store."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from django.core.exceptions import ValidationError

from apps.profiles.poe.models.profile import NAME_LENGTH
from apps.profiles.poe.models.profile import Realm

LINE_LENGTH = 300
MOST_LINES = 60
MOST_GROUPS = 60
MOST_EQUIPMENT = 120
MOST_PASSIVES = 1_000
# `[Fire|Fire Damage]` of Path of Exile 2, and `<<set:MS>>` of old answers.
_LINK = re.compile(r"\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]")
_MARK = re.compile(r"<<[^<>]*>>|[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class UnusableCharacter(ValidationError):
    """One character of a file can't be used; the message says why."""


@dataclass
class Gem:
    name: str
    level: int | None = None
    quality: int | None = None
    is_support: bool = False
    is_enabled: bool = True


@dataclass
class GemGroup:
    """Gems that are linked; `is_main` where the file says what the build does."""

    slot: str
    gems: list[Gem]
    label: str = ""
    is_main: bool = False

    @property
    def skill(self) -> str:
        """The first gem that isn't a support."""
        return next((gem.name for gem in self.gems if not gem.is_support), "")


@dataclass
class Equipment:
    slot: str
    name: str
    base: str
    rarity: str
    item_level: int | None = None
    sockets: str = ""
    properties: list[str] = field(default_factory=list)
    implicits: list[str] = field(default_factory=list)
    explicits: list[str] = field(default_factory=list)
    is_corrupted: bool = False


@dataclass
class CharacterRead:
    """A character as a file shows it. What is empty isn't known by the file."""

    name: str
    name_hash: str
    realm: Realm = Realm.PC
    league: str = ""
    class_name: str = ""
    ascendancy: str = ""
    level: int = 1
    experience: int | None = None
    passives: list[int] = field(default_factory=list)
    main_skill: str = ""
    gem_groups: list[GemGroup] = field(default_factory=list)
    equipment: list[Equipment] = field(default_factory=list)
    raw: dict[str, Any] = field(default_factory=dict)
    # Whether the name is the game's; a code of Path of Building doesn't say it.
    is_named: bool = True

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "realm": self.realm.value}


def main_first(groups: Sequence[GemGroup]) -> tuple[list[GemGroup], str]:
    """The groups with the main one in front, and what the build does with it.

    Where no group is marked, it is the one with the most supports.
    """
    found = [group for group in groups if group.gems][:MOST_GROUPS]
    main = next((group for group in found if group.is_main and group.skill), None)
    if main is None:
        active = [group for group in found if group.skill]
        main = max(active, key=_supports, default=None)
    if main is None:
        return found, ""
    for group in found:
        group.is_main = group is main
    return [main, *(group for group in found if group is not main)], main.skill


def _supports(group: GemGroup) -> int:
    return sum(gem.is_support and gem.is_enabled for gem in group.gems)


def plain(value: Any, length: int = LINE_LENGTH) -> str:
    """`value` as a line of text without the game's markup."""
    if not isinstance(value, (str, int, float)):
        return ""
    text = _LINK.sub(r"\1", _MARK.sub("", str(value)))
    return " ".join(text.split())[:length]


def short(value: Any) -> str:
    return plain(value, NAME_LENGTH)


def lines_of(value: Any) -> list[str]:
    """Each line of a list of texts, which may have several themselves."""
    if not isinstance(value, list):
        return []
    texts = (line for each in value if isinstance(each, str) for line in _split(each))
    return [line for line in map(plain, texts) if line][:MOST_LINES]


def _split(text: str) -> Iterable[str]:
    return text.replace("\r", "").split("\n")


def number(value: Any, *, most: int) -> int | None:
    """A whole number from 0 to `most`, also out of text: "20 (Max)", "+12%"."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        digits = re.search(r"\d{1,19}", value)
        value = int(digits[0]) if digits else None
    if isinstance(value, float):
        value = int(value) if value.is_integer() and abs(value) < 2**63 else None
    return value if isinstance(value, int) and 0 <= value <= most else None
