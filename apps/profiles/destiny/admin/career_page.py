"""The career: who plays, how much, when, and what went best."""

from __future__ import annotations

from typing import Any

import orjson
from django.db.models import QuerySet
from django.db.models import Sum
from django.http import QueryDict
from django.views.generic import TemplateView

from apps.profiles.destiny.admin.base import DestinyPage
from apps.profiles.destiny.admin.heat_map import years
from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import AggregateStats
from apps.profiles.destiny.models import Definition
from apps.profiles.destiny.models.activity import Category
from apps.profiles.destiny.models.definition import DefinitionKind
from apps.profiles.destiny.models.stats import Scope
from apps.profiles.destiny.names import names_of
from apps.profiles.destiny.stats import days_json
from apps.profiles.destiny.stats import raids_json
from apps.profiles.destiny.stats import weapons_json
from apps.profiles.snapshots import progress_of
from apps.profiles.sync import obstacle
from apps.profiles.tasks import KEY
from apps.profiles.tasks import SYNCS

BEST_GAMES = 10
SHOWN_YEARS = 3
# What a best game may be best at.
MEASURES = {
    "kills": ("Most kills", "-kills"),
    "ratio": ("Best ratio", "-kd_ratio"),
    "score": ("Highest score", "-score"),
}
# Of fewer kills, a ratio says little.
LEAST_KILLS = 10


class CareerPage(DestinyPage, TemplateView):
    template_name = "destiny/career.html"
    is_home = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Activity.objects.filter(character__profile=self.profile)
        played = rows.aggregate(seconds=Sum("time_played_seconds"))["seconds"] or 0
        raids = orjson.loads(raids_json(private=True))["raids"]
        user = self.request.user
        return super().get_context_data(
            profile=self.profile,
            characters=self.profile.characters.latest_first(),
            count=rows.count(),
            hours=played / 3600,
            raid_clears=sum(r["clears"] for r in raids if r["category"] == "raid"),
            dungeon_clears=sum(
                r["clears"] for r in raids if r["category"] == "dungeon"
            ),
            titles=self.profile.titles.order_by("name", "id"),
            modes=_modes(self.profile.pk),
            weapons=orjson.loads(weapons_json(private=True, most=BEST_GAMES)),
            points=[
                (each["taken_at"], each["figures"]["activities"])
                for each in progress_of(self.profile_kind)
                if "activities" in each["figures"]
            ],
            obstacle=obstacle(self.profile_kind),
            job=SYNCS[self.profile_kind.slug].active(KEY),
            may_change=user.has_perm("destiny.change_destinyprofile"),
            **_best(rows, self.request.GET),
            **_years(all_of_them="years" in self.request.GET),
            **kwargs,
        )


def _best(rows: QuerySet[Activity], query: QueryDict) -> dict[str, Any]:
    category = query.get("category", "")
    measure = query.get("by", "")
    measure = measure if measure in MEASURES else "kills"
    if category in Category.values:
        rows = rows.filter(category=category)
    if measure == "ratio":
        rows = rows.filter(kills__gte=LEAST_KILLS)
    order = MEASURES[measure][1]
    best = list(
        rows.select_related("character").order_by(order, "-period", "-id")[:BEST_GAMES]
    )
    names = names_of(best)
    present = set(
        Activity.objects.order_by().values_list("category", flat=True).distinct()
    )
    return {
        "best": [(activity, names[activity.pk].name) for activity in best],
        "category": category if category in Category.values else "",
        "measure": measure,
        "measures": {name: label for name, (label, _) in MEASURES.items()},
        "categories": [each for each in Category.choices if each[0] in present],
    }


def _years(*, all_of_them: bool) -> dict[str, Any]:
    found = years(orjson.loads(days_json(private=True)))
    shown = found if all_of_them else found[:SHOWN_YEARS]
    return {"years": shown, "earlier_years": len(found) - len(shown)}


def _modes(profile: int) -> list[dict[str, Any]]:
    """Bungie's figures of the account, those of the most time first."""
    rows = AggregateStats.objects.filter(profile=profile, scope=Scope.ACCOUNT)
    known = {
        each.name.replace(" ", "").casefold(): each.name
        for each in Definition.objects.filter(kind=DefinitionKind.MODE)
    }
    return [
        {
            "name": known.get(row.mode.replace("_", "").casefold(), _spaced(row.mode)),
            "hours": row.seconds_played / 3600,
            "row": row,
        }
        for row in rows.order_by("-seconds_played", "mode")
    ]


def _spaced(mode: str) -> str:
    """ "allPvE" as "All PvE", "scored_nightfall" as "Scored nightfall"."""
    spaced = "".join(f" {c}" if c.isupper() else c for c in mode.replace("_", " "))
    return spaced[:1].upper() + spaced[1:].replace("Pv E", "PvE").replace("Pv P", "PvP")
