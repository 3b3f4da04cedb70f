"""Sorting by pairs, with as few questions as are known to be enough.

Merge insertion (Ford and Johnson, "A Tournament Problem", 1959; Knuth, The Art of
Computer Programming 3, 5.3.1) asks at most the sum of ceil(log2(3k/4)) for k from 1 to
n: 62 for 20 games, where an insertion sort takes 69.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from math import ceil
from math import log2


@dataclass
class Unanswered[Item: Hashable](Exception):
    """The next question: which of `first` and `second` is better?

    `chain` are those that are in order by now, best first; `first` belongs somewhere
    from `low` to `high` (places from 0), where it is being put into the chain.
    """

    first: Item
    second: Item
    chain: list[Item] = field(default_factory=list)
    low: int = 0
    high: int = 0


class Answers[Item: Hashable]:
    """Which item is better than which: what was said, and what follows from it."""

    def __init__(self, beats: Mapping[Item, Sequence[Item]]) -> None:
        self._beats = beats
        self._below: dict[Item, frozenset[Item]] = {}

    def is_better(self, one: Item, other: Item) -> bool | None:
        """None where nothing that was said decides it."""
        if other in self._all_below(one):
            return True
        return False if one in self._all_below(other) else None

    def _all_below(self, item: Item) -> frozenset[Item]:
        if item not in self._below:
            seen: set[Item] = set()
            waiting = [item]
            while waiting:
                for worse in self._beats.get(waiting.pop(), ()):
                    if worse not in seen:
                        seen.add(worse)
                        waiting.append(worse)
            self._below[item] = frozenset(seen - {item})
        return self._below[item]


def most_questions(count: int) -> int:
    """How many questions `sort` asks at most."""
    return sum(ceil(log2(3 * k / 4)) for k in range(2, count + 1))


def most_questions_to_insert(count: int) -> int:
    """How many questions `insert` asks at most, of a chain of `count`."""
    return ceil(log2(count + 1))


def sort[Item: Hashable](
    items: Sequence[Item], is_better: Callable[[Item, Item], bool | None]
) -> list[Item]:
    """The items, best first. Raises `Unanswered` with the next question."""
    if len(items) < 2:
        return list(items)
    better_of: dict[Item, Item] = {}
    for one, other in zip(items[::2], items[1::2], strict=False):
        wins = _ask(is_better, one, other)
        better, worse = (one, other) if wins else (other, one)
        better_of[worse] = better
    worse_ones = sort(list(better_of), is_better)
    # The best of the worse has nobody but its winner before it.
    chain = [better_of[worse_ones[0]], *worse_ones]
    waiting: list[tuple[Item, Item | None]] = [
        (better_of[worse], worse) for worse in worse_ones[1:]
    ]
    if len(items) % 2:
        waiting.append((items[-1], None))
    for item, partner in _in_order_of_insertion(waiting):
        # It beats its partner: only what stands before that one is asked about.
        end = len(chain) if partner is None else chain.index(partner)
        insert(item, chain, is_better, end=end)
    return chain


def insert[Item: Hashable](
    item: Item,
    chain: list[Item],
    is_better: Callable[[Item, Item], bool | None],
    *,
    end: int | None = None,
) -> int:
    """Put `item` into `chain`, before `end`; its place from 0.

    Raises `Unanswered` with the next question, and leaves `chain` as it is.
    """
    low, high = 0, len(chain) if end is None else end
    while low < high:
        middle = (low + high) // 2
        better = is_better(item, chain[middle])
        if better is None:
            raise Unanswered(item, chain[middle], list(chain), low, high)
        if better:
            high = middle
        else:
            low = middle + 1
    chain.insert(low, item)
    return low


def _ask[Item: Hashable](
    is_better: Callable[[Item, Item], bool | None], one: Item, other: Item
) -> bool:
    better = is_better(one, other)
    if better is None:
        raise Unanswered(one, other)
    return better


def _in_order_of_insertion[Pair](waiting: Sequence[Pair]) -> Iterator[Pair]:
    """The second and first, the fourth and third, the tenth to fifth …

    So each is put among one less than a power of two, where no question is wasted: the
    groups end at the numbers of Jacobsthal (1, 3, 5, 11, 21 …), less the first.
    """
    before, last = 1, 3
    while before - 1 < len(waiting):
        yield from reversed(waiting[before - 1 : last - 1])
        before, last = last, last + 2 * before
