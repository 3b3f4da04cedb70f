"""The JSON of characters and what they own, built by PostgreSQL."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.profiles.ffxiv.jobs import JOBS
from apps.profiles.ffxiv.jobs import LEVEL_CAP
from apps.profiles.ffxiv.jobs import OTHER
from apps.profiles.ffxiv.models import Kind
from apps.profiles.ffxiv.rest.schemas import CollectableSchema
from apps.profiles.ffxiv.rest.schemas import CollectionCountSchema
from apps.profiles.ffxiv.rest.schemas import FFXIVCharacterSchema
from apps.profiles.ffxiv.rest.schemas import FFXIVJobSchema
from apps.profiles.ffxiv.rest.schemas import FFXIVProfileSchema
from apps.profiles.ffxiv.rest.schemas import LevelSchema
from apps.profiles.schemas import ProfileGameSchema

_CAP = (
    "CASE "
    + " ".join(
        f"WHEN j.job = '{job.name}' THEN {job.cap}"
        for job in JOBS
        if job.cap != LEVEL_CAP
    )
    + f" ELSE {LEVEL_CAP} END"
)
_ROLE = (
    "CASE "
    + " ".join(f"WHEN j.job = '{job.name}' THEN '{job.role}'" for job in JOBS)
    + f" ELSE '{OTHER}' END"
)


def _count(kind: Kind) -> str:
    """The two counts of a kind, of the character `c`."""
    owned = (
        "(SELECT count(*) FROM ffxiv_unlock u JOIN ffxiv_collectable k"
        f" ON k.id = u.collectable_id WHERE u.character_id = c.id"
        f" AND k.kind = '{kind}')"
    )
    total = (
        "(SELECT count(*) FROM ffxiv_collectable k"
        f" WHERE k.kind = '{kind}' AND k.missing_since IS NULL AND k.name <> '')"
    )
    return json_object(
        CollectionCountSchema,
        "c",
        owned=owned,
        total=f"greatest({total}, {owned})",
        hidden_since=f"c.{kind}s_hidden_since",
    )


_CHARACTER = json_object(
    FFXIVCharacterSchema,
    "c",
    is_verified="c.verified_at IS NOT NULL",
    jobs_at_max="(SELECT count(*) FROM ffxiv_joblevel j"
    f" WHERE j.character_id = c.id AND j.level >= {_CAP})",
    achievement_points="(SELECT coalesce(sum(k.points), 0) FROM ffxiv_unlock u"
    " JOIN ffxiv_collectable k ON k.id = u.collectable_id"
    " WHERE u.character_id = c.id)",
    achievements=_count(Kind.ACHIEVEMENT),
    mounts=_count(Kind.MOUNT),
    minions=_count(Kind.MINION),
)
CHARACTER = JsonShape(_CHARACTER, "JOIN ffxiv_character c ON c.id = page.id")
PROFILE = JsonShape(
    json_object(
        FFXIVProfileSchema,
        "p",
        game=json_object(ProfileGameSchema, "g", id="g.uuid"),
        characters=json_array(
            _CHARACTER,
            "ffxiv_character c WHERE c.profile_id = p.id",
            order="c.is_main DESC, c.name, c.id",
        ),
    ),
    "JOIN ffxiv_ffxivprofile p ON p.id = page.id"
    " JOIN library_game g ON g.id = p.game_id",
)
JOB = JsonShape(
    json_object(FFXIVJobSchema, "j", role=_ROLE, is_max=f"j.level >= {_CAP}"),
    "JOIN ffxiv_joblevel j ON j.id = page.id",
)
LEVEL = JsonShape(
    json_object(LevelSchema, "l", job="j.job"),
    "JOIN ffxiv_levelchange l ON l.id = page.id"
    " JOIN ffxiv_joblevel j ON j.id = l.job_level_id",
)


def collectable(character_id: int) -> JsonShape:
    """Of everything that there is, what one character has."""
    return JsonShape(
        json_object(
            CollectableSchema,
            "k",
            group='k."group"',
            is_owned="u.id IS NOT NULL",
            earned_at="u.earned_at",
            missing_since="u.missing_since",
        ),
        "JOIN ffxiv_collectable k ON k.id = page.id"
        " LEFT JOIN ffxiv_unlock u ON u.collectable_id = k.id"
        f" AND u.character_id = {int(character_id)}",
    )
