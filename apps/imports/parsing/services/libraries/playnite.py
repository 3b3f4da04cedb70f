"""Playnite's library as its exporters write it: CSV, or JSON with nested names.

Source, sure: `LibraryExporterViewModel.cs` of
darklinkpower/PlayniteExtensionsCollection (“Library Exporter Advanced”: which columns
there are, lists parted by ", " unless chosen otherwise, play time in seconds), and the
English names of its columns in the tests of two public importers (`Name`, `Platforms`,
`Source`, `Completion Status`, `Time Played`, `User Score`). Its columns bear the names
of Playnite's language: in others than English the file is read as any other table.
Reconstructed: the names without spaces (`CompletionStatus`, `Playtime`), as scripts
write them from Playnite's own fields, and JSON of the same, where platforms and
statuses are `{"Name": …}`.

Statuses: Beaten, Completed → completed; Playing; Abandoned → dropped; On Hold → paused;
Plan to Play, Not Played → planned. Played is set by Playnite itself once a game was
started, so the review asks. Scores: 0 to 100. Categories and tags are lists, favorites
too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.imports.parsing.parts import UNITS
from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.collector import split_names
from apps.imports.parsing.services.json_records import names_in
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.columns import TimeUnit
from apps.imports.parsing.tables.plain_csv import platforms_in
from apps.imports.parsing.tables.values import answer_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import is_nothing
from apps.imports.parsing.tables.values import rating_of
from apps.imports.parsing.tables.values import year_of

if TYPE_CHECKING:
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record
    from apps.imports.parsing.vocabulary.statuses import StatusWord

TELLING = (
    frozenset({"name", "completion status", "time played"}),
    frozenset({"name", "completion status", "platforms", "sources"}),
    frozenset({"name", "completion status", "platforms", "source"}),
    frozenset({"name", "installed", "developers", "publishers", "platforms"}),
    frozenset({"name", "time played", "platforms", "user score"}),
    frozenset({"name", "sorting name", "platforms"}),
    frozenset({"name", "pluginid"}),
    frozenset({"name", "completionstatus", "playtime"}),
    frozenset({"name", "completionstatus", "platforms"}),
)
REQUIRED = frozenset({"name"})
NOT_TAKEN = (
    "age rating",
    "age ratings",
    "critic score",
    "community score",
    "description",
    "developers",
    "publishers",
    "features",
    "genres",
    "links",
    "regions",
    "roms",
)
# What is read, and what is about the program rather than the game.
KNOWN = frozenset(
    {"name", "sorting name", "categories", "tags", "favorite", "hidden", "notes"}
    | {"completion status", "completionstatus", "platforms", "platform", "series"}
    | {"user score", "userscore", "source", "sources", "release date", "releasedate"}
    | {"last played", "lastactivity", "recent activity", "recentactivity", "added"}
    | {"modified", "play count", "playcount", "version", "manual", "id", "game id"}
    | {"gameid", "pluginid", "installed", "isinstalled", "installation folder"}
    | {"install size", "sortingname", "time played", "time played (seconds)"}
    | {"playtime", "play time", "playtime (seconds)", "playtime (minutes)"}
    | {"playtime (hours)"}
)
_STATUSES: dict[str, StatusWord] = {
    "beaten": "completed",
    "completed": "completed",
    "playing": "playing",
    "abandoned": "dropped",
    "on hold": "paused",
    "plan to play": "planned",
    "not played": "planned",
    # Set for every game that was started.
    "played": "unclear",
}
_TIMES = (
    "time played",
    "time played (seconds)",
    "playtime",
    "play time",
    "playtime (seconds)",
    "playtime (minutes)",
    "playtime (hours)",
)


def read_record(record: Record, collector: Collector) -> None:
    """Add the line's game with its status, play time, score, and lists."""
    title = record["name"]
    word = _name(record, "completion status", "completionstatus")
    lists, filed = collector.filed(
        _shelves(record), record, title, has_status=not is_nothing(word)
    )
    said = collector.status(word, record, title, known=_STATUSES)
    platforms = [
        platform
        for name in _names(record, "platforms", "platform")
        for platform in platforms_in(name)
    ]
    rating, rounded = rating_of(_first(record, "user score", "userscore"), scale=100)
    hours, unread = _hours(record, collector, title)
    last = _first(record, "last played", "lastactivity")
    source = _name(record, "source", "sources")
    game = ExportedGame(
        title,
        platforms=platforms,
        series=next(iter(_names(record, "series")), ""),
        year=year_of(_name(record, "release date", "releasedate")),
        lists=lists,
        notes=[
            _first(record, "notes"),
            unread,
            f"last played {last}" if last and hours else "",
            f"source: {source}" if source else "",
        ],
    )
    run = SourcePlaythrough(
        "completed",
        platforms[0] if len(platforms) == 1 else "",
        playtime_hours=hours,
        rating=rating,
        notes=rounded,
    )
    collector.add_run(record, game, run, filed or said)


def _hours(record: Record, collector: Collector, title: str) -> tuple[str, str]:
    """The hours played, and a note of what is no time."""
    column = next((name for name in _TIMES if not is_nothing(record[name])), "")
    if not column:
        return "", ""
    text = record[column]
    named = TimeUnit.of(column, ())
    unit = named.name if named.is_named else "seconds"
    is_known = named.is_named or column == "time played"
    part = collector.parts.read(
        "column", column.capitalize(), unit, "known" if is_known else "guessed", line=1
    )
    collector.parts.count(part, text)
    if part.meaning not in UNITS:
        return "", "" if part.meaning == "nothing" else f"{column}: {text}"
    hours = hours_of(text, unit=UNITS[part.meaning], clock="h:m")
    return hours or "", f"{column}: {text}" if hours is None else ""


def _shelves(record: Record) -> list[str]:
    is_favorite = answer_of(record["favorite"]) is True
    names = [*_names(record, "categories"), *_names(record, "tags")]
    return [*names, *(["Favorites"] if is_favorite else [])]


def _first(record: Record, *columns: str) -> str:
    cells = (record[column] for column in columns)
    return next((cell for cell in cells if not is_nothing(cell)), "")


def _name(record: Record, *columns: str) -> str:
    """The text of a cell, or the name in one that is an object."""
    cell = _first(record, *columns)
    return next(iter(names_in(cell)), cell)


def _names(record: Record, *columns: str) -> list[str]:
    cell = _first(record, *columns)
    return names_in(cell) or split_names(cell)


EXPORT = ServiceExport(
    "playnite",
    "Playnite",
    telling=TELLING,
    read=read_record,
    required=REQUIRED,
    not_taken=NOT_TAKEN,
    known=KNOWN,
)
