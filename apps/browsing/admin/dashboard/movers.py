"""Lists that changed lately: which games came, rose, and fell."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.db.models import Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from wagtail.admin.ui.components import Component

from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.visibility import may_see_all
from apps.library.covers.showing import attach_covers
from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import ListEntry

LISTS_SHOWN = 3
GAMES_SHOWN = 3
FAN = 5
# Older changes aren't "lately"; of busy lists only the newest are looked through.
LATELY = timedelta(days=60)
ACTIVITIES_READ = 20
# How long a new list is being filled.
FILLING = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Mover:
    """A game on a list: where it stands, and how far it came. None: it is new."""

    game: int
    name: str
    position: int | None
    places: int | None


@dataclass
class MovedList:
    list_: List
    movers: list[Mover] = field(default_factory=list)
    fan: list[ListEntry] = field(default_factory=list)

    @property
    def shown(self) -> Sequence[Mover]:
        return self.movers[:GAMES_SHOWN]

    @property
    def rest(self) -> int:
        return max(0, len(self.movers) - GAMES_SHOWN)


def moved_lists(now: datetime) -> list[MovedList]:
    """The lists that changed last, in five statements however many there are."""
    lists = List.objects.order_by("-updated_at", "-pk")[:LISTS_SHOWN]
    found = {list_.pk: MovedList(list_) for list_ in lists}
    for entry in _first_entries(found):
        found[entry.list_id].fan.append(entry)
    for list_id, mover in _movers(found, since=now - LATELY):
        found[list_id].movers.append(mover)
    for moved in found.values():
        # New ones first, then the longest ways.
        moved.movers.sort(key=lambda one: (bool(one.places), -abs(one.places or 0)))
    return list(found.values())


def _first_entries(lists: Iterable[int]) -> Sequence[ListEntry]:
    nth = Window(
        RowNumber(),
        partition_by="list_id",
        order_by=[F("position").asc(nulls_last=True), "added_at", "id"],
    )
    rows = ListEntry.objects.with_games().filter(list__in=list(lists))
    entries = list(
        rows.annotate(nth=nth).filter(nth__lte=FAN).order_by("list_id", "nth")
    )
    attach_covers(entries)
    return entries


def _movers(
    lists: Mapping[int, MovedList], *, since: datetime
) -> Iterable[tuple[int, Mover]]:
    """Each game that was moved, with how far it came since before its first move."""
    before = _positions_before(lists, since=since)
    entries = ListEntry.objects.filter(
        list__in=list(lists), game__uuid__in={game for _, game in before}
    ).order_by("position", "-added_at", "id")
    columns = ("list_id", "game__uuid", "game_id", "game__name", "position")
    for list_id, uuid, game, name, position in entries.values_list(*columns):
        if (list_id, str(uuid)) not in before:
            continue
        was = before[list_id, str(uuid)]
        places = was - position if was and position else None
        if places != 0:
            mover = Mover(game=game, name=name, position=position, places=places)
            yield list_id, mover


def _positions_before(
    lists: Mapping[int, MovedList], *, since: datetime
) -> dict[tuple[int, str], int | None]:
    """Where the games that were moved since then had stood, by list and game's uuid.

    A list that is being filled moves nothing: those games stood where they were put.
    """
    nth = Window(RowNumber(), partition_by="list_id", order_by="-id")
    activities = (
        ListActivity.objects.served()
        .filter(list__in=list(lists), timestamp__gte=since)
        .annotate(nth=nth)
        .filter(nth__lte=ACTIVITIES_READ)
        .order_by("-id")
        .values_list("list_id", "timestamp", "moves")
    )
    before: dict[tuple[int, str], int | None] = {}
    # From the latest to the earliest, which has the last word.
    for list_id, timestamp, moves in activities:
        is_filling = timestamp - lists[list_id].list_.created_at < FILLING
        for move in moves:
            was = move["from_position"]
            if was is None and is_filling:
                was = move["to_position"] or 0
            before[list_id, move["game"]] = was
    return {key: was for key, was in before.items() if was != 0}


class ListsPanel(Component):
    name = "lists"
    order = 50
    place = "aside"
    template_name = "browsing/dashboard/lists.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        page = "rank" if may(request.user, List, "change") else "inspect"
        sees_games = may_see_all(request.user, Game)
        moved = moved_lists(timezone.now())
        return {
            "rows": [
                {
                    "moved": each,
                    "list": each.list_,
                    "url": admin_url(List, page, each.list_.pk),
                    "movers": [
                        (mover, _page_of(mover) if sees_games else "")
                        for mover in each.shown
                    ],
                }
                for each in moved
            ],
            "more_url": admin_url(List, "list"),
            "add_url": admin_url(List, "add")
            if may(request.user, List, "add")
            else None,
        }


def _page_of(mover: Mover) -> str:
    return admin_url(Game, "inspect", mover.game)
