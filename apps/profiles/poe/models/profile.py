from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from apps.core.models.field_table import FieldTable
from apps.library.models import Game
from apps.profiles.base import Profile

# Of a character, and of a league.
NAME_LENGTH = 100
SECOND_GAME = "Path of Exile 2"


class Realm(models.TextChoices):
    PC = "pc", "PC"
    XBOX = "xbox", "Xbox"
    SONY = "sony", "PlayStation"
    POE2 = "poe2", "Path of Exile 2"


def usual_realms() -> list[str]:
    return [Realm.PC.value, Realm.POE2.value]


class PoeProfile(Profile):
    """The owner's profile of Path of Exile, of both games."""

    game_name = "Path of Exile"
    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("game", "is_public", "realms", "makes_playthroughs"),
        linked=("account_id",),
        service=("last_synced", "sync_error"),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    # Which realms a sync asks for: each takes a minute of the account's limits.
    realms = models.JSONField(default=usual_realms)
    makes_playthroughs = models.BooleanField(
        "leagues become playthroughs",
        default=False,
        help_text="Each sync adds a playthrough for each league that you play, and "
        "keeps its status up to date.",
    )
    # Whose characters these are: empty before the first sync.
    account_id = models.CharField(
        max_length=200, blank=True, default="", editable=False
    )

    class Meta:
        constraints = [
            # One owner has one profile.
            models.UniqueConstraint(models.Value(1), name="poe_one_profile"),
        ]

    def clean(self) -> None:
        super().clean()
        known = isinstance(self.realms, list) and set(self.realms) <= {*Realm.values}
        if not known or not self.realms:
            raise ValidationError({"realms": "Choose at least one of these."})

    def game_of(self, realm: str) -> Game:
        """The game that characters of `realm` are of: the second one is another game,
        found by its name, or made."""
        if realm != Realm.POE2:
            return self.game
        found = Game.objects.filter(name__iexact=SECOND_GAME).order_by("id").first()
        return found or Game.objects.add(name=SECOND_GAME)
