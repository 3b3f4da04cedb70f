"""The account at a glance: mastery, progress, and what was used most."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from typing import Any

import orjson
from django.db.models import F
from django.utils import timezone

from apps.integrations.warframe.client import setting_problem
from apps.profiles.admin.page import may_set_up
from apps.profiles.registry import kind_called
from apps.profiles.snapshots import progress_of
from apps.profiles.tasks import KEY
from apps.profiles.tasks import SYNCS
from apps.profiles.warframe.admin.pages import WarframePage
from apps.profiles.warframe.admin.pages import bar
from apps.profiles.warframe.catalogue.names import node_name
from apps.profiles.warframe.catalogue.names import syndicate_name
from apps.profiles.warframe.mastery import POINTS_PER_INTRINSIC
from apps.profiles.warframe.mastery import POINTS_PER_JUNCTION
from apps.profiles.warframe.mastery import points_for_rank
from apps.profiles.warframe.mastery import rank_name
from apps.profiles.warframe.models import CatalogueItem
from apps.profiles.warframe.models import Snapshot
from apps.profiles.warframe.models import WarframeProfile
from apps.profiles.warframe.models import WeaponCount
from apps.profiles.warframe.progression import Pace
from apps.profiles.warframe.progression import pace_of
from apps.profiles.warframe.progression import snapshots_of
from apps.profiles.warframe.stats import completion_json
from apps.profiles.warframe.stats import frames
from apps.profiles.warframe.used import name_weapons

SHOWN = 10
NEXT = 6
# An account that wasn't archived for so long is worth a word.
STALE = timedelta(days=14)


class ProfilePage(WarframePage):
    template_name = "warframe/profile.html"
    page_title = "Warframe"
    is_home = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        profile, now = self.profile, timezone.now()
        page = super().get_context_data(
            profile=profile,
            may_change=may_set_up(self.request.user, _kind()),
            setting_problem=setting_problem(),
            is_paused=_is_after(profile.paused_until, now),
            job=SYNCS["warframe"].active(KEY),
            **kwargs,
        )
        if profile.last_synced is None:
            return page
        completion = orjson.loads(completion_json(profile))
        snapshots = snapshots_of(profile)
        rank = profile.mastery_rank
        items = list(CatalogueItem.objects.with_progress(profile).order_by("name"))
        walls = _walls(items)
        worn = profile.weapons.that_are(frames())
        return page | {
            "is_stale": now - profile.last_synced > STALE,
            "rank_name": rank_name(rank),
            "next_rank": rank + 1,
            "next_points": points_for_rank(rank + 1),
            "completion": completion,
            "categories": [
                (row, walls[row["category"]]) for row in completion["categories"]
            ],
            "item_points": sum(each.points_by_now for each in items),
            "hours": round(profile.time_played_seconds / 3600),
            "intrinsic_points": profile.intrinsic_ranks * POINTS_PER_INTRINSIC,
            "junction_points": _junctions(profile) * POINTS_PER_JUNCTION,
            "next_items": _next_items(profile),
            "weapons": _used(
                profile.weapons.exclude(pk__in=worn.values("pk")), "kills"
            ),
            "frames": _used(worn, "equip_time_seconds"),
            "missions": [
                (node_name(row.tag), row)
                for row in profile.missions.order_by("-completes", "tag")[:SHOWN]
            ],
            "syndicates": [
                (syndicate_name(row.tag), row)
                for row in profile.affiliations.order_by("-standing", "tag")[:SHOWN]
            ],
            "pace": _pace(snapshots),
            "charts": _charts(),
        }


def _kind() -> Any:
    return kind_called("warframe")


def _is_after(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment > now


def _pace(snapshots: list[Snapshot]) -> Pace | None:
    """None within the first day: rates of minutes say nothing."""
    pace = pace_of(snapshots) if snapshots else None
    return pace if pace is not None and pace.days_tracked else None


def _walls(items: list[CatalogueItem]) -> dict[str, list[tuple[str, str]]]:
    """Each category with its items: the name and how far it is; the done ones first."""
    order = ("mastered", "begun", "missing")
    walls: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        walls.setdefault(item.category, []).append((item.name, item.state))
    for wall in walls.values():
        wall.sort(key=lambda each: order.index(each[1]))
    return walls


def _junctions(profile: WarframeProfile) -> int:
    """How many are open, those of the Steel Path counted again."""
    rows = profile.missions.filter(tag__endswith="Junction")
    return sum((row.completes > 0) + row.is_steel_path_done for row in rows)


def _next_items(profile: WarframeProfile) -> list[CatalogueItem]:
    """What is nearest to being mastered, of what was begun."""
    items = CatalogueItem.objects.with_progress(profile)
    begun = items.filter(is_mastered=False, is_owned=True)
    return list(begun.order_by("-percent", "-points", "name")[:NEXT])


def _used(rows: Any, column: str) -> list[tuple[WeaponCount, float, int]]:
    """The most used with the value of `column` and its bar."""
    found = list(rows.filter(**{f"{column}__gt": 0}).order_by(F(column).desc())[:SHOWN])
    name_weapons(found)
    most = getattr(found[0], column) if found else 0
    return [
        (row, getattr(row, column), bar(getattr(row, column), most)) for row in found
    ]


def _charts() -> list[tuple[str, list[tuple[datetime, float]]]]:
    """Each figure over time that has changed at all."""
    rows = progress_of(_kind())
    charts = []
    for name in ("mastery rank", "items mastered", "hours played", "kills"):
        points = [
            (row["taken_at"], row["figures"][name])
            for row in rows
            if name in row["figures"]
        ]
        if len({value for _, value in points}) > 1:
            charts.append((name.capitalize(), points))
    return charts
