"""The page that shows everything about a game."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from apps.core.admin.viewsets import InspectView
from apps.library.admin.igdb_panel import igdb_context
from apps.library.admin.panels import editions_of


class GameInspectView(InspectView):
    """A game with its cover, editions, and what other apps know of it.

    Other apps add sections by the hook `register_game_sections`: a function of the
    game and the request that returns components.
    """

    page_title = "Game"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        game: Any = self.object
        sections = [
            section
            for register in hooks.get_hooks("register_game_sections")
            for section in register(game, self.request)
        ]
        return {
            **super().get_context_data(**kwargs),
            **editions_of(game, self.request.user),
            "genres": game.game_genres.select_related("genre").order_by(
                "-is_primary", "genre__name"
            ),
            **igdb_context(game, self.request.user),
            "sections": sections,
        }

    def get_fields_context(self) -> list[Any]:
        return []  # the template lays the fields out itself
