"""What the game knows, as rows that the owner may correct and add to.

Runs hold the game's own ids, not keys of these rows: an id that is unknown today
gets its name with the next version of the vocabulary.
"""

from __future__ import annotations

from typing import Any
from typing import ClassVar
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.core.validators import MinValueValidator
from django.db import connection
from django.db import models
from django.db import transaction
from django.db.models import Min
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.models.provenance import SourcedFields
from apps.core.text import normalise
from apps.profiles.umamusume.models.rules import APTITUDES
from apps.profiles.umamusume.models.rules import LARGEST_ID

NAME_LENGTH = 100
# "um" and "vo": any number that nobody else takes.
VOCABULARY_LOCK = 0x756D766F
SOURCE = "vocabulary"
_INTERNAL = (
    "id",
    "uuid",
    "game_id",
    "is_upcoming",
    "search_name",
    "created_at",
    "updated_at",
)
_SERVICE = ("provenance", "declined")
_NOT_EXPORTED = {"search_name": "Recreated from the name."}


def search_name(name: str) -> str:
    """`name` as it may be typed: "tm opera o" and "T.M. Opera O" are the same."""
    return normalise(name).replace(" ", "")


def vocabulary_fields(*owner: str) -> FieldTable:
    """The field table of a vocabulary model with these fields of its own."""
    return FieldTable(
        owner=owner,
        service=_SERVICE,
        internal=_INTERNAL,
        sourced=tuple(
            name if name not in ("trainee", "race") else f"{name}_id" for name in owner
        ),
        not_exported=_NOT_EXPORTED,
    )


class VocabularyQuerySet[Row: VocabularyRow](models.QuerySet[Row]):
    def called(self, given: int | str) -> Self:
        """The one with this id of the game, id (UUID), or name."""
        text = str(given).strip()
        if text.removeprefix("-").isdecimal():
            return self.filter(
                game_id=max(min(int(text[:12]), LARGEST_ID), -LARGEST_ID)
            )
        wanted = Q(search_name=search_name(text))
        if len(text) == 36:
            wanted |= Q(pk__in=self.filter(uuid__iexact=text).values("pk"))
        return self.filter(wanted)

    def matching(self, text: str) -> Self:
        """Those that hold every word of `text` in their name, in any order."""
        rows = self
        for word in normalise(text).split():
            rows = rows.filter(search_name__contains=word)
        return rows

    @transaction.atomic
    def add(self, **values: Any) -> Row:
        """A row of the owner's. Raises `ValidationError`.

        Without `game_id` it gets a number of ours, below zero, until the game's own
        is known.
        """
        lock_vocabulary()
        if values.get("game_id") is None:
            lowest = self.model._default_manager.aggregate(least=Min("game_id"))[
                "least"
            ]
            values["game_id"] = min(lowest or 0, 0) - 1
        row = self.model(**values)
        row.derive_fields()
        row.full_clean()
        row.save()
        return row


