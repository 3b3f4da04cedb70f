from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from typing import Self
from uuid import UUID

from django.core.validators import MaxLengthValidator
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.lists.models.order import EntrySnapshot
from apps.lists.models.order import Move
from apps.lists.models.order import RemovedEntry

NOTES_LENGTH = 10_000


class ListEntryQuerySet(models.QuerySet["ListEntry"]):
    def with_games(self) -> Self:
        """With the names of their games, but not the kilobytes from IGDB."""
        return self.select_related("game").only(
            *(field.attname for field in ListEntry._meta.concrete_fields),
            "game__uuid",
            "game__slug",
            "game__name",
        )

    def snapshots(self) -> list[EntrySnapshot]:
        """What a revision of the list keeps of its entries, in their order.

        Not by way of model objects: each move of a thousand entries saves this.
        """
        rows = self.values_list(
            "uuid", "game__uuid", "game__name", "position", "notes", "added_at"
        )
        return [
            {
                "id": str(uuid),
                "game": str(game),
                "name": name,
                "position": position,
                "notes": notes,
                "added_at": added_at.isoformat(),
            }
            for uuid, game, name, position, notes, added_at in rows
        ]


class ListEntry(BaseModel):
    """A game on a list; `position` is null in an unranked one unless given.

    Written only by the verbs of `List`, which keep the positions dense.
    """

    public_as: ClassVar[str] = "list"
    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("list", "game", "position", "notes"),
        internal=("id", "uuid", "added_at", "created_at", "updated_at"),
    )

    # Both unique constraints begin with the list: an index of its own would only
    # make each move dearer.
    list = models.ForeignKey(
        "lists.List", on_delete=models.CASCADE, related_name="entries", db_index=False
    )
    game = models.ForeignKey(
        "library.Game", on_delete=models.PROTECT, related_name="list_entries"
    )
    position = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)]
    )
    # A text field's `max_length` is only its form's; the validator is everyone's.
    notes = models.TextField(
        blank=True,
        max_length=NOTES_LENGTH,
        validators=[MaxLengthValidator(NOTES_LENGTH)],
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ListEntryQuerySet.as_manager()

    class Meta:
        # PostgreSQL sorts nulls last: an unranked list reads as it was added to.
        ordering = ["list_id", "position", "added_at", "id"]
        verbose_name_plural = "list entries"
        constraints = [
            models.UniqueConstraint(
                fields=["list", "game"], name="list_entry_game_once"
            ),
            models.UniqueConstraint(
                fields=["list", "position"],
                name="list_entry_position_once",
                # Entries change places within one statement or transaction.
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(position__isnull=True) | Q(position__gte=1),
                name="list_entry_position_from_one",
            ),
        ]

    def __str__(self) -> str:
        rank = f"{self.position}. " if self.position else ""
        return f"{rank}{self.game} on {self.list}"

    @property
    def is_public(self) -> bool:
        return self.list.is_public

    def move_to(
        self, position: int, *, tier: str = "", expected_version: int | None = None
    ) -> None:
        """Move within the ranked list, as `List.move`."""
        self.list.move(self, position, tier=tier, expected_version=expected_version)
        self.refresh_from_db()

    def annotate(self, notes: str, *, expected_version: int | None = None) -> None:
        """Replace the notes, as `List.annotate`."""
        self.list.annotate(self, notes, expected_version=expected_version)
        self.refresh_from_db()

    def way_from(self, from_position: int | None) -> Move:
        """The way from `from_position` to where the entry stands now."""
        return {
            "game": str(self.game.uuid),
            "slug": self.game.slug,
            "name": self.game.name,
            "from_position": from_position,
            "to_position": self.position,
        }

    def way_out(self) -> Move:
        """The way off the list, with what it takes to put the entry back."""
        return {
            **self.way_from(self.position),
            "to_position": None,
            "removed": {
                "id": str(self.uuid),
                "notes": self.notes,
                "added_at": self.added_at.isoformat(),
            },
        }

    def take_back(self, removed: RemovedEntry | EntrySnapshot) -> None:
        """Be again what `way_out` kept."""
        self.uuid = UUID(removed["id"])
        self.notes = removed["notes"]
        self.added_at = datetime.fromisoformat(removed["added_at"])
