"""The page that shows everything about a game."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from apps.browsing.admin.igdb_panel import igdb_context
from apps.browsing.admin.panels import editions_of
from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.admin.viewsets import InspectView
from apps.core.visibility import may_see_all
from apps.journal.admin.buttons import add_playthrough_url
from apps.journal.models import Playthrough
from apps.library.covers.showing import cover_of
from apps.library.models import Game
from apps.lists.admin.list_page import list_url
from apps.lists.models import List
from apps.lists.models import ListEntry

SHOWN = 100


class GameInspectView(InspectView):
    """A game with its cover, editions, playthroughs, lists, and what IGDB has."""

    page_title = "Game"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        game: Any = self.object
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            **editions_of(game, user),
            "genres": game.game_genres.select_related("genre").order_by(
                "-is_primary", "genre__name"
            ),
            **igdb_context(game, user),
            "sections": list(_sections_of(game, user)),
            "cover": cover_of(game),
            "retry_cover_url": admin_url(Game, "retry_cover", game.pk),
        }

    def get_fields_context(self) -> list[Any]:
        return []  # the template lays the fields out itself


def _sections_of(game: Game, user: Any) -> Iterator[Component]:
    """The sections that `user` may see."""
    if may_see_all(user, Playthrough):
        yield PlaythroughsSection(game, user)
    if may_see_all(user, List):
        yield ListsSection(game, user)


class PlaythroughsSection(Component):
    template_name = "browsing/playthroughs_of_game.html"

    def __init__(self, game: Game, user: Any) -> None:
        self.game = game
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        page = "edit" if may(self.user, Playthrough, "change") else "inspect"
        rows = Playthrough.objects.filter(edition__game=self.game)
        may_add = may(self.user, Playthrough, "add")
        return {
            "playthroughs": [
                (row, admin_url(Playthrough, page, row.pk))
                for row in rows.select_related("edition", "platform")[:SHOWN]
            ],
            "add_url": add_playthrough_url(self.game) if may_add else None,
        }


class ListsSection(Component):
    template_name = "browsing/lists_of_game.html"

    def __init__(self, game: Game, user: Any) -> None:
        self.game = game
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        page = "rank" if may(self.user, List, "change") else "inspect"
        entries = ListEntry.objects.filter(game=self.game).select_related("list")
        return {
            "entries": [
                (entry, list_url(entry.list, page))
                for entry in entries.order_by("list__sort_key", "list_id")
            ]
        }
