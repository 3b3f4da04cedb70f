"""How rows that refer to a game follow it into another one: each app says it itself.

An app's part is its module `merging.py`, next to its models, with `MOVER`. A test asks
for each relation to a game or an edition that no mover knows.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from apps.library.models import Edition
from apps.library.models import Game

MODULE = "merging"

# What a mover remembers to undo its work: JSON, with public ids only.
type Record = Any


class Mover:
    """What an app does with its rows of a game that goes into another one.

    `games` and `editions` name the relations that it takes care of:
    "lists.listentry.game". All of it happens in one transaction, with both games locked
    but for `lock`, which comes before.
    """

    games: Collection[str] = ()
    editions: Collection[str] = ()

    def lock(self, games: Collection[int]) -> None:
        """Lock what other verbs lock before they touch one of these games, in order."""

    def refusals(self, merged: Game, survivor: Game) -> list[str]:
        """Why the two can't be merged, in sentences to the owner."""
        return []

    def outlook(self, merged: Game, survivor: Game) -> list[str]:
        """What would come along, in short sentences to the owner."""
        return []

    def move(self, merged: Game, survivor: Game, *, by: Any) -> Record:
        """Make the rows of `merged` those of `survivor`."""
        return None

    def move_back(
        self, record: Record, merged: Game, survivor: Game, *, by: Any
    ) -> list[str]:
        """Undo `move`, as far as nobody has changed it since.

        Returns what stays as it is, in sentences to the owner.
        """
        return []

    def move_edition(self, gone: Edition, into: Edition) -> Record:
        """Make the rows of the edition `gone` those of `into`."""
        return None

    def move_edition_back(self, record: Record, gone: Edition, into: Edition) -> None:
        """Undo `move_edition`, as far as nobody has changed it since."""


@cache
def movers() -> dict[str, Mover]:
    """Every app's mover by the app's label, those of lower apps first."""
    return {
        config.label: import_module(f"{config.name}.{MODULE}").MOVER
        for config in apps.get_app_configs()
        if config.module
        and config.label != "library"
        and module_has_submodule(config.module, MODULE)
    }
