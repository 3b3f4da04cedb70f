"""Playthroughs go with their edition, into another one where that takes it in."""

from __future__ import annotations

from uuid import UUID

from apps.core.plurals import counted
from apps.journal.models import Playthrough
from apps.library.merging.movers import Mover
from apps.library.merging.movers import Record
from apps.library.models import Edition
from apps.library.models import Game


class PlaythroughMover(Mover):
    editions = ("journal.playthrough.edition",)

    def outlook(self, merged: Game, survivor: Game) -> list[str]:
        count = Playthrough.objects.filter(edition__game=merged).count()
        return [f"{counted(count, 'playthrough')} with all sessions"] if count else []

    def move_edition(self, gone: Edition, into: Edition) -> Record:
        rows = Playthrough.objects.filter(edition=gone)
        moved = [str(uuid) for uuid in rows.values_list("uuid", flat=True)]
        rows.update(edition=into)
        return moved

    def move_edition_back(self, record: Record, gone: Edition, into: Edition) -> None:
        # Those that were given another edition since stay there.
        Playthrough.objects.filter(
            uuid__in=[UUID(uuid) for uuid in record or ()], edition=into
        ).update(edition=gone)


MOVER = PlaythroughMover()
