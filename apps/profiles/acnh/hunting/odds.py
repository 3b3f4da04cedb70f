"""How likely a villager is on the next island.

The game draws one of 35 species first, each as likely as the others, and then one of
its villagers who appear on islands and don't live on the owner's. It draws again each
time: islands have no memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil
from math import log
from math import log1p

SPECIES = 35


@dataclass(frozen=True)
class Odds:
    """Of one villager: `candidates` of the species can appear, the target among them.

    With `candidates` 0 the villager can't be met: by amiibo only, or a resident.
    """

    candidates: int

    @property
    def is_possible(self) -> bool:
        return self.candidates > 0

    @property
    def one_in(self) -> int | None:
        """1 in so many islands has them: also the number to expect."""
        return SPECIES * self.candidates if self.is_possible else None

    @cached_property
    def chance(self) -> float:
        """On each island, from 0 to 1."""
        return 1 / (SPECIES * self.candidates) if self.is_possible else 0.0

    def found_within(self, islands: int) -> float:
        """The share of hunters who met them on one of so many islands."""
        return 1 - (1 - self.chance) ** islands

    def islands_for(self, share: float) -> int | None:
        """After how many islands that share of hunters is done."""
        if not self.is_possible:
            return None
        return ceil(log(1 - share) / log1p(-self.chance))
