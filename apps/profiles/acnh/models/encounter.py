from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable

NOTES_LENGTH = 2_000
KEY_LENGTH = 100


class Encounter(BaseModel):
    """A villager on one island of a hunt. Written only by the verbs of `Hunt`."""

    public_as: ClassVar[str] = "hunt"
    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("hunt", "villager", "position", "recruited", "notes"),
        internal=(
            "id",
            "uuid",
            "key",
            "met_at",
            "recorded_by",
            "created_at",
            "updated_at",
        ),
    )

    # The constraints begin with the hunt.
    hunt = models.ForeignKey(
        "acnh.Hunt", on_delete=models.CASCADE, related_name="encounters", db_index=False
    )
    villager = models.ForeignKey(
        "acnh.Villager",
        on_delete=models.PROTECT,
        related_name="encounters",
        db_index=False,
    )
    # Which island of the hunt it was, from 1, without gaps.
    position = models.PositiveIntegerField()
    recruited = models.BooleanField(default=False)
    notes = models.TextField(
        blank=True,
        default="",
        max_length=NOTES_LENGTH,
        validators=[MaxLengthValidator(NOTES_LENGTH)],
    )
    # Of the press that recorded it: the same one again records nothing.
    key = models.CharField(max_length=KEY_LENGTH, null=True, blank=True, editable=False)
    met_at = models.DateTimeField(default=timezone.now, editable=False)
    # The name of the account, which may be gone by now.
    recorded_by = models.CharField(
        max_length=150, blank=True, default="", editable=False
    )

    class Meta:
        ordering = ["hunt_id", "position"]
        indexes = [
            models.Index(
                fields=["villager", "met_at", "id"], name="encounter_of_villager"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["hunt", "position"],
                name="encounter_position_once",
                # Those behind a withdrawn one move up in one statement.
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["hunt", "key"], name="encounter_key_once"),
            models.UniqueConstraint(
                fields=["hunt"],
                condition=Q(recruited=True),
                name="encounter_recruited_once",
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1), name="encounter_position_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.villager} on island {self.position}"
