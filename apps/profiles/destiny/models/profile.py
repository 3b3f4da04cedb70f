from __future__ import annotations

from typing import Any
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from apps.core.models.field_table import FieldTable
from apps.profiles.base import Profile

# As Bungie allows them.
NAME_LENGTH = 26
LARGEST_CODE = 9999
ID_LENGTH = 20
PLATFORMS = {
    1: "Xbox",
    2: "PlayStation",
    3: "Steam",
    4: "Battle.net",
    5: "Stadia",
    6: "Epic Games",
}


class DestinyProfile(Profile):
    """The owner's Destiny 2, of the account that a Bungie name belongs to."""

    game_name = "Destiny 2"
    game_igdb_id = 25657
    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("game", "bungie_name", "bungie_name_code", "is_public"),
        linked=("membership_type", "membership_id"),
        service=(
            "last_synced",
            "sync_error",
            "private_since",
            "triumph_score",
            "lifetime_triumph_score",
            "guardian_rank",
            "manifest_version",
        ),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    bungie_name = models.CharField(
        "Bungie name", max_length=NAME_LENGTH, blank=True, default=""
    )
    bungie_name_code = models.PositiveSmallIntegerField(
        "code of the Bungie name", null=True, blank=True
    )
    # Empty until a sync has found the account.
    membership_type = models.SmallIntegerField(default=0, editable=False)
    membership_id = models.CharField(
        max_length=ID_LENGTH, blank=True, default="", editable=False
    )
    # Since when Bungie shows the history to nobody; what is stored stays.
    private_since = models.DateTimeField(null=True, blank=True, editable=False)
    triumph_score = models.IntegerField(null=True, editable=False)
    lifetime_triumph_score = models.IntegerField(null=True, editable=False)
    guardian_rank = models.IntegerField(null=True, editable=False)
    # Whose names are stored; see `Definition`.
    manifest_version = models.CharField(
        max_length=100, blank=True, default="", editable=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), name="destiny_one_profile"),
            models.CheckConstraint(
                condition=Q(bungie_name_code=None)
                | Q(bungie_name_code__lte=LARGEST_CODE),
                name="destiny_code_has_four_digits",
            ),
            models.CheckConstraint(
                condition=(Q(membership_id="") & Q(membership_type=0))
                | (~Q(membership_id="") & ~Q(membership_type=0)),
                name="destiny_membership_is_whole",
            ),
        ]

    @property
    def full_name(self) -> str:
        """As Bungie writes it: "Guardian#0042"; "" before it is set."""
        if not self.bungie_name or self.bungie_name_code is None:
            return ""
        return f"{self.bungie_name}#{self.bungie_name_code:04d}"

    @property
    def platform(self) -> str:
        return PLATFORMS.get(self.membership_type, "")

    def clean(self) -> None:
        super().clean()
        if bool(self.bungie_name) != (self.bungie_name_code is not None):
            raise ValidationError({"bungie_name": NAME_FORM})

    def change(self, **values: Any) -> None:
        """As of every profile; another name is looked up by the next sync."""
        before = type(self)._default_manager.get(pk=self.pk)
        names = ("bungie_name", "bungie_name_code")
        if any(
            values.get(name, getattr(before, name)) != getattr(before, name)
            for name in names
        ):
            values |= {"membership_type": 0, "membership_id": ""}
        super().change(**values)


NAME_FORM = "Enter your Bungie name with its number, such as Guardian#0042."


def split_name(full_name: str) -> tuple[str, int | None]:
    """The name and its code: ("Guardian", 42); ("", None) for nothing.

    A name may contain a # of its own. Raises `ValidationError`.
    """
    if not full_name.strip():
        return "", None
    name, mark, code = full_name.strip().rpartition("#")
    name = " ".join(name.split())
    is_code = code.isascii() and code.isdecimal() and int(code[:9]) <= LARGEST_CODE
    if not (mark and name and is_code) or len(name) > NAME_LENGTH:
        raise ValidationError(NAME_FORM)
    if not name.isprintable():
        raise ValidationError(NAME_FORM)
    return name, int(code)
