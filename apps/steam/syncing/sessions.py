"""How long was played when, from what the totals grew by between two looks.

Steam keeps totals only: minutes of each game, and when it was last played.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta

from django.utils import timezone

from apps.integrations.steam import OwnedGame
from apps.steam.models import PlaySession
from apps.steam.models import SteamApp

# Steam's clock and ours may differ by this.
CLOCK_SKEW = timedelta(minutes=10)


@dataclass(frozen=True)
class Growth:
    """`minutes` of a game that came between two looks at the library."""

    app: SteamApp
    minutes: int
    after: datetime
    until: datetime
    played_at: datetime | None


def days_of(growth: Growth) -> tuple[date, date]:
    """The first and the last day on which it can have been played.

    When it was last played says the last one, if that is between the looks: time
    played offline is counted later, and a clock may have been changed.
    """
    start, end = sorted((growth.after, growth.until))
    first, last = timezone.localdate(start), timezone.localdate(end)
    played_at = growth.played_at
    if played_at is not None and start <= played_at <= end + CLOCK_SKEW:
        last = min(last, max(first, timezone.localdate(played_at)))
    return first, last


def is_new_and_played(game: OwnedGame, *, after: datetime, until: datetime) -> bool:
    """Whether a game that the last look lacked was only played since.

    It was if all of its time is of late and fits in between. Any other has a past that
    nobody saw: it was shared, or marked as private.
    """
    return (
        game.minutes > 0
        and game.minutes == game.recent_minutes
        and game.played_at is not None
        and after <= game.played_at
        and timedelta(minutes=game.minutes) <= until - after
    )


def store_sessions(growths: Sequence[Growth]) -> None:
    """Keep each as a session; more of one day that is known joins the session of it.

    One that was added to a playthrough stays as it is.
    """
    open_ = _open_sessions(growths)
    new, longer = [], []
    for growth in growths:
        first, last = days_of(growth)
        session = open_.get((growth.app.pk, first)) if first == last else None
        if session is None:
            new.append(
                PlaySession(
                    app=growth.app,
                    first_day=first,
                    last_day=last,
                    minutes=growth.minutes,
                    after=growth.after,
                    until=growth.until,
                )
            )
        else:
            session.minutes += growth.minutes
            session.until = growth.until
            longer.append(session)
    PlaySession.objects.bulk_create(new)
    PlaySession.objects.bulk_update(longer, ["minutes", "until"])


def _open_sessions(growths: Sequence[Growth]) -> dict[tuple[int, date], PlaySession]:
    days = {day for growth in growths for day in days_of(growth)}
    rows = PlaySession.objects.filter(
        app__in=[growth.app for growth in growths], last_day__in=days, added=None
    )
    locked = rows.select_for_update(of=("self",)).order_by("pk")
    return {
        (session.app_id, session.last_day): session
        for session in locked
        if session.is_dated
    }
