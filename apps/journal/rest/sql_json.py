"""The JSON of playthroughs: what is not a column of the row, and its joins."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_object
from apps.journal.rest.schemas import PlayedGameSchema
from apps.journal.rest.schemas import PlaythroughSchema
from apps.library.rest.sql_json import PLAYTHROUGH_EXPRESSIONS

# Of a game g.
PLAYED_GAME = json_object(PlayedGameSchema, "g")
PLAYTHROUGH = JsonShape(
    json_object(PlaythroughSchema, "pt", **PLAYTHROUGH_EXPRESSIONS, game=PLAYED_GAME),
    "JOIN journal_playthrough pt ON pt.id = page.id"
    " JOIN library_edition e ON e.id = pt.edition_id"
    " JOIN library_game g ON g.id = e.game_id"
    " LEFT JOIN library_platform p ON p.id = pt.platform_id",
)
