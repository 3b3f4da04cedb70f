"""Names of nodes and syndicates, which a profile holds by the game's tags.

`names.json` comes from WFCD's `warframe-worldstate-data` (MIT, see LICENSE-WFCD.txt).
A tag that it lacks is made readable.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

_NAMES = Path(__file__).parent / "names.json"
_JUNCTION = re.compile(r"(\w+?)To(\w+)Junction")
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_INTERMISSION = re.compile(r"RadioLegionIntermission(\d+)Syndicate")


@cache
def _names() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(_NAMES.read_text(encoding="utf-8"))
    return found


def node_name(tag: str) -> str:
    """Such as "Galatea (Neptune)" of "SolNode1"."""
    name = _names()["nodes"].get(tag)
    if name:
        return name
    if junction := _JUNCTION.fullmatch(tag):
        start, end = junction.groups()
        return f"{end} Junction ({start})"
    return in_words(tag)


def syndicate_name(tag: str) -> str:
    """Such as "Ostrons" of "CetusSyndicate"."""
    name = _names()["syndicates"].get(tag)
    if name:
        return name
    if nightwave := _INTERMISSION.fullmatch(tag):
        return f"Nightwave intermission {nightwave[1]}"
    return in_words(tag.removesuffix("Syndicate")) or tag


def in_words(path: str) -> str:
    """The last part of a path, split at its capitals: "Starting Rifle"."""
    return " ".join(_WORDS.split(path.rpartition("/")[2])) or path
