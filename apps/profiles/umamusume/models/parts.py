"""What a career consists of: rows that only the verbs of `CareerRun` write.

Each holds the game's ids. A list of such rows is set as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import ClassVar
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.umamusume.models.rules import LARGEST_ID
from apps.profiles.umamusume.models.rules import LARGEST_SCORE
from apps.profiles.umamusume.models.rules import factor
from apps.profiles.umamusume.models.rules import spark_of

MOST_STARS = 9
INTERNAL = ("id", "uuid", "created_at", "updated_at")
LINEAGE = (10, 11, 12, 20, 21, 22)


class GameIdField(models.BigIntegerField):
    """An id of the game, which the vocabulary may not know yet; below zero ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["validators"] = [
            MinValueValidator(-LARGEST_ID),
            MaxValueValidator(LARGEST_ID),
        ]
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs


def small(low: int, high: int, label: str | None = None, **kwargs: Any) -> Any:
    """A whole number from `low` to `high`."""
    return models.PositiveSmallIntegerField(
        label,
        validators=[MinValueValidator(low), MaxValueValidator(high)],
        **kwargs,
    )


class RunPart(BaseModel):
    """A row of a career. `keys` are what it takes and gives, in their order."""

    keys: ClassVar[tuple[str, ...]]
    noun: ClassVar[str]
    # What of it is there once in a career, and what to say of a second one.
    once: ClassVar[tuple[str, str]]

    class Meta:
        abstract = True

    @classmethod
    def build(cls, run: models.Model, number: int, values: Mapping[str, Any]) -> Self:
        """The row of `values`, the `number`th of its list, from 1."""
        unknown = sorted(set(values) - set(cls.keys))
        if unknown:
            raise ValidationError(f"“{unknown[0]}” isn't a key of a {cls.noun}.")
        return cls(run=run, **values)

    def values(self) -> dict[str, Any]:
        """What `build` makes the same row of."""
        return {key: getattr(self, key) for key in self.keys}


class RunSkill(RunPart):
    """A skill that the trainee had in the end."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("run", "skill", "level"), internal=INTERNAL
    )
    keys = ("skill", "level")
    noun = "skill"
    once = ("skill", "The same skill is listed twice.")

    # The constraint begins with the run.
    run = models.ForeignKey(
        "umamusume.CareerRun",
        on_delete=models.CASCADE,
        related_name="skills",
        db_index=False,
    )
    skill = GameIdField()
    # The unique one has up to 6.
    level = small(1, 6, default=1)

    class Meta:
        ordering = ["run_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "skill"], name="uma_run_skill_once"),
        ]
        indexes = [models.Index(fields=["skill"], name="uma_skill_runs")]

    def __str__(self) -> str:
        return f"Skill {self.skill}"


class RunSpark(RunPart):
    """A spark that the veteran hands on."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("run", "spark", "stars"), internal=INTERNAL
    )
    keys = ("spark", "stars")
    noun = "spark"
    once = ("spark", "The same spark is listed twice.")

    run = models.ForeignKey(
        "umamusume.CareerRun",
        on_delete=models.CASCADE,
        related_name="sparks",
        db_index=False,
    )
    spark = GameIdField()
    stars = small(1, MOST_STARS)

    class Meta:
        ordering = ["run_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "spark"], name="uma_run_spark_once"),
        ]
        indexes = [models.Index(fields=["spark", "stars"], name="uma_spark_runs")]

    def __str__(self) -> str:
        return f"Spark {self.spark}, {self.stars} stars"


