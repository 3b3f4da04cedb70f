"""The runs of a challenge in the admin: where they end, the best, all of them."""

from __future__ import annotations

from typing import Any

import orjson
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.db.models.functions import TruncDate
from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.widgets.button import HeaderButton

from apps.core.visibility import may_see_all
from apps.profiles.admin.page import ProfilePage
from apps.profiles.ironmon.admin.charts import days_of
from apps.profiles.ironmon.admin.charts import wall_of
from apps.profiles.ironmon.admin.spans import NAMES
from apps.profiles.ironmon.admin.spans import Span
from apps.profiles.ironmon.admin.spans import span_of
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.playing.state import run_state
from apps.profiles.ironmon.stats import LEAST_AT_A_WALL
from apps.profiles.ironmon.stats import stats_json

RUNS_A_PAGE = 50
BEST_RUNS = 7
BAR = 200


class RunsPage(ProfilePage[IronmonProfile], TemplateView):
    slug = "ironmon"
    seen_with = Run
    is_home = True
    template_name = "ironmon/runs.html"
    page_title = "IronMON"
    header_icon = "chart"

    @property
    def header_buttons(self) -> list[Any]:
        user = self.request.user
        buttons = []
        if user.has_perm("ironmon.add_ironmonprofile"):
            url = reverse("new_profile_import", args=["ironmon"])
            buttons.append(HeaderButton("Import", url=url, icon_name="download"))
        if may_see_all(user, Challenge):
            url = reverse("ironmon_challenges")
            buttons.append(HeaderButton("Challenges", url=url, icon_name="list-ol"))
        if user.has_perm("ironmon.change_ironmonprofile"):
            url = reverse("profile_settings", args=["ironmon"])
            buttons.append(
                HeaderButton("Game and visibility", url=url, icon_name="cog")
            )
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        challenges = list(Challenge.objects.all())
        challenge = _chosen(challenges, self.request.GET.get("challenge", ""))
        span = span_of(self.request.GET)
        slug = challenge.slug if challenge else None
        days = {"since": span.since, "until": span.until}
        stats = orjson.loads(stats_json(slug, private=True, **days))
        runs = _runs(challenge, span)
        best = runs.exclude(furthest=None)
        pages = Paginator(runs.order_by("-seed_number", "-id"), RUNS_A_PAGE)
        return super().get_context_data(
            challenge=challenge,
            challenges=challenges,
            span=span,
            spans=NAMES,
            # Of all runs the figures are at hand already.
            state=run_state(challenge, stats if span.is_open else None)
            if challenge
            else None,
            stats=stats,
            wall=wall_of(stats),
            days=days_of(stats),
            bars=_bars(stats),
            best=best.order_by("-furthest__position", "seed_number")[:BEST_RUNS],
            defeats=_defeats(stats),
            runs=pages.get_page(self.request.GET.get("p")),
            least=LEAST_AT_A_WALL,
            **kwargs,
        )


def _runs(challenge: Challenge | None, span: Span) -> QuerySet[Run]:
    runs = Run.objects.filter(challenge=challenge).select_related("furthest")
    if span.is_open:
        return runs
    day = TruncDate(Coalesce("started_at", "ended_at"))
    return runs.annotate(day=day).filter(span.runs)


def _defeats(stats: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """What ended runs, by what is known of it; lengths of bars beside the counts."""
    found = []
    for title, name in (
        ("Pokémon", "defeated_by"),
        ("Trainers", "trainers"),
        ("Places", "places"),
    ):
        rows = stats[name]
        most = max((row["count"] for row in rows), default=1)
        bars = [{**row, "length": round(BAR * row["count"] / most)} for row in rows]
        if bars:
            found.append((title, bars))
    return found


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
