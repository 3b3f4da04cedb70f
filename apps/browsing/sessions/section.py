"""The sessions on a game's page: twelve weeks as a strip, and the latest in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.db.models import Sum
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone

from apps.browsing.game_page.sections import MAIN
from apps.browsing.game_page.sections import GameSection
from apps.browsing.sessions.base_view import PERMISSION
from apps.browsing.sessions.strip import first_day
from apps.browsing.sessions.strip import strip_of
from apps.browsing.sessions.timer import Timer
from apps.core.admin.access import admin_url
from apps.core.visibility import may_see_all
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.session_words import day_in_full
from apps.journal.session_words import length_in_words
from apps.library.models import Game

LATEST = 3


class SessionsSection(GameSection):
    template_name = "browsing/sessions/section.html"
    column = MAIN
    order = 250

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        now = timezone.now()
        today = timezone.localdate(now)
        rows = Session.objects.filter(playthrough__edition__game=self.game)
        latest = list(rows.latest_first()[: LATEST + 1])
        running = next((each for each in latest if each.is_running), None)
        days = self._days(today)
        if running is not None:
            # Counted in whole minutes, as it would be if it ended now.
            count, minutes = days.get(today, (0, 0))
            played = running.played_seconds(at=now) // 60
            days[today] = (count + 1, minutes + played)
        ended = [each for each in latest if not each.is_running][:LATEST]
        listing = f"{admin_url(Session, 'list')}?game={self.game.pk}"
        here = urlencode({"game": self.game.pk, "next": self.request.path})
        return {
            "request": self.request,
            "csrf_token": get_token(self.request),
            "game": self.game,
            "strip": strip_of(days, today=today, running=today if running else None),
            "timer": running and Timer(session=running, now=now),
            "latest": [_in_words(each, today) for each in ended],
            "has_any": bool(latest),
            "may_change": self.user.has_perm(PERMISSION),
            "listing": listing,
            "log_query": here,
        }

    def _days(self, today: date) -> dict[date, tuple[int, int]]:
        """How many sessions each day of the twelve weeks had, and how long in all."""
        found = (
            Session.objects.ended()
            .filter(playthrough__edition__game=self.game, day__gte=first_day(today))
            .order_by()
            .values_list("day")
            .annotate(Count("pk"), Sum("minutes"))
        )
        return {day: (count, minutes) for day, count, minutes in found}


def _in_words(session: Session, today: date) -> dict[str, Any]:
    return {
        "session": session,
        "day": day_in_full(session.day, today=today),
        "length": length_in_words(session.minutes or 0),
        "url": admin_url(Session, "edit", session.pk),
    }


def sessions_section(game: Game, request: HttpRequest) -> SessionsSection | None:
    if not may_see_all(request.user, Playthrough):
        return None
    return SessionsSection(game, request)
