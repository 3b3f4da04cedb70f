"""What the database holds, in forms that a test can compare at a glance."""

from __future__ import annotations

from collections import Counter
from typing import Any

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.library.models.game import GameGenre
from apps.lists.models import List
from apps.lists.models import ListEntry

MODELS = (
    Franchise,
    Genre,
    Platform,
    Game,
    GameGenre,
    Edition,
    Playthrough,
    List,
    ListEntry,
)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row with every value, to tell whether anything at all has changed."""
    rows = {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in MODELS
    }
    for model in (Game, Edition):
        links: Any = model.platforms.through._default_manager.order_by("pk")
        rows[f"{model.__name__} platforms"] = list(links.values())
    return rows


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in MODELS}


def runs(game: str) -> Counter[tuple[str, str, str]]:
    """The playthroughs of a game: edition, platform and status of each."""
    found = Playthrough.objects.filter(edition__game__name=game)
    return Counter(
        (run.edition.name, run.platform.name if run.platform else "", run.status)
        for run in found.select_related("edition", "platform")
    )


def ranking(name: str) -> list[str]:
    """The games of a list, first to last."""
    entries = ListEntry.objects.filter(list__name=name).order_by("position")
    return list(entries.values_list("game__name", flat=True))
