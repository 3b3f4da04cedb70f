"""Orders of a list as plain sequences of game uuids, first to last; no database."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal
from typing import NotRequired
from typing import TypedDict


class RemovedEntry(TypedDict):
    """What an entry held when it was taken off, to put it back unchanged."""

    id: str  # the entry's uuid
    notes: str
    added_at: str  # ISO 8601
    tier: NotRequired[str]  # its name, where the list had tiers


class Move(TypedDict):
    """One game's way through a list; positions from 1, None outside or unranked."""

    game: str  # the game's uuid
    slug: str
    name: str
    from_position: int | None
    to_position: int | None
    removed: NotRequired[RemovedEntry]


# One game's way as the wire tells it; "from" is a keyword, hence this form.
Way = TypedDict(
    "Way",
    {"work": str, "work_slug": str, "from": int | None, "to": int | None},
)


class EntrySnapshot(TypedDict):
    """An entry as a revision of its list keeps it."""

    id: str  # the entry's uuid
    game: str  # the game's uuid
    name: str
    position: int | None
    notes: str
    added_at: str  # ISO 8601


@dataclass(frozen=True, kw_only=True)
class RankChange:
    """Where a game stood at two moments; positions from 1, None when not listed."""

    game: str  # the game's uuid
    before: int | None
    after: int | None

    @property
    def kind(self) -> Literal["entered", "left", "up", "down", "same"]:
        if self.before is None:
            return "entered"
        if self.after is None:
            return "left"
        if self.before == self.after:
            return "same"
        return "up" if self.after < self.before else "down"

    @property
    def places(self) -> int:
        """How many places up (positive) or down; 0 for an entry or a departure."""
        if self.before is None or self.after is None:
            return 0
        return self.before - self.after

    @property
    def distance(self) -> int:
        return abs(self.places)


def compare_orders(before: Sequence[str], after: Sequence[str]) -> list[RankChange]:
    """Every game of either order: those of `after` first to last, then the departed."""
    old = {game: position for position, game in enumerate(before, start=1)}
    changes = [
        RankChange(game=game, before=old.pop(game, None), after=position)
        for position, game in enumerate(after, start=1)
    ]
    left = [RankChange(game=game, before=old[game], after=None) for game in old]
    return changes + left


def moved_members[T](before: Sequence[T], after: Sequence[T]) -> list[T]:
    """The fewest members of both orders that must move to get from one to the other.

    The others are a longest run that keeps its order: dragging one of 500 entries
    names that one, not the 499 that made room.
    """
    rank = {member: place for place, member in enumerate(before)}
    shared = [member for member in after if member in rank]
    kept = _longest_rising_run([rank[member] for member in shared])
    return [member for place, member in enumerate(shared) if place not in kept]


def insert_wishes[T](
    order: Sequence[T], new: Sequence[T], wishes: Sequence[int | None]
) -> list[T]:
    """`order` with `new`, each at the position (from 1) that it wishes or at the end.

    Wishes that clash keep the order of `new`; none goes further than the end.
    """
    after = list(order)
    wished = [(wish, member) for wish, member in zip(wishes, new, strict=True) if wish]
    last = 0
    for wish, member in sorted(wished, key=itemgetter(0)):
        last = min(max(wish, last + 1), len(after) + 1)
        after.insert(last - 1, member)
    return after + [m for wish, m in zip(wishes, new, strict=True) if not wish]


def _longest_rising_run(numbers: Sequence[int]) -> set[int]:
    """The places of a longest strictly rising subsequence, by patience sorting."""
    tails: list[int] = []
    tail_places: list[int] = []
    previous: list[int | None] = []
    for place, number in enumerate(numbers):
        pile = bisect_left(tails, number)
        previous.append(tail_places[pile - 1] if pile else None)
        tails[pile : pile + 1] = [number]
        tail_places[pile : pile + 1] = [place]
    run = set()
    at = tail_places[-1] if tail_places else None
    while at is not None:
        run.add(at)
        at = previous[at]
    return run


def apply_moves(order: Iterable[str], moves: Sequence[Move]) -> list[str]:
    """The order after `moves`: each moved game goes to its new position.

    A game without a new position is off the list when it was taken off, and at
    the end when it was added to an unranked one.
    """
    moved = {move["game"] for move in moves}
    after = [game for game in order if game not in moved]
    placed = [move for move in moves if move["to_position"] is not None]
    for move in sorted(placed, key=_target):
        after.insert(_target(move) - 1, move["game"])
    appended = [m for m in moves if m["to_position"] is None and "removed" not in m]
    return after + [move["game"] for move in appended]


def _target(move: Move) -> int:
    assert move["to_position"] is not None
    return move["to_position"]
