"""The JSON of games with their playthroughs and lists.

`private` says whether private playthroughs and lists count.
"""

from __future__ import annotations

from collections.abc import Iterable

from apps.browsing.play_history import FOREMOST
from apps.browsing.rest.schemas import GameDetailSchema
from apps.browsing.rest.schemas import GameFactsSchema
from apps.browsing.rest.schemas import GameListSchema
from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.core.api.sql_json import with_keys
from apps.journal.rest.sql_json import game_playthrough
from apps.library.rest.sql_json import GAME_EDITIONS
from apps.library.rest.sql_json import GAME_EXPRESSIONS
from apps.library.rest.sql_json import GAME_JOINS
from apps.library.rest.sql_json import TIME_TO_BEAT

_FOREMOST = " ".join(
    f"WHEN bool_or(pt.status = '{status}') THEN '{status}'" for status in FOREMOST
)
# Of a game g and its playthroughs, `played` (see `_played`).
_EXPRESSIONS = {
    **GAME_EXPRESSIONS,
    "status": "played.status",
    "times_completed": "played.times_completed",
    "best_rating": "played.best_rating",
}


def game_item(*, private: bool, expand: Iterable[str] = ()) -> JsonShape:
    """A game of a list; with those of `EXPANSIONS` that `expand` names."""
    more = _expansions(private)
    body = with_keys(
        json_object(GameFactsSchema, "g", **_EXPRESSIONS),
        **{name: more[name] for name in expand},
    )
    return JsonShape(body, f"{GAME_JOINS} {_played(private)}")


def game_detail(*, private: bool) -> JsonShape:
    body = json_object(
        GameDetailSchema,
        "g",
        **_EXPRESSIONS,
        time_to_beat=TIME_TO_BEAT,
        **_expansions(private),
    )
    return JsonShape(body, f"{GAME_JOINS} {_played(private)}")


def _expansions(private: bool) -> dict[str, str]:
    return {
        "editions": GAME_EDITIONS,
        "playthroughs": _playthroughs(private),
        "lists": _lists(private),
    }


def _played(private: bool) -> str:
    return (
        "CROSS JOIN LATERAL (SELECT"
        f" CASE {_FOREMOST} END AS status,"
        " count(*) FILTER (WHERE pt.status = 'completed') AS times_completed,"
        " max(pt.rating) AS best_rating"
        " FROM library_edition e JOIN journal_playthrough pt ON pt.edition_id = e.id"
        f" WHERE e.game_id = g.id{_public('pt.is_public', private)}) AS played"
    )


def _playthroughs(private: bool) -> str:
    return json_array(
        game_playthrough(private=private),
        "journal_playthrough pt JOIN library_edition e ON e.id = pt.edition_id"
        " LEFT JOIN library_platform p ON p.id = pt.platform_id"
        f" WHERE e.game_id = g.id{_public('pt.is_public', private)}",
        order="pt.completed_at DESC NULLS LAST, pt.id DESC",
    )


def _lists(private: bool) -> str:
    return json_array(
        json_object(GameListSchema, "l", position="le.position"),
        "lists_listentry le JOIN lists_list l ON l.id = le.list_id"
        f" WHERE le.game_id = g.id{_public("l.visibility = 'public'", private)}",
        order="l.sort_key, l.id",
    )


def _public(condition: str, private: bool) -> str:
    return "" if private else f" AND {condition}"
