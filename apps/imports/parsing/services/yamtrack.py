"""The CSV that Yamtrack exports under Settings → Export, of all kinds of media.

Source: `src/integrations/exports.py` and `tests/mock_data/import_yamtrack.csv` of
FuzzyGrim/Yamtrack (2025-26). Only lines with the media type "game" are games; the
rest is left out and counted. A game stands once for each time it was played.

Statuses: Completed, In progress → playing, Planning → planned, Paused, Dropped
(Repeating, of older versions → playing); of other words the review asks. Score: 0 to 10
→ 0.5 to 5 in halves. Progress: "3h 00min". A media id of the source "igdb" is IGDB's id
of the game.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import rating_of

if TYPE_CHECKING:
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record
    from apps.imports.parsing.vocabulary.statuses import StatusWord

TELLING = frozenset(
    {"media_id", "source", "media_type", "season_number", "episode_number", "progress"}
)
REQUIRED = frozenset({"media_type", "title"})
_STATUSES: dict[str, StatusWord] = {
    "completed": "completed",
    "in progress": "playing",
    "repeating": "playing",
    "planning": "planned",
    "paused": "paused",
    "dropped": "dropped",
}


def read_record(record: Record, collector: Collector) -> None:
    """Add the line's game; other media are left out."""
    kind = record["media_type"].casefold()
    if kind != "game":
        collector.leave_out(record, kind or "of no media type")
        return
    title = record["title"]
    said = collector.status(record["status"], record, title, known=_STATUSES)
    status = said.status if said else None
    rating, rounded = rating_of(record["score"], scale=10)
    started, finished = date_of(record["start_date"]), date_of(record["end_date"])
    hours = hours_of(record["progress"], unit="m")
    notes = [record["notes"], rounded]
    notes += [
        f"{name}: {record[name]}"
        for name, found in (
            ("start_date", started),
            ("end_date", finished),
            ("progress", hours),
        )
        if found is None
    ]
    run = SourcePlaythrough(
        "completed",
        started_at=started or "",
        completed_at=finished or "",
        playtime_hours=hours or "",
        rating=rating,
    )
    repeats = record["repeats"]
    again = int(repeats[:3]) if repeats.isdecimal() and status == "completed" else 0
    is_igdb = record["source"] == "igdb" and record["media_id"].isdecimal()
    game = ExportedGame(
        title,
        notes=notes,
        external_ids={"igdb": record["media_id"]} if is_igdb else {},
    )
    if not again:
        collector.add_run(record, game, run, said)
        return
    last = replace(run, notes="; ".join(filter(None, notes)))
    runs = [*[SourcePlaythrough("completed")] * min(again, 99), last]
    collector.add(record, replace(game, runs=runs, notes=()))


EXPORT = ServiceExport(
    "yamtrack",
    "Yamtrack",
    telling=(TELLING,),
    read=read_record,
    required=REQUIRED,
)