def lock_vocabulary() -> None:
    """One change of the vocabulary at a time; call it in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [VOCABULARY_LOCK])


class VocabularyRow(SourcedFields, BaseModel):
    """A thing of the game with its id there. Below zero: the owner added it."""

    game_id = models.BigIntegerField(
        unique=True,
        editable=False,
        validators=[MinValueValidator(-LARGEST_ID), MaxValueValidator(LARGEST_ID)],
    )
    name = models.CharField(max_length=NAME_LENGTH)
    search_name = models.CharField(max_length=250, editable=False, default="")
    # Known from the Japanese game; in the Global one only later.
    is_upcoming = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True
        ordering = ["name", "game_id"]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """What it is called where others go by the same name."""
        return str(self)

    @property
    def is_own(self) -> bool:
        """Whether the owner added it, and the game's own id isn't known."""
        return self.game_id < 0

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive_fields()
        super().save(*args, **kwargs)

    def derive_fields(self) -> None:
        self.search_name = search_name(self.label)[:250]

    @transaction.atomic
    def change(self, **values: Any) -> None:
        """Correct what the vocabulary says: no update of it overwrites that.

        Raises `ValidationError`.
        """
        rows = type(self)._default_manager.select_for_update()
        self.refresh_from_db(from_queryset=rows)
        for name, value in values.items():
            setattr(self, name, value)
        self.full_clean()
        self.save()


class Trainee(VocabularyRow):
    """A character who can be trained."""

    field_table: ClassVar[FieldTable] = vocabulary_fields("name")

    objects = VocabularyQuerySet.as_manager()


class Outfit(VocabularyRow):
    """A trainee in one of her outfits, which is what a career begins with."""

    field_table: ClassVar[FieldTable] = vocabulary_fields(
        "trainee", "name", "rarity", "released", "unique_skill", "aptitudes"
    )

    trainee = models.ForeignKey(
        Trainee, on_delete=models.PROTECT, related_name="outfits"
    )
    rarity = models.PositiveSmallIntegerField(
        "stars",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="Without any upgrade.",
    )
    released = models.DateField(null=True, blank=True)
    # The game's id of the skill.
    unique_skill = models.BigIntegerField(null=True, blank=True)
    # Grades 1 (G) to 8 (S), in the order of `APTITUDES`.
    aptitudes = ArrayField(
        models.PositiveSmallIntegerField(
            validators=[MinValueValidator(1), MaxValueValidator(8)]
        ),
        blank=True,
        default=list,
    )

    objects = VocabularyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.trainee} ({self.name})"

    def clean(self) -> None:
        super().clean()
        if self.aptitudes and len(self.aptitudes) != len(APTITUDES):
            raise ValidationError(
                {"aptitudes": f"Enter all {len(APTITUDES)} grades, or none."}
            )


class SupportCard(VocabularyRow):
    """A card for the deck; `name` is its title, "[Wave of Gratitude]"."""

    class Rarity(models.IntegerChoices):
        R = 1, "R"
        SR = 2, "SR"
        SSR = 3, "SSR"

    class Type(models.TextChoices):
        SPEED = "speed", "Speed"
        STAMINA = "stamina", "Stamina"
        POWER = "power", "Power"
        GUTS = "guts", "Guts"
        WIT = "wit", "Wit"
        FRIEND = "friend", "Pal"
        GROUP = "group", "Group"

    field_table: ClassVar[FieldTable] = vocabulary_fields(
        "character", "character_id", "name", "rarity", "type", "released"
    )

    # Most of them can't be trained, so that they are no `Trainee`.
    character = models.CharField(max_length=NAME_LENGTH)
    character_id = models.BigIntegerField("character's id", null=True, blank=True)
    rarity = models.PositiveSmallIntegerField(choices=Rarity)
    type = models.CharField(max_length=10, choices=Type)
    released = models.DateField(null=True, blank=True)

    objects = VocabularyQuerySet.as_manager()

    class Meta:
        ordering = ["character", "-rarity", "game_id"]

    def __str__(self) -> str:
        return f"{self.character} ({self.name})"


class Skill(VocabularyRow):
    """A skill. Own and inherited unique skills share a name."""

    class Rarity(models.TextChoices):
        UNIQUE = "unique", "Unique"
        INHERITED = "inherited", "Inherited unique"
        RARE = "rare", "Gold"
        NORMAL = "normal", "White"
        EVOLVED = "evolved", "Evolved"

    field_table: ClassVar[FieldTable] = vocabulary_fields(
        "name", "rarity", "sp_cost", "group", "score", "is_negative"
    )

    rarity = models.CharField(max_length=10, choices=Rarity)
    sp_cost = models.PositiveIntegerField("skill points", null=True, blank=True)
    # Joins the versions of one skill.
    group = models.BigIntegerField(null=True, blank=True)
    score = models.IntegerField("evaluation points", null=True, blank=True)
    is_negative = models.BooleanField("negative", default=False)

    objects = VocabularyQuerySet.as_manager()

    def derive_fields(self) -> None:
        """The marks ○ and ◎ tell two skills apart."""
        marks = "".join(mark for mark in self.name if mark in "○◎×")
        self.search_name = (search_name(self.name) + marks)[:250]


class Spark(VocabularyRow):
    """What a veteran hands on."""

    class Kind(models.TextChoices):
        BLUE = "blue", "Blue (stat)"
        PINK = "pink", "Pink (aptitude)"
        GREEN = "green", "Green (unique skill)"
        SKILL = "white_skill", "White (skill)"
        RACE = "white_race", "White (race)"
        SCENARIO = "white_scenario", "White (scenario)"
        OTHER = "white_other", "White (event)"

    field_table: ClassVar[FieldTable] = vocabulary_fields(
        "name", "kind", "stars", "skill"
    )

    kind = models.CharField(max_length=20, choices=Kind)
    stars = models.PositiveSmallIntegerField(
        "stars at most",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
    )
    # The game's id of the skill that it gives.
    skill = models.BigIntegerField(null=True, blank=True)

    objects = VocabularyQuerySet.as_manager()


class Scenario(VocabularyRow):
    """How a career goes. The game's ids aren't in the order of release."""

    field_table: ClassVar[FieldTable] = vocabulary_fields(
        "name",
        "short_name",
        "other_names",
        "released",
        "release_order",
        "finale",
        "stat_caps",
    )

    short_name = models.CharField(max_length=NAME_LENGTH)
    other_names = ArrayField(
        models.CharField(max_length=NAME_LENGTH), blank=True, default=list
    )
    released = models.DateField(null=True, blank=True)
    release_order = models.PositiveSmallIntegerField(default=99)
    finale = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    # Soft caps of the five stats; empty where they are unknown. Doubtful: a warning
    # is all that may come of them.
    stat_caps = ArrayField(models.PositiveSmallIntegerField(), blank=True, default=list)

    objects = VocabularyQuerySet.as_manager()

    class Meta:
        ordering = ["release_order", "game_id"]

    def __str__(self) -> str:
        return self.short_name

    def derive_fields(self) -> None:
        self.search_name = search_name(self.name)[:250]

    def clean(self) -> None:
        super().clean()
        if self.stat_caps and len(self.stat_caps) != 5:
            raise ValidationError({"stat_caps": "Enter all five caps, or none."})


class Race(VocabularyRow):
    """A race that careers can enter. `RaceProgram` says when."""

    class Grade(models.TextChoices):
        G1 = "G1", "G1"
        G2 = "G2", "G2"
        G3 = "G3", "G3"
        OP = "OP", "OP"
        PRE_OP = "Pre-OP", "Pre-OP"
        MAIDEN = "Maiden", "Maiden"
        DEBUT = "Debut", "Debut"
        FINALE = "Finale", "Finale"

    class Surface(models.TextChoices):
        TURF = "turf", "Turf"
        DIRT = "dirt", "Dirt"

    class Distance(models.TextChoices):
        SPRINT = "sprint", "Sprint"
        MILE = "mile", "Mile"
        MEDIUM = "medium", "Medium"
        LONG = "long", "Long"

    field_table: ClassVar[FieldTable] = vocabulary_fields(
        "name",
        "grade",
        "racetrack",
        "surface",
        "distance",
        "distance_category",
        "direction",
        "course",
        "fans",
        "fans_needed",
        "scenarios",
    )

    grade = models.CharField(max_length=10, choices=Grade)
    racetrack = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    surface = models.CharField(max_length=10, choices=Surface)
    distance = models.PositiveIntegerField("meters")
    distance_category = models.CharField(max_length=10, choices=Distance)
    direction = models.CharField(max_length=10, blank=True, default="")
    course = models.BigIntegerField(null=True, blank=True)
    fans = models.PositiveIntegerField(
        null=True, blank=True, help_text="For the first place, before bonuses."
    )
    fans_needed = models.PositiveIntegerField("fans to enter", null=True, blank=True)
    # Empty: in all of them.
    scenarios = ArrayField(models.BigIntegerField(), blank=True, default=list)

    objects = VocabularyQuerySet.as_manager()

    def derive_fields(self) -> None:
        self.search_name = search_name(self.name)[:250]


class RaceProgram(VocabularyRow):
    """A race on the calendar: what `game_id` stands for in a career's results."""

    field_table: ClassVar[FieldTable] = vocabulary_fields(
        "race", "name", "turns", "is_variant"
    )

    race = models.ForeignKey(Race, on_delete=models.PROTECT, related_name="programs")
    # 1 to 24 junior, to 48 classic, to 72 senior; then the finale.
    turns = ArrayField(
        models.PositiveSmallIntegerField(
            validators=[MinValueValidator(1), MaxValueValidator(99)]
        )
    )
    # A copy for a particular trainee: it is resolved, not suggested.
    is_variant = models.BooleanField("for particular trainees", default=False)

    objects = VocabularyQuerySet.as_manager()


