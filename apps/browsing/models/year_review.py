from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from typing import ClassVar
from typing import Self

from django.contrib.auth.models import User
from django.core.validators import MaxValueValidator
from django.core.validators import MinValueValidator
from django.db import models
from django.db import transaction
from django.db.models import F
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.models.share_images import ShareImages
from apps.library.models import Game
from apps.library.models.game import EARLIEST_YEAR
from apps.library.models.game import LATEST_YEAR

ALL_TIME = "all"
LONGEST_TITLE = 60
LONGEST_WORDS = 1_000
MOST_HIGHLIGHTS = 12


class YearReviewQuerySet(models.QuerySet["YearReview"]):
    def public(self) -> Self:
        return self.filter(is_public=True)

    def seen_by(self, user: User) -> Self:
        may_see_all = user.has_perm("browsing.view_yearreview")
        return self.all() if may_see_all else self.public()

    def newest_first(self) -> Self:
        """All time comes last."""
        return self.order_by(F("year").desc(nulls_last=True))

    def called(self, slug: str) -> Self:
        """The one at "2025", or at "all"; none for anything else."""
        if slug == ALL_TIME:
            return self.filter(year=None)
        is_year = len(slug) == 4 and slug.isascii() and slug.isdecimal()
        return self.filter(year=int(slug)) if is_year else self.none()


class YearReview(ShareImages, BaseModel):
    """What the owner says about a year of games, or (without `year`) about all time.

    Its numbers are never stored: they are those of the public playthroughs, now.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("year", "title", "intro", "game_of_the_year", "words", "is_public"),
        counter=("version",),
        internal=(
            "id",
            "uuid",
            "published_at",
            "wide_image",
            "tall_image",
            "images_key",
            "created_at",
            "updated_at",
        ),
        event_triggers=("is_public",),
        not_exported=ShareImages.not_exported,
    )

    year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(EARLIEST_YEAR), MaxValueValidator(LATEST_YEAR)],
    )
    title = models.CharField(
        max_length=LONGEST_TITLE,
        blank=True,
        help_text="Stands beside the logo, on the images too: your name, or your "
        "channel’s.",
    )
    intro = models.TextField(
        "introduction",
        max_length=LONGEST_WORDS,
        blank=True,
        help_text="If empty, a sentence with the numbers.",
    )
    game_of_the_year = models.ForeignKey(
        Game,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="best_of_years",
    )
    words = models.TextField(
        "why",
        max_length=LONGEST_WORDS,
        blank=True,
        help_text="What you say about the game of the year.",
    )
    is_public = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    objects = YearReviewQuerySet.as_manager()

    class Meta:
        ordering = [F("year").desc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                nulls_distinct=False,
                name="year_review_once",
                violation_error_message="This year has a review already.",
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True)
                | Q(year__gte=EARLIEST_YEAR, year__lte=LATEST_YEAR),
                name="year_review_year_plausible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} in review" if self.year else "All time in review"

    @property
    def slug(self) -> str:
        return str(self.year) if self.year else ALL_TIME

    @property
    def shows_images(self) -> bool:
        return self.is_public

    @property
    def address(self) -> str:
        """Of its public page, from the root."""
        return f"/year/{self.slug}/"

    # "publish" or "hide", during a save only; `signals.py` turns it into an event.
    transition = ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and notice against the row in the database when it turns public."""
        try:
            with transaction.atomic():
                rows = type(self).objects.select_for_update().filter(pk=self.pk)
                before = rows.values("is_public", "version").first()
                was_public = before is not None and before["is_public"]
                if was_public != self.is_public:
                    self.transition = "publish" if self.is_public else "hide"
                self.version = (before["version"] if before else self.version) + 1
                super().save(*args, **kwargs)
        finally:
            self.transition = ""

    @transaction.atomic
    def publish(self, *, at: datetime) -> None:
        """Let everyone see it; nothing happens where they do already."""
        self.lock()
        if not self.is_public:
            self.is_public = True
            self.published_at = self.published_at or at
            self.save()

    @transaction.atomic
    def hide(self) -> None:
        """Let nobody but the owner see it."""
        self.lock()
        if self.is_public:
            self.is_public = False
            self.save()

    def lock(self) -> None:
        """Read it again, and keep others from changing it in this transaction."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())

    @transaction.atomic
    def set_highlights(self, highlights: Sequence[tuple[Game, str]]) -> None:
        """Make these games, each with the owner's words, its only highlights.

        Of a game that is named twice, the first words stay.
        """
        self.lock()
        self.highlights.all().delete()
        named = {game.pk: (game, text) for game, text in reversed(highlights)}
        ordered = [named.pop(game.pk) for game, _ in highlights if game.pk in named]
        YearHighlight.objects.bulk_create(
            YearHighlight(review=self, game=game, text=text, position=position)
            for position, (game, text) in enumerate(ordered[:MOST_HIGHLIGHTS])
        )


class YearHighlight(BaseModel):
    """A game of a year, in the owner's words."""

    public_as: ClassVar[str] = "review"
    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("review", "game", "text", "position"),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    review = models.ForeignKey(
        YearReview, on_delete=models.CASCADE, related_name="highlights"
    )
    game = models.ForeignKey(
        Game, on_delete=models.PROTECT, related_name="year_highlights"
    )
    text = models.TextField(max_length=LONGEST_WORDS)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["review_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "game"], name="year_highlight_once"
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="year_highlight_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.game} in {self.review}"
