"""Tiers as cuts of one order: where S, A, B, C, D and E end. F is the rest.

`ends` has the last rank of each of the six, never falling; a tier is empty that ends
where the one before does. No database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.core.exceptions import ValidationError

NAMES = "SABCDEF"
CUTS = len(NAMES) - 1
# Of a list that is cut for the first time: how much of it is in S, in S and A …
_FIRST_SHARES = (0.1, 0.3, 0.55, 0.75, 0.9, 1.0)


@dataclass(frozen=True, kw_only=True)
class Tier:
    """The ranks `first` to `last`, both from 1; `last` is before `first` if empty."""

    name: str
    first: int
    last: int


def first_ends(count: int) -> list[int]:
    """Ends for a list of `count` games that nobody has cut yet."""
    return [round(count * share) for share in _FIRST_SHARES]


def tiers_of(ends: Sequence[int], count: int) -> Sequence[Tier]:
    """The seven tiers of a list of `count` games."""
    edges = [0, *(min(end, count) for end in ends), count]
    return [
        Tier(name=name, first=before + 1, last=last)
        for name, (before, last) in zip(NAMES, pairwise(edges), strict=True)
    ]


def tier_at(ends: Sequence[int], rank: int) -> int:
    """The place in `NAMES` of the tier that holds `rank`."""
    return sum(end < rank for end in ends)


def with_one(ends: Sequence[int], tier: int) -> list[int]:
    """The ends after a game came into `tier`: the others stay in theirs."""
    return [end + (place >= tier) for place, end in enumerate(ends)]


def without_one(ends: Sequence[int], tier: int) -> list[int]:
    """The ends after a game left `tier`."""
    return [max(end - (place >= tier), 0) for place, end in enumerate(ends)]


def clamped(ends: Sequence[int], count: int) -> list[int]:
    """The ends of a list that has only `count` games now."""
    return [min(end, count) for end in ends]


def validate_ends(ends: Sequence[int]) -> None:
    """Raises `ValidationError` unless `ends` is empty, or six that never fall."""
    if not ends:
        return
    if len(ends) != CUTS or any(end < 0 for end in ends):
        raise ValidationError(
            "Give the last rank of each of the tiers S, A, B, C, D, and E.",
            code="tiers",
        )
    for (upper, lower), (one, two) in zip(
        pairwise(NAMES[:CUTS]), pairwise(ends), strict=True
    ):
        if two < one:
            raise ValidationError(
                f"{lower} can’t end above {upper}: choose {one} or more.", code="tiers"
            )
