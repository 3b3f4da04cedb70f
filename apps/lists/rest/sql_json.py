"""The JSON of lists, entries and activity: what is not a column, and the joins."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.library.covers.showing import COVER_OF_GAME
from apps.library.covers.showing import cover_file_sql
from apps.lists.models.tiers import NAMES
from apps.lists.rest.schemas import EntrySchema
from apps.lists.rest.schemas import ListActivitySchema
from apps.lists.rest.schemas import ListDetailSchema
from apps.lists.rest.schemas import ListSchema

# Twice the pixels of the widest cover on the board.
BOARD_COVER_WIDTH = 180

_LIST = "JOIN lists_list l ON l.id = page.id"
_ENTRIES = "lists_listentry e JOIN library_game g ON g.id = e.game_id"
# A list that became shorter, by a restore, ends its tiers with itself.
_ENDS = (
    "ARRAY(SELECT least(tier.last, (SELECT count(*)"
    " FROM lists_listentry own WHERE own.list_id = l.id)::integer)"
    " FROM unnest(l.tier_ends) WITH ORDINALITY AS tier (last, place) ORDER BY place)"
)
# As many tiers end before the entry's rank as stand above its own.
_TIER = (
    "CASE WHEN l.is_ranked AND l.tier_ends <> '{}' THEN"
    f" substr('{NAMES}', width_bucket(e.position - 1, l.tier_ends) + 1, 1) END"
)
_ENTRY = json_object(
    EntrySchema,
    "e",
    work_id="g.uuid",
    work_name="g.name",
    work_slug="g.slug",
    tier=_TIER,
)

LIST = JsonShape(
    json_object(
        ListSchema,
        "l",
        entry_count="(SELECT count(*) FROM lists_listentry e WHERE e.list_id = l.id)",
    ),
    _LIST,
)
# A ranked list by position, any other newest entry first.
LIST_DETAIL = JsonShape(
    json_object(
        ListDetailSchema,
        "l",
        tier_ends=f"CASE WHEN l.is_ranked THEN {_ENDS} ELSE '{{}}' END",
        entries=json_array(
            _ENTRY,
            f"{_ENTRIES} WHERE e.list_id = l.id",
            order="CASE WHEN l.is_ranked THEN e.position END,"
            " e.added_at DESC, e.id DESC",
        ),
    ),
    _LIST,
)
ENTRY = JsonShape(
    _ENTRY,
    "JOIN lists_listentry e ON e.id = page.id JOIN library_game g ON g.id = e.game_id"
    " JOIN lists_list l ON l.id = e.list_id",
)
# What the admin's rank board shows, in few bytes: a thousand rows at once.
BOARD = JsonShape(
    "json_build_object('version', l.version, 'ranked', l.is_ranked, 'rows',"
    + json_array(
        "json_build_array(e.id, g.id, g.name, g.original_release_year, e.position,"
        f" e.notes, {cover_file_sql(COVER_OF_GAME, BOARD_COVER_WIDTH)})",
        f"{_ENTRIES} WHERE e.list_id = l.id",
        order="e.position, e.added_at, e.id",
    )
    + ")",
    _LIST,
)
# A game that was renamed since goes by its new name, one deleted by its last.
ACTIVITY = JsonShape(
    json_object(
        ListActivitySchema,
        "a",
        entries="way.slugs",
        metadata="json_build_object('version', a.version, 'is_ranked', a.is_ranked,"
        " 'moves', way.moves)",
    ),
    "JOIN lists_listactivity a ON a.id = page.id CROSS JOIN LATERAL (SELECT"
    " coalesce(json_agg(coalesce(g.slug, m ->> 'slug') ORDER BY n), '[]') AS slugs,"
    " coalesce(json_agg(json_build_object('work', coalesce(g.name, m ->> 'name'),"
    " 'work_slug', coalesce(g.slug, m ->> 'slug'), 'from', m -> 'from_position',"
    " 'to', m -> 'to_position') ORDER BY n), '[]') AS moves"
    " FROM jsonb_array_elements(a.moves) WITH ORDINALITY AS move (m, n)"
    " LEFT JOIN library_game g ON g.uuid = (m ->> 'game')::uuid) AS way",
)
