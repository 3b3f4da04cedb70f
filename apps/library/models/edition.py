from __future__ import annotations

from typing import Any
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from apps.core.models.base import SluggedModel
from apps.core.models.field_table import FieldTable
from apps.core.models.partial_dates import PartialDateField
from apps.core.models.partial_dates import partial_date_check
from apps.core.models.provenance import SourcedFields
from apps.core.models.revisions import RevisedModel
from apps.library.models.changes import track_game_changes
from apps.library.models.game import Game


class EditionType(models.TextChoices):
    ORIGINAL = "original", "Original"
    REMASTER = "remaster", "Remaster"
    REMAKE = "remake", "Remake"
    PORT = "port", "Port"
    DEFINITIVE = "definitive", "Definitive edition"
    COLLECTION = "collection", "Collection"


class Edition(RevisedModel, SourcedFields, SluggedModel):
    """One concrete version of a game that one can play."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=(
            "name",
            "slug",
            "sort_name",
            "game",
            "edition_type",
            "platforms",
            "release_date",
            "summary",
            "cover_url",
        ),
        linked=("twitch_category_id", "igdb_id"),
        service=(
            "provenance",
            "declined",
            "last_synced",
            "igdb_gone_since",
            "igdb_data",
        ),
        internal=(
            "id",
            "uuid",
            "is_placeholder",
            "created_at",
            "updated_at",
            "sort_key",
            "latest_revision",
        ),
        sourced=(
            "name",
            "release_date",
            "summary",
            "cover_url",
            "twitch_category_id",
        ),
    )

    game = models.ForeignKey(Game, on_delete=models.CASCADE, related_name="editions")
    edition_type = models.CharField(
        max_length=20, choices=EditionType, default=EditionType.ORIGINAL
    )
    platforms = models.ManyToManyField(
        "library.Platform", blank=True, related_name="editions"
    )
    release_date = PartialDateField()
    summary = models.TextField(blank=True, max_length=20_000)
    cover_url = models.URLField(
        max_length=500, null=True, blank=True, help_text="Address of the cover image."
    )
    twitch_category_id = models.CharField(
        max_length=40, null=True, blank=True, db_index=True
    )
    igdb_id = models.PositiveIntegerField(null=True, blank=True, unique=True)
    igdb_data = models.JSONField(null=True, blank=True, editable=False)
    last_synced = models.DateTimeField(null=True, blank=True, editable=False)
    # Since when IGDB does not have this id any more.
    igdb_gone_since = models.DateTimeField(null=True, blank=True, editable=False)
    # Made only because a game needs an edition: a real one with its slug replaces it.
    is_placeholder = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["game__sort_key", "game_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(edition_type__in=EditionType.values),
                name="edition_type_known",
            ),
            models.CheckConstraint(
                condition=partial_date_check("release_date"),
                name="edition_release_date_form",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="edition_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        if self.name == self.game.name:
            return self.name
        return f"{self.game.name} ({self.name})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; to the site it is a change of the game, or of two when it moves."""
        only = kwargs.get("update_fields")
        # What Wagtail and a sync note beside an edition.
        unseen = {"latest_revision", *self.field_table.service}
        if only is not None and set(only) <= unseen:
            super().save(*args, **kwargs)
            return
        if not self._state.adding:
            self.is_placeholder = False
            if only is not None:
                kwargs["update_fields"] = {*only, "is_placeholder"}
        with track_game_changes() as change:
            former = Edition.objects.filter(pk=self.pk).values_list(
                "game_id", flat=True
            )
            change.begin(*former, self.game_id, part="editions")
            super().save(*args, **kwargs)

    def forget_igdb(self) -> None:
        """Forget what IGDB said: the row is tied to another one, or to none.

        The values stay. The caller saves.
        """
        self.igdb_data = None
        self.last_synced = None
        self.igdb_gone_since = None
        self.declined = {}

    def slug_source(self) -> str:
        if self.game.name.casefold() in self.name.casefold():
            return self.name
        return f"{self.game.name} {self.name}"

    def reason_to_keep(self) -> str | None:
        """Why the edition cannot be deleted, or None."""
        if self.game.editions.exclude(pk=self.pk).exists():
            return None
        return (
            f"This is the only edition of {self.game.name}. Delete the game, or add "
            "another edition first."
        )

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the edition. Raises `ValidationError` for a game's only one."""
        with track_game_changes() as change:
            # It locks the game: two who delete the last two editions at once would
            # both see another.
            change.begin(self.game_id, part="editions")
            reason = self.reason_to_keep()
            if reason is not None:
                raise ValidationError(reason)
            return super().delete(*args, **kwargs)
