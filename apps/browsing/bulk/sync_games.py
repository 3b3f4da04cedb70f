from __future__ import annotations

from typing import Any

from apps.journal.models import Playthrough
from apps.library.admin.bulk_actions import SyncMany
from apps.library.models import Game


class SyncGamesOf(SyncMany):
    """Sync the games of the selected playthroughs with IGDB, in the background."""

    models = [Playthrough]
    aria_label = "Sync the games of selected playthroughs with IGDB"
    action_priority = 30

    def games(self) -> list[Any]:
        rows, _ = self.get_actionable_objects()
        editions = [getattr(row, "edition_id", None) for row in rows]
        found = Game.objects.filter(editions__in=editions).distinct()
        return list(found.only("pk", "igdb_id").order_by("pk"))
