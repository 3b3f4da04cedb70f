"""GG (ggapp.io), which has no export of its own, as a tool of its users writes it.

Source, sure: `src/models/index.ts` and `README.md` of
Victorlpzv22/ggapp-to-backloggd-migrator (JSON: `games` with `title`, `status`, `rating`
of 1 to 5, `review`, `lists`, `gameId` and `token`).

Statuses: Beaten, Completed → completed; Playing; Shelved → paused; Abandoned → dropped;
Want to Play, Wishlist → planned. Lists stay lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.collector import split_names
from apps.imports.parsing.services.json_records import names_in
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.values import is_nothing
from apps.imports.parsing.tables.values import rating_of

if TYPE_CHECKING:
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record
    from apps.imports.parsing.vocabulary.statuses import StatusWord

TELLING = (
    frozenset({"title", "status", "lists", "token"}),
    frozenset({"title", "status", "lists", "gameid"}),
)
REQUIRED = frozenset({"title"})
_STATUSES: dict[str, StatusWord] = {
    "beaten": "completed",
    "completed": "completed",
    "playing": "playing",
    "shelved": "paused",
    "abandoned": "dropped",
    "want to play": "planned",
    "wishlist": "planned",
}


def read_record(record: Record, collector: Collector) -> None:
    """Add the game with its status, rating, review, and lists."""
    title, word = record["title"], record["status"]
    lists, filed = collector.filed(
        names_in(record["lists"]) or split_names(record["lists"]),
        record,
        title,
        has_status=not is_nothing(word),
    )
    said = collector.status(word, record, title, known=_STATUSES)
    rating, rounded = rating_of(record["rating"], scale=5)
    game = ExportedGame(title, lists=lists, notes=[record["review"]])
    run = SourcePlaythrough("completed", rating=rating, notes=rounded)
    collector.add_run(record, game, run, filed or said)


EXPORT = ServiceExport(
    "gg",
    "GG",
    telling=TELLING,
    read=read_record,
    required=REQUIRED,
)
