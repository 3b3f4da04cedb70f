"""The listings behind each number, narrowed as the statistics are."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from apps.browsing.statistics.figures import Narrowing
from apps.core.admin.access import admin_url
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models import Status
from apps.library.models import Game


class Links:
    def __init__(self, narrowing: Narrowing) -> None:
        self.narrowing = narrowing
        self._runs = admin_url(Playthrough, "list")
        self._games = admin_url(Game, "list")
        self._sessions = admin_url(Session, "list")

    def runs(self, **filters: Any) -> str:
        """Playthroughs; of a year, those that were completed in it."""
        narrowed = {
            "platform": self.narrowing.platform,
            "completed": self.narrowing.year,
            **filters,
        }
        return _with_query(self._runs, narrowed)

    def finished(self, **filters: Any) -> str:
        return self.runs(status=Status.COMPLETED, **filters)

    def planned(self) -> str:
        return self.runs(status=Status.PLANNED)

    def sessions(self, first: date, last: date) -> str:
        return _with_query(self._sessions, {"day_from": first, "day_to": last})

    def day(self, day: date, was_played: bool) -> str:
        """What was played on a day, or else what was finished on it."""
        return self.sessions(day, day) if was_played else self.finished(completed=day)

    def games(self, **filters: Any) -> str:
        return _with_query(self._games, filters)

    def game(self, pk: int) -> str:
        return admin_url(Game, "inspect", pk)

    def log(self) -> str:
        return admin_url(Playthrough, "add")


def _with_query(url: str, filters: dict[str, Any]) -> str:
    given = {name: value for name, value in filters.items() if value is not None}
    return f"{url}?{urlencode(given)}" if given else url
