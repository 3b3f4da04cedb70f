"""What opens beside the games: a random one, one's card, the menus of the filters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse

from apps.browsing.admin.facets import VALUES
from apps.browsing.admin.facets import FacetValue
from apps.browsing.admin.facets import values_of
from apps.browsing.admin.filter_menu import FilterMenu
from apps.browsing.admin.filters import GameFilters
from apps.browsing.admin.game_facts import attach_facts
from apps.browsing.admin.game_facts import platforms_line
from apps.browsing.admin.game_query import KEPT
from apps.browsing.admin.game_query import parameters_of
from apps.browsing.admin.game_query import query_with
from apps.browsing.admin.games_listing import GameListing
from apps.browsing.admin.games_listing import rank_url
from apps.browsing.admin.igdb_panel import times_to_beat
from apps.core.admin.access import may
from apps.journal.admin.buttons import add_playthrough_url
from apps.journal.models import Playthrough
from apps.library.models import Game


class PickView(GameListing):
    """Opens a random one of the games that fit."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        picked = self.get_queryset().order_by("?").first()
        if picked is None:
            messages.warning(request, "No game fits, so there was none to pick from.")
            return redirect(self.own_address)
        return redirect(str(self.get_inspect_url(picked)))


class CardView(GameListing):
    """One game at a glance, with what can be done with it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        games = Game.objects.select_related("franchise").defer("igdb_data", "summary")
        game: Any = get_object_or_404(games, pk=kwargs["pk"])
        attach_facts([game], request.user)
        may_play = may(request.user, Playthrough, "add")
        buttons = self.get_list_more_buttons(game)
        context = {
            "game": game,
            "facts": game.facts,
            "platforms": platforms_line(game, game.facts),
            "beats": _times_to_beat(game),
            "url": self.get_inspect_url(game),
            "play_url": add_playthrough_url(game) if may_play else None,
            "finish_url": self._finish_url(game) if may_play else None,
            "rank_url": rank_url(game.pk)
            if request.user.has_perm("lists.change_list")
            else None,
            "buttons": [each for each in buttons if each.label not in NOT_AGAIN],
        }
        return render(request, "browsing/game_card.html", context)

    def _finish_url(self, game: Game) -> str | None:
        name = Playthrough.snippet_viewset.get_url_name("complete_game")
        return self.returning(reverse(name, args=[game.pk]))


# What the menu of further filters lists, beside the year.
IN_FURTHER = ("ranked", "dated", "left", "check")
# What a card has in the open, and its name leads to.
NOT_AGAIN = ("Mark completed", "Add playthrough", "Inspect")


def _times_to_beat(game: Game) -> str:
    times = times_to_beat(game.time_to_beat or {})
    return ", ".join(f"{label.lower()} {round(hours)} h" for label, hours in times)


class ValuesView(FilterMenu, GameListing):
    """The menu of a chip: what its filter can be set to, under the other filters."""

    multiple = ("played",)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = kwargs["facet"]
        if name == "more":
            return self._further()
        if name not in VALUES:
            raise Http404
        return self.show_menu(name)

    def values_of(self, name: str) -> Iterable[FacetValue]:
        return values_of(name, self._others_leave(name))

    def query_with(self, params: QueryDict, name: str, values: list[str]) -> str:
        return query_with(params, name, values)

    def _further(self) -> HttpResponse:
        keys = parameters_of("original_release_year")
        params = self.request.GET
        context = {
            "links": [link for name in IN_FURTHER for link in self.links_of(name)],
            "years": [(key, params.get(key, "")) for key in keys],
            "others": [
                (key, value)
                for key in KEPT
                if key not in keys
                for value in params.getlist(key)
                if value
            ],
            "index_url": self.index_url,
        }
        return render(self.request, "browsing/filter_more.html", context)

    def _others_leave(self, name: str) -> QuerySet[Game]:
        """The games that fit the search and all filters but this one."""
        params = self.request.GET.copy()
        for key in parameters_of(name):
            params.pop(key, None)
        filters = GameFilters(params, request=self.request)
        games: QuerySet[Game] = Game.objects.order_by()
        if filters.is_valid():
            games = filters.filter_queryset(games)
        return self.search_queryset(games).order_by()
