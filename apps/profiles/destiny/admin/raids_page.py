"""Raids and dungeons, with a square for each attempt."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import orjson
from django.views.generic import TemplateView

from apps.profiles.destiny.admin.base import DestinyPage
from apps.profiles.destiny.stats import attempts
from apps.profiles.destiny.stats import raids_json

# Squares of one raid; the list of activities has all.
MOST_SQUARES = 120


class RaidsPage(DestinyPage, TemplateView):
    template_name = "destiny/raids.html"
    page_title = "Raids and dungeons"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = orjson.loads(raids_json(private=True))
        squares: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for attempt in attempts(most=MOST_SQUARES):
            squares[attempt["category"], attempt["name"]].append(attempt)
        groups = [
            (
                title,
                [
                    {**raid, "squares": squares[category, raid["activity_name"]]}
                    for raid in found["raids"]
                    if raid["category"] == category
                ],
            )
            for category, title in (("raid", "Raids"), ("dungeon", "Dungeons"))
        ]
        return super().get_context_data(
            groups=[(title, raids) for title, raids in groups if raids],
            reports_missing=found["reports_missing"],
            most=MOST_SQUARES,
            **kwargs,
        )
