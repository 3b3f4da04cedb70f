"""A game's playthroughs and its places in lists, on the game's own page."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.visibility import may_see_all
from apps.journal.admin.buttons import add_playthrough_url
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.admin.list_page import list_url
from apps.lists.models import List
from apps.lists.models import ListEntry

SHOWN = 100


def sections_of(game: Game, user: Any) -> Iterator[Component]:
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
