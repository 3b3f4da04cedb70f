"""The JSON of playthroughs: what is not a column of the row, and its joins."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_object
from apps.core.api.sql_json import json_object_or_null
from apps.journal.rest.schemas import GamePlaythroughSchema
from apps.journal.rest.schemas import PlayedEditionSchema
from apps.journal.rest.schemas import PlayedGameSchema
from apps.journal.rest.schemas import PlaythroughSchema
from apps.journal.rest.session_schemas import SessionSchema
from apps.library.rest.schemas import PlatformSchema

# Of a playthrough pt through an edition e, perhaps on a platform p.
_EXPRESSIONS = {
    "edition": json_object(PlayedEditionSchema, "e"),
    "platform": json_object_or_null(PlatformSchema, "p"),
}
# Of a game g.
PLAYED_GAME = json_object(PlayedGameSchema, "g")


def _notes(private: bool) -> str:
    """The owner's own, which are for nobody else."""
    return "pt.notes" if private else "''"


def game_playthrough(*, private: bool) -> str:
    return json_object(
        GamePlaythroughSchema, "pt", **_EXPRESSIONS, notes=_notes(private)
    )


def playthrough_shape(*, private: bool) -> JsonShape:
    return JsonShape(
        json_object(
            PlaythroughSchema,
            "pt",
            **_EXPRESSIONS,
            game=PLAYED_GAME,
            notes=_notes(private),
        ),
        "JOIN journal_playthrough pt ON pt.id = page.id"
        " JOIN library_edition e ON e.id = pt.edition_id"
        " JOIN library_game g ON g.id = e.game_id"
        " LEFT JOIN library_platform p ON p.id = pt.platform_id",
    )


def session_shape(*, private: bool) -> JsonShape:
    """Of a session s; its note is the owner's."""
    return JsonShape(
        json_object(
            SessionSchema,
            "s",
            playthrough_id="pt.uuid",
            game=PLAYED_GAME,
            **_EXPRESSIONS,
            is_running="(s.minutes IS NULL)",
            note="s.note" if private else "NULL",
        ),
        "JOIN journal_session s ON s.id = page.id"
        " JOIN journal_playthrough pt ON pt.id = s.playthrough_id"
        " JOIN library_edition e ON e.id = pt.edition_id"
        " JOIN library_game g ON g.id = e.game_id"
        " LEFT JOIN library_platform p ON p.id = pt.platform_id",
    )
