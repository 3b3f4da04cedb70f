"""Time that passes only when somebody waits."""

from __future__ import annotations

import threading
from datetime import UTC
from datetime import datetime
from datetime import timedelta

from apps.integrations.http.pacing import Clock

START = datetime(2026, 12, 1, tzinfo=UTC)


class FakeClock(Clock):
    """One clock for all, as several processes with a Redis have it.

    `waits` are the seconds that were waited, in order.
    """

    def __init__(self) -> None:
        self.seconds = 1_000.0
        self.waits: list[float] = []
        self._lock = threading.Lock()

    def shared_now(self) -> float | None:
        return self.seconds

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.waits.append(seconds)
            self.seconds += seconds

    def date(self) -> datetime:
        return START + timedelta(seconds=self.seconds - 1_000.0)
