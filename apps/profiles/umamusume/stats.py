"""Records and statistics of all careers, in one statement each."""

from __future__ import annotations

from datetime import date as Date

from django.db import connection

from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.profiles.umamusume.models.rules import APTITUDES
from apps.profiles.umamusume.models.rules import DISTANCES
from apps.profiles.umamusume.models.rules import STATS
from apps.profiles.umamusume.models.rules import STYLES
from apps.profiles.umamusume.models.rules import SURFACES
from apps.profiles.umamusume.rest import schemas
from apps.profiles.umamusume.rest.sql_json import LETTERS
from apps.profiles.umamusume.rest.sql_json import outfit_name
from apps.profiles.umamusume.rest.sql_json import rank_of
from apps.profiles.umamusume.rest.sql_json import unknown

GRADE_A = 7
# In the order that a player names them.
_GRADE_ORDER = "array_position(ARRAY['G1','G2','G3','OP','Pre-OP','Finale'], {})"
_SOURCES = f"""
WITH runs AS MATERIALIZED (
    SELECT r.id, r.uuid, r.outfit, r.trainee, r.scenario, r.score, r.rank,
           r.typed_rank, r.finished_on, r.fans, r.starts, r.wins, r.is_kept,
           r.aptitudes, {", ".join(f"r.{name}" for name in STATS)}
    FROM umamusume_careerrun r
    JOIN umamusume_umamusumeprofile p ON p.id = r.profile_id
    WHERE NOT r.is_draft AND (%(private)s OR (r.is_public AND p.is_public))
    AND (%(scenario)s::bigint IS NULL OR r.scenario = %(scenario)s)
    AND (%(since)s::date IS NULL OR r.finished_on >= %(since)s)
    AND (%(until)s::date IS NULL OR r.finished_on <= %(until)s)
)
"""
# Of those with the same score, the first.
_BEST_FIRST = "score DESC NULLS LAST, finished_on NULLS LAST, id"
_RECORD = json_object(
    schemas.CareerRecordSchema,
    "b",
    run_id="b.uuid",
    outfit=outfit_name("b.outfit"),
    rank=rank_of("b"),
)


def _rate(wins: str, starts: str) -> str:
    return f"round({wins}::numeric / nullif({starts}, 0), 4)::float8"


# Statistics -----------------------------------------------------------------------

_TOTALS = """
, totals AS (
    SELECT count(*) AS runs, count(*) FILTER (WHERE is_kept) AS veterans,
           count(DISTINCT trainee) AS trainees, coalesce(sum(fans), 0) AS fans,
           coalesce(sum(starts), 0) AS starts, coalesce(sum(wins), 0) AS wins,
           coalesce(sum(starts) FILTER (WHERE wins IS NOT NULL), 0) AS known_starts,
           round(avg(score), 1)::float8 AS average_score, max(score) AS best_score
    FROM runs
), months AS (
    SELECT to_char(finished_on, 'YYYY-MM') AS month, count(*) AS runs,
           max(score) AS best_score, round(avg(score), 1)::float8 AS average_score,
           coalesce(sum(fans), 0) AS fans
    FROM runs WHERE finished_on IS NOT NULL GROUP BY 1
), months_so_far AS (
    SELECT *, max(best_score) OVER (ORDER BY month) AS best_so_far FROM months
), ranks AS (
    SELECT rank AS number, count(*) AS count FROM runs
    WHERE rank IS NOT NULL GROUP BY 1
), grades AS (
    SELECT v.grade, sum(k.starts)::int AS starts, sum(k.wins)::int AS wins
    FROM (
        SELECT k.program, count(*) AS starts,
               count(*) FILTER (WHERE k.place = 1) AS wins
        FROM runs JOIN umamusume_raceresult k ON k.run_id = runs.id
        WHERE k.place IS NOT NULL GROUP BY 1
    ) k
    JOIN umamusume_raceprogram p ON p.game_id = k.program
    JOIN umamusume_race v ON v.id = p.race_id GROUP BY 1
)
"""
_STATS = json_object(
    schemas.CareerStatsSchema,
    "totals",
    win_rate=_rate("totals.wins", "totals.known_starts"),
    months=json_array(
        json_object(schemas.CareerMonthSchema, "m"), "months_so_far m", order="m.month"
    ),
    ranks=json_array(
        json_object(schemas.RankCountSchema, "k", rank=f"{LETTERS}[k.number]"),
        "ranks k",
        order="k.number",
    ),
    grades=json_array(
        json_object(
            schemas.GradeRecordSchema, "k", win_rate=_rate("k.wins", "k.starts")
        ),
        "grades k",
        order=f"{_GRADE_ORDER.format('k.grade')}, k.grade",
    ),
)
_STATS_SQL = f"{_SOURCES}{_TOTALS}SELECT {_STATS}::text FROM totals"

