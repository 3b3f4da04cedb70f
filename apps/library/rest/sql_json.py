"""The JSON of the library's rows, as SQL for `core.api.rows`.

`private` says whether private playthroughs and lists count. The tables of journal
and lists are named here, not imported: the library lies below them.
"""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape

FRANCHISE = JsonShape(
    "json_build_object('id', f.uuid, 'name', f.name, 'slug', f.slug)",
    "JOIN library_franchise f ON f.id = page.id",
)

GENRE = JsonShape(
    "json_build_object('id', g.uuid, 'name', g.name, 'slug', g.slug,"
    " 'igdb_id', g.igdb_id, 'parent_id', parent.uuid)",
    "JOIN library_genre g ON g.id = page.id"
    " LEFT JOIN library_genre parent ON parent.id = g.parent_id",
)

PLATFORM_FIELDS = (
    "json_build_object('id', p.uuid, 'name', p.name, 'slug', p.slug,"
    " 'abbreviation', p.abbreviation)"
)
PLATFORM = JsonShape(PLATFORM_FIELDS, "JOIN library_platform p ON p.id = page.id")

# Of a game g with its franchise f -------------------------------------------

_FRANCHISE_OF_GAME = (
    "CASE WHEN f.id IS NULL THEN NULL ELSE"
    " json_build_object('id', f.uuid, 'name', f.name, 'slug', f.slug) END"
)
_GAME = (
    "JOIN library_game g ON g.id = page.id"
    " LEFT JOIN library_franchise f ON f.id = g.franchise_id"
)
_WORK_FIELDS = (
    "'id', g.uuid, 'name', g.name, 'slug', g.slug,"
    f" 'franchise', {_FRANCHISE_OF_GAME},"
    " 'original_release_year', g.original_release_year"
)
# Of an edition e of a game g.
_EDITION_FIELDS = (
    "'id', e.uuid, 'work_id', g.uuid, 'name', e.name, 'slug', e.slug,"
    " 'edition_type', e.edition_type, 'igdb_id', e.igdb_id,"
    " 'twitch_category_id', e.twitch_category_id, 'cover_url', e.cover_url,"
    " 'release_date', e.release_date, 'summary', NULLIF(e.summary, '')"
)

EDITION = JsonShape(
    f"json_build_object({_EDITION_FIELDS})",
    "JOIN library_edition e ON e.id = page.id JOIN library_game g ON g.id = e.game_id",
)
WORK = JsonShape(f"json_build_object({_WORK_FIELDS})", _GAME)
WORK_DETAIL = JsonShape(
    f"json_build_object({_WORK_FIELDS}, 'editions',"
    f" (SELECT coalesce(json_agg(json_build_object({_EDITION_FIELDS})"
    " ORDER BY e.id), '[]') FROM library_edition e WHERE e.game_id = g.id))",
    _GAME,
)

_GENRES = (
    "(SELECT coalesce(json_agg(json_build_object('id', ge.uuid, 'name', ge.name,"
    " 'slug', ge.slug, 'is_primary', gg.is_primary)"
    " ORDER BY gg.is_primary DESC, ge.sort_key, ge.id), '[]')"
    " FROM library_gamegenre gg JOIN library_genre ge ON ge.id = gg.genre_id"
    " WHERE gg.game_id = g.id)"
)
WORK_GENRES = JsonShape(
    "json_build_object('work', g.slug, 'genres', (SELECT coalesce(json_agg(ge.slug"
    " ORDER BY gg.is_primary DESC, ge.name, ge.id), '[]')"
    " FROM library_gamegenre gg JOIN library_genre ge ON ge.id = gg.genre_id"
    " WHERE gg.game_id = g.id), 'primary_genre', (SELECT ge.slug"
    " FROM library_gamegenre gg JOIN library_genre ge ON ge.id = gg.genre_id"
    " WHERE gg.game_id = g.id AND gg.is_primary))",
    "JOIN library_game g ON g.id = page.id",
)
_PLATFORMS = (
    f"(SELECT coalesce(json_agg({PLATFORM_FIELDS} ORDER BY p.sort_key, p.id), '[]')"
    " FROM library_platform p WHERE p.id IN"
    " (SELECT gp.platform_id FROM library_game_platforms gp WHERE gp.game_id = g.id))"
)
_PLATFORMS_OF_EDITION = (
    f"(SELECT coalesce(json_agg({PLATFORM_FIELDS} ORDER BY p.sort_key, p.id), '[]')"
    " FROM library_edition_platforms ep JOIN library_platform p"
    " ON p.id = ep.platform_id WHERE ep.edition_id = e.id)"
)
_GAME_FIELDS = (
    "'id', g.uuid, 'slug', g.slug, 'name', g.name, 'sort_name', g.sort_name,"
    f" 'franchise', {_FRANCHISE_OF_GAME}, 'genres', {_GENRES},"
    f" 'platforms', {_PLATFORMS},"
    " 'original_release_year', g.original_release_year,"
    " 'release_date', g.release_date, 'cover_url', g.cover_url,"
    " 'igdb_id', g.igdb_id, 'status', played.status,"
    " 'times_completed', played.times_completed,"
    " 'best_rating', played.best_rating, 'updated_at', g.updated_at"
)
# In hours, once enough people have said so (IGDB's `TELLING_COUNT`).
_TIME_TO_BEAT = (
    "CASE WHEN (g.time_to_beat->>'count')::integer >= 3 THEN json_build_object("
    + ", ".join(
        f"'{pace}', round((g.time_to_beat->>'{pace}')::numeric / 3600, 1)"
        for pace in ("hastily", "normally", "completely")
    )
    + ", 'count', (g.time_to_beat->>'count')::integer) END"
)
# Of a playthrough pt through an edition e, perhaps on a platform p.
PLAYTHROUGH_FIELDS = (
    "'edition', json_build_object('id', e.uuid, 'name', e.name, 'slug', e.slug,"
    " 'edition_type', e.edition_type),"
    f" 'platform', CASE WHEN p.id IS NULL THEN NULL ELSE {PLATFORM_FIELDS} END,"
    " 'status', pt.status, 'started_at', pt.started_at,"
    " 'completed_at', pt.completed_at, 'playtime_hours', pt.playtime_hours,"
    " 'rating', pt.rating, 'notes', pt.notes, 'is_public', pt.is_public,"
    " 'created_at', pt.created_at, 'updated_at', pt.updated_at"
)


