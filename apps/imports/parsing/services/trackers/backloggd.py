"""Backloggd, which has no export of its own, as two of its users' tools write it.

Source, sure: `backloggd_export.js` of KkelebekK/Backloggd-CSV-Exporter (Title, Rating,
Status, Backlog; ratings of 0.5 to 5) and `docs/transfer-format.md` of
NemoKing1210/backloggd-data-transfer (JSON, version 2: the `log` of each game with its
`playthroughs`; ratings of 1 to 10 half stars). Another exporter's Title and Rating
alone are read as any table.

Statuses: Completed; Playing; Shelved → paused; Abandoned → dropped; Wishlist, Backlog →
planned. “Played” says nothing of the end, and “Retired” is taken to be for games that
have none: the review asks, unless “Played” comes with a date of its end. A game on the
backlog that has another status as well is on a list “Backlog”.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.json_records import fields_in
from apps.imports.parsing.services.json_records import nested
from apps.imports.parsing.services.json_records import text_in
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.values import answer_of
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import is_nothing
from apps.imports.parsing.tables.values import rating_of
from apps.library.platform_names import PC
from apps.library.platform_names import platform_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.imports.parsing.rows import Status
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record
    from apps.imports.parsing.vocabulary.statuses import StatusWord

TELLING = (
    frozenset({"title", "rating", "status", "backlog"}),
    frozenset({"title", "log", "playthroughs"}),
)
KNOWN = frozenset(
    {"title", "rating", "status", "backlog", "game_id", "slug", "log", "dates"}
    | {"playthroughs"}
)
REQUIRED = frozenset({"title"})
_STATUSES: dict[str, StatusWord] = {
    "completed": "completed",
    "playing": "playing",
    "shelved": "paused",
    "abandoned": "dropped",
    "wishlist": "planned",
    "backlog": "planned",
    "played": "unclear",
    "retired": "unclear",
}
# The flags of a log without a status, the most telling first.
_FLAGS = {
    "is_playing": "playing",
    "is_play": "played",
    "is_backlog": "backlog",
    "is_wishlist": "wishlist",
}


def read_record(record: Record, collector: Collector) -> None:
    """Add the line's game with its status, rating, and playthroughs."""
    title = record["title"]
    log = fields_in(record["log"])
    flag = next((word for name, word in _FLAGS.items() if log.get(name)), "")
    word = record["status"] or text_in(log, "status") or flag
    in_backlog = answer_of(record["backlog"]) is True or bool(log.get("is_backlog"))
    lists, filed = collector.filed(
        ["Backlog"] if in_backlog and word.casefold() != "backlog" else [],
        record,
        title,
        has_status=not is_nothing(word),
    )
    said = filed or collector.status(word, record, title, known=_STATUSES)
    game = ExportedGame(
        title, lists=lists, notes=["liked" if log.get("game_liked") else ""]
    )
    played = [_run(each) for each in _objects(record["playthroughs"])]
    if not played:
        rating, rounded = rating_of(record["rating"], scale=5)
        played = [SourcePlaythrough("completed", rating=rating, notes=rounded)]
    status = said.status if said else None
    runs = [
        replace(run, status=found)
        for run in played
        if (found := _status_of(run, status, word, played))
    ]
    if not runs or (len(played) == 1 and not _is_finished(runs, status)):
        before = [fact for run in played[:-1] for fact in _told(run)]
        game = replace(game, notes=[*before, *game.notes])
        collector.add_run(record, game, played[-1], said, is_played=len(played) > 1)
        return
    rest = [run for run in played if not _status_of(run, status, word, played)]
    notes = [*(fact for run in rest for fact in _told(run)), *game.notes]
    text = "; ".join(filter(None, (runs[-1].notes, *notes)))
    runs[-1] = replace(runs[-1], notes=text)
    collector.add(record, replace(game, runs=runs, notes=()))


def _told(run: SourcePlaythrough) -> list[str]:
    return [*run.facts_in_words(), run.notes]


def _is_finished(runs: list[SourcePlaythrough], status: StatusWord | None) -> bool:
    """Whether a date of an end says what the word leaves open."""
    return bool(runs) and status in (None, "unclear")


def _status_of(
    run: SourcePlaythrough,
    status: StatusWord | None,
    word: str,
    runs: Sequence[SourcePlaythrough],
) -> Status | None:
    """The status of one of the playthroughs; None where nothing says it."""
    if run.completed_at:
        is_before = len(runs) > 1 and status in ("playing", "planned")
        is_open = status in (None, "unclear") and word.casefold() in ("played", "")
        if is_before or is_open:
            return "completed"
    elif status == "completed" and any(each.completed_at for each in runs):
        return None  # another one is what was completed
    return None if status == "unclear" else status


def _run(played: dict[str, Any]) -> SourcePlaythrough:
    """A playthrough as Backloggd has it, for the time being completed."""
    rating, rounded = rating_of(text_in(played, "rating"), scale=10)
    started, finished = text_in(played, "start_date"), text_in(played, "finish_date")
    hours, minutes = text_in(played, "hours_played"), text_in(played, "mins_played")
    time = hours_of(f"{hours or 0}h {minutes or 0}min")
    notes = [
        text_in(played, "review"),
        "mastered" if played.get("is_master") else "",
        "replay" if played.get("is_replay") else "",
        rounded,
        f"started {started}" if date_of(started) is None else "",
        f"finished {finished}" if date_of(finished) is None else "",
        f"play time: {hours} h {minutes} min" if time is None else "",
    ]
    label = text_in(played, "title")
    return SourcePlaythrough(
        "completed",
        PC if label == "Windows PC" else platform_name(label) or "",
        started_at=date_of(started) or "",
        completed_at=date_of(finished) or "",
        playtime_hours=time or "",
        rating=rating,
        notes="; ".join(filter(None, notes)),
    )


def _objects(cell: str) -> list[dict[str, Any]]:
    found = nested(cell)
    items = found if isinstance(found, list) else []
    return [item for item in items if isinstance(item, dict)]


EXPORT = ServiceExport(
    "backloggd",
    "Backloggd",
    telling=TELLING,
    read=read_record,
    required=REQUIRED,
    known=KNOWN,
)
