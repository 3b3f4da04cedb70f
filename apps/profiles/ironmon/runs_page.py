"""The runs of a challenge in the admin: where they end, the best, all of them."""

from __future__ import annotations

from typing import Any

import orjson
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.visibility import may_see_all
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.stats import LEAST_AT_A_WALL
from apps.profiles.ironmon.stats import stats_json

RUNS_A_PAGE = 50
BEST_RUNS = 7
BAR = 200


class RunsPage(WagtailAdminTemplateMixin, TemplateView):
    template_name = "ironmon/runs.html"
    page_title = "IronMON"
    header_icon = "chart"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, Run):
            raise PermissionDenied
        if IronmonProfile.current() is None:
            return redirect("profiles")
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("profiles"), "label": "Profiles"},
            {"url": "", "label": "IronMON"},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        challenges = list(Challenge.objects.all())
        challenge = _chosen(challenges, self.request.GET.get("challenge", ""))
        slug = challenge.slug if challenge else None
        stats = orjson.loads(stats_json(slug, private=True))
        runs = Run.objects.filter(challenge=challenge).select_related("furthest")
        best = runs.exclude(furthest=None)
        pages = Paginator(runs.order_by("-seed_number", "-id"), RUNS_A_PAGE)
        return super().get_context_data(
            challenge=challenge,
            challenges=challenges,
            stats=stats,
            bars=_bars(stats),
            best=best.order_by("-furthest__position", "seed_number")[:BEST_RUNS],
            runs=pages.get_page(self.request.GET.get("p")),
            least=LEAST_AT_A_WALL,
            **kwargs,
        )


def _chosen(challenges: list[Challenge], slug: str) -> Challenge | None:
    """The one that the address names, or else the first."""
    if not slug:
        return challenges[0] if challenges else None
    for challenge in challenges:
        if challenge.slug == slug:
            return challenge
    raise Http404(f"There is no challenge “{slug[:50]}”.")


def _bars(stats: dict[str, Any]) -> list[dict[str, Any]]:
    """Each checkpoint that a run came to, and how long its bar is."""
    wall = stats["wall"]
    return [
        {
            **row,
            "percent": f"{100 * row['survival_rate']:.1f} %",
            "length": round(BAR * row["survival_rate"]),
            "ended": row["entered"] - row["survived"],
            "is_wall": wall is not None and row["order"] == wall["order"],
            "is_rare": row["entered"] < LEAST_AT_A_WALL,
        }
        for row in stats["checkpoints"]
        if row["entered"]
    ]