def game_item(*, private: bool) -> JsonShape:
    return JsonShape(
        f"json_build_object({_GAME_FIELDS})", f"{_GAME} {_played(private)}"
    )


def game_detail(*, private: bool) -> JsonShape:
    body = (
        f"json_build_object({_GAME_FIELDS}, 'summary', g.summary,"
        f" 'aliases', to_json(g.aliases), 'time_to_beat', {_TIME_TO_BEAT},"
        f" 'editions', {_editions()},"
        f" 'playthroughs', {_playthroughs(private)}, 'lists', {_lists(private)})"
    )
    return JsonShape(body, f"{_GAME} {_played(private)}")


def _played(private: bool) -> str:
    return (
        "CROSS JOIN LATERAL (SELECT"
        " CASE WHEN bool_or(pt.status = 'playing') THEN 'playing'"
        " WHEN bool_or(pt.status = 'completed') THEN 'completed'"
        " WHEN bool_or(pt.status = 'paused') THEN 'paused'"
        " WHEN bool_or(pt.status = 'dropped') THEN 'dropped'"
        " WHEN bool_or(pt.status = 'planned') THEN 'planned' END AS status,"
        " count(*) FILTER (WHERE pt.status = 'completed') AS times_completed,"
        " max(pt.rating) AS best_rating"
        " FROM library_edition e JOIN journal_playthrough pt ON pt.edition_id = e.id"
        f" WHERE e.game_id = g.id{_public('pt.is_public', private)}) AS played"
    )


def _editions() -> str:
    return (
        f"(SELECT json_agg(json_build_object({_EDITION_FIELDS},"
        f" 'platforms', {_PLATFORMS_OF_EDITION}) ORDER BY e.id)"
        " FROM library_edition e WHERE e.game_id = g.id)"
    )


def _playthroughs(private: bool) -> str:
    return (
        "(SELECT coalesce(json_agg(json_build_object('id', pt.uuid,"
        f" {PLAYTHROUGH_FIELDS})"
        " ORDER BY pt.completed_at DESC NULLS LAST, pt.id DESC), '[]')"
        " FROM journal_playthrough pt JOIN library_edition e ON e.id = pt.edition_id"
        " LEFT JOIN library_platform p ON p.id = pt.platform_id"
        f" WHERE e.game_id = g.id{_public('pt.is_public', private)})"
    )


def _lists(private: bool) -> str:
    public = _public("l.visibility = 'public'", private)
    return (
        "(SELECT coalesce(json_agg(json_build_object('slug', l.slug, 'name', l.name,"
        " 'position', le.position) ORDER BY l.sort_key, l.id), '[]')"
        " FROM lists_listentry le JOIN lists_list l ON l.id = le.list_id"
        f" WHERE le.game_id = g.id{public})"
    )


def _public(condition: str, private: bool) -> str:
    return "" if private else f" AND {condition}"
