from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from apps.core.models.field_table import FieldTable
from apps.imports.models.import_ import Import
from apps.imports.models.row import ImportRow


class Change(models.TextChoices):
    CREATED = "created", "Created"
    CHANGED = "changed", "Changed"


class ImportChange(models.Model):
    """One row of the library, journal or lists that an import made or changed.

    `before` and `after` hold the fields that it wrote, so that undoing can tell
    the import's values from the owner's later ones. `kept_because` says after an
    undo why something stayed; empty: it was taken back.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "batch",
            "row",
            "change",
            "model",
            "object_id",
            "name",
            "before",
            "after",
            "kept_because",
        ),
    )

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="changes")
    row = models.ForeignKey(
        ImportRow,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="changes",
    )
    change = models.CharField(max_length=10, choices=Change)
    model = models.CharField(max_length=60)  # "library.game"
    object_id = models.BigIntegerField()
    name = models.CharField(max_length=500)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    kept_because = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["model", "object_id"], name="import_change_of_object")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(change__in=Change.values), name="import_change_known"
            ),
            models.UniqueConstraint(
                fields=["batch", "model", "object_id"], name="import_change_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_change_display().lower()}"
