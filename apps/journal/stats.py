"""What all playthroughs together say, in one statement."""

from __future__ import annotations

from django.db import connection
from django.db.models import QuerySet

from apps.core import ratings
from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.journal.rest.schemas import PlayedShareSchema
from apps.journal.rest.schemas import RatingCountSchema
from apps.journal.rest.schemas import ReplayedSchema
from apps.journal.rest.schemas import StatsPlaythroughSchema
from apps.journal.rest.schemas import StatsSchema
from apps.journal.rest.schemas import StatusCountSchema
from apps.journal.rest.schemas import YearSchema
from apps.journal.rest.sql_json import PLAYED_GAME

# Every number below is of the rows `run`, the playthroughs that count, which have these
# columns: each with the field it comes from.
_COLUMNS = {
    "id": "id",
    "uuid": "uuid",
    "status": "status",
    "platform_id": "platform_id",
    "completed_at": "completed_at",
    "rating": "rating",
    "hours": "playtime_hours",
    "game_id": "edition__game_id",
}
_SHARE_COUNTS = (
    "count(*) AS playthroughs, count(*) FILTER (WHERE run.done) AS completed,"
    " coalesce(sum(run.hours), 0) AS hours"
)


def _share(joins: str) -> str:
    """Counts per row t of platform, genre or franchise that `joins` leads to."""
    return json_array(
        json_object(PlayedShareSchema, "s"),
        f"(SELECT t.id, t.name, t.slug, t.sort_key, {_SHARE_COUNTS}"
        f" FROM run {joins} GROUP BY t.id) AS s",
        order="s.playthroughs DESC, s.sort_key, s.id",
    )


def _extreme(direction: str) -> str:
    """The ten completed runs that took the most (DESC) or fewest (ASC) hours."""
    return json_array(
        json_object(StatsPlaythroughSchema, "r", game=PLAYED_GAME),
        "(SELECT * FROM run WHERE done AND hours > 0"
        f" ORDER BY hours {direction}, id LIMIT 10) AS r"
        " JOIN library_game g ON g.id = r.game_id",
        order=f"r.hours {direction}, r.id",
    )


_BY_STATUS = json_array(
    json_object(StatusCountSchema, "s", playthroughs="coalesce(n.playthroughs, 0)"),
    f"unnest(ARRAY{Status.values}) WITH ORDINALITY AS s(status, place)"
    " LEFT JOIN (SELECT status, count(*) AS playthroughs FROM run GROUP BY status) AS n"
    " USING (status)",
    order="s.place",
)
_BY_YEAR = json_array(
    json_object(YearSchema, "y"),
    "(SELECT left(completed_at, 4)::int AS year, count(*) AS completed,"
    " coalesce(sum(hours), 0) AS hours"
    " FROM run WHERE completed_at IS NOT NULL GROUP BY 1) AS y",
    order="y.year DESC",
)
_RATINGS = json_array(
    json_object(RatingCountSchema, "each", playthroughs="coalesce(n.playthroughs, 0)"),
    f"generate_series({ratings.LOWEST}, {ratings.HIGHEST}, {ratings.STEP})"
    " AS each(rating)"
    " LEFT JOIN (SELECT rating, count(*) AS playthroughs FROM run GROUP BY rating) AS n"
    " USING (rating)",
    order="each.rating",
)
_MOST_REPLAYED = json_array(
    json_object(ReplayedSchema, "r", game=PLAYED_GAME),
    "(SELECT r.game_id, count(*) AS times_completed"
    " FROM run r JOIN library_game named ON named.id = r.game_id"
    " WHERE r.done GROUP BY r.game_id, named.sort_key HAVING count(*) > 1"
    " ORDER BY times_completed DESC, named.sort_key, r.game_id LIMIT 10) AS r"
    " JOIN library_game g ON g.id = r.game_id",
    order="r.times_completed DESC, g.sort_key, g.id",
)
_GENRES = (
    "JOIN library_gamegenre gg ON gg.game_id = run.game_id"
    " JOIN library_genre t ON t.id = gg.genre_id"
)
_FRANCHISES = (
    "JOIN library_game g ON g.id = run.game_id"
    " JOIN library_franchise t ON t.id = g.franchise_id"
)
_STATS = json_object(
    StatsSchema,
    "total",
    by_status=_BY_STATUS,
    by_platform=_share("JOIN library_platform t ON t.id = run.platform_id"),
    by_genre=_share(_GENRES),
    by_franchise=_share(_FRANCHISES),
    by_year=_BY_YEAR,
    ratings=_RATINGS,
    longest=_extreme("DESC"),
    fastest=_extreme("ASC"),
    most_replayed=_MOST_REPLAYED,
)
_STATEMENT = f"""
SELECT {_STATS}::text
FROM (
    SELECT count(*) AS games, count(*) FILTER (WHERE completed > 0) AS games_completed,
        coalesce(sum(playthroughs), 0) AS playthroughs,
        coalesce(sum(completed), 0) AS completed, coalesce(sum(hours), 0) AS hours,
        round(sum(ratings) / nullif(sum(rated), 0), 2) AS average_rating
    FROM (
        SELECT game_id, count(*) AS playthroughs, count(*) FILTER (WHERE done)
            AS completed, sum(hours) AS hours, sum(rating) AS ratings,
            count(rating) AS rated
        FROM run GROUP BY game_id
    ) AS game
) AS total
"""


def stats_json(rows: QuerySet[Playthrough]) -> str:
    """The JSON of `StatsSchema` for the playthroughs `rows`."""
    counted = rows.order_by().values_list(*_COLUMNS.values())
    sql, params = counted.query.sql_with_params()
    runs = (
        f"WITH counted ({', '.join(_COLUMNS)}) AS ({sql}), run AS MATERIALIZED"
        " (SELECT *, status = 'completed' AS done FROM counted)"
    )
    with connection.cursor() as cursor:
        cursor.execute(runs + _STATEMENT, params)
        (answer,) = cursor.fetchone()
    return str(answer)
