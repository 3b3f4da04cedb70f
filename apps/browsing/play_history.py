"""What the playthroughs of a game say about it."""

from __future__ import annotations

from django.db.models import Avg
from django.db.models import Count
from django.db.models import Exists
from django.db.models import Max
from django.db.models import OuterRef
from django.db.models import QuerySet
from django.db.models import Subquery
from django.db.models.functions import Coalesce

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game

NEVER = "never"
# What a game can be filtered by: each status, or no playthrough at all.
STATUS_CHOICES = [(NEVER, "No playthrough"), *Status.choices]


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
