from __future__ import annotations

from typing import ClassVar
from typing import Self

from django.db import models
from django.db.models import F

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.destiny.models.profile import ID_LENGTH
from apps.profiles.destiny.models.profile import DestinyProfile


class CharacterQuerySet(models.QuerySet["Character"]):
    def latest_first(self) -> Self:
        """Those that exist, by when they were played; deleted ones at the end."""
        played = F("last_played").desc(nulls_last=True)
        return self.order_by(F("deleted_since").asc(nulls_first=True), played, "id")


class Character(BaseModel):
    """A character, also one that was deleted: its activities stay.

    How far its history is stored: a pass goes from the newest activity down, page by
    page, and is over where an earlier pass began (`history_upto`), or at the end.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "profile",
            "character_id",
            "character_class",
            "race",
            "gender",
            "light",
            "minutes_played",
            "last_played",
            "emblem_path",
            "emblem_background_path",
            "deleted_since",
            "history_page",
            "history_top",
            "history_upto",
            "history_read_at",
        ),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    profile = models.ForeignKey(
        DestinyProfile, on_delete=models.CASCADE, related_name="characters"
    )
    character_id = models.CharField(max_length=ID_LENGTH, unique=True)
    # Empty for a character that was deleted before Questlog knew it.
    character_class = models.CharField(max_length=20, blank=True, default="")
    race = models.CharField(max_length=20, blank=True, default="")
    gender = models.CharField(max_length=20, blank=True, default="")
    light = models.IntegerField(default=0)
    minutes_played = models.IntegerField(default=0)
    last_played = models.DateTimeField(null=True)
    emblem_path = models.CharField(max_length=200, blank=True, default="")
    emblem_background_path = models.CharField(max_length=200, blank=True, default="")
    # Since when it is known to be gone at Bungie.
    deleted_since = models.DateTimeField(null=True)
    # The page to read next in the pass that isn't over; 0: none is under way.
    history_page = models.PositiveIntegerField(default=0)
    # When the newest activity of that pass was.
    history_top = models.DateTimeField(null=True)
    # Up to when everything is stored; null before the first pass is over.
    history_upto = models.DateTimeField(null=True)
    # When the last pass was over.
    history_read_at = models.DateTimeField(null=True)

    objects = CharacterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["profile", "last_played"])]

    def __str__(self) -> str:
        about = " ".join(each for each in (self.race, self.character_class) if each)
        return about or f"Character {self.character_id}"

    @property
    def is_known_wholly(self) -> bool:
        """Whether nothing can be new: it is gone, and its history is stored."""
        return self.deleted_since is not None and self.history_read_at is not None
