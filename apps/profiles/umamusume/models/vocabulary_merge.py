"""Giving what the owner added the game's own id, once that is known."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection
from django.db import models
from django.db import transaction

from apps.profiles.umamusume.models.collection import OwnedCard
from apps.profiles.umamusume.models.collection import OwnedOutfit
from apps.profiles.umamusume.models.meeting_entry import MeetingEntry
from apps.profiles.umamusume.models.meeting_entry import MeetingMember
from apps.profiles.umamusume.models.parts import Ancestor
from apps.profiles.umamusume.models.parts import DeckCard
from apps.profiles.umamusume.models.parts import RaceResult
from apps.profiles.umamusume.models.parts import RunSkill
from apps.profiles.umamusume.models.parts import RunSpark
from apps.profiles.umamusume.models.run import CareerRun
from apps.profiles.umamusume.models.team_trials import TrialsSlot
from apps.profiles.umamusume.models.vocabulary import Meeting
from apps.profiles.umamusume.models.vocabulary import Outfit
from apps.profiles.umamusume.models.vocabulary import Race
from apps.profiles.umamusume.models.vocabulary import RaceProgram
from apps.profiles.umamusume.models.vocabulary import Scenario
from apps.profiles.umamusume.models.vocabulary import Skill
from apps.profiles.umamusume.models.vocabulary import Spark
from apps.profiles.umamusume.models.vocabulary import SupportCard
from apps.profiles.umamusume.models.vocabulary import Trainee
from apps.profiles.umamusume.models.vocabulary import VocabularyRow
from apps.profiles.umamusume.models.vocabulary import lock_vocabulary


@dataclass(frozen=True)
class _Use:
    """A column that holds ids; `once_in`: it holds each once in a row of that."""

    model: type[models.Model]
    field: str
    once_in: str = ""


_USES: dict[type[VocabularyRow], tuple[_Use, ...]] = {
    Trainee: (_Use(CareerRun, "trainee"),),
    Outfit: (
        _Use(CareerRun, "outfit"),
        _Use(Ancestor, "outfit"),
        _Use(OwnedOutfit, "outfit", "profile"),
        _Use(MeetingMember, "outfit"),
        _Use(TrialsSlot, "outfit"),
    ),
    SupportCard: (_Use(DeckCard, "card"), _Use(OwnedCard, "card", "profile")),
    Skill: (_Use(RunSkill, "skill", "run"), _Use(Spark, "skill")),
    Spark: (_Use(RunSpark, "spark", "run"),),
    Scenario: (_Use(CareerRun, "scenario"),),
    RaceProgram: (_Use(RaceResult, "program"),),
    Meeting: (_Use(MeetingEntry, "meeting", "profile"),),
}


@transaction.atomic
def give_game_id[Row: VocabularyRow](row: Row, game_id: int) -> Row:
    """Let a row that the owner added be the one with this id of the game.

    If the vocabulary has that one by now, it stays and `row` goes into it. Careers
    follow. Returns the row that there is then. Raises `ValidationError`.
    """
    if not row.is_own:
        raise ValidationError(f"“{row}” has the game’s own id already.")
    if game_id <= 0:
        raise ValidationError("The game’s ids are above zero.")
    lock_vocabulary()
    known = type(row)._default_manager.filter(game_id=game_id).first()
    for use in _USES.get(type(row), ()):
        _move(use, row.game_id, game_id)
    if isinstance(row, Spark):
        _move_factors(row.game_id, game_id)
    if known is None:
        row.game_id = game_id
        row.full_clean()
        row.save()
        return row
    _move_children(row, known)
    row.delete()
    return known


def _move(use: _Use, old: int, new: int) -> None:
    rows = use.model._default_manager
    if use.once_in:
        both = rows.filter(**{use.field: new}).values(use.once_in)
        rows.filter(**{use.field: old, f"{use.once_in}__in": both}).delete()
    rows.filter(**{use.field: old}).update(**{use.field: new})


def _move_children(row: VocabularyRow, known: VocabularyRow) -> None:
    """What hangs on it by its key: a trainee's outfits, a race's dates."""
    if isinstance(row, Trainee):
        for outfit in row.outfits.all():
            outfit.trainee_id = known.pk
            outfit.save()
    elif isinstance(row, Race):
        row.programs.update(race=known.pk)


def _move_factors(old: int, new: int) -> None:
    """Sparks of ancestors are one number each, with their stars: see `rules.factor`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE umamusume_ancestor SET factors = ARRAY("
            " SELECT CASE WHEN sign(f) * (abs(f) / 100) = %(old)s"
            " THEN %(new)s::bigint * 100 + mod(abs(f), 100) ELSE f END"
            " FROM unnest(factors) WITH ORDINALITY AS each (f, place) ORDER BY place)"
            " WHERE EXISTS (SELECT FROM unnest(factors) AS f"
            " WHERE sign(f) * (abs(f) / 100) = %(old)s)",
            {"old": old, "new": new},
        )
