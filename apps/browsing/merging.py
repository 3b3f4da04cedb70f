"""“I finished this” that added a game: its Undo must not delete the other one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from apps.browsing.models import Finish
from apps.library.merging.movers import Mover
from apps.library.merging.movers import Record
from apps.library.models import Game


class FinishMover(Mover):
    games = ("browsing.finish.added_game",)

    def move(self, merged: Game, survivor: Game, *, by: Any) -> Record:
        rows = Finish.objects.filter(added_game=merged)
        tokens = [str(token) for token in rows.values_list("token", flat=True)]
        rows.update(added_game=None)
        return tokens

    def move_back(
        self, record: Record, merged: Game, survivor: Game, *, by: Any
    ) -> list[str]:
        tokens = [UUID(token) for token in record or ()]
        Finish.objects.filter(token__in=tokens, added_game=None).update(
            added_game=merged
        )
        return []


MOVER = FinishMover()
