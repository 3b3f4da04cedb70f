from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import ClassVar
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable

FOLDER = "covers"
# Pixels. Never more than the image has.
WIDTHS = (90, 180, 360, 720)
# How much of the digest names the files: enough to never meet.
NAME_LENGTH = 32
# When a cover that could not be fetched is asked for again; after the last, never.
PAUSES = (
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
)


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """An image, the sizes of which are stored in the media folder.

    `color` is its average, as #rrggbb.
    """

    sha256: str
    width: int
    height: int
    color: str


class CoverQuerySet(models.QuerySet["Cover"]):
    def given_up(self) -> Self:
        """Those that couldn't be fetched, and aren't tried again by themselves."""
        return self.filter(
            fetched_at__isnull=True, failed_at__isnull=False, retry_at__isnull=True
        )

    def keep(self, covers: Sequence[Cover]) -> None:
        """Write what became of fetching `covers`, one statement for all."""
        Cover.objects.bulk_create(
            covers,
            update_conflicts=True,
            unique_fields=["source_url"],
            update_fields=[
                "sha256",
                "width",
                "height",
                "color",
                "fetched_at",
                "failed_at",
                "error",
                "attempts",
                "retry_at",
                "updated_at",
            ],
        )


class Cover(BaseModel):
    """What became of fetching `source_url`: an image that is kept, or why not.

    Whatever has the address shows it. The sizes are stored in the media folder under
    names made of the image's digest, so a name always means the same image. None of it
    is the owner's: it can be fetched again. docs/covers.md explains why.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=("source_url", "fetched_at", "failed_at", "error", "attempts"),
        internal=(
            "id",
            "uuid",
            "sha256",
            "width",
            "height",
            "color",
            "retry_at",
            "created_at",
            "updated_at",
        ),
    )

    # Of the game or edition; the host is one of COVER_HOSTS.
    source_url = models.URLField(max_length=500, unique=True, editable=False)
    # Of the bytes as they came, in hex; empty until there are any.
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    # What one sees until the image is there: its average, as #rrggbb.
    color = models.CharField(max_length=7, blank=True, editable=False)
    fetched_at = models.DateTimeField(null=True, blank=True, editable=False)
    failed_at = models.DateTimeField(null=True, blank=True, editable=False)
    error = models.TextField(blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    # When it is asked for again; null: it is there, or was given up.
    retry_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fetched_at__isnull=True) | ~Q(sha256="") & Q(width__gt=0),
                name="cover_has_an_image",
            ),
        ]
        indexes = [
            models.Index(
                fields=["retry_at"],
                name="cover_to_retry",
                condition=Q(retry_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.source_url

    @property
    def is_there(self) -> bool:
        return self.fetched_at is not None

    def note_image(self, image: ImageFacts, *, at: datetime) -> None:
        """Note that it is there. Unsaved."""
        self.sha256, self.color = image.sha256, image.color
        self.width, self.height = image.width, image.height
        self.fetched_at = at
        self.failed_at = self.retry_at = None
        self.error = ""

    def note_failure(self, why: str, *, at: datetime) -> None:
        """Note that it could not be fetched, and when to try again. Unsaved."""
        self.failed_at = at
        self.error = why
        pauses = PAUSES[self.attempts : self.attempts + 1]
        self.retry_at = at + pauses[0] if pauses else None
        self.attempts += 1

    def try_again(self, *, at: datetime) -> None:
        """Make one that failed due, as if it had never been tried."""
        failed = Cover.objects.filter(pk=self.pk, fetched_at__isnull=True)
        failed.update(attempts=0, retry_at=at)


class CoverUpload(BaseModel):
    """An image of the owner's own, as it came: the sizes can be made of it again.

    The same image is stored once, however often it is uploaded, and never changed.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("data",),
        internal=(
            "id",
            "uuid",
            "sha256",
            "width",
            "height",
            "color",
            "created_at",
            "updated_at",
        ),
    )

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    color = models.CharField(max_length=7, editable=False)
    data = models.BinaryField()

    class Meta:
        ordering = ["id"]
        verbose_name = "uploaded cover"

    def __str__(self) -> str:
        return f"Image of {self.width} by {self.height} pixels"


def widths_of(width: int) -> tuple[int, ...]:
    largest = min(width, WIDTHS[-1])
    return (*(each for each in WIDTHS if each < largest), largest)


def file_name(sha256: str, width: int) -> str:
    return f"{sha256[:NAME_LENGTH]}-{width}.webp"


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER
