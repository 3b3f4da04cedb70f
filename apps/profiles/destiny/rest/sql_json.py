"""The JSON of Destiny 2: what is not a column of the row, and its joins."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.profiles.destiny.rest.schemas import ActivityDetailSchema
from apps.profiles.destiny.rest.schemas import ActivitySchema
from apps.profiles.destiny.rest.schemas import AggregateStatsSchema
from apps.profiles.destiny.rest.schemas import CarnageEntrySchema
from apps.profiles.destiny.rest.schemas import CharacterSchema
from apps.profiles.destiny.rest.schemas import DestinyAccountSchema
from apps.profiles.destiny.rest.schemas import DestinyActivityDetailSchema
from apps.profiles.destiny.rest.schemas import DestinyActivitySchema
from apps.profiles.destiny.rest.schemas import DestinyCarnageEntrySchema
from apps.profiles.destiny.rest.schemas import DestinyProfileSchema
from apps.profiles.destiny.rest.schemas import DestinyTriumphSchema
from apps.profiles.destiny.rest.schemas import DestinyWeaponUseSchema
from apps.profiles.schemas import ProfileGameSchema

_CHARACTER = json_object(CharacterSchema, "c", is_deleted="c.deleted_since IS NOT NULL")
CHARACTER_ORDER = "c.deleted_since NULLS FIRST, c.last_played DESC NULLS LAST, c.id"
_CHARACTERS = json_array(
    _CHARACTER,
    "destiny_character c WHERE c.profile_id = p.id",
    order=CHARACTER_ORDER,
)
# Of the only profile.
_ACTIVITY_COUNT = "(SELECT count(*) FROM destiny_activity)"
PROFILE_OF_CONTRACT = JsonShape(
    json_object(
        DestinyProfileSchema,
        "p",
        characters=_CHARACTERS,
        character_count=(
            "(SELECT count(*) FROM destiny_character c WHERE c.profile_id = p.id)"
        ),
        activity_count=_ACTIVITY_COUNT,
    ),
    "JOIN destiny_destinyprofile p ON p.id = page.id",
)
PROFILE = JsonShape(
    json_object(
        DestinyAccountSchema,
        "p",
        game=json_object(ProfileGameSchema, "g", id="g.uuid"),
        bungie_name=(
            "CASE WHEN p.bungie_name_code IS NULL THEN '' ELSE p.bungie_name || '#'"
            " || lpad(p.bungie_name_code::text, 4, '0') END"
        ),
        platform=(
            'coalesce((\'{"1":"Xbox","2":"PlayStation","3":"Steam",'
            '"4":"Battle.net","5":"Stadia","6":"Epic Games"}\'::json)'
            "->>p.membership_type::text, '')"
        ),
        characters=_CHARACTERS,
        activity_count=_ACTIVITY_COUNT,
    ),
    "JOIN destiny_destinyprofile p ON p.id = page.id"
    " JOIN library_game g ON g.id = p.game_id",
)
CHARACTER = JsonShape(_CHARACTER, "JOIN destiny_character c ON c.id = page.id")
TRIUMPH = JsonShape(
    json_object(
        DestinyTriumphSchema,
        "t",
        name="d.name",
        description="d.description",
        kind="d.group_name",
        title="s.name",
        score="d.score",
    ),
    "JOIN destiny_triumph t ON t.id = page.id"
    " JOIN destiny_definition d ON d.kind = 'triumph' AND d.number = t.record_hash"
    " LEFT JOIN destiny_definition s ON s.kind = 'title' AND s.number = d.title_hash",
)
STATS = JsonShape(
    json_object(AggregateStatsSchema, "s", character_id="c.character_id"),
    "JOIN destiny_aggregatestats s ON s.id = page.id"
    " LEFT JOIN destiny_character c ON c.id = s.character_id",
)
# Beside an activity `a`: its definition, or that of what was chosen.
DEFINITIONS = (
    " LEFT JOIN destiny_definition d"
    " ON d.kind = 'activity' AND d.number = a.reference_hash"
    " LEFT JOIN destiny_definition e"
    " ON e.kind = 'activity' AND e.number = a.director_hash AND d.id IS NULL"
)
_UNKNOWN = "'Unknown activity ' || a.reference_hash"
NAME = f"coalesce(d.name, e.name, {_UNKNOWN})"
GROUP_NAME = f"coalesce(d.group_name, e.group_name, {_UNKNOWN})"
_ACTIVITY_JOINS = (
    "JOIN destiny_activity a ON a.id = page.id"
    " JOIN destiny_character c ON c.id = a.character_id"
    " LEFT JOIN destiny_definition m ON m.kind = 'mode' AND m.number = a.mode"
    " LEFT JOIN destiny_report r"
    " ON r.instance_id = a.instance_id AND r.fetched_at IS NOT NULL" + DEFINITIONS
)
_ACTIVITY = {
    "activity_name": NAME,
    "mode_name": "coalesce(m.name, 'Mode ' || a.mode)",
    "character_class": "c.character_class",
}
# Beside an entry `n` of a report.
WEAPONS = (
    "jsonb_to_recordset(n.weapons) AS w(hash bigint, kills int, precision_kills int)"
)


def _entries(entry: str) -> str:
    """Of the report `r`, if it is fetched."""
    rows = "destiny_reportentry n WHERE n.report_id = r.id"
    array = json_array(entry, rows, order="n.position")
    return f"CASE WHEN r.id IS NULL THEN NULL ELSE {array} END"


_WEAPONS = json_array(
    json_object(
        DestinyWeaponUseSchema,
        "w",
        name="coalesce(x.name, 'Unknown weapon ' || w.hash)",
        kind="coalesce(x.description, '')",
        image_path="coalesce(x.image_path, '')",
    ),
    f"{WEAPONS} LEFT JOIN destiny_definition x"
    " ON x.kind = 'weapon' AND x.number = w.hash AND x.name <> ''",
    order="w.kills DESC, w.precision_kills DESC, w.hash",
)
_OWN = {
    **_ACTIVITY,
    "has_pgcr": "r.id IS NOT NULL",
    "character_id": "c.character_id",
    "raid": GROUP_NAME,
    "image_path": "coalesce(d.image_path, e.image_path, '')",
}
ACTIVITY_OF_CONTRACT = JsonShape(
    json_object(ActivitySchema, "a", **_ACTIVITY, has_pgcr="r.id IS NOT NULL"),
    _ACTIVITY_JOINS,
)
ACTIVITY_DETAIL_OF_CONTRACT = JsonShape(
    json_object(
        ActivityDetailSchema,
        "a",
        **_ACTIVITY,
        pgcr_entries=_entries(json_object(CarnageEntrySchema, "n")),
    ),
    _ACTIVITY_JOINS,
)
ACTIVITY = JsonShape(json_object(DestinyActivitySchema, "a", **_OWN), _ACTIVITY_JOINS)
ACTIVITY_DETAIL = JsonShape(
    json_object(
        DestinyActivityDetailSchema,
        "a",
        **_OWN,
        pgcr_entries=_entries(
            json_object(DestinyCarnageEntrySchema, "n", weapons=_WEAPONS)
        ),
    ),
    _ACTIVITY_JOINS,
)
