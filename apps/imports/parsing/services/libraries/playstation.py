"""What PlayStation Network answers about the games of an account, saved as JSON.

Source, sure: the answers of `gamelist/v2/users/…/titles` and
`trophy/v1/users/…/trophyTitles` as the documentation and the tests of public clients
quote them (psn-api, psnawp: `titles` with `titleId`, `name`, `category`,
`firstPlayedDateTime`, `lastPlayedDateTime` and `playDuration` "PT228H56M33S";
`trophyTitles` with `trophyTitleName`, `trophyTitlePlatform` "PS5,PSPC", `progress` and
`earnedTrophies`), by themselves or under "data". Reconstructed: CSV of the same names.
Sony's “year in review” is a web page, no file.

Neither says what was finished, not even a platinum trophy of a game that has no end. So
each game that was played is left open, with its hours and its first day; a game without
a trophy has no playthrough. Apps are left out and counted.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.collector import split_names
from apps.imports.parsing.services.json_records import fields_in
from apps.imports.parsing.services.json_records import names_in
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import hours_text
from apps.library.platform_names import PC
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record

TELLING = (
    frozenset({"titleid", "name", "playduration"}),
    frozenset({"name", "playduration", "category"}),
    frozenset({"trophytitlename", "progress"}),
    frozenset({"trophytitlename", "earnedtrophies"}),
)
REQUIRED_ONE_OF = ("name", "trophytitlename")
_PLATFORMS = {
    "ps4_game": "PlayStation 4",
    "ps5_native_game": "PlayStation 5",
    "pspc_game": PC,
    "pspc": PC,
}
_APP = re.compile(r"app\b|_app|nongame|media", re.IGNORECASE)
_DURATION = re.compile(
    r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?", re.IGNORECASE
)
_MARKS = re.compile("[™®©]")
# How lists of trophies are called beside their game.
_OF_TROPHIES = re.compile(r"\s*[-–:]?\s*\b(?:trophies|trophy set)$", re.IGNORECASE)


def read_record(record: Record, collector: Collector) -> None:
    """Add the game, with what is known of its playing."""
    category = record["category"]
    if _APP.search(category):
        collector.leave_out(record, "app")
        return
    name = record["name"]
    if record["trophytitlename"]:
        name = _OF_TROPHIES.sub("", record["trophytitlename"])
    platforms = _platforms(record)
    duration = record["playduration"]
    hours = hours_of_duration(duration)
    started = date_of(record["firstplayeddatetime"][:10])
    last = date_of(record["lastplayeddatetime"][:10]) or ""
    trophies = _trophies(record)
    game = ExportedGame(
        " ".join(_MARKS.sub("", name).split()),
        platforms=platforms,
        notes=[
            f"last played {last}" if last else "",
            f"play time: {duration}" if hours is None else "",
            trophies,
        ],
    )
    run = SourcePlaythrough(
        "completed",
        platforms[0] if len(platforms) == 1 else "",
        started_at=started or "",
        playtime_hours=hours or "",
    )
    collector.add_run(record, game, run, None, is_played=bool(trophies or last))


def hours_of_duration(text: str) -> str | None:
    """Hours of "PT228H56M33S", or as `hours_of` reads a time."""
    found = _DURATION.fullmatch(text)
    if not text or found is None:
        return hours_of(text)
    days, hours, minutes, seconds = (int((part or "0")[:9]) for part in found.groups())
    return hours_text(
        Decimal((days * 24 + hours) * 3600 + minutes * 60 + seconds) / 3600
    )


def _platforms(record: Record) -> list[str]:
    written = record["trophytitleplatform"] or record["category"] or record["platform"]
    names = names_in(written) or split_names(written)
    found = [_PLATFORMS.get(name.casefold()) or platform_word(name) for name in names]
    return [name for name in dict.fromkeys(found) if name.casefold() != "unknown"]


def _trophies(record: Record) -> str:
    """ "trophies: 71 %, with the platinum"; "" where none was earned."""
    progress = record["progress"]
    earned = fields_in(record["earnedtrophies"])
    counts = [count for count in earned.values() if isinstance(count, int)]
    if progress in ("", "0") and not any(counts):
        return ""
    share = f"trophies: {progress} %" if progress else f"{sum(counts)} trophies"
    return f"{share}, with the platinum" if earned.get("platinum") else share


EXPORT = ServiceExport(
    "playstation",
    "PlayStation Network",
    telling=TELLING,
    read=read_record,
    required_one_of=REQUIRED_ONE_OF,
)
