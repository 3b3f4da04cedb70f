"""A Steam library as Questlog itself keeps it, once it was fetched.

`integrations.steam` asks Steam; `imports.steam` writes what it said as JSON text, so
that a library is reviewed, read again and undone like any file:
{"questlog": "steam library", "steam_id": "7656…", "leave_out_unplayed": false,
"games": [{"appid": 220, "name": "Half-Life 2", "minutes": 912, "recent_minutes": 30,
"last_played": "2025-11-01"}]}

Steam knows hours, not what was finished. So: played in the last two weeks → playing;
played before → paused; never played → planned, or left out where the owner asked for
that. The owner says what is completed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from apps.imports.parsers.collector import Told
from apps.imports.parsers.platforms import PC
from apps.imports.parsers.rows import ToldRun
from apps.imports.parsers.values import hours_of

if TYPE_CHECKING:
    from apps.imports.parsers.collector import Collector
    from apps.imports.parsers.delimited import Record
    from apps.imports.parsers.rows import Status

MARK = "steam library"


def read_game(
    record: Record,
    game: dict[str, Any],
    collector: Collector,
    *,
    leave_out_unplayed: bool,
) -> None:
    """Add one game of the library, known by its appid from then on."""
    minutes = int(game["minutes"])
    status: Status = "paused" if minutes else "planned"
    if game.get("recent_minutes"):
        status = "playing"
    last_played = str(game.get("last_played") or "")
    run = ToldRun(
        status,
        PC,
        playtime_hours=hours_of(str(minutes), unit="m") or "",
        notes=f"last played {last_played} on Steam" if last_played else "",
    )
    collector.add(
        record,
        Told(
            str(game["name"]),
            runs=[run],
            external_ids={"steam": str(game["appid"])},
            is_left_out=leave_out_unplayed and not minutes,
        ),
    )
