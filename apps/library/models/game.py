from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from functools import cache
from typing import Any
from typing import ClassVar
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import TrigramWordSimilarity
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F
from django.db.models import Q

from apps.core.models.base import SluggedModel
from apps.core.models.field_table import FieldTable
from apps.core.models.partial_dates import PartialDateField
from apps.core.models.partial_dates import partial_date_check
from apps.core.models.provenance import SourcedFields
from apps.core.models.revisions import RevisedModel
from apps.core.text import normalise
from apps.library.models.changes import Part
from apps.library.models.changes import PartQuerySet
from apps.library.models.changes import track_deletion
from apps.library.models.changes import track_game_changes
from apps.library.models.taxonomy import Genre

EARLIEST_YEAR = 1950
LATEST_YEAR = 2100
# From 0 to 1: below it, a misspelling finds more strangers than friends.
LEAST_LIKENESS = 0.5


@cache
def shown_fields() -> frozenset[str]:
    """A save that writes none of these changes nothing that the site shows.

    Foreign keys are there by both of their names.
    """
    return frozenset(
        name
        for field in Game._meta.concrete_fields
        if field.name in Game.field_table.edited
        for name in (field.name, field.attname)
    )


class GameQuerySet(models.QuerySet["Game"]):
    def update(self, **values: Any) -> int:
        """As Django's, but refuses what the site shows: nobody would hear of it."""
        if shown := shown_fields() & set(values):
            raise TypeError(f"Change the {sorted(shown)[0]} of one game at a time.")
        return super().update(**values)

    def raise_versions(self, games: Iterable[int]) -> None:
        """Note that these games were changed in bulk, which another event tells."""
        self.filter(pk__in=set(games)).update(version=F("version") + 1)

    def matching(self, text: str) -> Self:
        """Games whose name or aliases hold every word of `text`, in any spelling.

        Words may be cut short, numbers may not: "pokem" finds "Pokémon", and "final
        fantasy 7" finds "Final Fantasy VII" alone.
        """
        found = self
        for word in normalise(text).split():
            if word.isdecimal():
                found = found.filter(search_key__regex=rf"\m{word}\M")
            elif word.isalnum():
                found = found.filter(search_key__regex=rf"\m{word}")
            else:
                found = found.filter(search_key__contains=word)
        return found

    def resembling(self, text: str) -> Self:
        """Games with a name like `text`, the likest first: "wicher", "celesta"."""
        likeness = TrigramWordSimilarity(normalise(text), "search_key")
        return (
            self.annotate(likeness=likeness)
            .filter(likeness__gte=LEAST_LIKENESS)
            .order_by("-likeness", "id")
        )

    @track_game_changes()
    def add(self, *, name: str, edition: Edition | None = None, **fields: Any) -> Game:
        """Add a game and its first edition: `edition` (unsaved), or an original.

        Raises `ValidationError` where a field is out of range or already taken.
        """
        game = self.model(name=name, **fields)
        game.full_clean(exclude=["slug"] if not game.slug else None)
        game.save()
        game.add_first_edition(edition)
        return game


