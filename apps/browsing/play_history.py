"""What the playthroughs of a game say about it."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate
from django.db.models import Avg
from django.db.models import Count
from django.db.models import Exists
from django.db.models import Max
from django.db.models import OuterRef
from django.db.models import Q
from django.db.models import QuerySet
from django.db.models import Subquery
from django.db.models import Sum
from django.db.models.functions import Coalesce

from apps.journal.models import BEING_PLAYED
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game

NEVER = "never"
# Which of its playthroughs speaks for a game: the first status of these that it has.
FOREMOST = (
    *BEING_PLAYED,
    Status.COMPLETED,
    Status.PAUSED,
    Status.DROPPED,
    Status.PLANNED,
)
# What a game can be filtered by: each status, or no playthrough at all.
STATUS_CHOICES = [(NEVER, "No playthrough"), *Status.choices]
# The stars of the best playthrough; "4" is 4 or 4.5.
RATED_CHOICES = [
    ("5", "5 stars"),
    ("4", "4 to 4½ stars"),
    ("3", "3 to 3½ stars"),
    ("2", "2 to 2½ stars"),
    ("1", "1 to 1½ stars"),
    ("0", "½ star"),
    (NEVER, "Not rated"),
]


def with_play_history(games: QuerySet[Game]) -> QuerySet[Game]:
    """`games` with `times_completed` (0 up) and `best_rating` (0.5 to 5, or None)."""
    runs = Playthrough.objects.filter(edition__game=OuterRef("pk")).order_by()
    completed = runs.filter(status=Status.COMPLETED).values("edition__game")
    best = runs.values("edition__game").annotate(best=Max("rating")).values("best")
    return games.annotate(
        times_completed=Coalesce(
            Subquery(completed.annotate(times=Count("pk")).values("times")), 0
        ),
        best_rating=Subquery(best),
    )


def hours_of_completed_runs(game: Game) -> float | None:
    """How long the owner's completed runs through `game` took, on average."""
    runs = Playthrough.objects.filter(edition__game=game, status=Status.COMPLETED)
    hours = runs.aggregate(hours=Avg("playtime_hours"))["hours"]
    return float(hours) if hours else None


def played(games: QuerySet[Game], statuses: list[str]) -> QuerySet[Game]:
    """Those of `games` with a playthrough in one of `statuses` (`NEVER`: without)."""
    runs = Playthrough.objects.filter(edition__game=OuterRef("pk"))
    found = Exists(runs.filter(status__in=statuses))
    if NEVER in statuses:
        return games.filter(found | ~Exists(runs))
    return games.filter(found)


def rated(games: QuerySet[Game], stars: str) -> QuerySet[Game]:
    """Those of `games` whose best rating is so many `stars`, or a half more."""
    ratings = Playthrough.objects.filter(
        edition__game=OuterRef("pk"), rating__isnull=False
    )
    if stars == NEVER:
        return games.filter(~Exists(ratings))
    fewest = int(stars)
    in_range = ratings.filter(rating__gte=fewest, rating__lt=fewest + 1)
    return games.filter(
        Exists(in_range), ~Exists(ratings.filter(rating__gte=fewest + 1))
    )


def finished_without_date() -> Exists:
    """Whether a game has a completed playthrough that does not say when."""
    return Exists(
        Playthrough.objects.filter(
            edition__game=OuterRef("pk"),
            status=Status.COMPLETED,
            completed_at__isnull=True,
        )
    )


def _of_runs(value: Aggregate) -> Subquery:
    runs = Playthrough.objects.filter(edition__game=OuterRef("pk")).order_by()
    return Subquery(runs.values("edition__game").annotate(_=value).values("_"))


# What games can be ordered by that is not a field, by the annotation's name.
SORTED_BY: dict[str, Any] = {
    "times_completed": lambda: Coalesce(
        _of_runs(Count("pk", filter=Q(status=Status.COMPLETED))), 0
    ),
    "best_rating": lambda: _of_runs(Max("rating")),
    "last_finished": lambda: _of_runs(Max("completed_at")),
    "hours": lambda: _of_runs(Sum("playtime_hours")),
}
