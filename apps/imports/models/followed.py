"""A list outside of Questlog that is looked at every day; see `imports.following`."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from typing import Self

from django.conf import settings
from django.db import models
from django.db import transaction
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.imports.models.import_ import Import
from apps.imports.models.import_ import SourceKind

FOLLOWED_KINDS = (SourceKind.GIST, SourceKind.STEAM)


class FollowedSourceQuerySet(models.QuerySet["FollowedSource"]):
    def active(self) -> Self:
        return self.filter(paused_at=None)

    def due(self, at: datetime) -> Self:
        """Those to look at, the longest due first."""
        return self.active().filter(next_look_at__lte=at).order_by("next_look_at", "id")

    def failing(self) -> Self:
        return self.active().exclude(error="")

    def with_news(self) -> Self:
        """Those of which an import waits for review, the latest first."""
        waiting = self.exclude(news={}).filter(last_import__applied_at=None)
        return waiting.exclude(last_import=None).order_by("-news_at", "-id")


class FollowedSource(BaseModel):
    """A gist or the Steam library, looked at every day; what is new becomes an import.

    `seen_text` is the source as the owner has it before them: in `last_import`, or in
    one they have applied or discarded. `known_text` is the source as it was when they
    had last settled it, which is what `last_import` is compared with while it is open.
    Both are as `Import.source_text`, with `Import.files` beside them. `news` is what
    `last_import` brings, as noun to number; empty where a person made that import.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "kind",
            "title",
            "gist_id",
            "gist_file",
            "url",
            "leave_out_unplayed",
            "paused_at",
            "looked_at",
            "next_look_at",
            "news_at",
            "news",
            "error",
            "what_to_do",
            "failures",
            "etag",
            "revision",
            "known_text",
            "known_files",
            "seen_text",
            "seen_files",
            "last_import",
            "created_by",
            "created_at",
            "updated_at",
        ),
        not_exported={"created_by": "Accounts aren't exported."},
    )

    kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.label) for kind in FOLLOWED_KINDS]
    )
    title = models.CharField(max_length=200)
    gist_id = models.CharField(max_length=64, blank=True)
    # The file of the gist that the address points at, as its fragment; empty: all.
    gist_file = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=500, blank=True)
    leave_out_unplayed = models.BooleanField(default=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    # When it was last looked at with success.
    looked_at = models.DateTimeField(null=True, blank=True)
    next_look_at = models.DateTimeField()
    news_at = models.DateTimeField(null=True, blank=True)
    news = models.JSONField(default=dict, blank=True)
    # Why the last look failed; how many have failed in a row.
    error = models.TextField(blank=True)
    what_to_do = models.TextField(blank=True)
    failures = models.PositiveIntegerField(default=0)
    etag = models.CharField(max_length=200, blank=True)
    revision = models.CharField(max_length=64, blank=True)
    known_text = models.TextField(blank=True)
    known_files = models.JSONField(default=list, blank=True)
    seen_text = models.TextField(blank=True)
    seen_files = models.JSONField(default=list, blank=True)
    last_import = models.OneToOneField(
        Import,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="followed_source",
    )
    # For whom its imports are made.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = FollowedSourceQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        verbose_name = "followed list"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "gist_id", "gist_file"], name="followed_source_once"
            ),
            models.CheckConstraint(
                condition=Q(kind=SourceKind.GIST.value) & ~Q(gist_id="")
                | Q(kind=SourceKind.STEAM.value, gist_id="", gist_file=""),
                name="followed_source_has_an_address",
            ),
            models.CheckConstraint(
                condition=Q(error="", failures=0) | ~Q(error="") & Q(failures__gt=0),
                name="followed_source_failures_have_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """What `fetch_gist` takes."""
        fragment = f"#{self.gist_file}" if self.gist_file else ""
        return f"https://gist.github.com/{self.gist_id}{fragment}"

    @property
    def open_import(self) -> Import | None:
        """The import that waits for review."""
        found = self.last_import
        return found if found is not None and found.is_open else None

    @transaction.atomic
    def pause(self, *, at: datetime) -> bool:
        """Look no more until it is resumed; whether it was not paused before."""
        self.lock()
        if self.paused_at is not None:
            return False
        self.paused_at = at
        self.save(update_fields=["paused_at", "updated_at"])
        return True

    @transaction.atomic
    def resume(self, *, at: datetime) -> bool:
        """Look again from now on; whether it was paused before."""
        self.lock()
        if self.paused_at is None:
            return False
        self.paused_at, self.next_look_at = None, at
        self.save(update_fields=["paused_at", "next_look_at", "updated_at"])
        return True

    def note_look(self, *, at: datetime, next_at: datetime) -> None:
        """A look has succeeded, whatever it found; the caller saves."""
        self.looked_at, self.next_look_at = at, next_at
        self.error = self.what_to_do = ""
        self.failures = 0

    @transaction.atomic
    def note_failure(self, error: str, what_to_do: str, *, next_at: datetime) -> None:
        """A look has failed; nothing else changes. One forgotten meanwhile stays so."""
        if not type(self).objects.filter(pk=self.pk).exists():
            return
        self.lock()
        self.error, self.what_to_do = error, what_to_do
        self.failures += 1
        self.next_look_at = next_at
        self.save(
            update_fields=[
                "error",
                "what_to_do",
                "failures",
                "next_look_at",
                "updated_at",
            ]
        )

    def lock(self) -> None:
        """Read it again, and keep others from changing it in this transaction."""
        rows = type(self).objects.select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=rows)
