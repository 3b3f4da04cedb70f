"""What the wall, the table and the card of a game say of how it was played."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import formats

from apps.browsing.hours_left import UNFINISHED
from apps.browsing.hours_left import left_of
from apps.browsing.play_history import FOREMOST
from apps.core.visibility import may_see_all
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import ListEntry


@dataclass
class GameFacts:
    """How one game was played, and where it stands on ranked lists, best first."""

    statuses: set[str] = field(default_factory=set)
    times: int = 0
    runs: int = 0
    stars: Decimal | None = None
    last_finished: str = ""
    last_platform: str = ""
    hours: Decimal | None = None
    # Of what is not finished yet: what was played, and what that leaves to play.
    unfinished_hours: Decimal | None = None
    hours_left: Decimal | None = None
    # In the order of the playthroughs.
    platforms: list[str] = field(default_factory=list)
    ranks: list[ListEntry] = field(default_factory=list)

    @property
    def status(self) -> Status | None:
        return next((each for each in FOREMOST if each in self.statuses), None)

    @property
    def finished_words(self) -> str:
        return date_in_words(self.last_finished)

    @property
    def trophies(self) -> range:
        return range(self.times)

    @property
    def rank(self) -> ListEntry | None:
        return self.ranks[0] if self.ranks else None

    def add_run(self, run: Playthrough) -> None:
        platform = _short_name(run.platform)
        self.runs += 1
        self.statuses.add(run.status)
        if run.rating is not None:
            self.stars = max(self.stars or run.rating, run.rating)
        if run.playtime_hours is not None:
            self.hours = (self.hours or Decimal(0)) + run.playtime_hours
        if run.status in UNFINISHED:
            now = self.unfinished_hours or Decimal(0)
            self.unfinished_hours = now + (run.playtime_hours or 0)
        if platform and platform not in self.platforms:
            self.platforms.append(platform)
        if run.status == Status.COMPLETED:
            self.times += 1
            if (run.completed_at or "") > self.last_finished:
                self.last_finished = run.completed_at or ""
                self.last_platform = platform


def attach_facts(games: Sequence[Any], user: Any) -> None:
    """Give each of `games` its `facts`, of what `user` may see: two statements."""
    found = {game.pk: GameFacts() for game in games}
    if may_see_all(user, Playthrough):
        for run in _runs_of(found):
            found[run.edition.game_id].add_run(run)
    if may_see_all(user, List):
        for entry in _ranks_of(found):
            found[entry.game_id].ranks.append(entry)
    for game in games:
        facts = game.facts = found[game.pk]
        if facts.unfinished_hours is not None:
            facts.hours_left = left_of(game.time_to_beat, facts.unfinished_hours)


def _runs_of(keys: Iterable[int]) -> QuerySet[Playthrough]:
    return (
        Playthrough.objects.filter(edition__game__in=list(keys))
        .select_related("edition", "platform")
        .only(
            "status",
            "rating",
            "completed_at",
            "playtime_hours",
            "edition__game_id",
            "platform__name",
            "platform__abbreviation",
        )
        .order_by("pk")
    )


def _ranks_of(keys: Iterable[int]) -> QuerySet[ListEntry]:
    return (
        ListEntry.objects.filter(
            game__in=list(keys), list__is_ranked=True, position__isnull=False
        )
        .select_related("list")
        .only("game_id", "position", "list__name")
        .order_by("position", "pk")
    )


def _short_name(platform: Any) -> str:
    return (platform.abbreviation or platform.name) if platform else ""


def date_in_words(partial: str) -> str:
    """A partial date as one says it: "2003", "November 2003", "November 2, 2003"."""
    year, *smaller = (int(part) for part in partial.split("-")) if partial else (0,)
    if not smaller:
        return partial
    month, *day = smaller
    said = date(year, month, day[0] if day else 1)
    return formats.date_format(said, "F j, Y" if day else "F Y")


def platforms_line(game: Game, facts: GameFacts) -> str:
    """Where it was played, else where it can be."""
    return ", ".join(facts.platforms or map(_short_name, game.platforms.all()))
