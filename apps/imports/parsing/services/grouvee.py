"""Grouvee's export of a collection: one line per game, JSON inside of its cells.

Source: `grouvee_export/dal.py` of seanbreckenridge/grouvee_export (the 15 columns and
the shelves' form), `GrouveeGame.cs` and `PlayThrough.cs` of
mmuffins/GrouveeCollectionParser (dates and statuses), `importer/grouvee/src/lib.rs`
of IgnisDa/ryot (1 to 5 stars, "None" for no date). Unsure: the words of
"level_of_completion" (what says 100 %, main or complete is completed, what says
abandoned or unfinished dropped), and the JSON export, of which no copy was found: it is
read as a list of objects with the CSV's names, their cells as JSON or as text.

Shelves: Played → completed, Playing → playing, Backlog → planned; Wish List and the
owner's own shelves become lists, and those that name a status count as one, too. Each
of "dates" is a playthrough. Ratings: 1 to 5 stars, as they are. Status updates and the
review go into the notes.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import rating_of
from apps.imports.parsing.tables.values import year_of
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.rows import Status
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record
    from apps.imports.parsing.vocabulary.statuses import StatusWord

TELLING = frozenset({"shelves", "dates", "statuses", "giantbomb_id", "review"})
REQUIRED = frozenset({"name"})
NOT_TAKEN = ("genres", "developers", "publishers")
_SHELVES: dict[str, Status] = {
    "played": "completed",
    "playing": "playing",
    "backlog": "planned",
}
# The statuses that a shelf of the owner's counts as by its name alone.
_NAMED: tuple[StatusWord, ...] = ("playing", "ongoing", "paused", "dropped", "unclear")
_FINISHED = re.compile(r"main|100|complet|finish|beat|everything", re.IGNORECASE)
_DROPPED = re.compile(
    r"abandon|drop|unfinish|incomplet|did(?:n't| not)|gave up", re.IGNORECASE
)


def read_record(record: Record, collector: Collector) -> None:
    """Add the line's game with its playthroughs and shelves."""
    try:
        cells = {
            name: _json(record[name])
            for name in ("shelves", "platforms", "dates", "statuses", "franchises")
        }
    except ValueError:
        collector.report(record, "One of its cells contains invalid JSON.")
        return
    shelves = _names(cells["shelves"])
    own = collector.shelves(
        (s for s in shelves if s.casefold() not in _SHELVES),
        record,
        record["name"],
        kind="shelf",
        naming=_NAMED,
    )
    statuses = _statuses(shelves, own)
    platforms = [platform_word(name) for name in _names(cells["platforms"])]
    rating, rounded = rating_of(record["rating"], scale=5)
    notes = [record["review"], *_updates(cells["statuses"]), rounded]
    only = platforms[0] if len(platforms) == 1 else ""
    runs = [_run(entry, statuses, only) for entry in _objects(cells["dates"])]
    played = {run.status for run in runs}
    runs += [
        SourcePlaythrough(status, only)
        for status in dict.fromkeys(statuses)
        if status not in played and not (runs and status == "planned")
    ]
    if runs:
        last = max(range(len(runs)), key=lambda n: (runs[n].status == "completed", n))
        text = "; ".join(filter(None, (runs[last].notes, *notes)))
        runs[last] = replace(runs[last], rating=rating, notes=text)
    elif rating:
        notes.append(f"rated {rating}/5")
    is_open = any(shelf.status == "unclear" for shelf in own.values())
    collector.add(
        record,
        ExportedGame(
            record["name"],
            runs=runs,
            platforms=platforms,
            series=next(iter(_names(cells["franchises"])), ""),
            year=year_of(record["release_date"]),
            # A shelf that names a status stays a list, unless the owner says more.
            lists=[
                name
                for name, shelf in own.items()
                if shelf.meaning == "list" or not shelf.is_answered
            ],
            notes=() if runs else notes,
            open_runs=() if runs or not is_open else [_open_run(only, rating, notes)],
        ),
    )


def _open_run(platform: str, rating: str, notes: Iterable[str]) -> SourcePlaythrough:
    """The run of a game on a shelf that says that it isn't finished, and no more."""
    text = "; ".join(filter(None, notes))
    return SourcePlaythrough("completed", platform, rating=rating, notes=text)


def _statuses(shelves: list[str], own: Mapping[str, Found]) -> list[Status]:
    """What the shelves say: Grouvee's own, then the owner's that name a status.

    "Abandoned" beside "Played" is dropped: the one that promises less counts.
    """
    statuses = [_SHELVES[s.casefold()] for s in shelves if s.casefold() in _SHELVES]
    named: list[Status] = []
    for shelf in own.values():
        status = shelf.status
        if status in ("dropped", "paused", "unclear") and "completed" in statuses:
            statuses.remove("completed")
        if status and status != "unclear" and status not in statuses:
            named.append(status)
    return [*statuses, *named]


def _run(
    entry: dict[str, Any], statuses: list[Status], platform: str
) -> SourcePlaythrough:
    """One entry of "dates" as a playthrough."""
    level = str(entry.get("level_of_completion") or "").strip()
    started = date_of(str(entry.get("date_started") or ""))
    finished = date_of(str(entry.get("date_finished") or ""))
    seconds = str(entry.get("seconds_played") or "")
    hours = hours_of(seconds, unit="s")
    status: Status
    if _DROPPED.search(level):
        status = "dropped"
    elif finished or _FINISHED.search(level):
        status = "completed"
    else:
        status = "playing" if "playing" in statuses else (statuses or ["playing"])[0]
    notes = [
        level,
        f"played for {seconds} s" if hours is None else "",
        *(
            f"{name}: {entry[name]}"
            for name, found in (("date_started", started), ("date_finished", finished))
            if found is None
        ),
    ]
    return SourcePlaythrough(
        status,
        platform,
        started_at=started or "",
        completed_at=finished or "",
        playtime_hours=hours or "",
        notes="; ".join(filter(None, notes)),
    )


def _updates(found: Any) -> list[str]:
    """Grouvee's status updates, as they are: "2021-02-03: Still stuck"."""
    updates = []
    for update in _objects(found):
        day = date_of(str(update.get("date") or "")) or ""
        text = " ".join(str(update.get("status") or "").split())
        updates += [f"{day}: {text}" if day else text] if text else []
    return updates


def _json(cell: str) -> Any:
    """What a cell holds as JSON; None for an empty one. Raises ValueError."""
    try:
        return json.loads(cell) if cell else None
    except RecursionError as error:
        raise ValueError from error


def _names(found: Any) -> list[str]:
    """The names in {"Played": {…}}, ["Played"] or [{"name": "Played"}]."""
    if isinstance(found, dict):
        return [str(name) for name in found]
    if not isinstance(found, list):
        return []
    names = (item.get("name") if isinstance(item, dict) else item for item in found)
    return [str(name) for name in names if name]


def _objects(found: Any) -> list[dict[str, Any]]:
    if not isinstance(found, list):
        return []
    return [item for item in found if isinstance(item, dict)]


EXPORT = ServiceExport(
    "grouvee",
    "Grouvee",
    telling=(TELLING,),
    read=read_record,
    required=REQUIRED,
    not_taken=NOT_TAKEN,
)
