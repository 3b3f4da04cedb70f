"""Finding a finished run by a few letters: parents, Champions Meetings, Team Trials."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.db.models import Q
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.views.generic import View

from apps.core.text import normalise
from apps.profiles.umamusume.admin.base_page import OfStable
from apps.profiles.umamusume.admin.labels import attach_names
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models.rules import rank_of_letter

MOST = 12
BEST_FIRST = (
    F("rank").desc(nulls_last=True),
    F("score").desc(nulls_last=True),
    "-id",
)
LONGEST = 100


def called(runs: QuerySet[CareerRun], text: str) -> QuerySet[CareerRun]:
    """Those that every word of `text` fits: trainee, outfit, rank, tag, note."""
    for word in text[:LONGEST].replace("\x00", "").split():
        wanted = Q(notes__icontains=word) | Q(epithet__icontains=word)
        plain = normalise(word).replace(" ", "")
        if plain:
            found = Outfit.objects.filter(search_name__contains=plain)
            wanted |= Q(outfit__in=found.values("game_id"))
        rank = rank_of_letter(word)
        if rank is not None:
            wanted |= Q(rank=rank)
        wanted |= Q(tags__contains=[word.lower()[:20]])
        runs = runs.filter(wanted)
    return runs


def labelled(runs: QuerySet[CareerRun]) -> list[dict[str, Any]]:
    """What the scripts show of each, and what a parent hands on."""
    rows: list[Any] = list(runs.prefetch_related("sparks", "ancestors"))
    attach_names(rows)
    return [
        {
            "run": str(run.uuid),
            "outfit": run.outfit,
            "name": run.trainee_name,
            "title": run.outfit_title,
            "rank": run.rank_letter,
            "rank_number": run.rank,
            "score": run.score,
            "finished": f"{run.finished_on:%b %-d, %Y}" if run.finished_on else "",
            "style": run.running_style,
            "sparks": run.part("sparks"),
            "parents": [
                {"outfit": each.outfit, "sparks": each.sparks}
                for each in run.ancestors.all()
                if each.position in (10, 20)
            ],
        }
        for run in rows
    ]


class VeteransView(OfStable, View):
    """The best veterans that `?q=` fits, kept ones first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        runs = CareerRun.objects.filter(profile=self.profile).finished()
        found = called(runs, request.GET.get("q", ""))
        ordered = found.order_by("-is_kept", "-is_favorite", *BEST_FIRST)
        return JsonResponse({"veterans": labelled(ordered[:MOST])})
