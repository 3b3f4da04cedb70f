"""What is remembered of games that were merged: the way to the other, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from typing import ClassVar
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from apps.core.models.base import SLUG_LENGTH
from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.library.models.game import Edition
from apps.library.models.game import Game


def _field_table(target: str) -> FieldTable:
    return FieldTable(
        internal=(
            "id",
            "uuid",
            target,
            "merged_id",
            "merged_name",
            "merged_slug",
            "merged_at",
            "merged_by",
            "merged_key",
            "undone_at",
            "created_at",
            "updated_at",
            "content",
        ),
        not_exported={
            "merged_by": "Accounts aren't exported.",
            "merged_key": "The internal key that it had.",
        },
    )


def _once_at_a_time(name: str) -> models.UniqueConstraint:
    """It comes back before it can be merged once more."""
    return models.UniqueConstraint(
        fields=["merged_id"], condition=Q(undone_at=None), name=name
    )


class Merge(BaseModel):
    """One row merged into another, with what it takes to undo exactly that.

    `content` holds what was there before and what each app moved, all by public ids.
    """

    merged_id = models.UUIDField(help_text="Id of the row that was merged.")
    merged_name = models.CharField(max_length=200)
    merged_slug = models.SlugField(max_length=SLUG_LENGTH)
    merged_at = models.DateTimeField(default=timezone.now)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Which it gets again; None where this merge came with an export.
    merged_key = models.BigIntegerField(null=True, blank=True, db_index=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    content = models.JSONField(default=dict)

    class Meta:
        abstract = True
        ordering = ["-id"]


class GameMergeQuerySet(models.QuerySet["GameMerge"]):
    def standing(self) -> Self:
        """Those that were not undone."""
        return self.filter(undone_at=None)

    def of_lost_game(self, key: int) -> GameMerge | None:
        """The merge that the game with this key went into another one by."""
        rows = self.standing().filter(merged_key=key).select_related("survivor")
        return rows.order_by("-id").first()


class GameMerge(Merge):
    """`survivor` is the game that has it all now: a later merge takes it along."""

    field_table: ClassVar[FieldTable] = _field_table("survivor")

    survivor = models.ForeignKey(Game, on_delete=models.CASCADE, related_name="merges")

    objects = GameMergeQuerySet.as_manager()

    class Meta(Merge.Meta):
        verbose_name = "game merge"
        constraints = [_once_at_a_time("game_merged_once_at_a_time")]

    def __str__(self) -> str:
        return f"{self.merged_name} into {self.survivor}"

    @property
    def later(self) -> GameMerge | None:
        """The last of those into the same game after it, which is undone first."""
        rows = GameMerge.objects.standing().filter(survivor=self.survivor_id)
        return rows.filter(pk__gt=self.pk).order_by("-pk").first()


class EditionMerge(Merge):
    """`edition` is the one of the same game that has it all now."""

    field_table: ClassVar[FieldTable] = _field_table("edition")

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="merges"
    )

    class Meta(Merge.Meta):
        verbose_name = "edition merge"
        constraints = [_once_at_a_time("edition_merged_once_at_a_time")]

    def __str__(self) -> str:
        return f"{self.merged_name} into {self.edition}"


class RedirectQuerySet[R: "Redirect"](models.QuerySet[R]):
    def slug_now(self, slug: str) -> str | None:
        """Where the row with the former address `slug` is now."""
        target = f"{self.model.target}__slug"
        return self.filter(slug=slug).values_list(target, flat=True).first()


class Redirect(BaseModel):
    """The former address of a row that another one has taken in.

    A row that has the address itself goes before it.
    """

    # The field that says which row has taken it in.
    target: ClassVar[str]

    slug = models.SlugField(max_length=SLUG_LENGTH, unique=True)
    former_id = models.UUIDField(
        unique=True, help_text="Id of the row that had this address."
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.slug} to {getattr(self, self.target)}"


class GameRedirectQuerySet(RedirectQuerySet["GameRedirect"]):
    def games_now(self, uuids: Iterable[Any]) -> dict[str, Game]:
        """The games with these ids, each by its id: merged ones are what they became.

        Those that are gone for good are left out.
        """
        asked = {str(uuid): UUID(str(uuid)) for uuid in uuids}
        known = Game.objects.in_bulk(asked.values(), field_name="uuid")
        lost = [uuid for uuid in asked.values() if uuid not in known]
        if lost:
            rows = self.filter(former_id__in=lost).select_related("game")
            known |= {row.former_id: row.game for row in rows}
        return {text: known[uuid] for text, uuid in asked.items() if uuid in known}


class GameRedirect(Redirect):
    """The former address of a game that was merged into another one."""

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "slug",
            "former_id",
            "game",
            "created_at",
            "updated_at",
        ),
    )
    target = "game"

    game = models.ForeignKey(Game, on_delete=models.CASCADE, related_name="redirects")

    objects = GameRedirectQuerySet.as_manager()

    class Meta:
        ordering = ["id"]


class EditionRedirect(Redirect):
    """The former address of an edition that another one has taken in."""

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "slug",
            "former_id",
            "edition",
            "created_at",
            "updated_at",
        ),
    )
    target = "edition"

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="redirects"
    )

    objects = RedirectQuerySet["EditionRedirect"].as_manager()

    class Meta:
        ordering = ["id"]


class NotTheSame(BaseModel):
    """Two games that look alike, and the owner said that they aren't the same."""

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=("id", "uuid", "first", "second", "created_at", "updated_at"),
    )

    # The first one is the one with the smaller key: each pair stands here once.
    first = models.ForeignKey(Game, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Game, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = "dismissed duplicate"
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="not_the_same_once"
            ),
            models.CheckConstraint(
                condition=~Q(first=models.F("second")), name="not_the_same_are_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"
