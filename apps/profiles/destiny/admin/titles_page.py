"""Titles: earned, and how far the open ones are; and triumphs that are worth a look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import orjson
from django.db.models import F
from django.views.generic import TemplateView

from apps.profiles.destiny.admin.base import DestinyPage
from apps.profiles.destiny.models import Definition
from apps.profiles.destiny.models import Triumph
from apps.profiles.destiny.models.definition import DefinitionKind
from apps.profiles.destiny.stats import titles_json

MOST = 10


class TitlesPage(DestinyPage, TemplateView):
    template_name = "destiny/titles.html"
    page_title = "Titles and triumphs"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        titles = orjson.loads(titles_json(private=True))
        shown = Triumph.objects.filter(profile=self.profile).shown()
        return super().get_context_data(
            profile=self.profile,
            earned=[each for each in titles if each["is_earned"]],
            open_titles=_with_triumphs(
                [each for each in titles if not each["is_earned"]]
            ),
            completed=shown.filter(is_complete=True).count(),
            count=shown.count(),
            latest=_named(
                shown.filter(is_complete=True, earned_after__isnull=False).order_by(
                    "-earned_by", "-id"
                )[:MOST]
            ),
            nearest=_named(
                shown.filter(is_complete=False, progress__gt=0, goal__gt=1)
                .alias(left=1 - F("progress") * 1.0 / F("goal"))
                .order_by("left", "record_hash")[:MOST]
            ),
            **kwargs,
        )


def _with_triumphs(titles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each with its share in percent and its triumphs, the open ones first."""
    numbers = [each["record_hash"] for each in titles]
    definitions = Definition.objects.filter(
        kind=DefinitionKind.TRIUMPH, title_hash__in=numbers
    )
    title_of = dict(definitions.values_list("number", "title_hash"))
    rows = Triumph.objects.shown().filter(record_hash__in=title_of)
    triumphs = defaultdict(list)
    for each in _named(rows.order_by("is_complete", "record_hash")):
        triumphs[title_of[each["triumph"].record_hash]].append(each)
    return [
        {
            **each,
            "share": _share(each["progress"], each["goal"]),
            "triumphs": triumphs[each["record_hash"]],
        }
        for each in titles
    ]


def _named(rows: Iterable[Triumph]) -> list[dict[str, Any]]:
    triumphs = list(rows)
    definitions = Definition.objects.filter(
        kind=DefinitionKind.TRIUMPH,
        number__in=[each.record_hash for each in triumphs],
    )
    by_number = {each.number: each for each in definitions}
    return [
        {
            "triumph": each,
            "definition": by_number[each.record_hash],
            "share": _share(each.progress, each.goal),
        }
        for each in triumphs
    ]


def _share(progress: int, goal: int) -> int:
    return min(100, 100 * progress // goal) if goal > 0 else 0
