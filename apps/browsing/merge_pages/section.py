"""What was merged into a game, on its page, with the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token

from apps.browsing.game_page.sections import GameSection
from apps.browsing.merge_pages.base_view import may_undo
from apps.core.admin.access import admin_url
from apps.library.models import Game
from apps.library.models import GameMerge


class MergesSection(GameSection):
    template_name = "browsing/merge/section.html"
    order = 450

    def __init__(
        self, game: Game, request: HttpRequest, merges: list[GameMerge]
    ) -> None:
        super().__init__(game, request)
        self.merges = merges

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "game": self.game,
            "merges": [
                (merge, admin_url(Game, "undo_merge", merge.pk))
                for merge in self.merges
            ],
            # The last one is undone first.
            "may_undo": may_undo(self.user),
            "csrf_token": get_token(self.request),
        }


def merges_section(game: Game, request: HttpRequest) -> MergesSection | None:
    rows = GameMerge.objects.standing().filter(survivor=game).defer("content")
    merges = list(rows.order_by("-pk"))
    return MergesSection(game, request, merges) if merges else None
