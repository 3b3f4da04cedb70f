"""The CSV that Infinite Backlog exports of a collection: one line per copy owned.

Source: `src/mocks/ibexport-sample.csv` and `src/data/summarizer.ts` of
kamencoder/infinite-backlog-summary (a real export of 2025 with its header; play time
in minutes). Unsure: which words "Ownership" and "Completion date type" have beside
"Owned" and "day"; a wishlist's is taken for "Wishlist" or "Wanted".

Status and completion: Completed, Beaten → completed (with as many playthroughs as
"Times completed" says); Dropped → dropped; Playing → playing; Continuous (endless) →
ongoing if Playing, else paused, with a note; Unfinished → paused; Unplayed → planned;
No Status → the game without a playthrough. Ratings: 0 to 10 → 0.5 to 5 in halves; the
five part-ratings go into the notes. Tags become lists, or what the owner says of them.
"IGDB ID" is IGDB's id of the game.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.imports.parsing.prose.versions import edition_type_of
from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import is_nothing
from apps.imports.parsing.tables.values import rating_of
from apps.imports.parsing.tables.values import year_of
from apps.imports.parsing.vocabulary.statuses import cell_status
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.rows import Status
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record

TELLING = frozenset(
    {
        "igdb id",
        "game name",
        "game edition name",
        "completion",
        "ownership",
        "times completed",
        "progress notes",
        "collection notes",
        "rating (score)",
    }
)
REQUIRED = frozenset({"game name"})
# Columns about the copy on the shelf, for which Questlog has no place.
NOT_TAKEN = (
    "acquisition",
    "state",
    "format",
    "digital service",
    "subscription",
    "borrowed from",
    "returned to owner",
    "lent to",
    "lent out",
    "condition",
    "region",
    "amount paid",
    "acquisition date",
    "acquisition source",
    "additional cost",
    "game condition",
    "manual condition",
    "box condition",
    "acquisition notes",
)
_FINISHED = ("completed", "beaten")
_WISHED = ("wishlist", "wished", "wanted", "wish list")
_PARTS = ("gameplay", "sound", "story", "visual", "accessibility")
# How much of a date counts, by its type.
_PRECISION = {"year": 4, "month": 7}


def read_record(record: Record, collector: Collector) -> None:
    """Add the line's game with its playthroughs, tags and wishlist."""
    lists, filed = collector.filed(
        _lists(record), record, record["game name"], has_status=True
    )
    statuses = _statuses(record)
    said = _said(record, collector, statuses)
    statuses = _answered(filed or said, statuses)
    rating, rounded = rating_of(record["rating (score)"], scale=10)
    notes = [*_notes(record), rounded]
    finished = date_of(record["completion date"]) or ""
    precision = _PRECISION.get(record["completion date type"].casefold(), 10)
    platform = platform_word(record["platform"])
    edition = record["game edition name"]
    is_open = bool(said and said.status == "unclear" and not statuses)
    runs = [
        SourcePlaythrough(status, platform, edition, edition_type_of(edition))
        for status in statuses or (["completed"] if is_open else [])
    ]
    if runs:
        last = runs[-1]
        runs[-1] = replace(
            last,
            completed_at=finished[:precision] if last.status == "completed" else "",
            playtime_hours=hours_of(record["playtime"], unit="m") or "",
            rating=rating,
            notes="; ".join(filter(None, notes)),
        )
    if statuses[:1] == ["completed"] and "playing" in _words(record):
        runs.insert(
            0, SourcePlaythrough("playing", platform, edition, edition_type_of(edition))
        )
    igdb_id = record["igdb id"]
    collector.add(
        record,
        ExportedGame(
            record["game name"],
            runs=[] if is_open else runs,
            open_runs=runs if is_open else [],
            platforms=[platform],
            year=year_of(record["game release date"]),
            lists=lists,
            notes=notes if is_open or not runs else (),
            external_ids={"igdb": igdb_id} if igdb_id.isdecimal() else {},
        ),
    )


def _words(record: Record) -> tuple[str, str]:
    return record["status"].casefold(), record["completion"].casefold()


def _said(record: Record, collector: Collector, statuses: list[Status]) -> Found | None:
    """The words for the status as a part; None where they say nothing."""
    words = (record["status"], record["completion"])
    told = [word for word in words if not is_nothing(word) and not _is_none(word)]
    if not told or record["ownership"].casefold() in _WISHED:
        return None
    text = ", ".join(told)
    status = statuses[-1] if statuses else cell_status(told[0])
    found = collector.parts.status(text, status, line=record.line, kind="status")
    collector.parts.count(found, record["game name"])
    return found


def _answered(said: Found | None, statuses: list[Status]) -> list[Status]:
    """The statuses as the owner said, or the vocabulary where none was known."""
    if said is None or (statuses and not said.is_answered):
        return statuses
    status = said.status
    if status is None or status == "unclear":
        return []
    return statuses if statuses[-1:] == [status] else [status]


def _is_none(word: str) -> bool:
    return word.casefold().startswith("no ")


def _is_finished(record: Record) -> bool:
    return record["completion"].casefold() in _FINISHED


def _statuses(record: Record) -> list[Status]:
    """One status for each playthrough, the one that the line tells most of last."""
    status, completion = _words(record)
    if record["ownership"].casefold() in _WISHED:
        return []
    if completion in _FINISHED:
        times = record["times completed"]
        count = int(times[:3]) if times.isdecimal() else 1
        return ["completed"] * min(max(count, 1), 100)
    if completion == "dropped":
        return ["dropped"]
    if status == "playing":
        return ["ongoing" if completion == "continuous" else "playing"]
    if status == "played" or completion in ("unfinished", "continuous"):
        return ["paused"]
    return ["planned"] if status in ("unplayed", "backlog") else []


def _lists(record: Record) -> list[str]:
    tags = [tag.strip() for tag in record["tags"].split(",")]
    wished = record["ownership"].casefold() in _WISHED
    return [*filter(None, tags), *(["Wishlist"] if wished else [])]


def _notes(record: Record) -> list[str]:
    parts = [
        f"{name} {record[f'rating ({name})']}"
        for name in _PARTS
        if record[f"rating ({name})"]
    ]
    status, completion = _words(record)
    is_endless = completion == "continuous" and status != "playing"
    progress = record["manual progress"]
    finished = record["completion date"]
    return [
        record["progress notes"],
        record["collection notes"],
        "endless" if is_endless else "",
        f"{progress} %" if progress not in ("", "0") else "",
        f"ratings of 10: {', '.join(parts)}" if parts else "",
        f"completion date: {finished}" if date_of(finished) is None else "",
        f"finished {finished}" if finished and not _is_finished(record) else "",
        f"playtime: {record['playtime']}"
        if hours_of(record["playtime"]) is None
        else "",
    ]


EXPORT = ServiceExport(
    "infinite_backlog",
    "Infinite Backlog",
    telling=(TELLING,),
    read=read_record,
    required=REQUIRED,
    not_taken=NOT_TAKEN,
)
