"""The JSON of characters: what is not a column of the row, and its joins."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_object
from apps.profiles.poe.rest.schemas import PoeCharacterDetailSchema
from apps.profiles.poe.rest.schemas import PoeCharacterSchema
from apps.profiles.poe.rest.schemas import PoeLeagueSchema
from apps.profiles.poe.rest.schemas import PoeProfileSchema
from apps.profiles.schemas import ProfileGameSchema

_JOINS = "JOIN poe_character c ON c.id = page.id"
_PASSIVES = "jsonb_array_length(c.passives)"
CHARACTER = JsonShape(
    json_object(PoeCharacterSchema, "c", passive_count=_PASSIVES), _JOINS
)
CHARACTER_DETAIL = JsonShape(
    json_object(PoeCharacterDetailSchema, "c", passive_count=_PASSIVES), _JOINS
)


def _hours(of_it: str) -> str:
    """Those of each character in the league, as `Character.hours_in` has it."""
    past = "jsonb_array_elements(c.past_leagues) p"
    hours = "(p ->> 'hours')::numeric"
    others = f"(SELECT sum({hours}) FROM {past} WHERE p ->> 'league' <> c.league)"
    return (
        f"SELECT greatest(0, c.hours - coalesce({others}, 0)) AS hours"
        f" FROM poe_character c WHERE {of_it} AND c.league = l.name"
        " AND c.hours IS NOT NULL"
        f" UNION ALL SELECT {hours} FROM poe_character c, {past}"
        f" WHERE {of_it} AND c.league <> l.name AND p ->> 'league' = l.name"
    )


def league_shape(*, private: bool) -> JsonShape:
    seen = "" if private else " AND c.is_public"
    of_it = f"c.profile_id = l.profile_id AND c.realm = l.realm{seen}"
    was_there = (
        "c.past_leagues @> jsonb_build_array(jsonb_build_object('league', l.name))"
    )
    now = f"FROM poe_character c WHERE {of_it} AND c.league = l.name"
    ever = f"FROM poe_character c WHERE {of_it} AND (c.league = l.name OR {was_there})"
    shown = "" if private else " AND r.is_public"
    run = f"FROM journal_playthrough r WHERE r.id = l.playthrough_id{shown}"
    return JsonShape(
        json_object(
            PoeLeagueSchema,
            "l",
            characters=f"(SELECT count(*) {ever})",
            highest_level=f"(SELECT max(c.level) {now})",
            hours=f"(SELECT sum(x.hours) FROM ({_hours(of_it)}) x)",
            playthrough_id=f"(SELECT r.uuid {run})",
        ),
        "JOIN poe_league l ON l.id = page.id",
    )


def profile_shape(*, private: bool) -> JsonShape:
    seen = "c.profile_id = p.id" + ("" if private else " AND c.is_public")
    return JsonShape(
        json_object(
            PoeProfileSchema,
            "p",
            game=json_object(ProfileGameSchema, "g", id="g.uuid"),
            characters=f"(SELECT count(*) FROM poe_character c WHERE {seen})",
            leagues="(SELECT coalesce(json_agg(l.league ORDER BY l.league), '[]') FROM"
            f" (SELECT DISTINCT c.league FROM poe_character c WHERE {seen}"
            " AND c.league <> '') l)",
        ),
        "JOIN poe_poeprofile p ON p.id = page.id"
        " JOIN library_game g ON g.id = p.game_id",
    )
