"""Backloggery's lists, in the three forms in which they leave the site.

Source: `backloggery/client.py` and `enums.py` of
transgwender/UNOFFICIAL-backloggery-api (2025: what the site's own library holds, with
its numbers for status, priority and rating) and `Backloggery-Exporter.user.js` of
xdpirate/Backloggery-Exporter (CSV and JSON with words). Unsure: the columns of the
site's own CSV download, of which no copy was found; it is known by a status beside
columns that only Backloggery has, and read under all the names above.

Statuses: Beaten, Completed, Mastered (30, 40) → completed; Unfinished (20) → playing
when "now playing", ongoing when ongoing, dropped when shelved, else paused; Endless
(60) → dropped when shelved and paused when paused, with a note, else ongoing; Unplayed
(10) → planned; None → no playthrough.
Ownership "Wishlist" → the list "Wishlist". Ratings: half stars up to 5, as words
("4.5 Stars") or as 1 to 10 half stars in the site's own numbers; the exporter's 1 to 5.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.values import is_nothing
from apps.imports.parsing.tables.values import rating_of
from apps.imports.parsing.vocabulary.statuses import cell_status
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.rows import Status
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record

# Each set of names by itself tells that it is Backloggery's.
TELLING = (
    frozenset({"game_inst_id", "platform_title", "priority", "phys_digi"}),
    frozenset({"originalsystem", "ownership", "nowplaying", "progressnote"}),
    frozenset({"sub-platform", "ownership", "priority"}),
    frozenset({"unique game id", "status", "priority"}),
    frozenset({"sub platform", "status", "priority"}),
)
REQUIRED_ONE_OF = ("title", "name", "game", "game title")
_STATUSES = {
    "10": "unplayed",
    "20": "unfinished",
    "30": "beaten",
    "40": "completed",
    "60": "endless",
    "80": "none",
    "null": "none",
    "mastered": "completed",
}
_PRIORITIES = {
    "10": "shelved",
    "20": "replay",
    "60": "paused",
    "70": "ongoing",
    "80": "now playing",
}
# What the priority makes of a game that is begun; see above for others.
_ENDLESS: dict[str, Status] = {"shelved": "dropped", "paused": "paused"}
_UNFINISHED: dict[str, Status] = {"shelved": "dropped", "ongoing": "ongoing"}
_OWN_WISHLIST = ("wishlist", "7")
_SYSTEM = re.compile(r"(.+?) \((.+)\)")


def read_record(record: Record, collector: Collector) -> None:
    """Add the line's game with its status, platform and place on the wishlist."""
    title = _first(record, *REQUIRED_ONE_OF)
    said = _said(record, collector, title)
    status = said.status if said else _status(record)
    is_open = said is not None and status in (None, "unclear")
    is_endless = _status_word(record) == "endless" and status != "ongoing"
    is_coded = bool(record["game_inst_id"])
    rating, rounded = rating_of(_first(record, "rating"), scale=10 if is_coded else 5)
    notes = [
        _first(record, "notes", "progressnote", "progress", "progress note"),
        _first(record, "comments", "review"),
        "endless" if is_endless else "",
        _in_compilation(record),
        rounded,
    ]
    platform = _platform(record)
    runs = []
    text = "; ".join(filter(None, notes))
    if status and status != "unclear":
        runs.append(SourcePlaythrough(status, platform, rating=rating, notes=text))
    elif rating:
        notes.append(f"rated {rating}/5")
    wished = _first(record, "own", "ownership").casefold() in _OWN_WISHLIST
    collector.add(
        record,
        ExportedGame(
            title,
            runs=runs,
            open_runs=[
                SourcePlaythrough("completed", platform, rating=rating, notes=text)
            ]
            if is_open
            else [],
            platforms=[platform],
            lists=["Wishlist"] if wished else [],
            notes=() if runs else notes,
        ),
    )


def _status_word(record: Record) -> str:
    word = _first(record, "status", "completion").casefold()
    return _STATUSES.get(word, word)


def _said(record: Record, collector: Collector, title: str) -> Found | None:
    """The words for the status as a part; None where they say nothing."""
    word = _status_word(record)
    priority = _priority(record)
    if word in ("", "none", "null"):
        return None
    is_telling = priority in ("shelved", "paused", "ongoing", "now playing")
    text = f"{word}, {priority}" if is_telling else word
    status = _status(record) or cell_status(word)
    found = collector.parts.status(
        text.capitalize(), status, line=record.line, kind="status"
    )
    collector.parts.count(found, title)
    return found


def _priority(record: Record) -> str:
    word = _first(record, "priority", "now playing", "nowplaying").casefold()
    word = _PRIORITIES.get(word, word)
    return "now playing" if word in ("true", "yes", "1", "x") else word


def _status(record: Record) -> Status | None:
    word = _status_word(record)
    priority = _priority(record)
    is_playing = priority in ("now playing", "ongoing")
    if word in ("beaten", "completed"):
        return "completed"
    if word == "endless":
        return _ENDLESS.get(priority, "ongoing")
    if word == "unfinished":
        return _UNFINISHED.get(priority, "playing" if is_playing else "paused")
    if word == "unplayed":
        return "playing" if is_playing else "planned"
    return "playing" if is_playing else None


def _platform(record: Record) -> str:
    """Where it was played: "NES" of the system "Wii (NES)" is where it came from."""
    name = _first(record, "platform_title", "system", "platform", "console", "abbr")
    found = _SYSTEM.fullmatch(name)
    return platform_word(found[1] if found else name)


def _in_compilation(record: Record) -> str:
    name = _first(record, "compilation", "child of", "parent game")
    is_itself = name == _first(record, *REQUIRED_ONE_OF)
    return f"in {name}" if name and not is_itself and not name.isdecimal() else ""


def _first(record: Record, *names: str) -> str:
    """The first of the cells that says anything ("undefined" does not)."""
    cells = (record[name] for name in names)
    return next((cell for cell in cells if not is_nothing(cell)), "")


EXPORT = ServiceExport(
    "backloggery",
    "Backloggery",
    telling=TELLING,
    read=read_record,
    required_one_of=REQUIRED_ONE_OF,
)
