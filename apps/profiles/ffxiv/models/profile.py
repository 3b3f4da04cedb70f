from __future__ import annotations

from typing import ClassVar

from django.db import models

from apps.core.models.field_table import FieldTable
from apps.core.text import normalise
from apps.library.models import Game
from apps.profiles.base import Profile


class FFXIVProfile(Profile):
    """The owner's characters in Final Fantasy XIV."""

    # IGDB's name; lists of people have the other one.
    game_name = "Final Fantasy XIV Online"
    other_name: ClassVar[str] = "Final Fantasy XIV"
    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("game", "is_public"),
        service=("last_synced", "sync_error", "catalogue_synced"),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    catalogue_synced = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), name="ffxiv_one_profile"),
        ]

    @classmethod
    def find_game(cls) -> Game | None:
        found = super().find_game()
        if found is not None:
            return found
        wanted = normalise(cls.other_name)
        named = Game.objects.filter(name__iregex=r"final fantasy (xiv|14)")
        return next((game for game in named if normalise(game.name) == wanted), None)
