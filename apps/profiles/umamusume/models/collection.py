"""What the owner has in the game, beside the careers."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.core.validators import MinValueValidator
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.umamusume.models.parts import INTERNAL
from apps.profiles.umamusume.models.parts import GameIdField
from apps.profiles.umamusume.models.parts import small
from apps.profiles.umamusume.models.rules import LARGEST_FANS
from apps.profiles.umamusume.models.vocabulary import NAME_LENGTH
from apps.profiles.umamusume.models.vocabulary import Outfit
from apps.profiles.umamusume.models.vocabulary import SupportCard

MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"


class OwnedOutfit(BaseModel):
    """An outfit that the owner has. Written by `UmamusumeProfile.own_outfit`."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("profile", "outfit", "stars", "potential"), internal=INTERNAL
    )

    profile = models.ForeignKey(
        "umamusume.UmamusumeProfile",
        on_delete=models.CASCADE,
        related_name="outfits",
        db_index=False,
    )
    outfit = GameIdField()
    stars = small(1, 5, null=True, blank=True)
    potential = small(1, 5, null=True, blank=True)

    class Meta:
        ordering = ["outfit"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "outfit"], name="uma_owned_outfit_once"
            ),
        ]

    def __str__(self) -> str:
        rows = Outfit.objects.select_related("trainee").filter(game_id=self.outfit)
        return str(rows.first() or f"unknown ({self.outfit})")


class OwnedCard(BaseModel):
    """A support card that the owner has. Written by `UmamusumeProfile.own_card`."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("profile", "card", "limit_break", "level"), internal=INTERNAL
    )

    profile = models.ForeignKey(
        "umamusume.UmamusumeProfile",
        on_delete=models.CASCADE,
        related_name="cards",
        db_index=False,
    )
    card = GameIdField()
    limit_break = small(0, 4, null=True, blank=True)
    level = small(1, 50, null=True, blank=True)

    class Meta:
        ordering = ["card"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "card"], name="uma_owned_card_once"
            ),
        ]

    def __str__(self) -> str:
        row = SupportCard.objects.filter(game_id=self.card).first()
        return str(row or f"unknown ({self.card})")


class ClubMonth(BaseModel):
    """A month in the club. Written by `UmamusumeProfile.set_month`."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("profile", "month", "club", "fans", "club_rank", "notes"),
        internal=INTERNAL,
    )

    profile = models.ForeignKey(
        "umamusume.UmamusumeProfile",
        on_delete=models.CASCADE,
        related_name="months",
        db_index=False,
    )
    # As in "2026-11".
    month = models.CharField(
        max_length=7,
        validators=[RegexValidator(MONTH, "Enter a year and a month: 2026-11.")],
    )
    club = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    fans = models.BigIntegerField(
        "fans gained",
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(LARGEST_FANS)],
    )
    club_rank = models.CharField(max_length=5, blank=True, default="")
    notes = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "month"], name="uma_club_month_once"
            ),
            models.CheckConstraint(
                condition=Q(month__regex=MONTH), name="uma_club_month_is_one"
            ),
        ]

    def __str__(self) -> str:
        return self.month

    def clean(self) -> None:
        super().clean()
        if self.month > f"{timezone.localdate():%Y-%m}":
            raise ValidationError({"month": "This month is still to come."})
