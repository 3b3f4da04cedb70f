"""What is being played, what never ends, and what was finished lately."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from apps.browsing.sessions.timer import running_timer
from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.templatetags.components import hours
from apps.core.templatetags.components import short_date
from apps.core.visibility import may_see_all
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.covers.showing import attach_covers
from apps.library.models import Game

PLAYING_SHOWN = 4
ONGOING_SHOWN = 12
FINISHED_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class Pace:
    """Own hours against what others need: `share` is the filled part in percent."""

    share: int
    words: str


def pace_of(hours: Decimal | None, time_to_beat: Mapping[str, Any] | None) -> Pace:
    """As IGDB says for playing at a normal pace; without that, own hours alone."""
    seconds = (time_to_beat or {}).get("normally") or 0
    needed = round(seconds / 3600)
    if hours is None:
        typical = f"usually about {needed} h" if needed else ""
        return Pace(share=0, words=typical)
    own = f"{hours.normalize():f} h"
    if not needed:
        return Pace(share=0, words=own)
    left = needed - round(hours)
    rest = f"about {left} h to go" if left > 0 else f"past the usual {needed} h"
    return Pace(
        share=min(100, round(float(hours) / needed * 100)), words=f"{own}, {rest}"
    )


class NowPlayingPanel(Component):
    name = "now_playing"
    order = 20
    place = "main"
    template_name = "browsing/dashboard/now_playing.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        latest = Playthrough.objects.order_by("-updated_at", "-pk")
        rows = _with_games(latest.filter(status=Status.PLAYING), PLAYING_SHOWN)
        ongoing = _with_games(latest.filter(status=Status.ONGOING), ONGOING_SHOWN)
        url = admin_url(Playthrough, "list")
        timer = running_timer(request.user)
        return {
            "timer": timer,
            "rows": [
                {
                    "run": row,
                    "game": row.edition.game,
                    "url": _page_of(request, row),
                    "facts": _facts(row),
                    "pace": pace_of(row.playtime_hours, row.edition.game.time_to_beat),
                }
                for row in rows
            ],
            "ongoing": [
                {
                    "run": row,
                    "game": row.edition.game,
                    "url": _page_of(request, row),
                    "facts": _ongoing_facts(row),
                }
                for row in ongoing
            ],
            "may_change": may(request.user, Playthrough, "change"),
            "more_url": f"{url}?status={Status.PLAYING}&ordering=-started_at",
            "ongoing_url": f"{url}?status={Status.ONGOING}&ordering=-started_at",
            "planned_url": f"{url}?status={Status.PLANNED}",
            "home_url": reverse("wagtailadmin_home"),
            "csrf_token": parent_context.get("csrf_token"),
        }


class LatelyFinishedPanel(Component):
    name = "lately_finished"
    order = 30
    place = "main"
    template_name = "browsing/dashboard/lately_finished.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        finished = Playthrough.objects.filter(
            status=Status.COMPLETED, completed_at__isnull=False
        )
        url = f"{admin_url(Playthrough, 'list')}?status={Status.COMPLETED}"
        return {
            "rows": [
                {
                    "run": row,
                    "game": row.edition.game,
                    "url": _page_of(request, row),
                    "date": _short_date(row.completed_at or ""),
                }
                for row in _with_games(finished, FINISHED_SHOWN)
            ],
            "more_url": f"{url}&ordering=-completed_at",
            "completed_url": url,
        }


def _with_games(rows: QuerySet[Playthrough], shown: int) -> list[Playthrough]:
    """The first of `rows`, with their games and covers, in two statements."""
    found = list(
        rows.select_related("edition__game", "platform").defer(
            "notes", "edition__igdb_data", "edition__game__igdb_data"
        )[:shown]
    )
    attach_covers(found)
    return found


def _page_of(request: HttpRequest, row: Playthrough) -> str:
    if may_see_all(request.user, Game):
        return admin_url(Game, "inspect", row.edition.game_id)
    return admin_url(Playthrough, "inspect", row.pk)


def _facts(row: Playthrough) -> list[str]:
    edition, game = row.edition, row.edition.game
    since = f"since {_short_date(row.started_at)}" if row.started_at else ""
    facts = (
        edition.name if edition.name != game.name else "",
        str(row.platform) if row.platform else "",
        since,
    )
    return [fact for fact in facts if fact]


def _ongoing_facts(row: Playthrough) -> list[str]:
    since = f"since {_short_date(row.started_at)}" if row.started_at else ""
    return [fact for fact in (since, hours(row.playtime_hours)) if fact]


def _short_date(value: str) -> str:
    """As short as it can be said: "Nov 16" this year, "Nov 2003", "1998"."""
    return short_date(value).removesuffix(f", {timezone.localdate().year}")
