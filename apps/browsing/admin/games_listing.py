"""The games as a wall of covers or as a dense table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Min
from django.db.models import OuterRef
from django.db.models import QuerySet
from django.db.models import Subquery
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables import Table
from wagtail.admin.utils import set_query_params

from apps.browsing.admin.facets import chips
from apps.browsing.admin.filters import GameFilters
from apps.browsing.admin.game_facts import attach_facts
from apps.browsing.admin.game_query import GAMES
from apps.browsing.admin.game_query import LAYOUTS
from apps.browsing.admin.game_query import TABLE
from apps.browsing.admin.game_query import WALL
from apps.browsing.admin.game_query import query_of
from apps.browsing.admin.game_tabs import count_tabs
from apps.browsing.admin.game_tabs import tabs_of
from apps.browsing.admin.saved_views import ViewedListing
from apps.browsing.hours_left import UNFINISHED
from apps.browsing.hours_left import hours_left
from apps.browsing.hours_left import sum_of
from apps.browsing.models.saved_view import Listing
from apps.browsing.play_history import SORTED_BY
from apps.core.admin.access import may
from apps.core.admin.viewsets import ListingView
from apps.journal.models import Playthrough
from apps.library.admin.igdb_chooser import may_add
from apps.library.covers.showing import attach_covers
from apps.library.models import Game
from apps.lists.models import ListEntry

LAYOUT_COOKIE = "questlog_games_layout"
A_YEAR = 365 * 24 * 60 * 60
# Covers loaded immediately; the others load when they are scrolled to.
FIRST_ROW = 8
ORDERS = (
    ("name", "Name"),
    ("-last_finished", "Recently finished"),
    ("rank", "Rank"),
    ("-best_rating", "Stars"),
    ("-times_completed", "Times finished"),
    ("-hours", "Your hours"),
    ("hours_left", "Least to finish"),
    ("-hours_left", "Most to finish"),
    ("-original_release_year", "Newest"),
    ("original_release_year", "Oldest"),
    ("franchise__name", "Franchise"),
    ("-updated_at", "Recently changed"),
)


GAME_VIEWS = ViewedListing(
    listing=Listing.GAMES,
    model=Game,
    address=GAMES,
    url_name=lambda page: Game.snippet_viewset.get_url_name(page),
)


def _best_rank() -> Subquery:
    ranks = ListEntry.objects.filter(
        game=OuterRef("pk"), list__is_ranked=True, position__isnull=False
    ).order_by()
    return Subquery(ranks.values("game").annotate(_=Min("position")).values("_"))


# What is not a field, and costs a look at every game: only for who orders by it.
SORT_KEYS: Mapping[str, Any] = {
    **SORTED_BY,
    "rank": _best_rank,
    "hours_left": hours_left,
}
# Filters and orders that are about what is to be finished: then each game says how
# long that takes.
BACKLOG = {*UNFINISHED}


class GamesTable(Table):
    classname = "q-table q-table--games"
    template_name = "browsing/games_table.html"

    def get_row_attrs(self, instance: Any) -> dict[str, Any]:
        return {"data-game": str(instance.pk)}


class GameColumn(Column):
    """A cell of the games' table, by a template of its own."""

    header_template_name = "browsing/cells/header.html"

    def __init__(
        self, name: str, label: str, sort_key: str = "", **kwargs: Any
    ) -> None:
        numeric = name in NUMBERS
        super().__init__(
            name,
            label=label,
            sort_key=sort_key or None,
            accessor=lambda game: game,
            classname="title" if name == "title" else f"q-col-{name}{' q-n' * numeric}",
        )
        self.cell_template_name = f"browsing/cells/{name}.html"
        # What is of interest first is the most, and the latest.
        self.starts_descending = name in ("stars", "times", "finished", "hours")


NUMBERS = ("rank", "times", "year", "hours", "left")


