"""The statistics of all hunts in the admin."""

from __future__ import annotations

from typing import Any

import orjson
from django.views.generic import TemplateView

from apps.core.admin.access import admin_url
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.stats import stats_json
from apps.profiles.acnh.villagers.portraits import attach_portraits
from apps.profiles.admin.page import ProfilePage

SHOWN_HUNTS = 50
BAR = 200


class StatisticsPage(ProfilePage[Island], TemplateView):
    slug = "acnh"
    seen_with = Hunt
    template_name = "acnh/statistics.html"
    page_title = "Statistics"
    header_icon = "chart"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stats = orjson.loads(stats_json(private=True))
        rows = Hunt.objects.with_figures().select_related("target", "result")
        hunts = list(rows.latest_first()[:SHOWN_HUNTS])
        attach_portraits(hunt.target for hunt in hunts)
        met = stats["most_encountered"]
        return super().get_context_data(
            stats=stats,
            hunts=hunts,
            hunts_url=admin_url(Hunt, "list"),
            hunt_url_name=Hunt.snippet_viewset.get_url_name("inspect"),
            charts=[
                (
                    "Most met",
                    _bars([(row["villager"]["name"], row["count"]) for row in met]),
                ),
                (
                    "By personality",
                    _bars(
                        (row["personality"], row["count"])
                        for row in stats["personality_distribution"]
                    ),
                ),
                (
                    "By species",
                    _bars(
                        (row["species"], row["count"])
                        for row in stats["species_distribution"]
                    ),
                ),
                (
                    "Islands by month",
                    _bars(
                        (row["month"], row["islands"]) for row in stats["months"][-12:]
                    ),
                ),
            ],
            **kwargs,
        )


def _bars(counted: Any) -> list[tuple[str, int, int]]:
    """Each name with its count, and how long its bar is."""
    rows = list(counted)
    most = max((count for _, count in rows), default=1) or 1
    return [(name, count, round(count * BAR / most)) for name, count in rows]
