"""What an import remembers for the next one."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from hashlib import sha256
from typing import ClassVar

from django.db import models

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.imports.models.import_ import Import
from apps.imports.parsing.parts import KINDS
from apps.imports.parsing.parts import part_key
from apps.library.models import Game


class ColumnMappingQuerySet(models.QuerySet["ColumnMapping"]):
    def of_header(self, header: Sequence[str]) -> ColumnMapping | None:
        return self.filter(header_key=header_key(header)).first()

    def remember(self, header: Sequence[str], columns: dict[str, object]) -> None:
        self.update_or_create(
            header_key=header_key(header),
            defaults={"header": list(header), "columns": columns},
        )


class ColumnMapping(BaseModel):
    """What the owner said of the columns of a table, for tables of the same header.

    `columns` is `parsers.columns.Columns` as JSON, `header` the names in lower case.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "header_key",
            "header",
            "columns",
            "created_at",
            "updated_at",
        ),
    )

    header_key = models.CharField(max_length=64, unique=True)
    header = models.JSONField()
    columns = models.JSONField()

    objects = ColumnMappingQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-id"]

    def __str__(self) -> str:
        return ", ".join(self.header)


class KnownMeaningQuerySet(models.QuerySet["KnownMeaning"]):
    def means(self) -> dict[tuple[str, str], str]:
        """Every answer, as the parsers take them."""
        answers = self.values_list("kind", "key", "meaning")
        return {(kind, key): meaning for kind, key, meaning in answers}

    def remember(self, said: Mapping[tuple[str, str], str]) -> None:
        """Keep the meaning of each kind and text for later lists."""
        for (kind, text), meaning in said.items():
            self.update_or_create(
                kind=kind,
                key=part_key(text),
                defaults={"text": text, "meaning": meaning},
            )


class KnownMeaning(BaseModel):
    """What the owner said that a part of a list means, for later lists.

    `kind` and `meaning` are those of `parsing.parts`, `key` is the text in the form in
    which wordings are compared.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "kind",
            "key",
            "text",
            "meaning",
            "created_at",
            "updated_at",
        ),
    )

    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    key = models.CharField(max_length=200)
    text = models.CharField(max_length=200)
    meaning = models.CharField(max_length=20)

    objects = KnownMeaningQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="known_meaning_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=KINDS), name="known_meaning_kind_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(meaning=""), name="known_meaning_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text}: {self.meaning}"


class KnownGame(models.Model):
    """Which game another service's id means, as an applied import or the owner said.

    `game` is empty where the owner left the row out: it stays out the next time.
    `batch` is the import that last said so; undoing it forgets it. It is empty where no
    import did: the owner, or a sync that found a game of this very name.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "service",
            "external_id",
            "game",
            "batch",
        ),
    )

    service = models.CharField(max_length=20)  # "steam"
    external_id = models.CharField(max_length=100)
    game = models.ForeignKey(
        Game, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    batch = models.ForeignKey(
        Import, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["service", "external_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "external_id"], name="known_game_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.external_id}: {self.game or 'left out'}"


def header_key(header: Sequence[str]) -> str:
    """The same for the same columns in the same order."""
    return sha256("\0".join(header).encode()).hexdigest()
