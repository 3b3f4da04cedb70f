from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.text import normalise

NAME_LENGTH = 100


def folded(name: str) -> str:
    """`name` as it may be sent: "SILPHCO" and "Silph Co." are the same."""
    return normalise(name).replace(" ", "")


class Checkpoint(BaseModel):
    """A fight that a run must win to get on. Written only by `Challenge`."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("challenge", "position", "name", "trainer", "aliases", "trainer_ids"),
        internal=("id", "uuid", "number", "created_at", "updated_at"),
    )

    # The constraint begins with the challenge.
    challenge = models.ForeignKey(
        "ironmon.Challenge",
        on_delete=models.CASCADE,
        related_name="checkpoints",
        db_index=False,
    )
    # From 1, without gaps.
    position = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    name = models.CharField(max_length=NAME_LENGTH)
    trainer = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    # Other names that programs send, and the trackers' ids of the trainer.
    aliases = ArrayField(
        models.CharField(max_length=NAME_LENGTH), blank=True, default=list
    )
    trainer_ids = ArrayField(models.PositiveIntegerField(), blank=True, default=list)
    # Ours on the wire, never given to another one.
    number = models.PositiveIntegerField(unique=True, editable=False)

    class Meta:
        ordering = ["challenge_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "position"],
                name="checkpoint_position_once",
                # They change places in one transaction.
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1), name="checkpoint_position_from_one"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def keys(self) -> set[str]:
        """Its names in their folded form."""
        return {folded(each) for each in (self.name, *self.aliases)}


def called(checkpoints: Iterable[Checkpoint], given: str) -> Checkpoint | None:
    """The one that `given` names: a name in any spelling, or a trainer's id."""
    text = given.strip()
    rows = list(checkpoints)
    for row in rows:
        if row.name == text:
            return row
    if text.isdecimal():
        number = int(text[:9])
        return next((row for row in rows if number in row.trainer_ids), None)
    wanted = folded(text)
    return next((row for row in rows if wanted in row.keys), None)