class Game(RevisedModel, SourcedFields, SluggedModel):
    """A creative work, what a list ranks and a person says they played."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=(
            "name",
            "slug",
            "sort_name",
            "franchise",
            "genres",
            "platforms",
            "aliases",
            "original_release_year",
            "release_date",
            "summary",
            "cover_url",
            "uploaded_cover",
        ),
        linked=("igdb_id",),
        service=(
            "provenance",
            "declined",
            "last_synced",
            "igdb_gone_since",
            "time_to_beat",
            "igdb_data",
        ),
        counter=("version",),
        internal=(
            "id",
            "uuid",
            "created_at",
            "updated_at",
            "sort_key",
            "search_key",
            "latest_revision",
        ),
        sourced=(
            "name",
            "franchise_id",
            "original_release_year",
            "release_date",
            "summary",
            "cover_url",
        ),
        not_exported={
            "search_key": "Recreated from the name and the aliases.",
            "genres": "In `game_genres`, which says which one is the primary one.",
        },
    )

    franchise = models.ForeignKey(
        "library.Franchise",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="games",
    )
    genres = models.ManyToManyField(
        "library.Genre", through="library.GameGenre", blank=True, related_name="games"
    )
    platforms = models.ManyToManyField(
        "library.Platform", blank=True, related_name="games"
    )
    aliases = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        help_text="Other names it is known by, separated by commas.",
    )
    original_release_year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(EARLIEST_YEAR), MaxValueValidator(LATEST_YEAR)],
    )
    release_date = PartialDateField()
    summary = models.TextField(blank=True, max_length=20_000)
    cover_url = models.URLField(
        max_length=500, null=True, blank=True, help_text="Address of the cover image."
    )
    # Its owner's own image, which goes before the one at `cover_url`.
    uploaded_cover = models.ForeignKey(
        "library.CoverUpload",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="own cover",
    )
    igdb_id = models.PositiveIntegerField(null=True, blank=True, unique=True)
    igdb_data = models.JSONField(null=True, blank=True, editable=False)
    last_synced = models.DateTimeField(null=True, blank=True, editable=False)
    # Since when IGDB does not have this id any more.
    igdb_gone_since = models.DateTimeField(null=True, blank=True, editable=False)
    # Of IGDB, in seconds, and how many people said so: see `from_igdb`.
    time_to_beat = models.JSONField(null=True, blank=True, editable=False)
    search_key = models.TextField(editable=False, default="")
    # Counts the changes of what the site shows: the key that keeps each to one event,
    # and what an audit compares with the log.
    version = models.PositiveIntegerField(default=0, editable=False)
    derived_fields = ("sort_key", "search_key")

    objects = GameQuerySet.as_manager()

    shares_addresses: ClassVar[bool] = True
    # While it is deleted because it was merged: the game that is in its place.
    merged_into: Game | None = None

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="game_by_sort_key"),
            models.Index(
                fields=["original_release_year", "id"], name="game_by_release_year"
            ),
            GinIndex(
                fields=["search_key"], opclasses=["gin_trgm_ops"], name="game_search"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(original_release_year__isnull=True)
                | Q(
                    original_release_year__gte=EARLIEST_YEAR,
                    original_release_year__lte=LATEST_YEAR,
                ),
                name="game_release_year_plausible",
            ),
            models.CheckConstraint(
                condition=partial_date_check("release_date"),
                name="game_release_date_form",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="game_has_a_name"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        update_fields = kwargs.get("update_fields")
        if update_fields is not None and not shown_fields() & set(update_fields):
            super().save(*args, **kwargs)
            return
        with track_game_changes() as tracker:
            tracker.note(self.pk, part="own")
            self.version = tracker.version_of(self.pk)
            super().save(*args, **kwargs)
            tracker.note_new(self.pk)

    def forget_igdb(self) -> None:
        """Forget what IGDB said: the row is tied to another one, or to none.

        The values stay. The caller saves.
        """
        self.igdb_data = None
        self.last_synced = None
        self.igdb_gone_since = None
        self.declined = {}
        self.time_to_beat = None

    def take_editions_along(self, former: int | None) -> None:
        """Link the edition that was IGDB's `former`, as the game was, to its new id."""
        if former is None:
            return
        taken = self.editions.model._default_manager.filter(igdb_id=self.igdb_id)
        for edition in self.editions.filter(igdb_id=former):
            edition.forget_igdb()
            edition.igdb_id = None if taken.exists() else self.igdb_id
            edition.save()

    def add_first_edition(self, edition: Edition | None = None) -> Edition:
        """Give a new game its first edition: `edition`, or an original made of it."""
        if edition is None:
            edition = self.editions.model(
                name=self.name,
                release_date=self.release_date,
                cover_url=self.cover_url,
                is_placeholder=True,
            )
        edition.game = self
        edition.save()
        return edition

    def set_genres(
        self, genres: Iterable[Genre], *, primary: Genre | None = None
    ) -> None:
        """Make `genres` the game's only ones, `primary` (one of them) the first.

        Raises `ValidationError` where `primary` is none of them.
        """
        chosen = {genre.pk: genre for genre in genres}
        if primary is not None and primary.pk not in chosen:
            raise ValidationError(
                f"{primary} can't be the primary genre because it isn't one of "
                "the game's genres."
            )
        with track_game_changes() as tracker:
            tracker.note(self.pk, part="genres")
            stored = GameGenre.objects.filter(game=self)
            stored.exclude(genre__in=chosen).delete()
            # First away with the old primary genre: there may be only one at any time.
            stored.update(is_primary=False)
            for genre in chosen.values():
                GameGenre.objects.update_or_create(
                    game=self, genre=genre, defaults={"is_primary": genre == primary}
                )

    def first_edition(self) -> Edition:
        """The edition that a playthrough goes to when none is named."""
        return self.editions.order_by("id")[0]

    def derive_fields(self) -> None:
        super().derive_fields()
        self.search_key = " | ".join(
            normalise(name) for name in (self.name, *self.aliases)
        )


class GameGenreQuerySet(PartQuerySet["GameGenre"]):
    def games_by_part(self) -> Mapping[Part, Iterable[int]]:
        return {"genres": self.values_list("game_id", flat=True)}


class GameGenre(models.Model):
    """A genre of a game; at most one of them is the primary one."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("game", "genre", "is_primary"),
        internal=("id",),
    )

    game = models.ForeignKey(Game, on_delete=models.CASCADE, related_name="game_genres")
    genre = models.ForeignKey(
        "library.Genre", on_delete=models.PROTECT, related_name="game_genres"
    )
    is_primary = models.BooleanField(default=False)

    objects = GameGenreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["game", "genre"], name="game_genre_unique"),
            models.UniqueConstraint(
                fields=["game"],
                condition=Q(is_primary=True),
                name="game_has_one_primary_genre",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.game}: {self.genre}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with track_game_changes() as tracker:
            tracker.note(self.game_id, part="genres")
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with track_deletion({"genres": [self.game_id]}):
            return super().delete(*args, **kwargs)


class EditionType(models.TextChoices):
    ORIGINAL = "original", "Original"
    REMASTER = "remaster", "Remaster"
    REMAKE = "remake", "Remake"
    PORT = "port", "Port"
    DEFINITIVE = "definitive", "Definitive edition"
    COLLECTION = "collection", "Collection"


class EditionQuerySet(PartQuerySet["Edition"]):
    def games_by_part(self) -> Mapping[Part, Iterable[int]]:
        return {"editions": self.values_list("game_id", flat=True)}


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
            "uploaded_cover",
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
    # Its owner's own image, which goes before the one at `cover_url`.
    uploaded_cover = models.ForeignKey(
        "library.CoverUpload",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="own cover",
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

    objects = EditionQuerySet.as_manager()

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
        with track_game_changes() as tracker:
            former = Edition.objects.filter(pk=self.pk).values_list(
                "game_id", flat=True
            )
            tracker.note(*former, self.game_id, part="editions")
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
        with track_game_changes() as tracker:
            # It locks the game: two who delete the last two editions at once would
            # both see another.
            tracker.note(self.game_id, part="editions")
            reason = self.reason_to_keep()
            if reason is not None:
                raise ValidationError(reason)
            return super().delete(*args, **kwargs)
