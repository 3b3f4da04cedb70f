"""The dashboard's first lines: the day, something true about it, and the totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.db.models import Q
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.site_summary import SummaryItem

from apps.core.admin.access import admin_url
from apps.core.visibility import may_see_all
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.lists.models import List


@dataclass(frozen=True)
class Total:
    """One number of the summary, with where it leads."""

    number: Any
    noun: str
    url: str


class TotalItem(SummaryItem):
    template_name = "browsing/dashboard/total.html"

    def __init__(self, request: HttpRequest, total: Total, order: int) -> None:
        super().__init__(request)
        self.total = total
        self.order = order

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"total": self.total}


def totals(request: HttpRequest) -> list[TotalItem]:
    found: list[Total] = []
    if may_see_all(request.user, Game):
        found.append(Total(Game.objects.count(), "game", admin_url(Game, "list")))
    if may_see_all(request.user, Playthrough):
        found += _journal_totals()
    if may_see_all(request.user, List):
        found.append(Total(List.objects.count(), "list", admin_url(List, "list")))
    if not any(total.number for total in found):
        return []
    return [TotalItem(request, total, order) for order, total in enumerate(found)]


def _journal_totals() -> list[Total]:
    sums = Playthrough.objects.aggregate(
        runs=Count("pk"),
        completed=Count("pk", filter=Q(status=Status.COMPLETED)),
        hours=Sum("playtime_hours"),
    )
    url = admin_url(Playthrough, "list")
    completed = f"{url}?status={Status.COMPLETED}"
    hours = int(sums["hours"] or 0)
    # Not games: one game may be completed several times.
    return [
        Total(sums["runs"], "playthrough", url),
        Total(sums["completed"], "completed playthrough", completed),
        Total(hours, "played hour", url),
    ]


def headline(request: HttpRequest) -> str:
    """What is played now, if that is one game; else a greeting."""
    now = timezone.localtime()
    if may_see_all(request.user, Playthrough):
        playing = Playthrough.objects.filter(status=Status.PLAYING)
        names = playing.order_by().values_list("edition__game__name", flat=True)
        # Of one game, several playthroughs may be under way.
        names = names.distinct()[:2]
        if len(names) == 1:
            return f"{'Tonight' if is_evening(now) else 'Today'}: {names[0]}"
    return _greeting(now, str(getattr(request.user, "first_name", "")))


def is_evening(now: datetime) -> bool:
    return now.hour >= 17 or now.hour < 5


def _greeting(now: datetime, name: str) -> str:
    part = "morning" if now.hour < 12 else "afternoon"
    greeting = f"Good {'evening' if is_evening(now) else part}"
    return f"{greeting}, {name}" if name else greeting
