"""What mastery is made of: the formulas, as numbers and as SQL.

An item has the rank floor(sqrt(affinity / k)), at most its cap, where k is five times
what a rank brings: 500 at 100 points a rank (weapons), 1,000 at 200 (frames,
companions, vehicles). Sources and checks: docs/warframe.md.
"""

from __future__ import annotations

from math import isqrt

# Points: mastery rank 30, and each Legendary rank after it.
_RANK_30 = 2_250_000
_LEGENDARY = 147_500
POINTS_PER_INTRINSIC = 1_500
# For opening one, and again on the Steel Path. What nodes bring, no licensed list says.
POINTS_PER_JUNCTION = 1_000
LAST_NAMED = 30
_RANK_NAMES = {
    0: "Unranked",
    1: "Initiate",
    2: "Silver Initiate",
    3: "Gold Initiate",
    4: "Novice",
    5: "Silver Novice",
    6: "Gold Novice",
    7: "Disciple",
    8: "Silver Disciple",
    9: "Gold Disciple",
    10: "Seeker",
    11: "Silver Seeker",
    12: "Gold Seeker",
    13: "Hunter",
    14: "Silver Hunter",
    15: "Gold Hunter",
    16: "Eagle",
    17: "Silver Eagle",
    18: "Gold Eagle",
    19: "Tiger",
    20: "Silver Tiger",
    21: "Gold Tiger",
    22: "Dragon",
    23: "Silver Dragon",
    24: "Gold Dragon",
    25: "Sage",
    26: "Silver Sage",
    27: "Gold Sage",
    28: "Master",
    29: "Middle Master",
    30: "True Master",
}
NAMES = tuple(_RANK_NAMES.items())


def item_rank(xp: int, *, points_per_rank: int, cap: int) -> int:
    """The rank of an item with `xp` affinity."""
    return min(cap, isqrt(max(0, xp) // (5 * points_per_rank)))


def threshold(*, points_per_rank: int, cap: int) -> int:
    """The affinity at which an item is mastered."""
    return 5 * points_per_rank * cap * cap


def points_for_rank(rank: int) -> int:
    """The mastery points that a mastery rank takes, before its test."""
    if rank <= LAST_NAMED:
        return 2_500 * rank * rank
    return _RANK_30 + _LEGENDARY * (rank - LAST_NAMED)


def rank_name(rank: int) -> str:
    """What the game calls it: "Gold Dragon", and "Legendary 3" from 31 on."""
    return _RANK_NAMES.get(rank) or f"Legendary {rank - LAST_NAMED}"


# Each item `c` of the catalogue with the affinity `xp` of the profile %(profile)s, and
# whether it is mastered.
ITEMS_SQL = """
SELECT c.*, coalesce(greatest(a.xp, b.xp), 0) AS xp,
       5::bigint * c.points_per_rank * c.cap * c.cap AS threshold,
       c.points_per_rank * c.cap AS points,
       coalesce(greatest(a.xp, b.xp), 0)
           >= 5::bigint * c.points_per_rank * c.cap * c.cap AS is_mastered
FROM warframe_catalogueitem c
LEFT JOIN warframe_itemaffinity a ON a.path = c.path AND a.profile_id = %(profile)s
LEFT JOIN warframe_itemaffinity b
    ON b.path = c.alias_path AND b.profile_id = %(profile)s AND c.alias_path <> ''
"""
MASTERED_NAMES_SQL = f"SELECT name FROM ({ITEMS_SQL}) items WHERE is_mastered"
