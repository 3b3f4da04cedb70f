"""Statistics over all activities, in one statement each."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils import timezone

from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.profiles.destiny.models.triumph import INVISIBLE
from apps.profiles.destiny.rest.schemas import DestinyDaySchema
from apps.profiles.destiny.rest.schemas import DestinyRaidSchema
from apps.profiles.destiny.rest.schemas import DestinyRaidsSchema
from apps.profiles.destiny.rest.schemas import DestinyTitleSchema
from apps.profiles.destiny.rest.schemas import DestinyWeaponSchema
from apps.profiles.destiny.rest.schemas import RaidBreakdownSchema
from apps.profiles.destiny.rest.schemas import RaidStatsSchema
from apps.profiles.destiny.rest.sql_json import DEFINITIONS
from apps.profiles.destiny.rest.sql_json import GROUP_NAME
from apps.profiles.destiny.rest.sql_json import WEAPONS

# Null without a report, or with one that doesn't say.
_FROM_START = "r.from_beginning AND coalesce(r.starting_phase, 0) = 0"
_RUNS = f"""
WITH runs AS MATERIALIZED (
    SELECT a.category, a.is_clear, a.kills, a.deaths, a.duration_seconds,
           a.time_played_seconds, a.period, r.id AS report_id,
           {GROUP_NAME} AS name, coalesce(d.image_path, e.image_path, '') AS image_path,
           {_FROM_START} AS from_start
    FROM destiny_activity a
    JOIN destiny_character c ON c.id = a.character_id
    JOIN destiny_destinyprofile p ON p.id = c.profile_id
    LEFT JOIN destiny_report r
    ON r.instance_id = a.instance_id AND r.fetched_at IS NOT NULL
    {DEFINITIONS}
    WHERE a.category = ANY(%(categories)s) AND (%(private)s OR p.is_public)
)
"""
_FASTEST = (
    "min(duration_seconds) FILTER (WHERE is_clear AND from_start IS NOT FALSE"
    " AND duration_seconds > 0)"
)
# Added up by number first: to name each of thousands of rows takes longer.
_BY_RAID = f"""
WITH numbers AS MATERIALIZED (
    SELECT a.reference_hash, a.director_hash, count(*) AS attempts,
           count(*) FILTER (WHERE a.is_clear) AS clears,
           min(a.duration_seconds) FILTER (
               WHERE a.is_clear AND a.duration_seconds > 0
               AND ({_FROM_START}) IS NOT FALSE
           ) AS fastest_seconds,
           sum(a.kills) AS kills, sum(a.deaths) AS deaths
    FROM destiny_activity a
    JOIN destiny_character c ON c.id = a.character_id
    JOIN destiny_destinyprofile p ON p.id = c.profile_id
    LEFT JOIN destiny_report r
    ON r.instance_id = a.instance_id AND r.fetched_at IS NOT NULL
    WHERE a.category = 'raid' AND p.is_public
    GROUP BY a.reference_hash, a.director_hash
), raids AS MATERIALIZED (
    SELECT {GROUP_NAME} AS activity_name, sum(a.attempts)::int AS attempts,
           sum(a.clears)::int AS clears, min(a.fastest_seconds) AS fastest_seconds,
           sum(a.kills)::bigint AS kills, sum(a.deaths)::bigint AS deaths
    FROM numbers a {DEFINITIONS} GROUP BY 1
)
"""
_RAIDS = json_array(
    json_object(RaidBreakdownSchema, "q"),
    "raids q",
    order="q.clears DESC, q.attempts DESC, q.activity_name",
)
_CONTRACT_SQL = (
    _BY_RAID
    + "SELECT "
    + json_object(
        RaidStatsSchema,
        "",
        total_attempts="coalesce(sum(attempts), 0)",
        total_clears="coalesce(sum(clears), 0)",
        clear_rate="coalesce(sum(clears)::float8 / nullif(sum(attempts), 0), 0.0)",
        total_kills="coalesce(sum(kills), 0)",
        total_deaths="coalesce(sum(deaths), 0)",
        raids=_RAIDS,
    )
    + "::text FROM raids"
)
_OWN_RAIDS = f"""
, groups AS MATERIALIZED (
    SELECT n.report_id, sum(n.deaths) AS deaths,
           count(DISTINCT coalesce(nullif(n.membership_id, ''), n.character_id))
           AS players
    FROM destiny_reportentry n
    WHERE n.report_id IN (
        SELECT report_id FROM runs WHERE is_clear AND from_start
    )
    GROUP BY n.report_id
), raids AS MATERIALIZED (
    SELECT category, name AS activity_name, max(image_path) AS image_path,
           count(*)::int AS attempts,
           (count(*) FILTER (WHERE is_clear))::int AS clears,
           {_FASTEST} AS fastest_seconds,
           sum(kills)::bigint AS kills, sum(runs.deaths)::bigint AS deaths,
           sum(time_played_seconds)::bigint AS seconds_played,
           (count(*) FILTER (
               WHERE is_clear AND from_start AND groups.deaths = 0
           ))::int AS flawless_clears,
           min(groups.players) FILTER (WHERE is_clear AND from_start)
           AS fewest_players,
           min(period) FILTER (WHERE is_clear) AS first_clear,
           max(period) FILTER (WHERE is_clear) AS last_clear
    FROM runs LEFT JOIN groups ON groups.report_id = runs.report_id
    GROUP BY category, name
)
"""
_OWN_SQL = (
    _RUNS
    + _OWN_RAIDS
    + "SELECT "
    + json_object(
        DestinyRaidsSchema,
        "",
        raids=json_array(
            json_object(DestinyRaidSchema, "q"),
            "raids q",
            order="q.category DESC, q.clears DESC, q.attempts DESC, q.activity_name",
        ),
        reports_missing="(SELECT count(*) FROM runs WHERE report_id IS NULL)",
    )
    + "::text"
)
_DAYS_SQL = "SELECT " + json_array(
    json_object(DestinyDaySchema, "d"),
    """(
        SELECT (a.period AT TIME ZONE %(zone)s)::date AS date,
               count(*)::int AS activities,
               sum(a.time_played_seconds)::bigint AS seconds_played
        FROM destiny_activity a
        JOIN destiny_character c ON c.id = a.character_id
        JOIN destiny_destinyprofile p ON p.id = c.profile_id
        WHERE (%(private)s OR p.is_public)
        AND (%(year)s::int IS NULL OR (
            a.period >= make_date(%(year)s, 1, 1)::timestamp AT TIME ZONE %(zone)s
            AND a.period
                < make_date(%(year)s + 1, 1, 1)::timestamp AT TIME ZONE %(zone)s
        )) GROUP BY 1
    ) d""",
    order="d.date",
)


def contract_raid_stats_json() -> str:
    """Of what is public, in the form of the existing clients."""
    return _read(_CONTRACT_SQL)


def raids_json(*, private: bool) -> str:
    """Raids and dungeons, with what their reports show."""
    return _read(_OWN_SQL, private=private, categories=["raid", "dungeon"])


def days_json(*, private: bool, year: int | None = None) -> str:
    """Activities and seconds of each day that has any."""
    zone = timezone.get_current_timezone_name()
    return _read(f"{_DAYS_SQL}::text", private=private, year=year, zone=zone)


_TITLES_SQL = (
    """