# Records --------------------------------------------------------------------------

_BESTS = f"""
, of_trainees AS (
    SELECT trainee, count(*) AS runs, coalesce(sum(fans), 0) AS fans,
           coalesce(sum(starts), 0) AS starts, coalesce(sum(wins), 0) AS wins,
           sum(starts) FILTER (WHERE wins IS NOT NULL) AS known_starts,
           round(avg(score), 1)::float8 AS average_score
    FROM runs WHERE trainee IS NOT NULL GROUP BY 1
), best_of_trainees AS (
    SELECT DISTINCT ON (trainee) * FROM runs WHERE trainee IS NOT NULL
    ORDER BY trainee, {_BEST_FIRST}
), of_scenarios AS (
    SELECT scenario, count(*) AS runs, round(avg(score), 1)::float8 AS average_score
    FROM runs WHERE scenario IS NOT NULL GROUP BY 1
), best_of_scenarios AS (
    SELECT DISTINCT ON (scenario) * FROM runs WHERE scenario IS NOT NULL
    ORDER BY scenario, {_BEST_FIRST}
), fit AS MATERIALIZED (
    SELECT grades.place, runs.* FROM runs,
    LATERAL unnest(runs.aptitudes) WITH ORDINALITY AS grades (grade, place)
    WHERE grades.grade >= {GRADE_A}
), of_aptitudes AS (
    SELECT place, count(*) AS runs FROM fit GROUP BY 1
), best_of_aptitudes AS (
    SELECT DISTINCT ON (place) * FROM fit ORDER BY place, {_BEST_FIRST}
)
"""


def _of_aptitudes(kinds: tuple[str, ...]) -> str:
    first = APTITUDES.index(kinds[0]) + 1
    names = ", ".join(f"'{kind}'" for kind in APTITUDES)
    return json_array(
        json_object(
            schemas.AptitudeRecordSchema,
            "k",
            kind=f"(ARRAY[{names}])[k.place]",
            best=_RECORD,
        ),
        "of_aptitudes k JOIN best_of_aptitudes b ON b.place = k.place"
        f" WHERE k.place BETWEEN {first} AND {first + len(kinds) - 1}",
        order="k.place",
    )


def _highest() -> str:
    rows = " UNION ALL ".join(
        f"(SELECT {place} AS place, '{name}' AS stat, {name} AS value, runs.*"
        f" FROM runs WHERE {name} IS NOT NULL"
        f" ORDER BY {name} DESC, {_BEST_FIRST} LIMIT 1)"
        for place, name in enumerate(STATS)
    )
    return json_array(
        json_object(
            schemas.StatRecordSchema, "b", stat="b.stat", value="b.value", best=_RECORD
        ),
        f"({rows}) b",
        order="b.place",
    )