class GameNameColumn(GameColumn):
    """The cover and the name, which leads to the game's page."""

    def __init__(self, listing: GameListing) -> None:
        super().__init__("title", "Game", "name")
        self.listing = listing

    def get_cell_context_data(
        self, instance: Any, parent_context: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(
            instance, parent_context
        )
        return {**context, "link_url": self.listing.get_inspect_url(instance)}


class GameListing(ListingView):
    """Every game that fits the filters, 60 a page."""

    table_class = GamesTable
    filterset_class = GameFilters
    results_template_name = "browsing/games_results.html"
    export_values = {
        "franchise": lambda game: game.franchise.name if game.franchise else "",
        "aliases": lambda game: " | ".join(game.aliases),
        "genres": lambda game: game.genre_names or "",
        "platforms": lambda game: game.platform_names or "",
        "uuid": lambda game: str(game.uuid),
    }

    @cached_property
    def layout(self) -> str:
        asked = self.request.GET.get("layout")
        if asked not in LAYOUTS:
            asked = self.request.COOKIES.get(LAYOUT_COOKIE)
        return asked if asked in LAYOUTS else WALL

    @cached_property
    def header_buttons(self) -> list[Any]:
        """None: the page's own head has them."""
        return []

    @cached_property
    def columns(self) -> list[Any]:
        columns = [
            GameColumn("select", ""),
            GameColumn("rank", "Rank", "rank"),
            GameNameColumn(self),
            GameColumn("status", "Status"),
            GameColumn("stars", "Stars", "best_rating"),
            GameColumn("times", "Times", "times_completed"),
            GameColumn("year", "Year", "original_release_year"),
            GameColumn("platforms", "Played on"),
            GameColumn("finished", "Last finished", "last_finished"),
            GameColumn("hours", "Hours", "hours"),
            *([GameColumn("left", "To finish", "hours_left")] * self.is_about_backlog),
            GameColumn("more", ""),
        ]
        return columns if self.can_select else columns[1:]

    @cached_property
    def is_about_backlog(self) -> bool:
        """Whether each game is to say how long it takes to finish it."""
        params = self.request.GET
        statuses = set(params.getlist("played"))
        return (
            bool(params.get("left"))
            or params.get("ordering", "").removeprefix("-") == "hours_left"
            or bool(statuses and statuses <= BACKLOG)
        )

    def get_valid_orderings(self) -> list[str]:
        orderings: list[str] = super().get_valid_orderings()
        others = ("franchise__name", "updated_at", "hours_left")
        return [*orderings, *others, *(f"-{key}" for key in others)]

    def order_queryset(self, queryset: QuerySet[Game]) -> QuerySet[Game]:
        key = str(self.ordering).removeprefix("-")
        if key in SORT_KEYS and key not in queryset.query.annotations:
            queryset = queryset.annotate(**{key: SORT_KEYS[key]()})
        return super().order_queryset(queryset)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if self.is_export:
            return context
        games = context["object_list"] = list(context["object_list"])
        context["table"].data = games
        attach_covers(games)
        attach_facts(games, self.request.user)
        # Filters are set by the chips; the header's form carries them along.
        del context["filters"]
        return {**context, **self._page_context(games)}

    def _page_context(self, games: list[Game]) -> dict[str, Any]:
        params, user = self.request.GET, self.request.user
        tabs = tabs_of(self.request)
        counts = count_tabs(tabs, self.request)
        other = TABLE if self.layout == WALL else WALL
        return {
            "layout": self.layout,
            "other_layout": other,
            "layout_query": query_of(params, without=("layout",)),
            "cells": [(game, self.get_inspect_url(game)) for game in games],
            "first_row": FIRST_ROW,
            "tabs": tabs,
            "total": tabs[0].count,
            "query": query_of(params),
            **self._left_context(),
            **self._chips_context(counts),
            **GAME_VIEWS.tabs_context(tabs, self.own_address),
            "hidden": GAMES.hidden_fields(params),
            "is_narrowed": GAMES.is_narrowed(params),
            "order_label": dict(ORDERS).get(self.ordering, "Column"),
            "orders": self._orders(),
            "may_add_from_igdb": may_add(user),
            "igdb_url": reverse(self.model.snippet_viewset.get_url_name("igdb")),
            "keys": self._addresses_of_keys(),
            **self._names(),
        }

    def _chips_context(self, counts: Mapping[str, int]) -> dict[str, Any]:
        params = self.request.GET
        found = list(chips(self.filters, params, counts))
        for chip in found:
            url = self.model.snippet_viewset.get_url_name("values")
            chip.menu_url = f"{reverse(url, args=[chip.name])}?{query_of(params)}"
        words = [f"{chip.label}: {chip.value}" for chip in found if chip.value]
        return {"chips": found, "filter_words": ", ".join(words)}

    def _left_context(self) -> dict[str, Any]:
        """Of the games that fit, how long those take that are not finished."""
        if not self.is_about_backlog:
            return {}
        hours, known = sum_of(self.get_queryset())
        return {"is_about_backlog": True, "hours_left": hours, "known_left": known}

    def _names(self) -> dict[str, Any]:
        """Addresses of the views around the wall."""
        name = self.model.snippet_viewset.get_url_name
        return {
            "pick_url": reverse(name("pick")),
            "menu_url": reverse(name("values"), args=["more"]),
            "add_name_url": self._add_url_with_name(),
        }

    def _add_url_with_name(self) -> str | None:
        """The form for a new game, called what was searched for."""
        url: str | None = self.add_url
        if url and self.search_query:
            return set_query_params(url, {"name": self.search_query})
        return url

    def _addresses_of_keys(self) -> dict[str, str]:
        """What keys open for the game at hand, with 0 for its key."""
        name = self.model.snippet_viewset.get_url_name
        found = {"card": reverse(name("hover_card"), args=[0])}
        if may(self.request.user, Playthrough, "add"):
            journal = Playthrough.snippet_viewset.get_url_name
            found["finish"] = reverse(journal("complete_game"), args=[0])
            found["play"] = f"{reverse(journal('add'))}?game=0"
        if self.request.user.has_perm("lists.change_list"):
            found["rank"] = rank_url(0)
        return found

    def _orders(self) -> list[tuple[str, str, bool]]:
        params = self.request.GET.copy()
        found = []
        for order, label in ORDERS:
            params["ordering"] = order
            found.append((label, query_of(params), order == self.ordering))
        return found

    def render_to_response(self, context: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **kwargs)
        if self.request.GET.get("layout") in LAYOUTS:
            response.set_cookie(
                LAYOUT_COOKIE,
                self.layout,
                max_age=A_YEAR,
                path=self.index_url,
                httponly=True,
                samesite="Lax",
                secure=self.request.is_secure(),
            )
        return response


def rank_url(pk: int) -> str:
    """Where a game is put on lists."""
    return reverse(Game.snippet_viewset.get_url_name("rank"), args=[pk])
