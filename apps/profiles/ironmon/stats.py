"""Statistics of one challenge, in one statement each."""

from __future__ import annotations

from datetime import date as Date

from django.db import connection
from django.utils import timezone
from pydantic import BaseModel

from apps.core.api.problems import not_found
from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.profiles.ironmon.rest.schemas import CheckpointStatSchema
from apps.profiles.ironmon.rest.schemas import CountSchema
from apps.profiles.ironmon.rest.schemas import CourseSchema
from apps.profiles.ironmon.rest.schemas import DayStatSchema
from apps.profiles.ironmon.rest.schemas import IronMONStatsSchema
from apps.profiles.ironmon.rest.schemas import IronmonStatsSchema
from apps.profiles.ironmon.rest.schemas import PersonalBestSchema

MOST_NAMES = 10
# Of fewer runs, one that survives or not says nothing of a wall.
LEAST_AT_A_WALL = 10
# A run survives a checkpoint if its furthest is that one or a later one: one that
# was skipped, or not recorded, makes no rate above 1.
_CHALLENGE = """
WITH challenge AS MATERIALIZED (
    SELECT c.id, c.name
    FROM ironmon_challenge c JOIN ironmon_ironmonprofile p ON p.id = c.profile_id
    WHERE (%(private)s OR p.is_public)
    AND (%(slug)s::text IS NULL OR c.slug = %(slug)s)
    ORDER BY c.number LIMIT 1
)
"""
# For what needs no run but only their counts: the rows are read once and not kept.
_ALL_RUNS = """
, runs AS NOT MATERIALIZED (
    SELECT r.seed_number, r.furthest_id, r.is_victory
    FROM ironmon_run r JOIN challenge ON challenge.id = r.challenge_id
)
"""
_RUNS_OF_SPAN = """
, runs AS MATERIALIZED (
    SELECT r.seed_number, r.furthest_id, r.is_victory,
           (coalesce(r.started_at, r.ended_at) AT TIME ZONE %(zone)s)::date AS day,
           r.defeat_pokemon, r.defeat_trainer, r.defeat_place
    FROM ironmon_run r JOIN challenge ON challenge.id = r.challenge_id
    WHERE (%(since)s::date IS NULL OR coalesce(r.started_at, r.ended_at)
           >= %(since)s::date::timestamp AT TIME ZONE %(zone)s)
    AND (%(until)s::date IS NULL OR coalesce(r.started_at, r.ended_at)
         < (%(until)s::date + 1)::timestamp AT TIME ZONE %(zone)s)
)
"""
_COUNTS = """
, ended AS MATERIALIZED (
    SELECT furthest_id, count(*)::int AS count, min(seed_number) AS first_seed,
           (count(*) FILTER (WHERE is_victory))::int AS victories
    FROM runs GROUP BY furthest_id
), totals AS MATERIALIZED (
    SELECT coalesce(sum(count), 0)::int AS runs,
           coalesce(sum(victories), 0)::int AS victories,
           coalesce(sum(count) FILTER (WHERE furthest_id IS NOT NULL), 0)::int AS past
    FROM ended
), passed AS (
    SELECT cp.position, cp.name, cp.trainer,
           (sum(coalesce(ended.count, 0)) OVER (ORDER BY cp.position DESC))::int
           AS survived
    FROM ironmon_checkpoint cp JOIN challenge ON challenge.id = cp.challenge_id
    LEFT JOIN ended ON ended.furthest_id = cp.id
), entries AS (
    SELECT *, coalesce(
        lag(survived) OVER (ORDER BY position), (SELECT runs FROM totals)
    )::int AS entered FROM passed
), checkpoints AS MATERIALIZED (
    SELECT *, CASE WHEN entered = 0 THEN 0.0 ELSE survived::float8 / entered END
    AS survival_rate FROM entries
)
"""
_LIGHT = _CHALLENGE + _ALL_RUNS + _COUNTS
_WHOLE = _CHALLENGE + _RUNS_OF_SPAN + _COUNTS
_STREAKS = """
, numbered AS (
    SELECT furthest_id IS NOT NULL AS past,
           row_number() OVER (ORDER BY seed_number) AS place,
           row_number() OVER (ORDER BY seed_number) - row_number() OVER (
               PARTITION BY furthest_id IS NOT NULL ORDER BY seed_number
           ) AS streak FROM runs
), streaks AS MATERIALIZED (
    SELECT count(*)::int AS length, max(place) AS last FROM numbered WHERE past
    GROUP BY streak
)
"""
_CHECKPOINTS = json_array(
    json_object(CheckpointStatSchema, "cp"), "checkpoints cp", order="cp.position"
)
_TOTAL = "(SELECT runs FROM totals)"
_OF_CONTRACT = {
    "challenge": "coalesce((SELECT name FROM challenge), '')",
    "total_runs": _TOTAL,
    "victories": "(SELECT victories FROM totals)",
    "victory_rate": (
        "(SELECT CASE WHEN runs = 0 THEN 0.0 ELSE victories::float8 / runs END"
        " FROM totals)"
    ),
    "runs_with_results": "(SELECT past FROM totals)",
    "checkpoints": _CHECKPOINTS,
}


