from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any
from typing import ClassVar
from typing import Self

from django.db import IntegrityError
from django.db import models
from django.db import transaction
from django.db.models import F
from django.db.models import Func
from django.db.models import Q
from django.db.models import Value
from django.utils.text import slugify

from apps.core.text import sort_key

SLUG_LENGTH = 160


class BaseModel(models.Model):
    """A row with a public id.

    The integer key is for Wagtail, whose reordering breaks on UUID keys; `uuid`
    is the id on the wire and stays the same across export and import.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    # What holds a row is found by its foreign keys (`core.admin.deletion`): the index
    # knows no many-to-many field, and a bulk write would have to keep it up.
    wagtail_reference_index_ignore: ClassVar[bool] = True
    # Which of its rows others may read, as a condition in SQL on a row `changed`; or
    # the foreign key whose row decides. A change of others doesn't make public answers
    # new (`core.http_cache.triggers`). By default those with `is_public`, or all.
    public_rows: ClassVar[str] = ""
    public_as: ClassVar[str] = ""

    class Meta:
        abstract = True

    def derive_fields(self) -> None:
        """Set what is made from other fields; `save` does it, bulk writers must."""


class SluggedModel(BaseModel):
    """A named row with a slug made from its name, editable and stable."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=SLUG_LENGTH,
        unique=True,
        blank=True,
        help_text="Part of the address. If empty, it is created from the name.",
    )
    # Whether a site shows such rows at the same kind of address as games and lists.
    shares_addresses: ClassVar[bool] = False

    sort_name = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="The name to sort by, if different from the name: “Zelda 3” for “A "
        "Link to the Past”.",
    )
    # Its own collation: what the server's own makes of spaces differs.
    sort_key = models.CharField(
        max_length=1000, editable=False, default="", db_collation="C"
    )

    # Made from other fields, before each save.
    derived_fields: ClassVar[tuple[str, ...]] = ("sort_key",)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive_fields()
        only = kwargs.get("update_fields")
        if only is not None and {"name", "sort_name", "aliases"} & set(only):
            kwargs["update_fields"] = {*only, *self.derived_fields}
        if self.slug:
            super().save(*args, **kwargs)
        else:
            self._save_with_new_slug(*args, **kwargs)

    @property
    def is_public(self) -> bool:
        """Whether anyone may read it."""
        return True

    def derive_fields(self) -> None:
        """Set `derived_fields`."""
        self.sort_key = sort_key(self.sort_name or self.name)[:1000]

    def slug_source(self) -> str:
        return self.name

    def _save_with_new_slug(self, *args: Any, **kwargs: Any) -> None:
        # Two people may add the same name at once: the loser takes the next slug.
        for attempt in range(5):
            self.slug = self._free_slug()
            try:
                with transaction.atomic():
                    super().save(*args, **kwargs)
                return
            except IntegrityError as error:
                if "slug" not in str(error) or attempt == 4:
                    raise

    @classmethod
    def give_slugs(cls, rows: Iterable[Self]) -> None:
        """Give each of the new `rows` its slug, as saving one by one would.

        For `bulk_create`; one query for them all.
        """
        stems = [(row, row._slug_stem()) for row in rows if not row.slug]
        wanted = {stem for _, stem in stems}
        without_number = Func(
            F("slug"), Value(r"-\d+$"), Value(""), function="regexp_replace"
        )
        taken = set(
            cls._base_manager.alias(stem=without_number)
            .filter(Q(stem__in=wanted) | Q(slug__in=wanted))
            .values_list("slug", flat=True)
        )
        for row, stem in stems:
            row.slug = _first_free(stem, taken)
            taken.add(row.slug)

    def _free_slug(self) -> str:
        stem = self._slug_stem()
        taken = type(self)._base_manager.filter(slug__startswith=stem)
        return _first_free(stem, set(taken.values_list("slug", flat=True)))

    def _slug_stem(self) -> str:
        stem = name_slug(self.slug_source()) or self._meta.model_name or "row"
        return stem[: SLUG_LENGTH - 8].strip("-")


def sort_path(model: type[models.Model], path: str) -> str:
    """The field to order `model` by where `path` (`game__name`) says a row's name."""
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    if last != "name" or not issubclass(model, SluggedModel):
        return path
    return "__".join((*steps, "sort_key"))


def _first_free(stem: str, taken: set[str]) -> str:
    if stem not in taken:
        return stem
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def name_slug(name: str) -> str:
    """`name` as a slug: ".hack//Infection" is "hack-infection"."""
    closed = name.replace("'", "").replace("\u2019", "")
    return slugify("".join(c if c.isalnum() or c in " -" else " " for c in closed))
