"""The owner's ratings: 0.5 to 5 in halves. Their scale is said here and nowhere else.

The database holds it as a constraint, which a migration would have to change.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from decimal import Decimal

LOWEST = Decimal("0.5")
HIGHEST = Decimal("5")
STEP = Decimal("0.5")
# From the lowest to the highest.
ALL = tuple(STEP * number for number in range(1, int(HIGHEST / STEP) + 1))
IN_WORDS = "0.5 to 5, in halves"
INVALID = "Ratings go from 0.5 to 5 in half steps."


def stars(rating: Decimal | float | None) -> str:
    """A rating as text: 3.5 is "★★★½"."""
    if rating is None:
        return ""
    whole, half = divmod(int(rating * 2), 2)
    return "★" * whole + "½" * half


def from_scale(value: Decimal, highest: Decimal) -> tuple[Decimal, bool]:
    """A rating above 0 of a scale from 0 to `highest` as one of ours.

    Returns it and whether it had to be rounded.
    """
    exact = value * HIGHEST / highest
    steps = (exact / STEP).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    rating = max(steps * STEP, LOWEST)
    return rating, rating != exact
