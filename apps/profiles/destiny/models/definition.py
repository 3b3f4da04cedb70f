from __future__ import annotations

import re
from typing import ClassVar

from django.db import models

from apps.core.models.field_table import FieldTable


class DefinitionKind(models.TextChoices):
    ACTIVITY = "activity", "Activity"
    MODE = "mode", "Mode"
    TITLE = "title", "Title"
    TRIUMPH = "triumph", "Triumph"
    WEAPON = "weapon", "Weapon"


class Definition(models.Model):
    """What a number of Bungie's stands for, in English, from its manifest.

    `number` is a hash, but of a mode the number that activities have. A definition
    that leaves the manifest stays: the history still has its number.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "kind",
            "number",
            "name",
            "group_name",
            "description",
            "image_path",
            "score",
            "title_hash",
            "gilding_hash",
            "version",
        ),
        internal=("id",),
    )

    kind = models.CharField(max_length=10, choices=DefinitionKind)
    number = models.BigIntegerField()
    name = models.CharField(max_length=200, blank=True, default="")
    # A raid's name without its difficulty; a title's seal; a triumph's kind.
    group_name = models.CharField(max_length=200, blank=True, default="")
    # Of a triumph, what to do for it; of a weapon, what kind it is.
    description = models.TextField(blank=True, default="")
    image_path = models.CharField(max_length=200, blank=True, default="")
    # Of a triumph, how much it adds to the score; and the title that it counts for.
    score = models.IntegerField(default=0)
    title_hash = models.BigIntegerField(null=True)
    # Of a title, the record that counts how often it was gilded.
    gilding_hash = models.BigIntegerField(null=True)
    # Of the manifest that had it last. A weapon that Bungie doesn't name is here
    # without a name, so that each version is asked for it once.
    version = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"], name="destiny_definition_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.get_kind_display()} {self.number}"


_DIFFICULTY = re.compile(
    r"""\s*(?::\s*(?:normal|master|prestige|standard|heroic|legend|expert|contest
    (?:\s+mode)?|challenge(?:\s+mode)?|guided\s+games|matchmade|explorer|eternity
    |ultimatum|customize|epic|level\s+\d+)|\(guided\ games\))\s*$""",
    re.IGNORECASE | re.VERBOSE,
)


def group_of(name: str) -> str:
    """The name without its difficulty: "Last Wish: Master" is "Last Wish"."""
    shorter = _DIFFICULTY.sub("", name)
    return shorter or name
