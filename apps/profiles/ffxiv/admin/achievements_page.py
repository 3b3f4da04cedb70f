"""All achievements that were earned, month by month."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models import F
from django.db.models import Sum
from django.db.models.functions import TruncYear
from django.utils.timezone import localtime

from apps.profiles.ffxiv.admin.pages import FFXIVPage
from apps.profiles.ffxiv.icons import attach_icons
from apps.profiles.ffxiv.models import Kind
from apps.profiles.ffxiv.models import Unlock

ROWS_A_PAGE = 200
BAR = 200


class AchievementsPage(FFXIVPage):
    template_name = "ffxiv/achievements.html"
    page_title = "Achievements"
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Unlock.objects.filter(
            character=self.character, collectable__kind=Kind.ACHIEVEMENT
        ).select_related("collectable")
        newest = rows.order_by(F("earned_at").desc(nulls_last=True), "-id")
        page = Paginator(newest, ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        attach_icons(row.collectable for row in page.object_list)
        months = groupby(
            page.object_list,
            key=lambda row: (
                localtime(row.earned_at).replace(
                    day=1, hour=0, minute=0, second=0, microsecond=0
                )
                if row.earned_at
                else None
            ),
        )
        years = list(
            rows.exclude(earned_at=None)
            .annotate(year=TruncYear("earned_at"))
            .order_by("-year")
            .values("year")
            .annotate(count=Count("pk"), points=Sum("collectable__points"))
        )
        most = max((year["count"] for year in years), default=1)
        return super().get_context_data(
            page=page,
            months=[(month, list(found)) for month, found in months],
            years=[(year, round(year["count"] * BAR / most)) for year in years],
            points=rows.aggregate(sum=Sum("collectable__points"))["sum"] or 0,
            noun="achievements",
            query=self.of,
            **kwargs,
        )
