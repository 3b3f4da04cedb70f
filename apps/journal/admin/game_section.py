"""The playthroughs of a game, on the game's own page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from apps.journal.admin.buttons import add_playthrough_url
from apps.journal.models import Playthrough
from apps.library.models import Game

SHOWN = 100


class PlaythroughsSection(Component):
    template_name = "journal/game_section.html"

    def __init__(self, game: Game, request: HttpRequest) -> None:
        self.game = game
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user: Any = self.request.user
        target = "edit" if user.has_perm("journal.change_playthrough") else "inspect"
        url_name = Playthrough.snippet_viewset.get_url_name(target)
        playthroughs = Playthrough.objects.filter(edition__game=self.game)
        return {
            "playthroughs": [
                (playthrough, reverse(url_name, args=[playthrough.pk]))
                for playthrough in playthroughs.select_related("edition", "platform")[
                    :SHOWN
                ]
            ],
            "add_url": (
                add_playthrough_url(self.game)
                if user.has_perm("journal.add_playthrough")
                else None
            ),
        }
