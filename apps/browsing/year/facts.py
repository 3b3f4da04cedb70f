"""What a review shows: numbers, covers, and the owner's words, of what is public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import F
from django.db.models import Max
from django.utils import timezone

from apps.browsing.models import YearHighlight
from apps.browsing.models import YearReview
from apps.browsing.statistics.figures import Narrowing
from apps.browsing.statistics.figures import figures_of
from apps.core.plurals import counted
from apps.core.templatetags.components import hours
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.covers.showing import ShownCover
from apps.library.covers.showing import covers_of
from apps.library.models import Game

# Of all time there may be thousands.
MOST_COVERS = 120


@dataclass(frozen=True, kw_only=True)
class Finish:
    """A game on the wall: when it was finished last, and how it was rated."""

    game: Game
    completed_at: str | None
    rating: Decimal | None
    cover: ShownCover | None

    @property
    def month(self) -> int:
        """1 to 12; 0 is unknown."""
        return int((self.completed_at or "")[5:7] or 0)


@dataclass(frozen=True, kw_only=True)
class Highlight:
    game: Game
    text: str
    cover: ShownCover | None


@dataclass(frozen=True, kw_only=True)
class YearFacts:
    """`figures` are those of the statistics, of public playthroughs alone."""

    review: YearReview
    figures: dict[str, Any]
    wall: list[Finish]
    best: Highlight | None
    highlights: list[Highlight]
    today: date

    @property
    def heading(self) -> str:
        return self.review.slug if self.review.year else "All time"

    @property
    def byline(self) -> str:
        return self.review.title or ("A year of games" if self.review.year else "Games")

    @property
    def totals(self) -> dict[str, Any]:
        totals: dict[str, Any] = self.figures["totals"]
        return totals

    @property
    def days_played(self) -> int:
        """Days of the year with a session; of all time it isn't counted."""
        if self.review.year is None:
            return 0
        return sum(1 for row in self.figures["days"] if row["minutes"])

    @property
    def lead(self) -> str:
        """The owner's introduction, or a sentence with the numbers."""
        if self.review.intro:
            return self.review.intro
        totals = self.totals
        if not totals["completed"]:
            return "Nothing finished yet."
        parts = [f"{counted(totals['games'], 'game')} to the credits"]
        again = totals["completed"] - totals["games"]
        if again:
            parts.append(f"{again:,} of them again")
        if totals["hours"]:
            parts.append(hours(round(totals["hours"])))
        if self.days_played:
            parts.append(f"{counted(self.days_played, 'day')} with play")
        return f"{', '.join(parts)}."

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """The three of the images: a number, and what it is of."""
        totals = self.totals
        found = [(f"{totals['completed']:,}", "finished")]
        if totals["hours"]:
            found.append((f"{totals['hours']:,.0f}", "hours"))
        if self.days_played:
            found.append((f"{self.days_played:,}", "days"))
        elif totals["average"] is not None:
            found.append((f"{totals['average']:.1f}", "stars"))
        return found

    @property
    def months(self) -> list[tuple[int, list[Finish]]]:
        """The wall by month, each that has a game or not; the unknown ones as 0."""
        by_month = {
            month: list(found)
            for month, found in groupby(
                sorted(self.wall, key=lambda each: each.month),
                key=lambda each: each.month,
            )
        }
        unknown = [(0, by_month[0])] if 0 in by_month else []
        return [(month, by_month.get(month, [])) for month in range(1, 13)] + unknown


def finished_games(year: int | None) -> Iterable[Any]:
    """Games that were finished publicly, of a year the earliest first."""
    runs = Playthrough.objects.public().filter(status=Status.COMPLETED)
    if year is not None:
        runs = runs.filter(completed_at__startswith=str(year))
    found = runs.order_by().values("edition__game_id")
    found = found.annotate(date=Max("completed_at"), best=Max("rating"))
    if year is not None:
        return found.order_by("date", "edition__game_id")
    best = F("best").desc(nulls_last=True)
    return found.order_by(best, F("date").desc(nulls_last=True), "edition__game_id")


def year_facts(review: YearReview) -> YearFacts:
    """What everyone may see of `review`, also while it is a draft.

    Words about a game that isn't among the publicly finished ones are left out: it may
    have been hidden after they were written.
    """
    today = timezone.localdate()
    rows = list(finished_games(review.year))
    public = {row["edition__game_id"] for row in rows}
    said = [each for each in _highlights(review) if each.game_id in public]
    shown = [row["edition__game_id"] for row in rows[:MOST_COVERS]]
    named = {*shown, *(each.game_id for each in said)}
    best_id = review.game_of_the_year_id
    if best_id in public:
        named.add(best_id)
    games = Game.objects.in_bulk(named)
    covers = covers_of((Game, pk) for pk in games)

    def highlight(pk: int, text: str) -> Highlight:
        return Highlight(game=games[pk], text=text, cover=covers.get((Game, pk)))

    return YearFacts(
        review=review,
        figures=figures_of(
            Narrowing(year=review.year),
            private=False,
            today=today,
            zone=timezone.get_current_timezone_name(),
        ),
        wall=[
            Finish(
                game=games[row["edition__game_id"]],
                completed_at=row["date"],
                rating=row["best"],
                cover=covers.get((Game, row["edition__game_id"])),
            )
            for row in rows[:MOST_COVERS]
        ],
        best=highlight(best_id, review.words)
        if best_id is not None and best_id in public
        else None,
        highlights=[highlight(each.game_id, each.text) for each in said],
        today=today,
    )


def _highlights(review: YearReview) -> list[YearHighlight]:
    return list(review.highlights.order_by("position", "id")) if review.pk else []
