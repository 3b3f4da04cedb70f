"""Figures of the account: which rows, and what is summed up of them, as JSON."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Case
from django.db.models import F
from django.db.models import FloatField
from django.db.models import QuerySet
from django.db.models import Value
from django.db.models import When
from django.db.models.functions import Cast

from apps.core.api.sql_json import array_of
from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.profiles.warframe.mastery import ITEMS_SQL
from apps.profiles.warframe.models import CatalogueItem
from apps.profiles.warframe.models import WarframeProfile
from apps.profiles.warframe.models import WeaponCount
from apps.profiles.warframe.rest import sql_json
from apps.profiles.warframe.rest.schemas import AcquisitionSchema
from apps.profiles.warframe.rest.schemas import CategoryCompletionSchema
from apps.profiles.warframe.rest.schemas import CompletionSchema
from apps.profiles.warframe.rest.schemas import RemainingItemSchema
from apps.profiles.warframe.rest.schemas import RemainingSchema
from apps.profiles.warframe.rest.schemas import WarframeStatsSchema

_SORTS = {
    "kills": "kills",
    "fired": "fired",
    "hits": "hits",
    "equip_time": "equip_time_seconds",
    "accuracy": "accuracy_rate",
    "xp": "xp",
    "headshots": "headshots",
}
ACCURACY = Case(
    When(fired=0, then=Value(0.0)),
    default=Cast("hits", FloatField()) / Cast("fired", FloatField()),
)
_FRAMES = "Warframes"


def public_profiles() -> QuerySet[WarframeProfile]:
    """The one profile, if it is public and was archived; else none."""
    return WarframeProfile.objects.filter(is_public=True, last_synced__isnull=False)


def public(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(profile__in=public_profiles().values("pk"))


def sorted_weapons(by: str) -> QuerySet[WeaponCount]:
    """All weapons, the most first; an unknown `by` counts as kills."""
    rows = public(WeaponCount.objects.annotate(accuracy_rate=ACCURACY))
    column = _SORTS.get(by, "kills")
    return rows.order_by(F(column).desc(), "path")


def frames(*, prime_only: bool = False) -> QuerySet[CatalogueItem]:
    found = CatalogueItem.objects.filter(category=_FRAMES)
    return found.filter(is_prime=True) if prime_only else found


def weapon_list(*, sort: str, min_kills: int, limit: int, offset: int) -> str:
    rows = sorted_weapons(sort).filter(kills__gte=min_kills)
    weapons = array_of(rows[offset : offset + limit], sql_json.WEAPON)
    return f'{{"total":{rows.count()},"weapons":{weapons}}}'


_TOP_SORTS = {by: f"w.{column}" for by, column in _SORTS.items()} | {
    "accuracy": "CASE WHEN w.fired = 0 THEN 0 ELSE w.hits::float8 / w.fired END"
}


def _top_sql(by: str) -> str:
    """Written out: compiling the QuerySet took most of the time of an answer."""
    order = f"{_TOP_SORTS[by]} DESC, w.path"
    rows = (
        "(SELECT * FROM warframe_weaponcount w WHERE profile_id IN"
        " (SELECT id FROM warframe_warframeprofile"
        " WHERE is_public AND last_synced IS NOT NULL)"
        f" ORDER BY {order} LIMIT %(limit)s) w"
    )
    tables = f"{rows}{sql_json.CATALOGUE_JOINS}"
    return f"SELECT {json_array(sql_json.WEAPON.body, tables, order=order)}::text"


_TOP_SQL = {by: _top_sql(by) for by in _TOP_SORTS}


def top_weapons_json(by: str, *, limit: int) -> str:
    """The weapons with the most of something; an unknown `by` counts as kills."""
    return _read(_TOP_SQL.get(by, _TOP_SQL["kills"]), limit=limit)


_STATS_SQL = "SELECT " + json_object(
    WarframeStatsSchema,
    "p",
    time_played_hours="round(p.time_played_seconds / 3600.0, 1)",
    total_weapon_kills="w.kills",
    total_weapon_fired="w.fired",
    total_weapon_hits="w.hits",
    total_headshots="w.headshots",
    overall_accuracy="coalesce(round(w.hits / nullif(w.fired, 0), 4), 0)",
    overall_headshot_rate="coalesce(round(w.headshots / nullif(w.kills, 0), 4), 0)",
    weapons_tracked="w.rows",
    nodes_played=(
        "(SELECT count(*) FROM warframe_missioncount WHERE profile_id = p.id)"
    ),
    syndicates_joined=(
        "(SELECT count(*) FROM warframe_affiliation WHERE profile_id = p.id)"
    ),
    snapshots_captured=(
        "(SELECT count(*) FROM warframe_snapshot WHERE profile_id = p.id)"
    ),
)
# Sums of bigint are numeric, so that dividing them is exact.
_STATS_SQL += """::text FROM warframe_warframeprofile p, LATERAL (
    SELECT count(*) AS rows, coalesce(sum(kills), 0) AS kills,
           coalesce(sum(fired), 0) AS fired, coalesce(sum(hits), 0) AS hits,
           coalesce(sum(headshots), 0) AS headshots
    FROM warframe_weaponcount WHERE profile_id = p.id
) w WHERE p.id = %(profile)s"""

_COMPLETION_SQL = (
    "WITH categories AS MATERIALIZED ("
    "SELECT category, count(*) FILTER (WHERE is_mastered) AS mastered,"
    f" count(*) AS total FROM ({ITEMS_SQL}) items GROUP BY category)"
    " SELECT "
    + json_object(
        CompletionSchema,
        "",
        total_masterable="(SELECT coalesce(sum(total), 0) FROM categories)",
        total_mastered="(SELECT coalesce(sum(mastered), 0) FROM categories)",
        completion_pct=(
            "(SELECT coalesce(round(100.0 * sum(mastered) / sum(total), 1), 0.0)"
            " FROM categories)"
        ),
        categories=json_array(
            json_object(
                CategoryCompletionSchema,
                "c",
                pct="round(100.0 * c.mastered / c.total, 1)",
            ),
            "categories c",
            order='c.category COLLATE "C"',
        ),
    )
    + "::text"
)
# What is vaulted can't be had now; an item without any rule is obtainable.
_REMAINING_SQL = (
    f"WITH items AS MATERIALIZED ({ITEMS_SQL}),"
    " remaining AS (SELECT * FROM items WHERE NOT is_mastered),"
    " obtainable AS (SELECT * FROM remaining WHERE NOT vaulted),"
    " ways AS (SELECT acquisition, count(*) AS count, sum(points) AS mastery_points"
    " FROM obtainable GROUP BY acquisition),"
    " shown AS (SELECT * FROM remaining"
    " WHERE (%(vaulted)s OR NOT vaulted) AND (%(primes)s OR NOT is_prime)"
    ' ORDER BY points DESC, name COLLATE "C", path LIMIT %(limit)s),'
    " me AS (SELECT mastery_rank FROM warframe_warframeprofile WHERE id = %(profile)s)"
    " SELECT "
    + json_object(
        RemainingSchema,
        "",
        current_mastery_rank="(SELECT mastery_rank FROM me)",
        total_remaining="(SELECT count(*) FROM remaining)",
        total_obtainable="(SELECT count(*) FROM obtainable)",
        obtainable_mastery_points="(SELECT coalesce(sum(points), 0) FROM obtainable)",
        by_acquisition=json_array(
            json_object(AcquisitionSchema, "y"),
            "ways y",
            order="y.mastery_points DESC, y.acquisition",
        ),
        items=json_array(
            json_object(
                RemainingItemSchema,
                "i",
                mastery_value="i.points",
                equippable="i.mastery_req <= me.mastery_rank",
                vault_date="coalesce(i.vault_date::text, '')",
                owned="i.xp > 0",
                mastery_progress="least(99, 100 * i.xp / i.threshold)",
            ),
            "shown i, me",
            order='i.points DESC, i.name COLLATE "C", i.path',
        ),
    )
    + "::text"
)


def stats_json(profile: WarframeProfile) -> str:
    return _read(_STATS_SQL, profile=profile.pk)


def completion_json(profile: WarframeProfile) -> str:
    return _read(_COMPLETION_SQL, profile=profile.pk)


def remaining_json(
    profile: WarframeProfile,
    *,
    include_vaulted: bool,
    include_primes: bool,
    limit: int,
) -> str:
    return _read(
        _REMAINING_SQL,
        profile=profile.pk,
        vaulted=include_vaulted,
        primes=include_primes,
        limit=limit,
    )


def _read(sql: str, **values: Any) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        (text,) = cursor.fetchone()
    return str(text)
