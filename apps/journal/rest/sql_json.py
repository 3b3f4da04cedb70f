"""The JSON of playthroughs, as SQL for `core.api.rows`."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.library.rest.sql_json import PLAYTHROUGH_FIELDS

# Of a game g.
PLAYED_GAME = (
    "json_build_object('id', g.uuid, 'name', g.name, 'slug', g.slug,"
    " 'cover_url', g.cover_url)"
)
PLAYTHROUGH = JsonShape(
    f"json_build_object('id', pt.uuid, 'game', {PLAYED_GAME}, {PLAYTHROUGH_FIELDS})",
    "JOIN journal_playthrough pt ON pt.id = page.id"
    " JOIN library_edition e ON e.id = pt.edition_id"
    " JOIN library_game g ON g.id = e.game_id"
    " LEFT JOIN library_platform p ON p.id = pt.platform_id",
)
