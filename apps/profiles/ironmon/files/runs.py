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
    # Whether only these checkpoints make sense: the challenge must have no others.
    is_whole: bool = False


@dataclass(frozen=True, kw_only=True)
class RunRead:
    """A run, with the names of the checkpoints that it cleared.

    One without a `seed_number` has a `key`, by which the same file knows it again.
    """

    challenge: str
    seed_number: int | None = None
    key: str = ""
    cleared: list[str] = field(default_factory=list)
    # In ISO 8601, where the file says it.
    ended_at: str = ""
    # As `Run.lose` takes it; empty where nothing is known.
    defeat: dict[str, Any] = field(default_factory=dict)
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class SeriesRead:
    """Runs of which only the number is known.

    They are seeds 1 to `count`; with a `key` they have no numbers in the file.
    """

    challenge: str
    count: int
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class RunsRead:
    format: str
    challenges: list[ChallengeRead] = field(default_factory=list)
    runs: list[RunRead] = field(default_factory=list)
    series: list[SeriesRead] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
