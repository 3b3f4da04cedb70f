"""The tabs above the games: built-in views, and those that the user saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count
from django.db.models import QuerySet
from django.db.models import Value
from django.http import HttpRequest
from django.http import QueryDict

from apps.browsing.admin.address_query import AddressQuery
from apps.browsing.admin.facets import count_all
from apps.browsing.admin.facets import counters
from apps.browsing.admin.filters import GameFilters
from apps.browsing.admin.game_query import GAMES
from apps.browsing.models import SavedView
from apps.library.models import Game

BUILT_IN = (
    ("All", ""),
    ("Playing", "played=playing"),
    ("Ongoing", "played=ongoing"),
    ("Backlog", "played=planned"),
    ("Ranked", "ranked=yes&ordering=rank"),
    ("Undated", "dated=no"),
    ("Unrated", "stars=never"),
)


@dataclass(kw_only=True)
class Tab:
    """One view of the games; `pk` of one that the user saved."""

    name: str
    query: str
    is_current: bool
    pk: int | None = None
    count: int | None = None


def tabs_of(request: HttpRequest) -> list[Tab]:
    views: QuerySet[SavedView] = SavedView.objects.of(request.user)  # type: ignore[arg-type]
    named: list[tuple[str, str, int | None]] = [
        *((name, query, None) for name, query in BUILT_IN),
        *((view.name, view.query, view.pk) for view in views),
    ]
    return tabs_from(named, request.GET, GAMES)


def tabs_from(
    named: Iterable[tuple[str, str, int | None]],
    params: QueryDict,
    address: AddressQuery,
) -> list[Tab]:
    """A tab for each name, query, and key of a saved view; one at most is current."""
    tabs = [
        Tab(name=name, query=query, pk=pk, is_current=_is_shown(query, params, address))
        for name, query, pk in named
    ]
    # One of them only: the user's own before a built-in one that shows the same.
    current = [tab for tab in tabs if tab.is_current]
    for tab in current[:-1]:
        tab.is_current = False
    return tabs


def _is_shown(query: str, params: QueryDict, address: AddressQuery) -> bool:
    named = QueryDict(query)
    ignored = () if "layout" in named else ("layout",)
    return address.query_of(named) == address.query_of(params, without=ignored)


def count_tabs(tabs: Iterable[Tab], request: HttpRequest) -> dict[str, int]:
    """Set the count of each of `tabs`; returns those of the chips: one statement."""
    queries = {
        f"tab {number}": _counter(tab.query, request)
        for number, tab in enumerate(tabs)
        if "igdb=differs" not in tab.query
    }
    counts = count_all({**queries, **counters()})
    for number, tab in enumerate(tabs):
        tab.count = counts.get(f"tab {number}")
    return counts


def _counter(query: str, request: HttpRequest) -> QuerySet[Any]:
    params = QueryDict(query)
    games: QuerySet[Game] = Game.objects.order_by()
    filters = GameFilters(params, queryset=games, request=request)
    if query and filters.is_valid():
        games = filters.filter_queryset(games)
    if text := params.get("q"):
        games = games.matching(text)  # type: ignore[attr-defined]
    return games.order_by().values(_=Value(1)).annotate(n=Count("pk"))


def owner_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
