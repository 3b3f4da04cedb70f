"""How many games there are of each status, platform, genre, and so on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Count
from django.db.models import F
from django.db.models import QuerySet
from django.db.models import TextField
from django.db.models.functions import Cast
from django.db.models.functions import Left

from apps.browsing.rest.schemas import GameCountSchema
from apps.browsing.rest.schemas import GameCountsSchema
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.library.models import GameGenre
from apps.lists.models import ListEntry
from apps.lists.models import Visibility

MOST_VALUES = 200


def game_counts(games: QuerySet[Game], by: Any, *, private: bool) -> GameCountsSchema:
    """Count `games` by one of their facts, the most frequent value first."""
    rows = _COUNTED[by](games.values("pk"), private)
    counted = rows.values("key", "title").annotate(
        games=Count("game_key", distinct=True)
    )
    found = counted.order_by("-games", F("key").asc(nulls_last=True))[:MOST_VALUES]
    items = [
        GameCountSchema(
            key=row["key"], name=_title(by, row["title"]), games=row["games"]
        )
        for row in found
    ]
    return GameCountsSchema(by=by, total=games.count(), items=items)


def _title(by: str, title: str | None) -> str | None:
    return str(Status(title).label) if by == "status" and title else title


def _of_games(key: Any, title: Any) -> Callable[[QuerySet, bool], QuerySet]:
    def rows(games: QuerySet, private: bool) -> QuerySet:
        found = Game.objects.filter(pk__in=games)
        return found.annotate(key=key, title=title, game_key=F("pk"))

    return rows


def _by_genre(games: QuerySet, private: bool) -> QuerySet:
    found = GameGenre.objects.filter(game__in=games)
    key, title = F("genre__slug"), F("genre__name")
    return found.annotate(key=key, title=title, game_key=F("game"))


def _by_list(games: QuerySet, private: bool) -> QuerySet:
    found = ListEntry.objects.filter(game__in=games)
    if not private:
        found = found.filter(list__visibility=Visibility.PUBLIC)
    key, title = F("list__slug"), F("list__name")
    return found.annotate(key=key, title=title, game_key=F("game"))


def _of_playthroughs(key: Any) -> Callable[[QuerySet, bool], QuerySet]:
    def rows(games: QuerySet, private: bool) -> QuerySet:
        runs = Playthrough.objects.filter(edition__game__in=games)
        if not private:
            runs = runs.public()
        return runs.annotate(key=key, title=key, game_key=F("edition__game"))

    return rows


_YEAR = Cast("original_release_year", TextField())
_COUNTED: dict[str, Callable[[QuerySet, bool], QuerySet]] = {
    "status": _of_playthroughs(F("status")),
    "platform": _of_games(F("platforms__slug"), F("platforms__name")),
    "genre": _by_genre,
    "franchise": _of_games(F("franchise__slug"), F("franchise__name")),
    "list": _by_list,
    "completed_year": _of_playthroughs(Left("completed_at", 4)),
    "original_release_year": _of_games(_YEAR, _YEAR),
}
