"""When a call that failed is tried again, and when no more."""

from __future__ import annotations

import random
from datetime import datetime
from datetime import timedelta

# Seconds after each failure: the example of the Standard Webhooks specification.
RETRIES = (
    5,
    5 * 60,
    30 * 60,
    2 * 3600,
    5 * 3600,
    10 * 3600,
    14 * 3600,
    20 * 3600,
    24 * 3600,
)
# Parts of each delay added at random, so that failures do not come back in step.
JITTER = 0.1
# Seconds: who asks for more rest than that (Retry-After) is called all the same.
LONGEST_REST = 24 * 3600


def next_try(
    failures: int, retry_after: float | None, now: datetime
) -> datetime | None:
    """When to try after that many failures in all; None when enough was tried."""
    if failures > len(RETRIES):
        return None
    delay = RETRIES[failures - 1] * random.uniform(1, 1 + JITTER)
    return now + timedelta(seconds=max(delay, rest(retry_after)))


def rest(retry_after: float | None) -> float:
    """Seconds of the rest that an endpoint asked for, within reason."""
    return min(retry_after or 0.0, LONGEST_REST)