WITH titles AS (
    SELECT coalesce(t.record_hash, e.record_hash) AS record_hash,
           coalesce(t.name, e.name) AS name, coalesce(t.seal, '') AS seal,
           e.id IS NOT NULL AS is_earned, coalesce(e.gilded_count, 0) AS gilded_count,
           coalesce(t.progress, 0) AS progress, coalesce(t.goal, 0) AS goal,
           e.earned_after, e.earned_by
    FROM (
        SELECT r.record_hash, d.name, d.group_name AS seal, r.state, r.progress, r.goal
        FROM destiny_triumph r
        JOIN destiny_definition d ON d.kind = 'title' AND d.number = r.record_hash
    ) t
    FULL JOIN destiny_title e ON e.record_hash = t.record_hash
    WHERE (%(private)s OR EXISTS (SELECT FROM destiny_destinyprofile WHERE is_public))
    AND (e.id IS NOT NULL OR t.state & %(invisible)s = 0)
) SELECT """
    + json_array(
        json_object(DestinyTitleSchema, "t"),
        "titles t",
        order="t.is_earned DESC, t.progress::float8 / nullif(t.goal, 0) * "
        "(NOT t.is_earned)::int DESC NULLS LAST, t.name, t.record_hash",
    )
    + "::text"
)
# Added up by number first, then by name: reissues have the same one.
_WEAPONS_SQL = (
    f"""
