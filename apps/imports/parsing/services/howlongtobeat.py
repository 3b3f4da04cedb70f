"""The CSV that HowLongToBeat's options page exports: one line per playthrough.

Source: `src/integrations/tests/mock_data/import_hltb_game.csv` and
`src/integrations/imports/hltb.py` of FuzzyGrim/Yamtrack (a real export of 2024, its
header and the meaning of its cells). Unsure: whether a custom list's column bears its
own name or "Custom-1" (both are read), and what "Playthrough" says beside "First-Play".

Statuses: Completed → completed, Retired → dropped, a list “Paused” → paused, Playing
and Replay → playing, Backlog → planned; several on one line are several playthroughs.
Review: 0 to 100 (0 is none) → 0.5 to 5 in halves. Times: h:m:s; the longest counts. A
month or day of 00 is unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.values import answer_of
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import is_nothing
from apps.imports.parsing.tables.values import rating_of
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from apps.imports.parsing.rows import Status
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record

TELLING = frozenset(
    {
        "playthrough",
        "main story",
        "main story notes",
        "main + extras",
        "completionist",
        "completionist notes",
        "general notes",
        "retired",
        "storefront",
    }
)
REQUIRED = frozenset({"title"})
_STATUSES: tuple[tuple[str, Status], ...] = (
    ("completed", "completed"),
    ("retired", "dropped"),
    ("paused", "paused"),
    ("playing", "playing"),
    ("replay", "playing"),
    ("backlog", "planned"),
)
_TIMES = ("progress", "main story", "main + extras", "completionist")
_OTHER_TIMES = ("speed any%", "speed 100%", "co-op", "multi-player")
_NOTES = {
    "general notes": "",
    "review notes": "",
    "main story notes": "Main story: ",
    "main + extras notes": "Main + extras: ",
    "completionist notes": "Completionist: ",
    "speed any% notes": "Speedrun: ",
    "speed 100% notes": "Speedrun 100 %: ",
    "retired notes": "Retired: ",
}
_KNOWN = {*dict(_STATUSES), *_TIMES, *_OTHER_TIMES, *_NOTES} | {
    "title",
    "platform",
    "start date",
    "completion date",
    "playthrough",
    "storefront",
    "review",
    "added",
    "updated",
}


def read_record(record: Record, collector: Collector) -> None:
    """Add the line's game with its playthroughs and custom lists."""
    statuses = [status for name, status in _STATUSES if _is_ticked(record[name])]
    rating, rounded = rating_of(record["review"], scale=100)
    platform = platform_word(record["platform"])
    notes = [*_notes(record), rounded]
    shelves = collector.shelves(
        (name.capitalize() for name in _custom_lists(record)),
        record,
        record["title"],
        kind="shelf",
        naming=(),
    )
    lists = [name for name, shelf in shelves.items() if shelf.meaning == "list"]
    filed = (shelf.status for shelf in shelves.values())
    statuses += [status for status in filed if status and status != "unclear"]
    runs = []
    for place, status in enumerate(dict.fromkeys(statuses)):
        if place:  # what the line tells is of its first status
            runs.append(SourcePlaythrough(status, platform))
            continue
        started = date_of(record["start date"])
        finished = date_of(record["completion date"])
        notes += [
            f"{name}: {record[name]}"
            for name, found in (("start date", started), ("completion date", finished))
            if found is None
        ]
        runs.append(
            SourcePlaythrough(
                status,
                platform,
                started_at=started or "",
                completed_at=finished or "",
                playtime_hours=_hours(record),
                rating=rating,
                notes="; ".join(filter(None, notes)),
            )
        )
    collector.add(
        record,
        ExportedGame(
            record["title"],
            runs=runs,
            platforms=[platform],
            lists=lists,
            notes=() if runs else notes,
        ),
    )


def _hours(record: Record) -> str:
    times = [hours_of(record[name], unit="s") for name in _TIMES]
    return max((time for time in times if time), key=float, default="")


def _notes(record: Record) -> list[str]:
    notes = [f"{label}{record[name]}" for name, label in _NOTES.items() if record[name]]
    notes += [
        f"{name}: {record[name]}"
        for name in (*_OTHER_TIMES, "storefront")
        if not is_nothing(record[name])
    ]
    if record["playthrough"] not in ("", "First-Play"):
        notes.append(record["playthrough"])
    notes += [
        f"{name}: {record[name]}" for name in _TIMES if hours_of(record[name]) is None
    ]
    return notes


def _custom_lists(record: Record) -> list[str]:
    return [
        name
        for name, cell in record.cells.items()
        if name not in _KNOWN and _is_ticked(cell)
    ]


def _is_ticked(cell: str) -> bool:
    return bool(cell) and answer_of(cell) is True


EXPORT = ServiceExport(
    "howlongtobeat",
    "HowLongToBeat",
    telling=(TELLING,),
    read=read_record,
    required=REQUIRED,
)
