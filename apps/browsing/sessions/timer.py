"""The running session as the bar on every page and a game's page show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Any

from django.utils import timezone

from apps.core.admin.access import admin_url
from apps.core.visibility import may_see_all
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.session_words import day_in_full
from apps.library.models import Game


@dataclass(frozen=True, kw_only=True)
class Timer:
    """`seconds` were played by now; it ticks on unless it is paused or forgotten."""

    session: Session
    now: datetime

    @property
    def game(self) -> Game:
        game: Game = self.session.playthrough.edition.game
        return game

    @property
    def game_url(self) -> str:
        return admin_url(Game, "inspect", self.game.pk)

    @property
    def seconds(self) -> int:
        return self.session.played_seconds(at=self.now)

    @property
    def clock(self) -> str:
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}"

    @property
    def is_forgotten(self) -> bool:
        return self.session.is_forgotten(at=self.now)

    @property
    def state(self) -> str:
        if self.is_forgotten:
            return "forgotten"
        return "paused" if self.session.is_paused else "running"

    @property
    def since(self) -> str:
        """When it began: "20:00", "yesterday, 20:00", "Monday, May 4, 20:00"."""
        assert self.session.started_at is not None
        local = timezone.localtime(self.session.started_at)
        today = timezone.localdate(self.now)
        if local.date() == today:
            return f"{local:%H:%M}"
        if local.date() == today - timedelta(days=1):
            return f"yesterday, {local:%H:%M}"
        return f"{day_in_full(local.date(), today=today)}, {local:%H:%M}"


def running_timer(user: Any) -> Timer | None:
    """The running session, if there is one and `user` may see it."""
    if not may_see_all(user, Playthrough):
        return None
    rows = Session.objects.running().select_related("playthrough__edition__game")
    session = rows.defer(
        "playthrough__edition__igdb_data", "playthrough__edition__game__igdb_data"
    ).first()
    return Timer(session=session, now=timezone.now()) if session else None
