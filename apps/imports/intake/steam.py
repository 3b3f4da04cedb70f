"""The owner's Steam library as a source of an import, like any file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from apps.imports.intake.source import File
from apps.imports.intake.source import NoGames
from apps.imports.intake.source import Source
from apps.imports.models import SourceKind
from apps.imports.parsing.services.steam_library import as_text
from apps.integrations.steam import OwnedGame
from apps.integrations.steam import SteamClient


def source_of_steam(*, leave_out_unplayed: bool, today: date) -> Source:
    """Ask Steam for the library. `leave_out_unplayed`: only what was ever started.

    Raises a `RemoteError` when it cannot be had: private, not set up, away; `NoGames`
    when it is empty.
    """
    with SteamClient() as steam:
        games = steam.owned_games()
    if not games:
        raise NoGames(
            "The Steam library is empty.",
            what_to_do="Family-shared games aren't included in it.",
        )
    games.sort(key=lambda game: (-game.minutes, game.name.casefold(), game.appid))
    text = library_text(games, leave_out_unplayed=leave_out_unplayed)
    return Source(
        files=(File(text, as_format="steam"),),
        kind=SourceKind.STEAM,
        description=f"Steam library of {today:%-d %B %Y}",
    )


def library_text(games: Sequence[OwnedGame], *, leave_out_unplayed: bool) -> str:
    """The library as `parsers.steam_library` reads it."""
    return as_text(list(map(_as_json, games)), leave_out_unplayed=leave_out_unplayed)


def _as_json(game: OwnedGame) -> dict[str, Any]:
    return {
        "appid": game.appid,
        "name": game.name,
        "minutes": game.minutes,
        "recent_minutes": game.recent_minutes,
        "last_played": game.last_played.isoformat() if game.last_played else None,
    }
