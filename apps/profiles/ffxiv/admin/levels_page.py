"""The levels of each job over time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from apps.profiles.ffxiv.admin.pages import FFXIVPage
from apps.profiles.ffxiv.models import LevelChange


class LevelsPage(FFXIVPage):
    template_name = "ffxiv/levels.html"
    page_title = "Levels over time"
    header_icon = "chart"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = LevelChange.objects.filter(job_level__character=self.character)
        charts: dict[str, list[tuple[datetime, float]]] = {}
        for change in rows.select_related("job_level").order_by(
            "job_level__place", "job_level__job", "seen_at", "id"
        ):
            points = charts.setdefault(change.job_level.job, [])
            points.append((change.seen_at, change.level))
        return super().get_context_data(
            charts=[(job, points) for job, points in charts.items() if len(points) > 1],
            **kwargs,
        )
