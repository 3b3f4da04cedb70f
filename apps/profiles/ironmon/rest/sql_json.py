"""The JSON of runs and challenges: what is not a column of the row, and its joins."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.core.api.sql_json import json_object_or_null
from apps.profiles.ironmon.rest.schemas import ChallengeCheckpointSchema
from apps.profiles.ironmon.rest.schemas import ChallengeDetailSchema
from apps.profiles.ironmon.rest.schemas import CheckpointDetailSchema
from apps.profiles.ironmon.rest.schemas import IronmonChallengeSchema
from apps.profiles.ironmon.rest.schemas import IronmonProfileSchema
from apps.profiles.ironmon.rest.schemas import IronmonRunDetailSchema
from apps.profiles.ironmon.rest.schemas import IronmonRunSchema
from apps.profiles.ironmon.rest.schemas import RunResultSchema
from apps.profiles.ironmon.rest.schemas import RunSchema
from apps.profiles.schemas import ProfileGameSchema

_CHECKPOINTS = "ironmon_checkpoint cp WHERE cp.challenge_id = c.id"
_RUN_JOINS = (
    "JOIN ironmon_run r ON r.id = page.id"
    " JOIN ironmon_challenge c ON c.id = r.challenge_id"
    " LEFT JOIN ironmon_checkpoint f ON f.id = r.furthest_id"
)
_DEFEATED_BY = (
    "CASE WHEN r.defeat_pokemon = '' THEN NULL ELSE json_build_object("
    "'pokemon', r.defeat_pokemon, 'pokemon_id', r.defeat_pokemon_id,"
    " 'level', r.defeat_level, 'trainer', r.defeat_trainer,"
    " 'is_wild', r.defeat_is_wild) END"
)
PROFILE = JsonShape(
    json_object(
        IronmonProfileSchema, "p", game=json_object(ProfileGameSchema, "g", id="g.uuid")
    ),
    "JOIN ironmon_ironmonprofile p ON p.id = page.id"
    " JOIN library_game g ON g.id = p.game_id",
)
CHALLENGE_OF_CONTRACT = JsonShape(
    json_object(
        ChallengeDetailSchema,
        "c",
        checkpoints=json_array(
            json_object(CheckpointDetailSchema, "cp"),
            _CHECKPOINTS,
            order="cp.position",
        ),
    ),
    "JOIN ironmon_challenge c ON c.id = page.id",
)
CHALLENGE = JsonShape(
    json_object(
        IronmonChallengeSchema,
        "c",
        run_count="(SELECT count(*) FROM ironmon_run r WHERE r.challenge_id = c.id)",
        checkpoints=json_array(
            json_object(ChallengeCheckpointSchema, "cp"),
            _CHECKPOINTS,
            order="cp.position",
        ),
    ),
    "JOIN ironmon_challenge c ON c.id = page.id",
)
RUN_OF_CONTRACT = JsonShape(
    json_object(
        RunSchema,
        "r",
        challenge="c.name",
        highest_checkpoint="f.name",
        highest_checkpoint_order="f.position",
        defeated_by=_DEFEATED_BY,
        started_at="coalesce(r.started_at, r.created_at)",
    ),
    _RUN_JOINS,
)
_RUN = {
    "challenge": "c.name",
    "challenge_slug": "c.slug",
    "furthest": json_object_or_null(CheckpointDetailSchema, "f"),
    "outcome": (
        "CASE WHEN r.is_victory THEN 'won' WHEN r.defeat_pokemon <> '' THEN 'lost'"
        " ELSE 'running' END"
    ),
    "defeated_by": _DEFEATED_BY,
}
RUN = JsonShape(json_object(IronmonRunSchema, "r", **_RUN), _RUN_JOINS)
RUN_DETAIL = JsonShape(
    json_object(
        IronmonRunDetailSchema,
        "r",
        **_RUN,
        results=json_array(
            json_object(
                RunResultSchema,
                "cr",
                checkpoint=json_object(CheckpointDetailSchema, "cp"),
            ),
            "ironmon_checkpointresult cr"
            " JOIN ironmon_checkpoint cp ON cp.id = cr.checkpoint_id"
            " WHERE cr.run_id = r.id",
            order="cp.position",
        ),
    ),
    _RUN_JOINS,
)
