"""The lists that hold a game, on the game's own page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from apps.library.models import Game
from apps.lists.admin.list_page import list_url
from apps.lists.models import ListEntry


class ListsSection(Component):
    template_name = "lists/game_section.html"

    def __init__(self, game: Game, request: HttpRequest) -> None:
        self.game = game
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user: Any = self.request.user
        target = "rank" if user.has_perm("lists.change_list") else "inspect"
        entries = ListEntry.objects.filter(game=self.game).select_related("list")
        return {
            "entries": [
                (entry, list_url(entry.list, target))
                for entry in entries.order_by("list__sort_key", "list_id")
            ]
        }
