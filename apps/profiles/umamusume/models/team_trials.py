from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date as Date
from datetime import timedelta
from typing import Any
from typing import ClassVar
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.umamusume.models.parts import GameIdField
from apps.profiles.umamusume.models.parts import small
from apps.profiles.umamusume.models.rules import LARGEST_SCORE
from apps.profiles.umamusume.models.rules import STYLE_NAMES
from apps.profiles.umamusume.models.run import NOTES_LENGTH
from apps.profiles.umamusume.models.run import CareerRun
from apps.profiles.umamusume.models.vocabulary import NAME_LENGTH

CATEGORIES = ("sprint", "mile", "medium", "long", "dirt")
SLOTS = 3


class TrialsTeamQuerySet(models.QuerySet["TrialsTeam"]):
    def public(self) -> Self:
        """What anyone may know of: public teams of a public profile."""
        return self.filter(is_public=True, profile__is_public=True)

    @transaction.atomic
    def add(
        self,
        profile: models.Model,
        *,
        slots: Sequence[Mapping[str, Any]] = (),
        **values: Any,
    ) -> TrialsTeam:
        """A new team. Raises `ValidationError`."""
        team = self.model(profile=profile, version=1, **values)
        team.full_clean()
        team.save()
        team.set_slots(slots)
        return team


class TrialsTeam(BaseModel):
    """A team for the Team Trials: five categories with three runners each."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("name", "notes", "is_public"),
        counter=("version",),
        internal=("id", "uuid", "profile", "created_at", "updated_at"),
    )

    profile = models.ForeignKey(
        "umamusume.UmamusumeProfile",
        on_delete=models.CASCADE,
        related_name="trials_teams",
        editable=False,
    )
    name = models.CharField(max_length=NAME_LENGTH)
    notes = models.TextField(
        blank=True,
        default="",
        max_length=NOTES_LENGTH,
        validators=[MaxLengthValidator(NOTES_LENGTH)],
    )
    is_public = models.BooleanField(
        default=True, help_text="Only you can see a private team."
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = TrialsTeamQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def change(
        self, *, slots: Sequence[Mapping[str, Any]] | None = None, **values: Any
    ) -> None:
        """Set name, notes, visibility; `slots` as a whole. Raises `ValidationError`."""
        self._lock()
        for name, value in values.items():
            setattr(self, name, value)
        self.full_clean()
        self.version += 1
        self.save()
        if slots is not None:
            self.set_slots(slots)

    @transaction.atomic
    def set_slots(self, given: Sequence[Mapping[str, Any]]) -> None:
        """Fill the slots named by category and position; the others are empty."""
        rows = []
        for values in given:
            row = TrialsSlot(team=self, **values)
            if row.run is not None:
                row.outfit = row.run.outfit
            row.clean_fields(exclude={"team"})
            rows.append(row)
        if len({(row.category, row.position) for row in rows}) != len(rows):
            raise ValidationError({"slots": "The same slot is filled twice."})
        runs = [row.run_id for row in rows if row.run_id]
        if len(runs) != len(set(runs)):
            raise ValidationError({"slots": "The same veteran is in two slots."})
        self.slots.all().delete()
        TrialsSlot.objects.bulk_create(rows)

    @transaction.atomic
    def record(self, *, date: Date | None = None, **values: Any) -> TrialsResult:
        """Note how a day's trial went. Raises `ValidationError`."""
        self._lock()
        result = TrialsResult(team=self, date=date or timezone.localdate(), **values)
        result.full_clean()
        result.save()
        return result

    def _lock(self) -> None:
        rows = TrialsTeam.objects.select_for_update(no_key=True)
        self.refresh_from_db(from_queryset=rows)


class TrialsSlot(models.Model):
    """A place in a team; `run` is empty once it was deleted."""

    class Category(models.TextChoices):
        SPRINT = "sprint", "Sprint"
        MILE = "mile", "Mile"
        MEDIUM = "medium", "Medium"
        LONG = "long", "Long"
        DIRT = "dirt", "Dirt"

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("team", "category", "position", "run", "outfit", "style"),
        internal=("id",),
    )

    team = models.ForeignKey(
        TrialsTeam, on_delete=models.CASCADE, related_name="slots", db_index=False
    )
    category = models.CharField(max_length=10, choices=Category)
    position = small(1, SLOTS)
    run = models.ForeignKey(
        CareerRun,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="trials_slots",
    )
    outfit = GameIdField(null=True, blank=True)
    style = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=list(STYLE_NAMES.items())
    )

    class Meta:
        ordering = ["team_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "category", "position"], name="uma_slot_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} {self.position}"


class TrialsResult(BaseModel):
    """How a team did in one trial."""

    class Outcome(models.TextChoices):
        PROMOTED = "promoted", "Promoted"
        STAYED = "stayed", "Stayed"
        DEMOTED = "demoted", "Demoted"

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("team", "date", "score", "team_class", "wins", "outcome", "notes"),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    team = models.ForeignKey(
        TrialsTeam, on_delete=models.CASCADE, related_name="results", db_index=False
    )
    date = models.DateField()
    score = models.PositiveIntegerField(null=True, blank=True)
    team_class = small(1, 6, "class", null=True, blank=True)
    wins = small(0, 5, "categories won", null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")
    notes = models.TextField(
        blank=True,
        default="",
        max_length=NOTES_LENGTH,
        validators=[MaxLengthValidator(NOTES_LENGTH)],
    )

    class Meta:
        ordering = ["-date", "-id"]
        indexes = [models.Index(fields=["team", "date"], name="uma_result_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__lte=LARGEST_SCORE * 10),
                name="uma_result_score_typed_right",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}, {self.date}"

    def clean(self) -> None:
        super().clean()
        if self.date and self.date > timezone.localdate() + timedelta(days=1):
            raise ValidationError({"date": "This day is still to come."})

    @transaction.atomic
    def change(self, **values: Any) -> None:
        """Raises `ValidationError`."""
        rows = TrialsResult.objects.select_related("team")
        self.refresh_from_db(from_queryset=rows.select_for_update(of=("self",)))
        for name, value in values.items():
            setattr(self, name, value)
        self.full_clean()
        self.save()
