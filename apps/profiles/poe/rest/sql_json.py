"""The JSON of characters: what is not a column of the row, and its joins."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_object
from apps.profiles.poe.rest.schemas import PoeCharacterDetailSchema
from apps.profiles.poe.rest.schemas import PoeCharacterSchema
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
