"""The page that shows everything about a game."""

from __future__ import annotations

from typing import Any

from apps.browsing.admin.game_sections import sections_of
from apps.browsing.admin.igdb_panel import igdb_context
from apps.browsing.admin.panels import editions_of
from apps.core.admin.viewsets import InspectView


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
            "sections": list(sections_of(game, user)),
        }

    def get_fields_context(self) -> list[Any]:
        return []  # the template lays the fields out itself
