"""The versions that a remark names: "PS4 - The Zodiac Age", "PS2, JP version"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

from apps.imports.parsing.rows import Version
from apps.library.platform_names import LONGEST_NAME_IN_WORDS
from apps.library.platform_names import is_shop
from apps.library.platform_names import platform_name

NEW_GAME_PLUS = re.compile(r"NG\+|new game ?(?:\+|plus)", re.IGNORECASE)
_REGION = re.compile(
    r"(?:JP|JPN|Japan|Japanese|US|USA|NA|EU|EUR|UK|PAL|NTSC|Asia|Korean|Chinese"
    r"|import|English)(?:\s+(?:version|release|import|copy|cart|edition))?",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"\b(?:version|edition|remaster(?:ed)?|remake|reload|port|collection|definitive"
    r"|complete|enhanced|royal|hd|director'?s cut|goty|game of the year|anniversary"
    r"|translation|translated|patch|deluxe|re-?release|virtual console|vc|romhack"
    r"|mod|demake|original|classic|pixel)\b",
    re.IGNORECASE,
)
_EDITION_COMPANY = frozenset("the a fan english final ultimate special of s".split())
_EDITION_TYPES = (
    ("remaster", re.compile(r"remaster|\bhd\b", re.IGNORECASE)),
    ("remake", re.compile(r"remake|reload|demake", re.IGNORECASE)),
    (
        "definitive",
        re.compile(
            r"definitive|complete|enhanced|royal|director|goty|game of the year"
            r"|deluxe|anniversary",
            re.IGNORECASE,
        ),
    ),
    ("collection", re.compile(r"collection|compilation|trilogy", re.IGNORECASE)),
    ("port", re.compile(r"\bport\b|virtual console|\bvc\b", re.IGNORECASE)),
    ("original", re.compile(r"original", re.IGNORECASE)),
)
_JOINED = re.compile(
    r"\s*(?:/|&|(?<=[\w\s])\+(?=[\w\s])|\u2192|->|\band\b|\bthen\b)\s*"
)
_DASH = re.compile(r"\s+[-\u2013\u2014]\s+|\s*:\s+")
_AS = re.compile(r"\s+as\s+", re.IGNORECASE)
_ON = re.compile(
    r"(?:(?:played|finished|beaten|beat|completed)\s+)?on\s+(?:(?:the|my)\s+)?"
    r"|(?:and|then|also|later|the|my)\s+",
    re.IGNORECASE,
)
_SOMETHING_ON = re.compile(r"(.+?)\s+on\s+(.+)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19[5-9]\d|20\d\d)")
_HOW = re.compile(r"(?:via|on|with|using|through|in|emulat)", re.IGNORECASE)
_BARE_VERSION = re.compile(r"version|release|copy|cart(?:ridge)?", re.IGNORECASE)
# Words in capitals that are no second name of a game.
_NO_NAME = re.compile(
    r"\b(?:game pass|ps plus|ps now|rental|rented|borrowed|physical|digital|campaign"
    r"|prologue|solo|mode|route|ending|platinum|run|hard|normal|easy|expert|co-?op|dlc"
    r"|expansion|demo|emulat\w*|part|disc|chapter|beta|early access|best|great|good"
    r"|i|my|we|100)\b",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(
    "a an and as at by de for from in no of on or the to vs".split()
)


def read_platforms(text: str) -> list[Version]:
    """The versions that one part names: "PS4 - The Zodiac Age"; [] for none."""
    text = _ON.sub("", text, count=1) if _ON.match(text) else text
    if name := platform_name(text):
        return [Version(name, note=text if is_shop(text) else "")]
    sides = _JOINED.split(text)
    if len(sides) > 1:
        versions = [_read_side(side) for side in sides]
        return list(chain(*versions)) if all(versions) else []
    return _read_side(text)


def _read_side(text: str) -> list[Version]:
    """The version of a part that names one platform only; [] for none."""
    if name := platform_name(text):
        return [Version(name, note=text if is_shop(text) else "")]
    for separator in (_DASH, _AS):
        left, right = _cut(separator, text)
        if right and (name := platform_name(left)):
            return [_qualified(name, right, is_as=separator is _AS)]
    found = _SOMETHING_ON.fullmatch(text)
    if found and is_name(found[1]) and (name := platform_name(found[2])):
        return [_qualified(name, found[1])]
    return _read_prefix(text.split())


def _read_prefix(words: list[str]) -> list[Version]:
    """A platform with words after it: "PC port", "SNES via Switch", "PS2 JP"."""
    for length in range(min(LONGEST_NAME_IN_WORDS, len(words) - 1), 0, -1):
        name = platform_name(" ".join(words[:length]))
        rest = " ".join(words[length:])
        if name is None:
            continue
        if _BARE_VERSION.fullmatch(rest):
            return [Version(name)]
        if _HOW.match(rest) or is_edition(rest) or NEW_GAME_PLUS.fullmatch(rest):
            return [_qualified(name, rest)]
        if _YEAR.fullmatch(rest):
            return [Version(name, note=rest)]
    return []


def _qualified(name: str, text: str, *, is_as: bool = False) -> Version:
    if is_as:
        return Version(name, note=f"as {text}")
    if NEW_GAME_PLUS.fullmatch(text) or _HOW.match(text):
        return Version(name, note=text)
    if is_edition(text) or is_name(text):
        return Version(name, text, edition_type_of(text))
    return Version(name, note=text)


def is_edition(text: str) -> bool:
    """Whether the text names a version ("Definitive Edition", "JP version")."""
    if _REGION.fullmatch(text):
        return True
    return len(text.split()) <= 6 and _EDITION.search(text) is not None


def is_only_edition(text: str) -> bool:
    """Whether the text names a version and nothing else.

    "Pixel Remaster" does, "Persona 5 Royal" is a title.
    """
    rest = _EDITION.sub("", text)
    return is_edition(text) and (
        _REGION.fullmatch(text) is not None
        or all(word.lower() in _EDITION_COMPANY for word in rest.split())
    )


def edition_type_of(name: str) -> str:
    """The library's edition type that a version's name hints at, or ""."""
    for edition_type, pattern in _EDITION_TYPES:
        if pattern.search(name):
            return edition_type
    return ""


def is_name(text: str) -> bool:
    """Whether the text is written like a title: "Trusty Bell", "Dawn of Souls"."""
    words = text.split()
    if not 1 <= len(words) <= 6 or is_sentence(text) or _NO_NAME.search(text):
        return False
    return all(
        not word[:1].islower() or word.lower() in _SMALL_WORDS for word in words
    ) and (words[0][:1].isalpha() and not words[0][:1].islower())


def is_sentence(text: str) -> bool:
    return len(text.split()) >= 4 and text.rstrip(" *")[-1:] in ".!?"


def with_edition(version: Version, text: str) -> Version:
    edition = f"{version.edition}, {text}" if version.edition else text
    return replace(version, edition=edition, edition_type=edition_type_of(edition))


def with_note(version: Version, text: str) -> Version:
    return replace(version, note=f"{version.note}, {text}" if version.note else text)


def _cut(separator: re.Pattern[str], text: str) -> tuple[str, str]:
    found = separator.search(text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")
