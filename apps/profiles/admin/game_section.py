"""The card of a profile on the page of its game."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Value
from django.http import HttpRequest

from apps.browsing.game_page.sections import GameSection
from apps.library.models import Game
from apps.profiles.admin.overview import Line
from apps.profiles.admin.overview import line_of
from apps.profiles.admin.overview import visible_kinds


class ProfileSection(GameSection):
    template_name = "profiles/game_section.html"
    order = 450

    def __init__(self, game: Game, request: HttpRequest, line: Line) -> None:
        super().__init__(game, request)
        self.line = line

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"line": self.line}


def profile_section(game: Game, request: HttpRequest) -> ProfileSection | None:
    """One statement, however many profiles there are, for a game that has none."""
    visible = visible_kinds(request.user)
    if not visible:
        return None
    first, *others = (
        kind.model._default_manager.filter(game=game)
        .order_by()
        .values_list(Value(kind.slug))
        for kind in visible
    )
    slugs = {slug for (slug,) in first.union(*others, all=True)}
    for kind in visible:
        if kind.slug in slugs:
            return ProfileSection(game, request, line_of(kind, request.user))
    return None
