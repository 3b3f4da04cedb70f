"""A hunt as its page shows it while it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.db.models import Max
from django.db.models import OuterRef
from django.db.models import Q
from django.db.models import Subquery

from apps.profiles.acnh.hunting.odds import Odds
from apps.profiles.acnh.hunting.odds_of import odds_of
from apps.profiles.acnh.hunting.presence import others_here
from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Villager
from apps.profiles.acnh.villagers.portraits import attach_portraits
from apps.profiles.acnh.villagers.portraits import portraits_of

SHOWN = 5
# Two who record the same villager within so long may have meant one island.
AT_ONCE = timedelta(seconds=5)
WIDTH = 360


@dataclass(frozen=True)
class Luck:
    """How far along a hunt for one villager is, in words and as a bar `WIDTH` wide."""

    odds: Odds
    islands: int

    @property
    def of_hundred(self) -> int:
        """So many of a hundred hunters would have met them by now."""
        return round(self.odds.found_within(self.islands) * 100)

    @property
    def words(self) -> str:
        if self.of_hundred < 50:
            return "Nothing to complain about yet"
        return "Unlucky so far" if self.of_hundred < 90 else "Very unlucky so far"

    @property
    def bar(self) -> int:
        return max(14, round(self.of_hundred * WIDTH / 100)) if self.islands else 0

    @property
    def half_by(self) -> int | None:
        return self.odds.islands_for(0.5)

    @property
    def most_by(self) -> int | None:
        return self.odds.islands_for(0.9)


@dataclass(frozen=True)
class HuntState:
    hunt: Hunt
    count: int
    different: int
    hours: str
    last: list[Any]
    # The island on which each villager was met last, by the villager's number.
    met: dict[int, int]
    luck: Luck | None
    # Two recorded the same villager at nearly the same time.
    is_doubtful: bool
    # Who else has the page of the hunt open.
    others: list[str]
    # Someone who can only come by amiibo, and was recorded last.
    is_impossible: bool


def state_of(hunt: Hunt, *, user: str = "") -> HuntState:
    """How the hunt is; with a `user`, who has its page open, also who else has."""
    met = dict(
        hunt.encounters.order_by()
        .values_list("villager__number")
        .annotate(last=Max("position"))
    )
    last = list(_last(hunt))
    # Positions have no gaps.
    count = last[0].position if last else 0
    target = hunt.target
    attach_portraits([target, hunt.result, *(each.villager for each in last)])
    return HuntState(
        hunt=hunt,
        count=count,
        different=len(met),
        hours=_hours(hunt, last),
        last=last,
        met=met,
        luck=Luck(odds_of(target, with_private=True), count) if target else None,
        others=others_here(hunt.uuid, user) if user and hunt.is_running else [],
        is_doubtful=_is_doubtful(last),
        is_impossible=bool(last) and not last[0].villager.on_islands,
    )


def _last(hunt: Hunt) -> Any:
    by_then = Q(met_at__lt=OuterRef("met_at")) | Q(
        met_at=OuterRef("met_at"), pk__lte=OuterRef("pk")
    )
    times = Encounter.objects.filter(by_then, villager=OuterRef("villager"))
    counted = times.order_by().values("villager").annotate(n=Count("pk")).values("n")
    found = hunt.encounters.select_related("villager").order_by("-position")
    return found.annotate(times=Subquery(counted))[:SHOWN]


def _hours(hunt: Hunt, last: list[Any]) -> str:
    """From the first island to the last, as "1:52"."""
    first = hunt.encounters.order_by("position").first()
    if first is None:
        return "0:00"
    minutes = int((last[0].met_at - first.met_at).total_seconds() // 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _is_doubtful(last: list[Any]) -> bool:
    if len(last) < 2:
        return False
    new, old = last[0], last[1]
    return bool(
        new.villager_id == old.villager_id
        and new.recorded_by != old.recorded_by
        and new.met_at - old.met_at < AT_ONCE
    )


def catalogue() -> list[list[Any]]:
    """What the field of the page searches: the shortest form that tells it all."""
    rows = Villager.objects.order_by("name").values_list(
        "number", "name", "species", "personality", "on_islands", "icon_url"
    )
    portraits = portraits_of(icon for *_, icon in rows)
    return [[*facts, portraits.get(icon, "")] for *facts, icon in rows]