class DeckCard(RunPart):
    """A support card of the deck, in its slot."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("run", "position", "card", "limit_break", "is_borrowed"),
        internal=INTERNAL,
    )
    keys = ("position", "card", "limit_break", "is_borrowed")
    noun = "card"
    once = ("position", "Two cards are in the same slot.")

    run = models.ForeignKey(
        "umamusume.CareerRun",
        on_delete=models.CASCADE,
        related_name="deck",
        db_index=False,
    )
    position = small(1, 6)
    card = GameIdField()
    limit_break = small(0, 4, null=True, blank=True)
    is_borrowed = models.BooleanField(default=False)

    class Meta:
        ordering = ["run_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "position"], name="uma_deck_slot_once"
            ),
        ]
        indexes = [models.Index(fields=["card"], name="uma_card_runs")]

    def __str__(self) -> str:
        return f"Card {self.card} in slot {self.position}"

    @classmethod
    def build(cls, run: models.Model, number: int, values: Mapping[str, Any]) -> Self:
        return super().build(run, number, {"position": number, **values})


class Ancestor(RunPart):
    """A parent (position 10, 20) or a grandparent (11, 12, 21, 22), as a copy.

    `own_run` is the career it was, where that is the owner's.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=(
            "run",
            "position",
            "outfit",
            "own_run",
            "score",
            "rank",
            "stars",
            "potential",
            "factors",
            "win_titles",
            "is_borrowed",
            "affinity",
        ),
        internal=INTERNAL,
    )
    keys = (
        "position",
        "outfit",
        "own_run",
        "score",
        "rank",
        "stars",
        "potential",
        "sparks",
        "win_titles",
        "is_borrowed",
        "affinity",
    )
    noun = "parent"
    once = ("position", "The same place in the family is filled twice.")

    run = models.ForeignKey(
        "umamusume.CareerRun",
        on_delete=models.CASCADE,
        related_name="ancestors",
        db_index=False,
    )
    position = models.PositiveSmallIntegerField(
        choices=[(each, str(each)) for each in LINEAGE]
    )
    outfit = GameIdField(null=True, blank=True)
    own_run = models.ForeignKey(
        "umamusume.CareerRun",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="descendants",
    )
    score = models.PositiveIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(LARGEST_SCORE)]
    )
    rank = small(1, 200, null=True, blank=True)
    stars = small(1, 5, null=True, blank=True)
    potential = small(1, 5, null=True, blank=True)
    # Sparks with their stars, as the game writes them: see `rules.factor`.
    factors = ArrayField(GameIdField(), blank=True, default=list)
    win_titles = ArrayField(GameIdField(), blank=True, default=list)
    is_borrowed = models.BooleanField(default=False)
    affinity = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        ordering = ["run_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "position"], name="uma_ancestor_place_once"
            ),
            models.CheckConstraint(
                condition=Q(position__in=LINEAGE), name="uma_ancestor_place_known"
            ),
            models.CheckConstraint(
                condition=Q(own_run=None) | ~Q(own_run=models.F("run")),
                name="uma_ancestor_not_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"Ancestor {self.position}"

    @property
    def sparks(self) -> list[dict[str, int]]:
        found = [spark_of(each) for each in self.factors]
        return [{"spark": spark, "stars": stars} for spark, stars in found]

    @classmethod
    def build(cls, run: models.Model, number: int, values: Mapping[str, Any]) -> Self:
        """`sparks` are {spark, stars}; a list without positions is the two parents."""
        values = {"position": number * 10, **values}
        sparks = values.pop("sparks", [])
        row = super().build(run, number, values)
        row.factors = factors_of(sparks)
        return row


class RaceResult(RunPart):
    """A race of the career and how it went."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=(
            "run",
            "position",
            "program",
            "turn",
            "place",
            "style",
            "weather",
            "ground",
            "popularity",
        ),
        internal=INTERNAL,
    )
    keys = ("program", "turn", "place", "style", "weather", "ground", "popularity")
    noun = "race"
    once = ("turn", "Two races are in the same turn.")

    run = models.ForeignKey(
        "umamusume.CareerRun",
        on_delete=models.CASCADE,
        related_name="races",
        db_index=False,
    )
    # In the order they were run, from 1.
    position = models.PositiveSmallIntegerField()
    program = GameIdField()
    turn = small(1, 99, null=True, blank=True)
    place = small(1, 18, null=True, blank=True)
    style = small(1, 4, null=True, blank=True)
    weather = small(1, 4, null=True, blank=True)
    ground = small(1, 4, null=True, blank=True)
    popularity = small(1, 18, null=True, blank=True)

    class Meta:
        ordering = ["run_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "position"], name="uma_race_position_once"
            ),
            models.UniqueConstraint(
                fields=["run", "turn"],
                condition=~Q(turn=None),
                name="uma_race_turn_once",
            ),
        ]
        indexes = [models.Index(fields=["program", "place"], name="uma_race_runs")]

    def __str__(self) -> str:
        return f"Race {self.program}"

    @classmethod
    def build(cls, run: models.Model, number: int, values: Mapping[str, Any]) -> Self:
        row = super().build(run, number, values)
        row.position = number
        return row


def factors_of(sparks: Sequence[Mapping[str, int]]) -> list[int]:
    """Sparks as {spark, stars}, in the game's numbers. Raises `ValidationError`."""
    found = []
    for spark in sparks:
        if not 1 <= spark["stars"] <= MOST_STARS:
            raise ValidationError("Stars of a spark are 1 to 3.")
        found.append(factor(spark["spark"], spark["stars"]))
    return found


# What a career has beside its own fields: the name of the list, and its rows.
PARTS: dict[str, type[RunPart]] = {
    "skills": RunSkill,
    "sparks": RunSpark,
    "deck": DeckCard,
    "ancestors": Ancestor,
    "races": RaceResult,
}