_RECORDS = json_object(
    schemas.CareerRecordsSchema,
    "",
    best=(
        f"(SELECT {_RECORD} FROM (SELECT * FROM runs WHERE score IS NOT NULL"
        f" ORDER BY {_BEST_FIRST} LIMIT 1) b)"
    ),
    trainees=json_array(
        json_object(
            schemas.TraineeRecordSchema,
            "k",
            trainee=json_object(
                schemas.NamedIdSchema,
                "",
                id="k.trainee",
                name=f"coalesce(t.name, {unknown('k.trainee')})",
            ),
            win_rate=_rate("k.wins", "k.known_starts"),
            best=_RECORD,
        ),
        "of_trainees k JOIN best_of_trainees b ON b.trainee = k.trainee"
        " LEFT JOIN umamusume_trainee t ON t.game_id = k.trainee",
        order="b.score DESC NULLS LAST, t.name, k.trainee",
    ),
    scenarios=json_array(
        json_object(
            schemas.ScenarioRecordSchema,
            "k",
            scenario=json_object(
                schemas.NamedIdSchema,
                "",
                id="k.scenario",
                name=f"coalesce(s.short_name, {unknown('k.scenario')})",
            ),
            best=_RECORD,
        ),
        "of_scenarios k JOIN best_of_scenarios b ON b.scenario = k.scenario"
        " LEFT JOIN umamusume_scenario s ON s.game_id = k.scenario",
        order="s.release_order, k.scenario",
    ),
    surfaces=_of_aptitudes(SURFACES),
    distances=_of_aptitudes(DISTANCES),
    styles=_of_aptitudes(STYLES),
    stats=_highest(),
)
_RECORDS_SQL = f"{_SOURCES}{_BESTS}SELECT {_RECORDS}::text"

# Races ----------------------------------------------------------------------------

_RACE_SQL = (
    f"{_SOURCES}, results AS ("
    " SELECT coalesce(p.race_id, -k.program) AS race, min(k.program) AS program,"
    " sum(k.starts)::int AS starts, sum(k.wins)::int AS wins, min(k.best) AS best_place"
    " FROM (SELECT k.program, count(*) AS starts,"
    " count(*) FILTER (WHERE k.place = 1) AS wins, min(k.place) AS best"
    " FROM runs JOIN umamusume_raceresult k ON k.run_id = runs.id"
    " WHERE k.place IS NOT NULL GROUP BY 1) k"
    " LEFT JOIN umamusume_raceprogram p ON p.game_id = k.program GROUP BY 1)"
    " SELECT "
    + json_array(
        json_object(
            schemas.RaceRecordSchema,
            "k",
            race=json_object(
                schemas.RaceNameSchema,
                "v",
                id="v.game_id",
                name=f"coalesce(v.name, {unknown('k.program')})",
            ),
            win_rate=_rate("k.wins", "k.starts"),
        ),
        "results k LEFT JOIN umamusume_race v ON v.id = k.race",
        order="k.wins DESC, k.starts DESC, k.program",
    )
    + "::text"
)


def stats_json(
    *,
    private: bool,
    scenario: int | None = None,
    since: Date | None = None,
    until: Date | None = None,
) -> str:
    """How many careers, fans, wins; progress by month, ranks, races by grade."""
    return _read(_STATS_SQL, private, scenario, since, until)


def records_json(
    *,
    private: bool,
    scenario: int | None = None,
    since: Date | None = None,
    until: Date | None = None,
) -> str:
    """The best career of each trainee, scenario, surface, distance, style, stat."""
    return _read(_RECORDS_SQL, private, scenario, since, until)


def races_json(
    *,
    private: bool,
    scenario: int | None = None,
    since: Date | None = None,
    until: Date | None = None,
) -> str:
    """Each race that was run: how often, how often won, the best place."""
    return _read(_RACE_SQL, private, scenario, since, until)


def _read(
    sql: str,
    private: bool,
    scenario: int | None,
    since: Date | None,
    until: Date | None,
) -> str:
    values = {"private": private, "scenario": scenario, "since": since, "until": until}
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        (body,) = cursor.fetchone()
    return str(body)
