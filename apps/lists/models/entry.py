from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from apps.core.models import BaseModel
from apps.lists.models.activity import Move


class ListEntry(BaseModel):
    """A game on a list; `position` is null in an unranked one unless given.

    Written only by the verbs of `List`, which keep the positions dense.
    """

    list = models.ForeignKey(
        "lists.List", on_delete=models.CASCADE, related_name="entries"
    )
    game = models.ForeignKey(
        "library.Game", on_delete=models.PROTECT, related_name="list_entries"
    )
    position = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)]
    )
    notes = models.TextField(blank=True, max_length=10_000)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["list", "position", "id"]
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

    def move_to(self, position: int, *, expected_version: int | None = None) -> None:
        """Move within the ranked list, as `List.move`."""
        self.list.move(self, position, expected_version=expected_version)
        self.refresh_from_db()


def move_of(
    entry: ListEntry, from_position: int | None, to_position: int | None
) -> Move:
    return {
        "game": str(entry.game.uuid),
        "slug": entry.game.slug,
        "from_position": from_position,
        "to_position": to_position,
    }
