"""The character at a glance: jobs, the latest achievements, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models import Min

from apps.profiles.ffxiv.admin.pages import FFXIVPage
from apps.profiles.ffxiv.icons import attach_icons
from apps.profiles.ffxiv.jobs import ROLES
from apps.profiles.ffxiv.models import Access
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import Collectable
from apps.profiles.ffxiv.models import JobLevel
from apps.profiles.ffxiv.models import Kind
from apps.profiles.ffxiv.models import LevelChange
from apps.profiles.ffxiv.models import Unlock
from apps.profiles.ffxiv.stats import collectables_of
from apps.profiles.ffxiv.stats import totals_of
from apps.profiles.tasks import KEY
from apps.profiles.tasks import SYNCS

LATEST = 12
# Of the timeline: a sync may find many levels.
MOST_LEVELS = 4
NEXT = 6


@dataclass(frozen=True)
class Moment:
    """Something of the timeline; `is_big` for the highest level of a job."""

    at: datetime
    text: str
    points: int | None = None
    is_big: bool = False


class ProfilePage(FFXIVPage):
    template_name = "ffxiv/profile.html"
    page_title = "Final Fantasy XIV"
    is_home = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        character = self.character
        totals = totals_of(character)
        kind = _collection(self.request.GET.get("collection", ""))
        return super().get_context_data(
            totals=totals,
            counts=[
                (f"{each.label.lower()}s", totals.owned[each], totals.listed[each])
                for each in (Kind.MOUNT, Kind.MINION)
            ],
            achievements=totals.owned[Kind.ACHIEVEMENT],
            roles=list(_roles(character)),
            timeline=_timeline(character),
            collection=kind,
            collections=(Kind.MOUNT, Kind.MINION),
            owned=totals.owned[kind],
            listed=totals.listed[kind],
            missing=totals.listed[kind] - totals.owned[kind],
            wall=_wall(character, kind),
            nearest=_nearest(character, kind),
            is_open=character.access == Access.OPEN,
            job=SYNCS["ffxiv"].active(KEY),
            **kwargs,
        )


def _collection(text: str) -> Kind:
    return Kind.MINION if text == Kind.MINION else Kind.MOUNT


def _roles(character: Character) -> Iterator[tuple[str, list[JobLevel], int]]:
    """Each role with its jobs, and how many are at the highest level."""
    jobs = list(character.jobs.all())
    for role in ROLES:
        if theirs := [job for job in jobs if job.role == role]:
            yield role, theirs, sum(job.is_max for job in theirs)


def _timeline(character: Character) -> list[Moment]:
    """The latest achievements and levels; those of the first sync have no date."""
    unlocks = Unlock.objects.filter(
        character=character,
        collectable__kind=Kind.ACHIEVEMENT,
        earned_at__isnull=False,
    ).select_related("collectable")
    levels = LevelChange.objects.filter(job_level__character=character)
    first = levels.aggregate(at=Min("seen_at"))["at"]
    later = levels.filter(seen_at__gt=first) if first else levels.none()
    moments = [
        Moment(row.earned_at, str(row.collectable), row.collectable.points)
        for row in unlocks.order_by("-earned_at", "-id")[:LATEST]
        if row.earned_at is not None
    ]
    newest = later.select_related("job_level").order_by("-seen_at", "-id")
    levels_reached = [_level_moment(change) for change in newest[:LATEST]]
    # Of many levels, the highest ones of their jobs.
    levels_reached.sort(key=lambda moment: (moment.is_big, moment.at), reverse=True)
    moments += levels_reached[:MOST_LEVELS]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)[:LATEST]


def _level_moment(change: LevelChange) -> Moment:
    job = change.job_level
    is_max = job.is_max and change.level == job.level
    return Moment(change.seen_at, f"{job.job} reaches {change.level}", is_big=is_max)


def _wall(character: Character, kind: Kind) -> list[tuple[str, bool]]:
    """Everything of a kind in the game's order, and whether it is owned."""
    mine = set(
        Unlock.objects.filter(character=character, collectable__kind=kind).values_list(
            "collectable", flat=True
        )
    )
    rows = collectables_of(character, kind=kind).order_by(
        F("place").asc(nulls_last=True), "game_id"
    )
    return [(str(row), row.pk in mine) for row in rows.only("name", "kind", "game_id")]


def _nearest(character: Character, kind: Kind) -> list[Collectable]:
    """What is missing and most others have."""
    rows = collectables_of(character, kind=kind, owned=False)
    found = rows.order_by(F("owned_percent").desc(nulls_last=True), "name", "pk")[:NEXT]
    attach_icons(found)
    return list(found)
