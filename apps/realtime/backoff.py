from __future__ import annotations


class Backoff:
    """Seconds to wait after each failure in a row: 0.05, 0.1, … 1."""

    def __init__(self, *, first: float = 0.05, longest: float = 1.0) -> None:
        self._first = first
        self._longest = longest
        self.reset()

    def reset(self) -> None:
        self.failures = 0

    def next(self) -> float:
        self.failures += 1
        return min(self._longest, self._first * 2 ** (self.failures - 1))
