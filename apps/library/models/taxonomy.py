from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.db.models import Q
from django.db.models.functions import Lower

from apps.core.models.base import SluggedModel
from apps.core.models.field_table import FieldTable
from apps.library.models.changes import Part
from apps.library.models.changes import PartQuerySet
from apps.library.models.changes import track_deletion


class Franchise(SluggedModel):
    """What the owner's gist calls a series: "Final Fantasy"."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("name", "slug", "sort_name", "aliases"),
        linked=("igdb_id",),
        internal=("id", "uuid", "created_at", "updated_at", "sort_key"),
    )

    aliases = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        help_text="Other names, separated by commas; an import understands them.",
    )
    igdb_id = models.PositiveIntegerField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="franchise_name_unique",
                violation_error_message="A franchise with this name already exists.",
            ),
        ]


class PlatformQuerySet(PartQuerySet["Platform"]):
    def games_by_part(self) -> Mapping[Part, Iterable[int]]:
        return {
            "platforms": self.filter(games__isnull=False).values_list(
                "games", flat=True
            ),
            "editions": self.filter(editions__isnull=False).values_list(
                "editions__game", flat=True
            ),
        }


class Platform(SluggedModel):
    """What a game runs on, named as IGDB names it: "Super Nintendo …"."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("name", "slug", "sort_name", "abbreviation", "aliases"),
        linked=("igdb_id",),
        internal=("id", "uuid", "created_at", "updated_at", "sort_key"),
    )

    abbreviation = models.CharField(
        max_length=20, blank=True, help_text="For short labels: SNES, PS5."
    )
    aliases = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="Other names, separated by commas; an import understands them.",
    )
    igdb_id = models.PositiveIntegerField(null=True, blank=True, unique=True)

    objects = PlatformQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="platform_name_unique",
                violation_error_message="A platform with this name already exists.",
            ),
        ]

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        of_this = type(self).objects.filter(pk=self.pk)
        with track_deletion(of_this.games_by_part()):
            return super().delete(*args, **kwargs)


class GenreQuerySet(models.QuerySet["Genre"]):
    def branch(self, slug: str) -> set[int]:
        """The keys of the genre `slug` and of all under it; empty if there is none."""
        under: dict[int | None, list[int]] = {}
        root = None
        for pk, parent, own_slug in self.values_list("pk", "parent_id", "slug"):
            under.setdefault(parent, []).append(pk)
            root = pk if own_slug == slug else root
        found: set[int] = set()
        reached = [] if root is None else [root]
        while reached:
            pk = reached.pop()
            if pk not in found:
                found.add(pk)
                reached += under.get(pk, [])
        return found


class Genre(SluggedModel):
    """A kind of game. Genres form a tree: "JRPG" under "RPG"."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("name", "slug", "sort_name", "parent"),
        linked=("igdb_id",),
        internal=("id", "uuid", "created_at", "updated_at", "sort_key"),
    )

    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    igdb_id = models.PositiveIntegerField(null=True, blank=True, unique=True)

    objects = GenreQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="genre_not_its_own_parent",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        above = self.parent
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": "A genre can't be its own ancestor."})
            above = above.parent
