from __future__ import annotations

from typing import Any
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.models.snapshot import SLUG_LENGTH


class ProfileImportStatus(models.TextChoices):
    REVIEWING = "reviewing", "In review"
    APPLIED = "applied", "Applied"
    UNDONE = "undone", "Undone"


class RowAction(models.TextChoices):
    ADD = "add", "New"
    UPDATE = "update", "Changed"
    SAME = "same", "Already there"
    UNUSABLE = "unusable", "Can’t be used"


class ProfileImportClosed(ValidationError):
    """The import is in a status in which this can't be done."""


class ProfileImport(BaseModel):
    """A file of another program on its way into a profile: reviewed, applied, undoable.

    `source_text` stays as it came. `result` says what applying wrote and what undoing
    took back, as noun to number.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "profile",
            "file_name",
            "format",
            "status",
            "created_by",
            "applied_at",
            "undone_at",
            "warnings",
            "result",
            "created_at",
            "updated_at",
            "source_text",
        ),
        not_exported={"created_by": "Accounts aren't exported."},
    )

    # The slug of its `ProfileKind`.
    profile = models.CharField(max_length=SLUG_LENGTH, db_index=True)
    file_name = models.CharField(max_length=255, blank=True, default="")
    # What the source was recognized as, in words: "UmaExtractor".
    format = models.CharField(max_length=100, blank=True, default="")
    source_text = models.TextField()
    status = models.CharField(
        max_length=10,
        choices=ProfileImportStatus,
        default=ProfileImportStatus.REVIEWING,
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    warnings: models.JSONField[list[str]] = models.JSONField(default=list)
    result: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ProfileImportStatus.values),
                name="profile_import_status_known",
            ),
            models.CheckConstraint(
                condition=Q(applied_at__isnull=False)
                | Q(status=ProfileImportStatus.REVIEWING),
                name="profile_import_applied_has_date",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=False, status=ProfileImportStatus.UNDONE)
                | Q(undone_at__isnull=True) & ~Q(status=ProfileImportStatus.UNDONE),
                name="profile_import_undone_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name or self.format or "Pasted text"

    @property
    def is_open(self) -> bool:
        """Whether nothing has been written yet, so that rows may be left out."""
        return self.status == ProfileImportStatus.REVIEWING

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete it. Raises `ProfileImportClosed` while it is applied.

        What it wrote would stay, and could no longer be undone.
        """
        if self.status == ProfileImportStatus.APPLIED:
            raise ProfileImportClosed(
                f"“{self}” has been applied. Undo it first, or keep it as a record of "
                "what it added."
            )
        return super().delete(*args, **kwargs)

    def lock(self) -> ProfileImport:
        """This import as it stands, locked to the end of the transaction."""
        return type(self)._default_manager.select_for_update().get(pk=self.pk)


class ProfileImportRow(BaseModel):
    """One thing in the file, and what applying does with it."""

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "batch",
            "number",
            "action",
            "title",
            "detail",
            "reason",
            "data",
            "is_left_out",
            "created_at",
            "updated_at",
        ),
    )

    # The constraint begins with the import.
    batch = models.ForeignKey(
        ProfileImport, on_delete=models.CASCADE, related_name="rows", db_index=False
    )
    # From 1, in the order of the file.
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=10, choices=RowAction)
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True, default="")
    # Why it can't be used, or what is odd about it.
    reason = models.TextField(blank=True, default="")
    # What was read, for the importer that wrote it.
    data: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    # By the owner's decision in the review.
    is_left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["batch_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"], name="profile_import_row_once"
            ),
            models.CheckConstraint(
                condition=Q(action__in=RowAction.values),
                name="profile_import_row_action_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProfileImportChange(models.Model):
    """A row of a profile that an import made or changed.

    `after` holds what the import wrote, so that undoing can tell it from what the
    owner has changed since; `before` what was there, empty for a row that it made.
    `kept_because` says after an undo why something stayed.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "batch",
            "model",
            "object_uuid",
            "name",
            "is_new",
            "before",
            "after",
            "kept_because",
        ),
    )

    # The constraint begins with the import.
    batch = models.ForeignKey(
        ProfileImport, on_delete=models.CASCADE, related_name="changes", db_index=False
    )
    model = models.CharField(max_length=60)  # "ironmon.run"
    object_uuid = models.UUIDField()
    name = models.CharField(max_length=200)
    is_new = models.BooleanField()
    before: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    after: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    kept_because = models.TextField(blank=True, default="")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "model", "object_uuid"],
                name="profile_import_change_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