WITH used AS MATERIALIZED (
    SELECT w.hash, count(*) AS activities, sum(w.kills) AS kills,
           sum(w.precision_kills) AS precision_kills
    FROM destiny_reportentry n CROSS JOIN LATERAL {WEAPONS}
    WHERE n.is_self
    AND (%(private)s OR EXISTS (SELECT FROM destiny_destinyprofile WHERE is_public))
    AND (%(category)s::text IS NULL OR EXISTS (
        SELECT FROM destiny_report r
        JOIN destiny_activity a ON a.instance_id = r.instance_id
        WHERE r.id = n.report_id AND a.category = %(category)s
    ))
    GROUP BY w.hash
), weapons AS (
    SELECT coalesce(x.name, 'Unknown weapon ' || u.hash) AS name,
           coalesce(max(x.description), '') AS kind,
           sum(u.activities)::int AS activities, sum(u.kills)::bigint AS kills,
           sum(u.precision_kills)::bigint AS precision_kills,
           coalesce(max(x.image_path), '') AS image_path
    FROM used u
    LEFT JOIN destiny_definition x
    ON x.kind = 'weapon' AND x.number = u.hash AND x.name <> ''
    GROUP BY 1 ORDER BY kills DESC, precision_kills DESC, 1 LIMIT %(most)s
) SELECT """
    + json_array(
        json_object(DestinyWeaponSchema, "w"),
        "weapons w",
        order="w.kills DESC, w.precision_kills DESC, w.name",
    )
    + "::text"
)


def titles_json(*, private: bool) -> str:
    """The earned ones, then the open ones, the nearest first."""
    return _read(_TITLES_SQL, private=private, invisible=INVISIBLE)


def weapons_json(*, private: bool, most: int, category: str | None = None) -> str:
    """The owner's, by kills, over all reports that are fetched."""
    return _read(_WEAPONS_SQL, private=private, most=most, category=category)


def _read(sql: str, **values: Any) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        (value,) = cursor.fetchone()
    return str(value)


_ATTEMPTS_SQL = (
    _RUNS.replace("a.category,", "a.uuid, a.id, a.category,", 1)
    + """
, numbered AS (
    SELECT runs.*, row_number() OVER (
        PARTITION BY category, name ORDER BY period DESC, id DESC
    ) AS place FROM runs
)
SELECT n.uuid, n.category, n.name, n.period, n.is_clear, n.duration_seconds,
       n.from_start, n.from_start AND n.is_clear AND (
           SELECT sum(e.deaths) = 0 FROM destiny_reportentry e
           WHERE e.report_id = n.report_id
       ) AS is_flawless
FROM numbered n WHERE n.place <= %(most)s ORDER BY n.period, n.id
"""
)


def attempts(*, most: int) -> list[dict[str, Any]]:
    """The latest `most` attempts at each raid and dungeon, the oldest first."""
    values: dict[str, Any] = {
        "private": True,
        "categories": ["raid", "dungeon"],
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ATTEMPTS_SQL, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
