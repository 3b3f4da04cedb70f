"""Where the finished game goes on a list, and what stands around it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from apps.browsing.models import Finish
from apps.core.admin.access import may
from apps.library.covers.showing import attach_covers
from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import ListEntry


@dataclass(frozen=True, kw_only=True)
class Placement:
    """The place `position` of `length` + 1, between two entries (or at an end)."""

    list_: List
    position: int | None
    length: int
    above: ListEntry | None = None
    below: ListEntry | None = None

    @property
    def last(self) -> int:
        return self.length + 1


def open_lists(user: Any, game: Game | None) -> list[List]:
    """The lists that `user` may change and that don't hold `game` yet."""
    if not may(user, List, "change"):
        return []
    lists = List.objects.annotate(length=Count("entries")).order_by("sort_key", "pk")
    if game is not None:
        lists = lists.exclude(entries__game=game)
    return list(lists)


def last_used(user: Any) -> int | None:
    """The list that was chosen the last time; None for none."""
    last = Finish.objects.filter(user=user).order_by("-saved_at").first()
    return last.list_id if last else None


def placed(list_: List, position: int | None) -> Placement:
    """The place itself; without a position, or with one too far, the end."""
    length = list_.entries.count()
    if not list_.is_ranked:
        return Placement(list_=list_, position=None, length=length)
    place = min(max(position or length + 1, 1), length + 1)
    around = list(list_.entries.with_games().filter(position__in=(place - 1, place)))
    attach_covers(around)
    by_position = {entry.position: entry for entry in around}
    return Placement(
        list_=list_,
        position=place,
        length=length,
        above=by_position.get(place - 1),
        below=by_position.get(place),
    )
