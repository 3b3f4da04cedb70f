"""What any file of runs comes down to, whichever program has written it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class ChallengeRead:
    """A challenge, with `name` and `trainer` of its checkpoints in their order."""

    name: str
    checkpoints: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class RunRead:
    """A run, with the names of the checkpoints that it cleared."""

    challenge: str
    seed_number: int
    cleared: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class RunsRead:
    challenges: list[ChallengeRead] = field(default_factory=list)
    runs: list[RunRead] = field(default_factory=list)
