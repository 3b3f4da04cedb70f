"""Every number of the statistics page and of a year in review, in one statement.

They are of the rows `run`, as in the API's statistics (`apps.journal.stats`): of a
year, only the playthroughs that were completed in it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.db import connection

from apps.journal.events import COMPLETE
from apps.journal.events import DROP
from apps.journal.events import ONGOING
from apps.journal.events import PAUSE
from apps.journal.events import START

# Every number of the page is of the rows `run`: the playthroughs that count.
RUNS = """
WITH run AS MATERIALIZED (
    SELECT pt.id, pt.uuid, pt.status, pt.platform_id, pt.completed_at, pt.rating,
        pt.playtime_hours AS hours, e.game_id, pt.status = 'completed' AS done
    FROM journal_playthrough pt JOIN library_edition e ON e.id = pt.edition_id
    WHERE (pt.is_public OR %(private)s)
        AND (%(year)s::text IS NULL OR left(pt.completed_at, 4) = %(year)s)
        AND (%(platform)s::bigint IS NULL OR pt.platform_id = %(platform)s)
)
"""
SHOWN_RUNS = 5
SHOWN_FRANCHISES = 8
# What happens to a playthrough that stops being only planned.
BEGINNINGS = ", ".join(
    f"'{each.name}'" for each in (START, ONGOING, PAUSE, COMPLETE, DROP)
)

# The same by game, which most figures are counted from.
_FINISHED = """
, played AS MATERIALIZED (
    SELECT run.game_id AS id, count(*) AS playthroughs,
        count(*) FILTER (WHERE run.done) AS times,
        count(*) FILTER (WHERE run.done AND run.completed_at IS NULL) AS undated,
        sum(run.hours) AS hours, count(run.rating) AS rated, sum(run.rating) AS ratings
    FROM run GROUP BY 1
), finished AS (
    SELECT id, times FROM played WHERE times > 0
)
"""
_GAME = "'id', g.id, 'name', g.name"


def _array(pairs: str, rows: str, order: str) -> str:
    item = f"json_build_object({pairs}) ORDER BY {order}"
    return f"(SELECT coalesce(json_agg({item}), '[]') FROM {rows})"


_TOTALS = """(
    SELECT json_build_object(
        'games', count(*) FILTER (WHERE times > 0),
        'completed', coalesce(sum(times), 0),
        'undated', coalesce(sum(undated), 0),
        'hours', coalesce(sum(hours), 0),
        'games_with_hours', count(*) FILTER (WHERE hours > 0),
        'rated', coalesce(sum(rated), 0),
        'average', round(sum(ratings) / nullif(sum(rated), 0), 2))
    FROM played
)"""
_DATES = _array(
    "'date', d.date, 'completed', d.completed",
    "(SELECT left(completed_at, CASE WHEN %(year)s::text IS NULL THEN 4 ELSE 7 END)"
    " AS date, count(*) AS completed FROM run WHERE completed_at IS NOT NULL"
    " GROUP BY 1) AS d",
    "d.date",
)
_RATINGS = _array(
    "'rating', r.rating, 'count', r.count",
    "(SELECT rating, count(*) FROM run WHERE rating IS NOT NULL GROUP BY 1) AS r",
    "r.rating",
)


def _shares(name: str, counts: str, rows: str) -> str:
    """Playthroughs and hours per row t of `rows`, the most hours first."""
    return _array(
        "'id', s.id, 'name', s.name, 'playthroughs', s.playthroughs, 'hours', s.hours,"
        " 'completed', s.completed",
        f"(SELECT t.id, {name} AS name, t.sort_key, {counts}"
        f" FROM {rows} GROUP BY t.id) AS s",
        "s.hours DESC, s.completed DESC, s.sort_key, s.id",
    )


_PLATFORMS = _shares(
    "coalesce(nullif(t.abbreviation, ''), t.name)",
    "count(*) AS playthroughs, coalesce(sum(run.hours), 0) AS hours,"
    " count(*) FILTER (WHERE run.done) AS completed",
    "run JOIN library_platform t ON t.id = run.platform_id",
)
_FRANCHISES = _shares(
    "t.name",
    "sum(played.playthroughs) AS playthroughs, coalesce(sum(played.hours), 0) AS hours,"
    " sum(played.times) AS completed",
    "played JOIN library_game g ON g.id = played.id"
    " JOIN library_franchise t ON t.id = g.franchise_id",
)
# A game counts for its genres and for all above them, as a filter by genre finds it.
_GENRES = _array(
    "'id', s.id, 'name', s.name, 'completed', s.completed",
    "(SELECT t.id, t.name, t.sort_key, sum(of_game.times) AS completed"
    " FROM (SELECT DISTINCT f.id AS game_id, f.times, above.id AS genre_id"
    " FROM finished f JOIN library_gamegenre gg ON gg.game_id = f.id"
    " JOIN above ON above.genre_id = gg.genre_id) AS of_game"
    " JOIN library_genre t ON t.id = of_game.genre_id GROUP BY t.id) AS s",
    "s.completed DESC, s.sort_key, s.id",
)
_ABOVE = """
, above AS (
    WITH RECURSIVE step AS (
        SELECT id AS genre_id, id FROM library_genre
        UNION
        SELECT step.genre_id, g.parent_id
        FROM step JOIN library_genre g ON g.id = step.id WHERE g.parent_id IS NOT NULL
    ) SELECT * FROM step
)
"""
_DECADES = _array(
    "'decade', d.decade, 'completed', d.completed",
    "(SELECT g.original_release_year / 10 * 10 AS decade, sum(f.times) AS completed"
    " FROM finished f JOIN library_game g ON g.id = f.id GROUP BY 1) AS d",
    "d.decade NULLS LAST",
)


def _runs(which: str, order: str, shown: int = SHOWN_RUNS, *, of: str = "run") -> str:
    """A few of the rows `run` that `which` holds for, with their games."""
    first = f"SELECT run.* FROM {of} WHERE {which} ORDER BY {order} LIMIT {shown}"
    return _array(
        f"{_GAME}, 'run', r.id, 'hours', r.hours, 'date', r.completed_at,"
        " 'rating', r.rating, 'year', g.original_release_year",
        f"(SELECT found.*, row_number() OVER () AS place FROM ({first}) AS found) AS r"
        " JOIN library_game g ON g.id = r.game_id",
        "r.place",
    )


_GAMES = "run JOIN library_game g ON g.id = run.game_id"
_DATED = "run.completed_at IS NOT NULL"
_RELEASED = "run.done AND g.original_release_year IS NOT NULL"
_TIMED = "run.done AND run.hours > 0"
# Days of one year: time played, and what was completed on a known day.
_DAYS = _array(
    "'day', d.day, 'minutes', d.minutes, 'finished', d.finished",
    """(
    SELECT day, sum(minutes) AS minutes,
        array_agg(name ORDER BY name) FILTER (WHERE name IS NOT NULL) AS finished
    FROM (
        SELECT s.day, s.minutes, NULL AS name
        FROM journal_session s JOIN journal_playthrough pt ON pt.id = s.playthrough_id
        WHERE s.day BETWEEN %(first)s AND %(last)s AND s.minutes IS NOT NULL
            AND (pt.is_public OR %(private)s)
            AND (%(platform)s::bigint IS NULL OR pt.platform_id = %(platform)s)
        UNION ALL
        SELECT pt.completed_at::date, 0, g.name
        FROM journal_playthrough pt JOIN library_edition e ON e.id = pt.edition_id
        JOIN library_game g ON g.id = e.game_id
        WHERE left(pt.completed_at, 4) = %(days_of)s AND length(pt.completed_at) = 10
            AND (pt.is_public OR %(private)s)
            AND (%(platform)s::bigint IS NULL OR pt.platform_id = %(platform)s)
    ) AS each GROUP BY day
) AS d""",
    "d.day",
)
# Years that anything can be shown of, whatever the page is narrowed to.
_YEARS = """(
    SELECT coalesce(json_agg(year ORDER BY year DESC), '[]') FROM (
        SELECT DISTINCT left(completed_at, 4)::int AS year FROM journal_playthrough
        WHERE completed_at IS NOT NULL AND (is_public OR %(private)s)
        UNION
        SELECT generate_series(
            extract(year FROM min(day))::int, extract(year FROM max(day))::int
        ) FROM journal_session
        WHERE %(private)s
    ) AS each
)"""
# A game of a franchise counts as one, however many editions it has.
_PROGRESS = _array(
    "'id', t.id, 'name', t.name, 'games', t.games",
    f"""(
    SELECT f.id, f.name, f.sort_key, count(finished.id) AS done,
        json_agg(json_build_array(g.name, finished.id IS NOT NULL)
            ORDER BY g.original_release_year NULLS LAST, g.sort_key, g.id) AS games
    FROM (
        SELECT g.franchise_id AS id, count(*) AS done FROM library_game g
        JOIN finished ON finished.id = g.id WHERE g.franchise_id IS NOT NULL
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {SHOWN_FRANCHISES}
    ) AS top
    JOIN library_franchise f ON f.id = top.id
    JOIN library_game g ON g.franchise_id = f.id
    LEFT JOIN finished ON finished.id = g.id
    GROUP BY f.id
) AS t""",
    "t.done DESC, t.sort_key, t.id",
)


def _last_day(date: str) -> str:
    """The SQL of the last day that a partial date can mean."""
    return (
        f"CASE length({date}) WHEN 4 THEN ({date} || '-12-31')::date"
        f" WHEN 7 THEN (({date} || '-01')::date + interval '1 month - 1 day')::date"
        f" ELSE {date}::date END"
    )


# A playthrough is in the backlog from the day it was added until it begins, or ends. Of
# one that began on no date, an event says when; without one, nobody knows that it was
# ever planned.
_BACKLOG = _array(
    "'month', m.month, 'added', m.added, 'begun', m.begun",
    """(
    SELECT month, sum(added) AS added, sum(begun) AS begun FROM (
        SELECT to_char(added, 'YYYY-MM') AS month, 1 AS added, 0 AS begun FROM waiting
        UNION ALL
        SELECT to_char(begun, 'YYYY-MM'), 0, 1 FROM waiting WHERE begun IS NOT NULL
    ) AS each GROUP BY month
) AS m""",
    "m.month",
)
_WAITING = f"""
, earliest AS MATERIALIZED (
    SELECT (min(created_at) AT TIME ZONE %(zone)s)::date::text COLLATE "C" AS day
    FROM journal_playthrough
), waiting AS MATERIALIZED (
    SELECT added, CASE WHEN begun IS NOT NULL THEN least(begun, %(today)s) END AS begun
    FROM (
        SELECT (pt.created_at AT TIME ZONE %(zone)s)::date AS added, pt.status,
            CASE WHEN pt.status <> 'planned' THEN coalesce(
                least({_last_day("pt.started_at")}, {_last_day("pt.completed_at")}),
                (event.at AT TIME ZONE %(zone)s)::date
            ) END AS begun
        FROM journal_playthrough pt
        LEFT JOIN LATERAL (
            SELECT min(occurred_at) AS at FROM realtime_event
            WHERE subject = 'playthrough:' || pt.uuid AND type IN ({BEGINNINGS})
        ) AS event ON pt.transitions > 1 AND pt.status <> 'planned'
            AND pt.started_at IS NULL AND pt.completed_at IS NULL
        WHERE (pt.is_public OR %(private)s) AND (
            pt.status = 'planned' OR pt.transitions > 1
            -- Most were over before there was a Questlog to plan them in.
            OR (least(pt.started_at, pt.completed_at) || '-99') COLLATE "C"
                > (SELECT day FROM earliest)
        )
    ) AS each WHERE status = 'planned' OR begun > added
)
"""

_PARTS = {
    "totals": _TOTALS,
    "dates": _DATES,
    "ratings": _RATINGS,
    "platforms": _PLATFORMS,
    "franchises": _FRANCHISES,
    "genres": _GENRES,
    "decades": _DECADES,
    "longest": _runs(_TIMED, "run.hours DESC, run.id"),
    "shortest": _runs(_TIMED, "run.hours, run.id"),
    "first": _runs(_DATED, "run.completed_at, run.id", 1),
    "latest": _runs(_DATED, "run.completed_at DESC, run.id DESC", 1),
    "oldest": _runs(
        _RELEASED, "g.original_release_year, g.sort_key, run.id", 1, of=_GAMES
    ),
    "newest": _runs(
        _RELEASED, "g.original_release_year DESC, g.sort_key, run.id", 1, of=_GAMES
    ),
    "days": _DAYS,
    "years": _YEARS,
}
# Of all playthroughs: a year or a platform has no backlog and no progress of its own.
_WHOLE_PARTS = {"backlog": _BACKLOG, "progress": _PROGRESS}


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """What the figures are of; with neither, of everything."""

    year: int | None = None
    platform: int | None = None

    @property
    def is_all(self) -> bool:
        return self.year is None and self.platform is None


def figures_of(
    narrowing: Narrowing,
    *,
    private: bool,
    today: date,
    zone: str,
    names: Collection[str] = (),
) -> dict[str, Any]:
    """The figures called `names` (all, if there are none), by their names.

    The days are of the narrowing's year, else of this one.
    """
    parts = {**_PARTS, **(_WHOLE_PARTS if narrowing.is_all else {})}
    parts = {name: parts[name] for name in names or parts}
    pairs = ", ".join(f"'{name}', {sql}" for name, sql in parts.items())
    tables = f"{RUNS}{_FINISHED}{_ABOVE}{_WAITING if 'backlog' in parts else ''}"
    days_of = narrowing.year or today.year
    with connection.cursor() as cursor:
        cursor.execute(
            f"{tables} SELECT json_build_object({pairs})::text",
            {
                "private": private,
                "year": None if narrowing.year is None else str(narrowing.year),
                "platform": narrowing.platform,
                "days_of": str(days_of),
                "first": date(days_of, 1, 1),
                "last": date(days_of, 12, 31),
                "today": today,
                "zone": zone,
            },
        )
        (found,) = cursor.fetchone()
    figures: dict[str, Any] = orjson.loads(found)
    return {**figures, "days_of": days_of}
