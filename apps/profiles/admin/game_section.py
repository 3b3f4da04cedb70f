"""The card of a profile on the page of its game."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from apps.browsing.game_page.sections import GameSection
from apps.library.models import Game
from apps.profiles.admin.overview import Line
from apps.profiles.admin.overview import lines


class ProfileSection(GameSection):
    template_name = "profiles/game_section.html"
    order = 450

    def __init__(self, game: Game, request: HttpRequest, line: Line) -> None:
        super().__init__(game, request)
        self.line = line

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"line": self.line}


def profile_section(game: Game, request: HttpRequest) -> ProfileSection | None:
    for line in lines(request.user):
        if line.profile is not None and line.profile.game_id == game.pk:
            return ProfileSection(game, request, line)
    return None
