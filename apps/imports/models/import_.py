from __future__ import annotations

from typing import Any
from typing import ClassVar
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.imports.parsing.formats import LABELS


class SourceKind(models.TextChoices):
    PASTED = "pasted", "Pasted text"
    FILE = "file", "File"
    GIST = "gist", "Gist"
    STEAM = "steam", "Steam"


class ImportStatus(models.TextChoices):
    DRAFT = "draft", "Not read yet"
    REVIEWING = "reviewing", "In review"
    APPLIED = "applied", "Applied"
    UNDONE = "undone", "Undone"
    FAILED = "failed", "Failed"


# In these the rows may still be changed, and nothing is in the library yet.
OPEN_STATUSES = (ImportStatus.DRAFT, ImportStatus.REVIEWING, ImportStatus.FAILED)


class ImportClosed(ValidationError):
    """The import is in a status in which this cannot be done any more."""


class ImportQuerySet(models.QuerySet["Import"]):
    def of_gist(self, gist_id: str) -> Self:
        """The imports of one gist that are still of use, the latest first."""
        useless = [ImportStatus.UNDONE, ImportStatus.DRAFT]
        found = self.filter(gist_id=gist_id).exclude(status__in=useless)
        return found.order_by("-id")


class Import(BaseModel):
    """Somebody's list on its way into Questlog: read, reviewed, applied, undoable.

    `source_text` stays as it came. `counts` tells what was understood, `result`
    what applying created and changed, both as noun to number. `format` is one of
    `parsers.formats.LABELS`: what the source was found or said to be; `columns` (see
    `parsers.columns`) what the columns of a table hold, empty where not asked yet.
    `parts` are the source's parts with their meanings (see `parsing.parts`), `answers`
    what was said of them when the rows were read: kind, key and meaning of each, and
    whether it was said of this very import (`is_own`).
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "title",
            "status",
            "source_kind",
            "file_name",
            "files",
            "format",
            "columns",
            "parts",
            "answers",
            "gist_id",
            "gist_url",
            "gist_revision",
            "gist_etag",
            "created_by",
            "applied_at",
            "undone_at",
            "counts",
            "result",
            "warnings",
            "error",
            "version",
            "created_at",
            "updated_at",
            "source_text",
        ),
        not_exported={"created_by": "Accounts aren't exported."},
    )

    title = models.CharField(max_length=200)
    status = models.CharField(
        max_length=10, choices=ImportStatus, default=ImportStatus.DRAFT
    )
    source_kind = models.CharField(max_length=10, choices=SourceKind)
    source_text = models.TextField()
    file_name = models.CharField(max_length=255, blank=True)
    # A gist may hold several files: the name and number of lines of each, in the
    # order in which `source_text` has them. Empty where there is one.
    files = models.JSONField(default=list, blank=True)
    format = models.CharField(max_length=20, blank=True)
    columns = models.JSONField(default=dict, blank=True)
    parts = models.JSONField(default=list, blank=True)
    answers = models.JSONField(default=list, blank=True)
    gist_id = models.CharField(max_length=64, blank=True, db_index=True)
    gist_url = models.URLField(max_length=500, blank=True)
    gist_revision = models.CharField(max_length=64, blank=True)
    gist_etag = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    error = models.TextField(blank=True)
    # Raised by every change of a row: an apply tells which picture it saw.
    version = models.PositiveIntegerField(default=0)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ImportStatus.values),
                name="import_status_known",
            ),
            models.CheckConstraint(
                condition=Q(source_kind__in=SourceKind.values),
                name="import_source_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(applied_at__isnull=False)
                | ~Q(status__in=[ImportStatus.APPLIED, ImportStatus.UNDONE]),
                name="import_applied_has_date",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=False, status=ImportStatus.UNDONE)
                | Q(undone_at__isnull=True) & ~Q(status=ImportStatus.UNDONE),
                name="import_undone_has_date",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(undone_at__gte=F("applied_at")),
                name="import_undone_after_applied",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete it. Raises `ImportClosed` while it is applied.

        What it made would stay, and could not be undone any more.
        """
        if self.status == ImportStatus.APPLIED:
            raise ImportClosed(
                f"“{self}” has been applied. Undo it first, or keep it as a record of "
                "what it added."
            )
        return super().delete(*args, **kwargs)

    @property
    def format_label(self) -> str:
        """What its source is, where it is the export of a service: "Grouvee"."""
        is_export = self.format not in ("", "text", "json", "csv")
        return LABELS.get(self.format, "") if is_export else ""

    @property
    def is_open(self) -> bool:
        """Whether its rows may still be changed: nothing has been applied."""
        return self.status in OPEN_STATUSES

    @property
    def means(self) -> dict[tuple[str, str], str]:
        """`answers`, as the parsers take them."""
        return {(each["kind"], each["key"]): each["meaning"] for each in self.answers}

    def lock(self) -> Import:
        """This import as it stands, locked to the end of the transaction."""
        return type(self).objects.select_for_update().get(pk=self.pk)

    def raise_version(self) -> int:
        """Note a change of the rows; the caller holds the lock."""
        self.version += 1
        self.save(update_fields=["version", "updated_at"])
        return self.version
