"""What Xbox answers about the games of an account (its title history), saved as JSON.

Source, sure: the answer of Xbox's title hub, as the models and tests of public clients
quote it (OpenXBL's and xbox-webapi's: `titles` with `titleId`, `name`, `type`,
`devices`, `achievement` and `titleHistory.lastTimePlayed`; with some of them
`minutesPlayed`). Microsoft's “year in review” is a web page, no file.

It holds what was started, and says nothing of what was finished. So each game is left
open, with its play time where there is one; achievements and the last day go into the
notes. Apps are left out and counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.collector import split_names
from apps.imports.parsing.services.json_records import fields_in
from apps.imports.parsing.services.json_records import names_in
from apps.imports.parsing.services.json_records import text_in
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.library.platform_names import PC
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record

TELLING = (
    frozenset({"titleid", "name", "titlehistory"}),
    frozenset({"titleid", "name", "devices"}),
    frozenset({"titleid", "name", "minutesplayed"}),
)
REQUIRED = frozenset({"name"})
_DEVICES = {
    "xbox360": "Xbox 360",
    "xboxone": "Xbox One",
    "xboxseries": "Xbox Series X|S",
    "scarlett": "Xbox Series X|S",
    "win32": PC,
    "pc": PC,
}


def read_record(record: Record, collector: Collector) -> None:
    """Add the game, with what is known of its playing."""
    kind = record["type"]
    if kind and "game" not in kind.casefold():
        collector.leave_out(record, kind.casefold())
        return
    platforms = _platforms(record)
    minutes = record["minutesplayed"]
    hours = hours_of(minutes, unit="m")
    history = fields_in(record["titlehistory"])
    last = date_of(
        (record["lasttimeplayed"] or text_in(history, "lasttimeplayed"))[:10]
    )
    game = ExportedGame(
        record["name"],
        platforms=platforms,
        notes=[
            f"last played {last}" if last else "",
            _achievements(record),
            f"play time: {minutes}" if hours is None else "",
        ],
    )
    run = SourcePlaythrough(
        "completed",
        platforms[0] if len(platforms) == 1 else "",
        playtime_hours=hours or "",
    )
    collector.add_run(record, game, run, None, is_played=True)


def _platforms(record: Record) -> list[str]:
    devices = names_in(record["devices"]) or split_names(record["devices"])
    found = (_DEVICES.get(name.casefold()) or platform_word(name) for name in devices)
    return list(dict.fromkeys(found))


def _achievements(record: Record) -> str:
    """ "achievements: 59 of 59, gamerscore 1250"; "" where none was earned."""
    told = {**record.cells, **fields_in(record["achievement"])}
    earned, score = (
        text_in(told, "currentachievements"),
        text_in(told, "currentgamerscore"),
    )
    total = text_in(told, "totalachievements")
    parts = [
        f"achievements: {earned}" if earned not in ("", "0") else "",
        f"gamerscore {score}" if score not in ("", "0") else "",
    ]
    if parts[0] and total not in ("", "0"):
        parts[0] += f" of {total}"
    return ", ".join(filter(None, parts))


EXPORT = ServiceExport(
    "xbox",
    "Xbox",
    telling=TELLING,
    read=read_record,
    required=REQUIRED,
)
