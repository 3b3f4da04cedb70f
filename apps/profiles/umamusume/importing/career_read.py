"""A career, an outfit, or a card as a file says it, before it is compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from apps.profiles.umamusume.models.rules import STATS


@dataclass
class CareerRead:
    """What was read of one veteran.

    `values` are those of `CareerRun.change`, as JSON. `problem` says why it can't be
    used at all; `doubts` what was left out of it, and why.
    """

    place: str
    values: dict[str, Any] = field(default_factory=dict)
    key: str = ""
    raw: Any = None
    name: str = ""
    doubts: list[str] = field(default_factory=list)
    problem: str = ""

    def give_key(self, *ids: Any) -> None:
        """Name it by ids of the game, or else by what it is."""
        if ids and all(ids):
            self.key = ":".join(("veteran", *(str(each) for each in ids)))
        else:
            text = json.dumps(fingerprint(self.values), default=str)
            digest = hashlib.sha256(text.encode()).hexdigest()[:32]
            self.key = f"values:{digest}"


@dataclass
class OwnedRead:
    """An outfit or a support card that the player has."""

    place: str
    # "outfit" or "card"
    kind: str
    game_id: int
    values: dict[str, int] = field(default_factory=dict)


@dataclass
class FileRead:
    """All that was read of a file, and as what it was recognized."""

    format: str
    careers: list[CareerRead] = field(default_factory=list)
    owned: list[OwnedRead] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def fingerprint(values: Mapping[str, Any]) -> tuple[Any, ...]:
    """What two careers don't share by chance: outfit, score, and all five stats."""
    return tuple(values.get(name) for name in ("outfit", "score", *STATS))
