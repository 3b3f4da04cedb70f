from __future__ import annotations

import json
from pathlib import Path
from typing import ClassVar

from django.db import models
from django.db import transaction

from apps.core.models.base import name_slug
from apps.core.models.field_table import FieldTable
from apps.profiles.base import Profile
from apps.profiles.ironmon.models.challenge import Challenge
from apps.profiles.ironmon.models.challenge import next_number

SEED = Path(__file__).parent.parent / "challenges.json"


class IronmonProfile(Profile):
    """The owner's IronMON: their challenges, with every run."""

    game_name = "Pokémon FireRed"
    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("game", "is_public"),
        service=("last_synced", "sync_error"),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), name="ironmon_one_profile"),
        ]

    @transaction.atomic
    def add_challenge(self, *, name: str, slug: str = "") -> Challenge:
        """A new challenge after the others. Raises `ValidationError`."""
        IronmonProfile.objects.select_for_update(no_key=True).get(pk=self.pk)
        challenge = Challenge(
            profile=self,
            name=name,
            slug=slug or name_slug(name),
            number=next_number(Challenge),
        )
        challenge.full_clean()
        challenge.save()
        return challenge

    def prepare(self) -> None:
        """Bring in the challenges that come with Questlog, once; they are editable."""
        if self.challenges.exists():
            return
        for row in json.loads(SEED.read_text(encoding="utf-8")):
            challenge = self.add_challenge(name=row["name"])
            challenge.set_checkpoints(row["checkpoints"])
