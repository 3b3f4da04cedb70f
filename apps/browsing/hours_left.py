"""How long it takes to finish what was begun, or is planned.

IGDB's time to beat (with extras, else of the story), less what was played: of games
with a playthrough that is planned, being played, or paused. An ongoing one has no end.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Case
from django.db.models import Count
from django.db.models import DecimalField
from django.db.models import Exists
from django.db.models import OuterRef
from django.db.models import Q
from django.db.models import QuerySet
from django.db.models import Subquery
from django.db.models import Sum
from django.db.models import Value
from django.db.models import When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.db.models.functions import Coalesce
from django.db.models.functions import Greatest
from django.db.models.functions import NullIf
from django.db.models.functions import Round
from django.db.models.lookups import GreaterThanOrEqual

from apps.integrations.igdb.rows import TELLING_COUNT
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game

UNFINISHED = (Status.PLAYING, Status.PAUSED, Status.PLANNED)
# Whose time it is, the first that IGDB has.
PACES = ("normally", "hastily", "completely")
UNKNOWN = "unknown"
# From so many hours up to so many.
RANGES: dict[str, tuple[int, int | None]] = {
    "5": (0, 5),
    "10": (5, 10),
    "20": (10, 20),
    "40": (20, 40),
    "80": (40, 80),
    "more": (80, None),
}
LEFT_CHOICES = [
    ("5", "Under 5 h to finish"),
    ("10", "5 to 10 h to finish"),
    ("20", "10 to 20 h to finish"),
    ("40", "20 to 40 h to finish"),
    ("80", "40 to 80 h to finish"),
    ("more", "80 h or more to finish"),
    (UNKNOWN, "Unfinished, time unknown"),
]
_HOURS = DecimalField(max_digits=12, decimal_places=1)


def _unfinished() -> QuerySet[Playthrough]:
    runs = Playthrough.objects.filter(edition__game=OuterRef("pk"))
    return runs.filter(status__in=UNFINISHED).order_by()


def is_unfinished() -> Exists:
    return Exists(_unfinished())


def hours_left() -> Case:
    """For `annotate` on games: hours to finish, at least 0; null where unknown."""
    seconds = Coalesce(*(_seconds(pace) for pace in PACES))
    played = _unfinished().values("edition__game").annotate(_=Sum("playtime_hours"))
    none: Value = Value(Decimal(0), output_field=_HOURS)
    left = Round(Cast(seconds, _HOURS) / Value(3600), 1) - Coalesce(
        Subquery(played.values("_")), none
    )
    told = Cast(KeyTextTransform("count", "time_to_beat"), _HOURS)
    return Case(
        When(
            Q(is_unfinished()) & Q(GreaterThanOrEqual(told, TELLING_COUNT)),
            then=Greatest(left, none),
        ),
        output_field=_HOURS,
    )


def _seconds(pace: str) -> Any:
    return NullIf(Cast(KeyTextTransform(pace, "time_to_beat"), _HOURS), Value(0))


def with_hours_left(games: QuerySet[Any]) -> QuerySet[Any]:
    """`games` with `hours_left`."""
    if "hours_left" in games.query.annotations:
        return games
    return games.annotate(hours_left=hours_left())


def in_range(games: QuerySet[Game], name: str, value: str) -> QuerySet[Game]:
    """Those of `games` that take so long; see `LEFT_CHOICES`."""
    found: QuerySet[Any] = with_hours_left(games)
    if value == UNKNOWN:
        return found.filter(is_unfinished(), hours_left__isnull=True)
    least, most = RANGES[value]
    found = found.filter(hours_left__gte=least)
    return found if most is None else found.filter(hours_left__lt=most)


def range_of(hours: Decimal) -> str:
    """Which of `RANGES` it is in."""
    return next(
        value for value, (_, most) in RANGES.items() if most is None or hours < most
    )


def sum_of(games: QuerySet[Game]) -> tuple[Decimal, int]:
    """Hours to finish all of `games`, and how many of them it is known of."""
    found = with_hours_left(games.order_by()).aggregate(
        hours=Sum("hours_left"), known=Count("hours_left")
    )
    return found["hours"] or Decimal(0), found["known"]


def left_of(time_to_beat: Mapping[str, Any] | None, played: Decimal) -> Decimal | None:
    """As `hours_left`, of a game that was `played` for so long."""
    told = time_to_beat or {}
    seconds = next((told[pace] for pace in PACES if told.get(pace)), None)
    if seconds is None or (told.get("count") or 0) < TELLING_COUNT:
        return None
    return max(round(Decimal(seconds) / 3600, 1) - played, Decimal(0))
