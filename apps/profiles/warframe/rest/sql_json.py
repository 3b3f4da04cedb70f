"""The JSON of weapons, items, and the profile: what is no column of the row."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_object
from apps.profiles.schemas import ProfileGameSchema
from apps.profiles.warframe.mastery import ITEMS_SQL
from apps.profiles.warframe.mastery import LAST_NAMED
from apps.profiles.warframe.mastery import NAMES
from apps.profiles.warframe.mastery import POINTS_PER_INTRINSIC
from apps.profiles.warframe.mastery import POINTS_PER_JUNCTION
from apps.profiles.warframe.rest.schemas import AffiliationSchema
from apps.profiles.warframe.rest.schemas import FrameSchema
from apps.profiles.warframe.rest.schemas import MasteryItemSchema
from apps.profiles.warframe.rest.schemas import MissionSchema
from apps.profiles.warframe.rest.schemas import SnapshotSchema
from apps.profiles.warframe.rest.schemas import WarframeDetailSchema
from apps.profiles.warframe.rest.schemas import WarframeProfileSchema
from apps.profiles.warframe.rest.schemas import WeaponDetailSchema
from apps.profiles.warframe.rest.schemas import WeaponSchema

_PROFILE_JOINS = (
    "JOIN warframe_warframeprofile p ON p.id = page.id,"
    " LATERAL (SELECT count(*) AS weapons, coalesce(sum(kills), 0) AS kills"
    " FROM warframe_weaponcount WHERE profile_id = p.id) counted"
)
_COUNTED = {
    "weapons_tracked": "counted.weapons",
    "total_weapon_kills": "counted.kills",
}
PROFILE = JsonShape(json_object(WarframeProfileSchema, "p", **_COUNTED), _PROFILE_JOINS)
_ITEMS = ITEMS_SQL.replace("%(profile)s", "p.id")
# The rank of an item: as `mastery.item_rank`.
_RANK = "least(i.cap, floor(sqrt(i.xp / (5 * i.points_per_rank))))::int"
_RANK_NAME = (
    "CASE "
    + " ".join(f"WHEN p.mastery_rank = {rank} THEN '{name}'" for rank, name in NAMES)
    + f" ELSE 'Legendary ' || (p.mastery_rank - {LAST_NAMED}) END"
)
PROFILE_DETAIL = JsonShape(
    json_object(
        WarframeDetailSchema,
        "p",
        **_COUNTED,
        game=json_object(ProfileGameSchema, "g", id="g.uuid"),
        rank_name=_RANK_NAME,
        mastered_items="earned.mastered",
        masterable_items="earned.total",
        item_points="earned.points",
        intrinsic_points=f"p.intrinsic_ranks * {POINTS_PER_INTRINSIC}",
        junction_points=(
            f"(SELECT {POINTS_PER_JUNCTION} * coalesce(sum("
            "(m.completes > 0)::int + m.is_steel_path_done::int), 0)"
            " FROM warframe_missioncount m"
            " WHERE m.profile_id = p.id AND m.tag ~ 'Junction$')"
        ),
    ),
    f"{_PROFILE_JOINS}, LATERAL (SELECT count(*) AS total,"
    " count(*) FILTER (WHERE i.is_mastered) AS mastered,"
    f" coalesce(sum(i.points_per_rank * {_RANK}), 0) AS points"
    f" FROM ({_ITEMS}) i) earned"
    " JOIN library_game g ON true WHERE g.id = p.game_id",
)
# The catalogue's name of what was used, or the end of its path, in words.
CATALOGUE_JOINS = (
    " LEFT JOIN warframe_catalogueitem c ON c.path = w.path"
    " LEFT JOIN warframe_catalogueitem other"
    " ON other.alias_path = w.path AND other.alias_path <> ''"
)
_NAME = (
    "coalesce(c.name, other.name, regexp_replace(regexp_replace(w.path, '^.*/', ''),"
    " '([a-z0-9])([A-Z])', '\\1 \\2', 'g'))"
)
_RATES = {
    "weapon_name": _NAME,
    "accuracy": (
        "CASE WHEN w.fired = 0 THEN 0 ELSE round(w.hits::numeric / w.fired, 4) END"
    ),
    "headshot_rate": (
        "CASE WHEN w.kills = 0 THEN 0 ELSE round(w.headshots::numeric / w.kills, 4) END"
    ),
}
_WEAPON_JOINS = f"JOIN warframe_weaponcount w ON w.id = page.id{CATALOGUE_JOINS}"
WEAPON = JsonShape(json_object(WeaponSchema, "w", **_RATES), _WEAPON_JOINS)
WEAPON_DETAIL = JsonShape(
    json_object(
        WeaponDetailSchema,
        "w",
        **_RATES,
        category="coalesce(c.category, other.category)",
        kind="coalesce(c.kind, other.kind)",
        image_name="coalesce(c.image_name, other.image_name)",
    ),
    _WEAPON_JOINS,
)
FRAME = JsonShape(
    json_object(
        FrameSchema,
        "w",
        name="coalesce(c.name, other.name)",
        image_name="coalesce(c.image_name, other.image_name)",
        equip_time_hours="round(w.equip_time_seconds::numeric / 3600, 1)",
        is_prime="coalesce(c.is_prime, other.is_prime)",
        mastery_req="coalesce(c.mastery_req, other.mastery_req)",
    ),
    _WEAPON_JOINS,
)
MISSION = JsonShape(
    json_object(MissionSchema, "m"), "JOIN warframe_missioncount m ON m.id = page.id"
)
AFFILIATION = JsonShape(
    json_object(AffiliationSchema, "a"),
    "JOIN warframe_affiliation a ON a.id = page.id",
)
SNAPSHOT = JsonShape(
    json_object(SnapshotSchema, "s"), "JOIN warframe_snapshot s ON s.id = page.id"
)
MASTERY_ITEM = JsonShape(
    json_object(
        MasteryItemSchema,
        "i",
        rank=_RANK,
        percent="CASE WHEN i.is_mastered THEN 100"
        " ELSE least(99, 100 * i.xp / i.threshold) END",
        is_owned="i.xp > 0",
        equippable="i.mastery_req <= i.account_rank",
    ),
    "JOIN (SELECT found.*, p.mastery_rank AS account_rank"
    " FROM warframe_warframeprofile p,"
    f" LATERAL ({_ITEMS}) found) i ON i.id = page.id",
)
