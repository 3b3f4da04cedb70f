from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.db.models import Q
from django.db.models.functions import Lower
from wagtail.search import index

from apps.core.models.base import SluggedModel


class Franchise(index.Indexed, SluggedModel):
    """What the owner's gist calls a series: "Final Fantasy"."""

    aliases = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        help_text="Other names, separated by commas; an import understands them.",
    )
    igdb_id = models.PositiveIntegerField(null=True, blank=True, unique=True)

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("name"),
    ]

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="franchise_name_unique",
                violation_error_message="A franchise with this name already exists.",
            ),
        ]


class Platform(index.Indexed, SluggedModel):
    """What a game runs on, named as IGDB names it: "Super Nintendo …"."""

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

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("abbreviation"),
        index.FilterField("name"),
        index.FilterField("abbreviation"),
    ]

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="platform_name_unique",
                violation_error_message="A platform with this name already exists.",
            ),
        ]


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


class Genre(index.Indexed, SluggedModel):
    """A kind of game. Genres form a tree: "JRPG" under "RPG"."""

    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    igdb_id = models.PositiveIntegerField(null=True, blank=True, unique=True)

    objects = GenreQuerySet.as_manager()

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("name"),
    ]

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
