"""The figures of a character."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.db.models import Exists
from django.db.models import OuterRef
from django.db.models import Q
from django.db.models import Subquery
from django.db.models import Sum

from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import Collectable
from apps.profiles.ffxiv.models import Kind
from apps.profiles.ffxiv.models import Unlock
from apps.profiles.ffxiv.models.catalogue import CollectableQuerySet


@dataclass(frozen=True)
class Totals:
    """`owned` and `listed` by kind; `points` are of the achievements earned."""

    jobs: int
    jobs_at_max: int
    levels: int
    points: int
    owned: dict[Kind, int]
    listed: dict[Kind, int]


def totals_of(character: Character) -> Totals:
    jobs = list(character.jobs.all())
    unlocks = Unlock.objects.filter(character=character)
    owned = unlocks.values_list("collectable__kind").annotate(n=Count("pk"))
    listed = Collectable.objects.filter(missing_since=None).exclude(name="")
    by_kind = dict(owned)
    all_by_kind = dict(listed.order_by().values_list("kind").annotate(n=Count("pk")))
    points = unlocks.aggregate(sum=Sum("collectable__points"))["sum"]
    return Totals(
        jobs=len(jobs),
        jobs_at_max=sum(job.is_max for job in jobs),
        levels=sum(job.level for job in jobs),
        points=points or 0,
        owned={kind: by_kind.get(kind, 0) for kind in Kind},
        # What is owned is in the game, also while the catalogue lacks it.
        listed={
            kind: max(all_by_kind.get(kind, 0), by_kind.get(kind, 0)) for kind in Kind
        },
    )


def collectables_of(
    character: Character,
    *,
    kind: str,
    owned: bool | None = None,
    q: str | None = None,
    source: str | None = None,
    category: str | None = None,
) -> CollectableQuerySet:
    """What there is of a kind that fits all that isn't None.

    Adds `is_owned`, `earned_at`, and `lost_since`: when answers began to lack it. What
    the game has no more is left out, unless the character has it.
    """
    mine = Unlock.objects.filter(character=character)
    this = mine.filter(collectable=OuterRef("pk"))
    rows = Collectable.objects.filter(kind=kind).annotate(
        is_owned=Exists(this),
        earned_at=Subquery(this.values("earned_at")[:1]),
        lost_since=Subquery(this.values("missing_since")[:1]),
    )
    has = Q(is_owned=True)
    if owned is None:
        rows = rows.filter(has | (Q(missing_since=None) & ~Q(name="")))
    elif owned:
        rows = rows.filter(has)
    else:
        rows = rows.filter(missing_since=None).exclude(name="").exclude(has)
    if q:
        rows = rows.filter(name__icontains=q)
    if source:
        rows = rows.filter(sources__contains=[{"type": source}])
    if category:
        rows = rows.filter(category__iexact=category)
    return rows
