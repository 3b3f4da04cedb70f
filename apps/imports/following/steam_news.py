"""What of a Steam library is new: games that were bought or started since.

How long they were played changes every day, and is what the Steam page follows.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from apps.imports.intake.source import File
from apps.imports.intake.source import Source
from apps.imports.parsing.services.steam_library import as_text


def new_games(source: Source, known_text: str, *, most: int) -> Source:
    """The source with at most so many games, those that `known_text` lacks.

    Its text is empty where there are none.
    """
    games, leaves_out = _library(source.text)
    known = set(map(_state, _library(known_text)[0]))
    unknown = [
        game
        for game in games
        if _state(game) not in known and not (leaves_out and not game["minutes"])
    ][:most]
    text = as_text(unknown, leave_out_unplayed=leaves_out) if unknown else ""
    return replace(source, files=(File(text, as_format="steam"),))


def merged_libraries(first: str, second: str) -> str:
    """Both libraries as one, the second one's games instead of the first one's."""
    games, leaves_out = _library(first)
    more, leaves_out_later = _library(second)
    by_state = {_state(game): game for game in (*games, *more)}
    return as_text(
        list(by_state.values()),
        leave_out_unplayed=leaves_out_later if second else leaves_out,
    )


def _state(game: dict[str, Any]) -> tuple[int, bool]:
    """Which game it is, and whether it was ever started."""
    return int(game["appid"]), bool(game["minutes"])


def _library(text: str) -> tuple[list[dict[str, Any]], bool]:
    """The games of a stored library, and whether it leaves out the unplayed ones."""
    if not text:
        return [], False
    library = json.loads(text)
    return library["games"], bool(library.get("leave_out_unplayed"))
