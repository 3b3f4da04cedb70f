from __future__ import annotations

from typing import ClassVar
from typing import Self

from django.db import models
from django.db.models import F
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.destiny.models.definition import Definition
from apps.profiles.destiny.models.definition import DefinitionKind
from apps.profiles.destiny.models.profile import DestinyProfile

# Of Bungie's bits of a record's state.
NOT_COMPLETED = 4
INVISIBLE = 16


class TriumphQuerySet(models.QuerySet["Triumph"]):
    def public(self) -> Self:
        return self.filter(profile__is_public=True)

    def shown(self) -> Self:
        """Those with a name that the game doesn't hide; titles aren't among them."""
        named = Definition.objects.filter(kind=DefinitionKind.TRIUMPH)
        return self.alias(hidden=F("state").bitand(INVISIBLE)).filter(
            hidden=0, record_hash__in=named.values("number")
        )

    def of_title(self, name: str) -> Self:
        titles = Definition.objects.filter(kind=DefinitionKind.TITLE, name__iexact=name)
        named = Definition.objects.filter(
            kind=DefinitionKind.TRIUMPH, title_hash__in=titles.values("number")
        )
        return self.filter(record_hash__in=named.values("number"))

    def named(self, part: str) -> Self:
        named = Definition.objects.filter(
            kind=DefinitionKind.TRIUMPH, name__icontains=part
        )
        return self.filter(record_hash__in=named.values("number"))


class Triumph(BaseModel):
    """How far a record of the game is, on the account or on its best character.

    Bungie doesn't say when one was completed: it was after `earned_after`, the last
    sync that saw it open, and by `earned_by`, the first one that saw it completed.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "profile",
            "record_hash",
            "state",
            "is_complete",
            "progress",
            "goal",
            "completed_count",
            "earned_after",
            "earned_by",
        ),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    profile = models.ForeignKey(
        DestinyProfile, on_delete=models.CASCADE, related_name="triumphs"
    )
    record_hash = models.BigIntegerField()
    # Bungie's bits, as they came.
    state = models.IntegerField(default=0)
    is_complete = models.BooleanField(default=False)
    # Of its only objective, or how many of them are done; 0 of 0 if it has none.
    progress = models.IntegerField(default=0)
    goal = models.IntegerField(default=0)
    completed_count = models.PositiveIntegerField(default=0)
    # Null if no sync saw it open: it was completed before the first one.
    earned_after = models.DateTimeField(null=True)
    earned_by = models.DateTimeField(null=True)

    objects = TriumphQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "record_hash"], name="destiny_triumph_once"
            ),
            models.CheckConstraint(
                condition=Q(is_complete=False) | Q(earned_by__isnull=False),
                name="destiny_triumph_earned",
            ),
        ]

    def __str__(self) -> str:
        return f"Triumph {self.record_hash}"
