from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from typing import ClassVar

from django.db import models
from django.db import transaction

from apps.core.models.field_table import FieldTable
from apps.profiles.base import Profile
from apps.profiles.umamusume.models.collection import ClubMonth
from apps.profiles.umamusume.models.collection import OwnedCard
from apps.profiles.umamusume.models.collection import OwnedOutfit
from apps.profiles.umamusume.models.rules import vocabulary_file
from apps.profiles.umamusume.models.vocabulary_update import VocabularyChange
from apps.profiles.umamusume.models.vocabulary_update import update_vocabulary


class UmamusumeProfile(Profile):
    """The owner's Umamusume: careers, veterans, meetings, what they own."""

    game_name = "Umamusume: Pretty Derby"
    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("game", "is_public"),
        service=("last_synced", "sync_error", "vocabulary_version"),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    # Of which day the vocabulary is that was brought in last.
    vocabulary_version = models.CharField(
        max_length=40, blank=True, default="", editable=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), name="umamusume_one_profile"),
        ]

    def prepare(self) -> None:
        """Bring in the vocabulary that comes with Questlog, where it isn't."""
        if self.vocabulary_version != vocabulary_file()["about"]["compiled"]:
            self.update_vocabulary()

    # Verbs --------------------------------------------------------------------

    @transaction.atomic
    def update_vocabulary(
        self, content: Mapping[str, Any] | None = None
    ) -> VocabularyChange:
        """Bring in a vocabulary, ours unless `content` is another one.

        What the owner changed or added stays. Raises `VocabularyError`.
        """
        content = content or vocabulary_file()
        change = update_vocabulary(content)
        self.vocabulary_version = str(content["about"]["compiled"])[:40]
        self.save(update_fields=["vocabulary_version", "updated_at"])
        return change

    @transaction.atomic
    def own_outfit(self, outfit: int, **values: Any) -> OwnedOutfit:
        """Note that the owner has this outfit, and how far it is raised."""
        self._lock()
        row = self.outfits.filter(outfit=outfit).first()
        return _set(row or OwnedOutfit(profile=self, outfit=outfit), values)

    @transaction.atomic
    def own_card(self, card: int, **values: Any) -> OwnedCard:
        """Note that the owner has this support card, and how far it is raised."""
        self._lock()
        row = self.cards.filter(card=card).first()
        return _set(row or OwnedCard(profile=self, card=card), values)

    @transaction.atomic
    def set_month(self, month: str, **values: Any) -> ClubMonth:
        """Set club, fans … of a month such as "2026-11". Raises `ValidationError`."""
        self._lock()
        row = self.months.filter(month=month).first()
        return _set(row or ClubMonth(profile=self, month=month), values)

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=self.objects_locked())


def _set[Row: models.Model](row: Row, values: Mapping[str, Any]) -> Row:
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row
