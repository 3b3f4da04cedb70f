"""The page that shows everything about a game."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from wagtail import hooks

from apps.core.provenance import OWNER
from apps.core.viewsets import InspectView
from apps.library.panels import editions_of

SOURCES = {OWNER: "You", "igdb": "IGDB"}


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
            "sources": list(_sources(game)),
            "sections": sections,
        }

    def get_fields_context(self) -> list[Any]:
        return []  # the template lays the fields out itself


def _sources(game: Any) -> Iterator[tuple[str, Any, str]]:
    for name in game.sourced_fields:
        field = game._meta.get_field(name.removesuffix("_id"))
        value = getattr(game, field.name)
        source = game.provenance.get(name, "")
        yield (capfirst(field.verbose_name), value, SOURCES.get(source, source))
