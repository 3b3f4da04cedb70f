"""A profile goes with its game: with only one of each kind, none is in its way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.library.merging.movers import Mover
from apps.library.merging.movers import Record
from apps.library.models import Game
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import kinds


class ProfileMover(Mover):
    @property
    def games(self) -> tuple[str, ...]:  # type: ignore[override]
        return tuple(f"{kind.model._meta.label_lower}.game" for kind in kinds())

    def outlook(self, merged: Game, survivor: Game) -> list[str]:
        return [f"Its profile: {kind.name}" for kind in _kinds_of(merged)]

    def move(self, merged: Game, survivor: Game, *, by: Any) -> Record:
        moved = [kind.slug for kind in _kinds_of(merged)]
        _give(moved, merged, survivor)
        return moved

    def move_back(
        self, record: Record, merged: Game, survivor: Game, *, by: Any
    ) -> list[str]:
        _give(record or [], survivor, merged)
        return []


def _kinds_of(game: Game) -> Iterator[ProfileKind]:
    for kind in kinds():
        if kind.model._default_manager.filter(game=game).exists():
            yield kind


def _give(slugs: list[str], old: Game, new: Game) -> None:
    for kind in kinds():
        if kind.slug in slugs:
            kind.model._default_manager.filter(game=old).update(game=new)


MOVER = ProfileMover()
