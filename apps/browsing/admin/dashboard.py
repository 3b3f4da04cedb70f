"""The admin's first page: what there is, what is going on, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models import Q
from django.db.models import QuerySet
from django.db.models import Sum
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component

from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.visibility import may_see_all
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.lists.models import List

SHOWN = 8


@dataclass(frozen=True)
class Total:
    """One number of the summary, with where it leads."""

    number: Any
    noun: str
    icon: str
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
        games = Game.objects.count()
        url = admin_url(Game, "list")
        found.append(Total(games, "game", "gamepad", url))
    if may_see_all(request.user, Playthrough):
        found += _journal_totals()
    if may_see_all(request.user, List):
        lists = List.objects.count()
        found.append(Total(lists, "list", "trophy", admin_url(List, "list")))
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
        Total(sums["runs"], "playthrough", "flag", url),
        Total(sums["completed"], "completed playthrough", "check", completed),
        Total(hours, "played hour", "time", url),
    ]


class QuickActions(Component):
    """Buttons to what is done most; on an empty Questlog, how to begin."""

    name = "quick_actions"
    order = 10
    template_name = "browsing/dashboard/quick_actions.html"
    # Set by the imports, which lie above.
    import_url: str | None = None

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        actions = [
            (f"Add {noun}", admin_url(model, "add"), icon)
            for model, noun, icon in (
                (Game, "game", "gamepad"),
                (Playthrough, "playthrough", "flag"),
                (List, "list", "trophy"),
            )
            if may(request.user, model, "add")
        ]
        return {
            "actions": actions,
            "is_empty": not Game.objects.exists(),
            "import_url": self.import_url,
        }


class PlaythroughPanel(Component):
    """Some playthroughs, and what can be done with each."""

    template_name = "browsing/dashboard/playthroughs.html"

    def __init__(
        self,
        *,
        name: str,
        order: int,
        title: str,
        rows: QuerySet[Playthrough],
        query: str,
        empty: str,
    ) -> None:
        self.name = name
        self.order = order
        self.title = title
        self.rows = rows
        self.query = query
        self.empty = empty

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        may_change = may(request.user, Playthrough, "change")
        page = "edit" if may_change else "inspect"
        rows = self.rows.select_related("edition__game", "platform").defer(
            "edition__igdb_data", "edition__game__igdb_data"
        )
        return {
            "panel": self,
            "rows": [
                (row, admin_url(Playthrough, page, row.pk), _details(row))
                for row in rows[:SHOWN]
            ],
            "may_change": may_change,
            "more_url": f"{admin_url(Playthrough, 'list')}?{self.query}",
            "home_url": reverse("wagtailadmin_home"),
        }


def _details(row: Playthrough) -> list[str]:
    edition, game = row.edition, row.edition.game
    return [
        part
        for part in (
            edition.name if edition.name != game.name else "",
            row.platform.name if row.platform else "",
            row.completed_at or (f"since {row.started_at}" if row.started_at else ""),
            f"{row.playtime_hours} h" if row.playtime_hours else "",
        )
        if part
    ]


def now_playing() -> PlaythroughPanel:
    return PlaythroughPanel(
        name="now_playing",
        order=20,
        title="Playing now",
        rows=Playthrough.objects.filter(status=Status.PLAYING).order_by(
            "-updated_at", "-pk"
        ),
        query=f"status={Status.PLAYING}&ordering=-started_at",
        empty="You aren't playing anything right now.",
    )


def recently_completed() -> PlaythroughPanel:
    return PlaythroughPanel(
        name="recently_completed",
        order=30,
        title="Recently completed",
        rows=Playthrough.objects.filter(
            status=Status.COMPLETED, completed_at__isnull=False
        ),
        query=f"status={Status.COMPLETED}&ordering=-completed_at",
        empty="No completed playthroughs with a date yet.",
    )


class ListsPanel(Component):
    name = "lists"
    order = 40
    template_name = "browsing/dashboard/lists.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        page = "rank" if may(request.user, List, "change") else "inspect"
        lists = List.objects.annotate(length=Count("entries")).order_by(
            "-updated_at", "-pk"
        )[:SHOWN]
        return {
            "rows": [(row, admin_url(List, page, row.pk)) for row in lists],
            "more_url": admin_url(List, "list"),
        }


def panels(request: HttpRequest) -> list[Component]:
    """Browsing's own. Other apps add theirs by the hook `construct_homepage_panels`."""
    shown: list[Component] = [QuickActions()]
    if may_see_all(request.user, Playthrough) and Game.objects.exists():
        shown += [now_playing(), recently_completed()]
    if may_see_all(request.user, List):
        shown.append(ListsPanel())
    return shown
