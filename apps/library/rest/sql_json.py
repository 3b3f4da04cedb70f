"""The JSON of the library's rows: what is not a column of the row, and its joins."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.core.api.sql_json import json_object_or_null
from apps.library.covers.showing import COVER_OF_EDITION
from apps.library.covers.showing import COVER_OF_GAME
from apps.library.covers.showing import cover_json
from apps.library.rest.schemas import EditionSchema
from apps.library.rest.schemas import FranchiseSchema
from apps.library.rest.schemas import GameEditionSchema
from apps.library.rest.schemas import GameGenreSchema
from apps.library.rest.schemas import GameMergeSchema
from apps.library.rest.schemas import GenreSchema
from apps.library.rest.schemas import MergedGameSchema
from apps.library.rest.schemas import PlatformSchema
from apps.library.rest.schemas import WorkDetailSchema
from apps.library.rest.schemas import WorkGenresSchema
from apps.library.rest.schemas import WorkSchema

FRANCHISE = JsonShape(
    json_object(FranchiseSchema, "f"), "JOIN library_franchise f ON f.id = page.id"
)
GENRE = JsonShape(
    json_object(GenreSchema, "g", parent_id="parent.uuid"),
    "JOIN library_genre g ON g.id = page.id"
    " LEFT JOIN library_genre parent ON parent.id = g.parent_id",
)
PLATFORM = JsonShape(
    json_object(PlatformSchema, "p"), "JOIN library_platform p ON p.id = page.id"
)

# Of a game g with its franchise f -------------------------------------------

GAME_JOINS = (
    "JOIN library_game g ON g.id = page.id"
    " LEFT JOIN library_franchise f ON f.id = g.franchise_id"
)
_FRANCHISE = json_object_or_null(FranchiseSchema, "f")
# Of an edition e of a game g.
_EDITION = json_object(
    EditionSchema, "e", work_id="g.uuid", summary="NULLIF(e.summary, '')"
)
_GENRE_ROWS = (
    "library_gamegenre gg JOIN library_genre ge ON ge.id = gg.genre_id"
    " WHERE gg.game_id = g.id"
)
_GENRES = json_array(
    json_object(GameGenreSchema, "ge", is_primary="gg.is_primary"),
    _GENRE_ROWS,
    order="gg.is_primary DESC, ge.sort_key, ge.id",
)
_PLATFORMS = json_array(
    json_object(PlatformSchema, "p"),
    "library_platform p WHERE p.id IN"
    " (SELECT gp.platform_id FROM library_game_platforms gp WHERE gp.game_id = g.id)",
    order="p.sort_key, p.id",
)
_EDITION_PLATFORMS = json_array(
    json_object(PlatformSchema, "p"),
    "library_edition_platforms ep JOIN library_platform p ON p.id = ep.platform_id"
    " WHERE ep.edition_id = e.id",
    order="p.sort_key, p.id",
)

EDITION = JsonShape(
    _EDITION,
    "JOIN library_edition e ON e.id = page.id JOIN library_game g ON g.id = e.game_id",
)
WORK = JsonShape(json_object(WorkSchema, "g", franchise=_FRANCHISE), GAME_JOINS)
WORK_DETAIL = JsonShape(
    json_object(
        WorkDetailSchema,
        "g",
        franchise=_FRANCHISE,
        editions=json_array(
            _EDITION, "library_edition e WHERE e.game_id = g.id", order="e.id"
        ),
    ),
    GAME_JOINS,
)
WORK_GENRES = JsonShape(
    json_object(
        WorkGenresSchema,
        "g",
        work="g.slug",
        genres=json_array(
            "ge.slug", _GENRE_ROWS, order="gg.is_primary DESC, ge.name, ge.id"
        ),
        primary_genre=f"(SELECT ge.slug FROM {_GENRE_ROWS} AND gg.is_primary)",
    ),
    "JOIN library_game g ON g.id = page.id",
)

# What of a game is no column of its row.
GAME_EXPRESSIONS = {
    "franchise": _FRANCHISE,
    "genres": _GENRES,
    "platforms": _PLATFORMS,
    "cover": cover_json(COVER_OF_GAME),
}
GAME_EDITIONS = json_array(
    json_object(
        GameEditionSchema,
        "e",
        work_id="g.uuid",
        summary="NULLIF(e.summary, '')",
        platforms=_EDITION_PLATFORMS,
        cover=cover_json(COVER_OF_EDITION),
    ),
    "library_edition e WHERE e.game_id = g.id",
    order="e.id",
)
# In hours, once enough people have said so (IGDB's `TELLING_COUNT`).
TIME_TO_BEAT = (
    "CASE WHEN (g.time_to_beat->>'count')::integer >= 3 THEN json_build_object("
    + ", ".join(
        f"'{pace}', round((g.time_to_beat->>'{pace}')::numeric / 3600, 1)"
        for pace in ("hastily", "normally", "completely")
    )
    + ", 'count', (g.time_to_beat->>'count')::integer) END"
)

GAME_MERGE = JsonShape(
    json_object(
        GameMergeSchema,
        "m",
        merged="json_build_object('id', m.merged_id, 'name', m.merged_name,"
        " 'slug', m.merged_slug)",
        into=json_object(MergedGameSchema, "g", id="g.uuid"),
    ),
    "JOIN library_gamemerge m ON m.id = page.id"
    " JOIN library_game g ON g.id = m.survivor_id",
)