class Meeting(VocabularyRow):
    """A Champions Meeting: the race that everyone prepares for."""

    field_table: ClassVar[FieldTable] = vocabulary_fields(
        "name",
        "racetrack",
        "surface",
        "distance",
        "distance_category",
        "direction",
        "course",
        "ground",
        "weather",
        "season",
        "start",
        "end",
        "is_confirmed",
    )

    racetrack = models.CharField(max_length=NAME_LENGTH)
    surface = models.CharField(max_length=10, choices=Race.Surface)
    distance = models.PositiveIntegerField("meters")
    distance_category = models.CharField(max_length=10, choices=Race.Distance)
    direction = models.CharField(max_length=10, blank=True, default="")
    course = models.BigIntegerField(null=True, blank=True)
    ground = models.CharField(max_length=10, blank=True, default="")
    weather = models.CharField(max_length=10, blank=True, default="")
    season = models.CharField(max_length=10, blank=True, default="")
    start = models.DateField("starts on")
    end = models.DateField("ends on", null=True, blank=True)
    is_confirmed = models.BooleanField(
        "confirmed", default=True, help_text="Predicted ones may move."
    )

    objects = VocabularyQuerySet.as_manager()

    class Meta:
        ordering = ["-start", "game_id"]

    def __str__(self) -> str:
        return f"{self.name} {self.start:%Y}" if self.start else self.name
