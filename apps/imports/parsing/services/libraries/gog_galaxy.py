"""GOG Galaxy's library, as scripts export it from its database.

Source, sure: `galaxy_library_export.py` of AB1908/GOG-Galaxy-Export-Script (the
columns, tabs between them, lists parted by the same sign or written as Python does,
play time in minutes). Reconstructed: the flattened columns (`title.title`,
`meta.releaseDate`, `myTags.tags`) of `gog-stats-exporter.py` of
ChriZ982/gog-galaxy-2.0-stats-exporter.

Galaxy knows where a game was bought and how long it was played, not how the playing
went: a game with play time is left open, so that the review asks; one without has no
playthrough. Tags are lists, and those that name a status say it. Of the platforms in
`platformList` most are stores: those on PC are PC, those of consoles go into the notes.
"""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.collector import split_names
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import year_of
from apps.library.platform_names import PC
from apps.library.platform_names import platform_name

if TYPE_CHECKING:
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record

TELLING = (
    frozenset({"title", "platformlist"}),
    frozenset({"title", "gamemins"}),
    frozenset({"title.title", "meta.developers"}),
)
REQUIRED_ONE_OF = ("title", "title.title")
NOT_TAKEN = (
    "summary",
    "criticsscore",
    "developers",
    "publishers",
    "genres",
    "themes",
    "dlcs",
    "oscompatibility",
    "meta.developers",
    "meta.publishers",
    "meta.genres",
    "meta.themes",
    "meta.criticsscore",
)
_STORES_ON_PC = frozenset(
    {
        "amazon",
        "bethesda.net",
        "direct2drive",
        "discord",
        "dotemu",
        "fanatical",
        "gamersgate",
        "green man gaming",
        "humble bundle",
        "indiegala",
        "nuuvem",
        "origin",
        "paradox plaza",
        "riot",
        "rockstar games launcher",
        "twitch",
        "uplay",
        "wargaming",
    }
)
# Names that the scripts give where nothing is known.
_NO_PLATFORMS = frozenset({"other", "unknown", "test", "placeholder"})
_FIRST_SECONDS = 10_000_000


def read_record(record: Record, collector: Collector) -> None:
    """Add the line's game with its platforms, tags, and play time."""
    title = record["title"] or record["title.title"]
    lists, filed = collector.filed(
        split_names(record["tags"] or record["mytags.tags"]),
        record,
        title,
        has_status=False,
    )
    stores = split_names(record["platformlist"])
    platforms = list(dict.fromkeys(filter(None, map(_platform, stores))))
    elsewhere = [name for name in stores if not _platform(name)]
    known = [name for name in elsewhere if name.casefold() not in _NO_PLATFORMS]
    minutes = record["gamemins"]
    hours = hours_of(minutes, unit="m")
    game = ExportedGame(
        title,
        platforms=platforms,
        year=_year(record["releasedate"] or record["meta.releasedate"]),
        lists=lists,
        notes=[
            f"bought at: {', '.join(known)}" if known else "",
            f"play time: {minutes}" if hours is None else "",
        ],
    )
    run = SourcePlaythrough(
        "completed",
        platforms[0] if len(platforms) == 1 and not elsewhere else "",
        playtime_hours=hours or "",
    )
    collector.add_run(record, game, run, filed)


def _platform(name: str) -> str:
    """IGDB's name of a platform, that of PC for a store there, "" for others."""
    return platform_name(name) or (PC if name.casefold() in _STORES_ON_PC else "")


def _year(date: str) -> int | None:
    """The year of a date, which may be one in seconds since 1970."""
    number = date.removesuffix(".0")
    if number.isdecimal() and int(number[:12]) > _FIRST_SECONDS:
        return datetime.fromtimestamp(int(number[:10]), UTC).year
    return year_of(date)


EXPORT = ServiceExport(
    "gog_galaxy",
    "GOG Galaxy",
    telling=TELLING,
    read=read_record,
    required_one_of=REQUIRED_ONE_OF,
    not_taken=NOT_TAKEN,
)