def _counted(schema: type[BaseModel], column: str) -> str:
    rows = (
        f"(SELECT {column} AS name, count(*)::int AS count FROM runs"
        f" WHERE {column} <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_NAMES})"
    )
    return json_array(
        json_object(schema, "d"), f"{rows} d", order="d.count DESC, d.name"
    )


_WALL = (
    f"(SELECT {json_object(CheckpointStatSchema, 'cp')} FROM checkpoints cp"
    f" WHERE cp.entered >= {LEAST_AT_A_WALL} AND cp.survived < cp.entered"
    " ORDER BY cp.survival_rate, cp.position LIMIT 1)"
)
_BEST = json_object(
    PersonalBestSchema, "r", checkpoint="cp.name", checkpoint_order="cp.position"
)
_PERSONAL_BEST = (
    f"(SELECT {_BEST} FROM ended e JOIN ironmon_checkpoint cp ON cp.id = e.furthest_id"
    " JOIN ironmon_run r ON r.challenge_id = cp.challenge_id"
    " AND r.seed_number = e.first_seed ORDER BY cp.position DESC LIMIT 1)"
)
_DAYS = json_array(
    json_object(DayStatSchema, "d"),
    "(SELECT day AS date, count(*)::int AS runs FROM runs"
    " WHERE day IS NOT NULL GROUP BY 1) d",
    order="d.date",
)
_IN_THE_END = f"WHERE last = {_TOTAL}"
_CONTRACT_SQL = f"SELECT {json_object(IronMONStatsSchema, '', **_OF_CONTRACT)}"
_CHECKPOINT_SQL = f"SELECT {_CHECKPOINTS}"
_COURSE_SQL = "SELECT " + json_object(
    CourseSchema,
    "",
    total_runs=_TOTAL,
    checkpoints=_CHECKPOINTS,
    wall=_WALL,
    personal_best=_PERSONAL_BEST,
)
_OWN_SQL = "SELECT " + json_object(
    IronmonStatsSchema,
    "",
    **_OF_CONTRACT,
    wall=_WALL,
    personal_best=_PERSONAL_BEST,
    defeats="(SELECT count(*) FROM runs WHERE defeat_pokemon <> '')",
    defeated_by=_counted(CountSchema, "defeat_pokemon"),
    trainers=_counted(CountSchema, "defeat_trainer"),
    places=_counted(CountSchema, "defeat_place"),
    current_streak=f"coalesce((SELECT length FROM streaks {_IN_THE_END}), 0)",
    longest_streak="coalesce((SELECT max(length) FROM streaks), 0)",
    days=_DAYS,
)


def contract_stats_json(slug: str | None) -> str:
    """Of what is public, in the form of the existing clients."""
    return _read(_LIGHT + _CONTRACT_SQL, slug)


def checkpoint_stats_json(slug: str | None) -> str:
    return _read(_LIGHT + _CHECKPOINT_SQL, slug)


def course_json(slug: str) -> str:
    """What the page of the current run shows of all runs."""
    return _read(_LIGHT + _COURSE_SQL, slug, private=True)


def stats_json(
    slug: str | None,
    *,
    private: bool,
    since: Date | None = None,
    until: Date | None = None,
) -> str:
    sql = _WHOLE + _STREAKS + _OWN_SQL
    return _read(sql, slug, private=private, since=since, until=until)


def _read(
    sql: str,
    slug: str | None,
    *,
    private: bool = False,
    since: Date | None = None,
    until: Date | None = None,
) -> str:
    """Raises a 404 problem for a slug of no challenge."""
    values = {
        "slug": slug,
        "private": private,
        "since": since,
        "until": until,
        # A run's day is the owner's.
        "zone": timezone.get_current_timezone_name(),
    }
    with connection.cursor() as cursor:
        cursor.execute(f"{sql}::text, EXISTS (SELECT FROM challenge)", values)
        value, is_there = cursor.fetchone()
    if slug is not None and not is_there:
        raise not_found("challenge", slug)
    return str(value)
