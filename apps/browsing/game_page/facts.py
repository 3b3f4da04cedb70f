"""What a game's page says of it at a glance: counts, sums, bests, neighbors."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg
from django.db.models import Count
from django.db.models import Max
from django.db.models import Min
from django.db.models import Q
from django.db.models import Sum

from apps.journal.models import BEING_PLAYED
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game

# The first of these that a playthrough has is the status of the game.
FOREMOST = (
    *BEING_PLAYED,
    Status.PAUSED,
    Status.COMPLETED,
    Status.DROPPED,
    Status.PLANNED,
)
SHOWN_TROPHIES = 8


@dataclass(frozen=True, kw_only=True)
class PlayFacts:
    """What all playthroughs of a game come to."""

    runs: int = 0
    status: Status | None = None
    times_completed: int = 0
    best_rating: Decimal | None = None
    hours: Decimal | None = None
    # Of the completed ones that say how long they took.
    average_hours: float | None = None
    first_completed: str | None = None

    @property
    def trophies(self) -> range:
        """One for each time, up to as many as one takes in at a glance."""
        times = self.times_completed
        return range(times if times <= SHOWN_TROPHIES else 1)

    @property
    def times_in_words(self) -> str:
        times = self.times_completed
        return {1: "once", 2: "twice"}.get(times, f"{times:,} times")

    @property
    def own_hours(self) -> float | None:
        """What to hold against the time to beat."""
        return self.average_hours or (float(self.hours) if self.hours else None)


def play_facts(game: Game) -> PlayFacts:
    completed = Q(status=Status.COMPLETED)
    counts = {each.value: Count("pk", filter=Q(status=each)) for each in Status}
    found: dict[str, Any] = Playthrough.objects.filter(edition__game=game).aggregate(
        runs=Count("pk"),
        best_rating=Max("rating"),
        hours=Sum("playtime_hours"),
        average_hours=Avg("playtime_hours", filter=completed),
        first_completed=Min("completed_at"),
        **counts,
    )
    average = found["average_hours"]
    return PlayFacts(
        runs=found["runs"],
        status=next((each for each in FOREMOST if found[each.value]), None),
        times_completed=found[Status.COMPLETED],
        best_rating=found["best_rating"],
        hours=found["hours"],
        average_hours=float(average) if average else None,
        first_completed=found["first_completed"],
    )


def neighbors(game: Game) -> tuple[Game | None, Game | None]:
    """The games before and after `game` in the order of the listing."""
    games = Game.objects.only("pk", "name")
    before = games.filter(sort_key__lte=game.sort_key).filter(
        Q(sort_key__lt=game.sort_key) | Q(pk__lt=game.pk)
    )
    after = games.filter(sort_key__gte=game.sort_key).filter(
        Q(sort_key__gt=game.sort_key) | Q(pk__gt=game.pk)
    )
    return (
        before.order_by("-sort_key", "-pk").first(),
        after.order_by("sort_key", "pk").first(),
    )
