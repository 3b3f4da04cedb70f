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

import json
from collections.abc import Sequence
from itertools import batched
from typing import TYPE_CHECKING
from typing import Any

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.json_records import load_json
from apps.imports.parsing.tables.values import hours_of
from apps.library.platform_names import PC

if TYPE_CHECKING:
    from apps.imports.parsing.rows import Status
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record

MARK = "steam library"


def as_text(games: Sequence[Any], *, leave_out_unplayed: bool) -> str:
    """The library as it is kept, a game on a line."""
    lines = ",\n".join(json.dumps(game, ensure_ascii=False) for game in games)
    leave_out = json.dumps(leave_out_unplayed)
    return (
        f'{{"questlog": "{MARK}", "leave_out_unplayed": {leave_out}, "games": [\n'
        f"{lines}\n]}}\n"
    )


def parts(text: str, size: int) -> list[str]:
    """The library as texts of at most `size` games each; itself where it is short."""
    library = load_json(text)
    games = library.get("games") if isinstance(library, dict) else None
    if not isinstance(games, list) or len(games) <= size:
        return [text]
    leave_out = bool(library.get("leave_out_unplayed"))
    return [
        as_text(some, leave_out_unplayed=leave_out)
        for some in batched(games, size, strict=False)
    ]


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
    run = SourcePlaythrough(
        status,
        PC,
        playtime_hours=hours_of(str(minutes), unit="m") or "",
        notes=f"last played {last_played} on Steam" if last_played else "",
    )
    collector.add(
        record,
        ExportedGame(
            str(game["name"]),
            runs=[run],
            external_ids={"steam": str(game["appid"])},
            is_left_out=leave_out_unplayed and not minutes,
        ),
    )
