"""What imports and services know of a game they know of the one that it became."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from apps.imports.models import ImportRow
from apps.imports.models import KnownGame
from apps.library.merging.movers import Mover
from apps.library.merging.movers import Record
from apps.library.models import Game


class ImportMover(Mover):
    games = ("imports.importrow.game", "imports.knowngame.game")

    def move(self, merged: Game, survivor: Game, *, by: Any) -> Record:
        rows = ImportRow.objects.filter(game=merged)
        moved = [str(uuid) for uuid in rows.values_list("uuid", flat=True)]
        rows.update(game=survivor)
        known = KnownGame.objects.filter(game=merged)
        ids = [list(each) for each in known.values_list("service", "external_id")]
        known.update(game=survivor)
        return {
            "rows": moved,
            "suggested": _suggest(merged.pk, survivor.pk),
            "known": ids,
        }

    def move_back(
        self, record: Record, merged: Game, survivor: Game, *, by: Any
    ) -> list[str]:
        ImportRow.objects.filter(uuid__in=_uuids(record["rows"]), game=survivor).update(
            game=merged
        )
        _suggest(survivor.pk, merged.pk, only=_uuids(record["suggested"]))
        for service, external_id in record["known"]:
            KnownGame.objects.filter(
                service=service, external_id=external_id, game=survivor
            ).update(game=merged)
        return []


def _suggest(old: int, new: int, *, only: list[UUID] | None = None) -> list[str]:
    """Have rows of imports suggest the game `new` where they suggest `old`; their ids.

    What suggests both stays as it is: a suggestion of no game is passed over.
    """
    rows = ImportRow.objects.filter(
        Q(suggestions__contains=[{"game": old}]) | Q(understood__game=old)
    ).exclude(suggestions__contains=[{"game": new}])
    if only is not None:
        rows = rows.filter(uuid__in=only)
    changed = list(rows.only("pk", "uuid", "suggestions", "understood"))
    for row in changed:
        for suggestion in row.suggestions:
            if suggestion.get("game") == old:
                suggestion["game"] = new
        if row.understood.get("game") == old:
            row.understood["game"] = new
    ImportRow.objects.bulk_update(
        changed, ["suggestions", "understood"], batch_size=500
    )
    return [str(row.uuid) for row in changed]


def _uuids(texts: list[str]) -> list[UUID]:
    return [UUID(text) for text in texts]


MOVER = ImportMover()
