from __future__ import annotations

from typing import Any
from typing import ClassVar

from django.db import models
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.base import Profile
from apps.profiles.warframe.models.catalogue import CatalogueItem

ACCOUNT_ID_LENGTH = 24
NAME_LENGTH = 100
TITLE_LENGTH = 200
PLATFORM_NAMES = {
    "pc": "PC",
    "ps": "PlayStation",
    "xbox": "Xbox",
    "switch": "Switch",
    "ios": "iOS",
    "android": "Android",
}


class WarframeProfile(Profile):
    """The owner's Warframe account, as it was archived last.

    `mastery_rank` is the game's own, from 31 on Legendary ranks. The counters only
    grow; `daily_focus` is what is left of today's. `requested_at`, `paused_until` and
    `refusals` keep Questlog from asking too often, also after a restart.
    """

    game_name = "Warframe"
    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("game", "is_public"),
        service=(
            "account_id",
            "platform",
            "display_name",
            "wf_created_at",
            "mastery_rank",
            "title",
            "missions_completed",
            "missions_quit",
            "missions_failed",
            "missions_interrupted",
            "missions_dumped",
            "time_played_seconds",
            "pickup_count",
            "daily_focus",
            "migrated_to_console",
            "intrinsic_ranks",
            "cross_save_from",
            "cross_save_to",
            "last_synced",
            "sync_error",
            "requested_at",
            "paused_until",
            "refusals",
            "playing_seen_at",
            "play_ended_at",
        ),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    account_id = models.CharField(
        max_length=ACCOUNT_ID_LENGTH, blank=True, default="", editable=False
    )
    platform = models.CharField(max_length=10, default="pc", editable=False)
    display_name = models.CharField(
        max_length=NAME_LENGTH, blank=True, default="", editable=False
    )
    wf_created_at = models.DateTimeField(null=True, blank=True, editable=False)
    mastery_rank = models.PositiveIntegerField(default=0, editable=False)
    # A path: /Lotus/Types/Items/Titles/…
    title = models.CharField(
        max_length=TITLE_LENGTH, blank=True, default="", editable=False
    )
    missions_completed = models.PositiveBigIntegerField(default=0, editable=False)
    missions_quit = models.PositiveBigIntegerField(default=0, editable=False)
    missions_failed = models.PositiveBigIntegerField(default=0, editable=False)
    missions_interrupted = models.PositiveBigIntegerField(default=0, editable=False)
    missions_dumped = models.PositiveBigIntegerField(default=0, editable=False)
    time_played_seconds = models.PositiveBigIntegerField(default=0, editable=False)
    pickup_count = models.PositiveBigIntegerField(default=0, editable=False)
    daily_focus = models.PositiveBigIntegerField(default=0, editable=False)
    migrated_to_console = models.BooleanField(default=False, editable=False)
    intrinsic_ranks = models.PositiveIntegerField(default=0, editable=False)
    # The console account that was asked for, and the PC account that it belongs to.
    cross_save_from = models.CharField(
        max_length=ACCOUNT_ID_LENGTH, blank=True, default="", editable=False
    )
    cross_save_to = models.CharField(
        max_length=ACCOUNT_ID_LENGTH, blank=True, default="", editable=False
    )
    requested_at = models.DateTimeField(null=True, blank=True, editable=False)
    paused_until = models.DateTimeField(null=True, blank=True, editable=False)
    # How often in a row the service wanted no more requests.
    refusals = models.PositiveIntegerField(default=0, editable=False)

    # When Steam last said that the game is played, and when it said so no more; null
    # when that session is archived.
    playing_seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    play_ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), name="warframe_one_profile"),
            models.CheckConstraint(
                condition=Q(account_id="") | Q(account_id__regex=r"^[0-9a-f]{24}$"),
                name="warframe_account_id_well_formed",
            ),
        ]

    @property
    def platform_name(self) -> str:
        return PLATFORM_NAMES.get(self.platform, self.platform)

    @property
    def known_accounts(self) -> set[str]:
        """The ids that mean this account; empty before the first archive."""
        return {self.account_id, self.cross_save_from, self.cross_save_to} - {""}

    def prepare(self) -> None:
        """Bring in the catalogue that comes with this version of Questlog."""
        CatalogueItem.objects.bring_in()


class ProfileDocument(BaseModel):
    """The latest answer of the service, or file, as it came: also what has no column.

    A table of its own, since it has 600 KB and nobody needs it to read a profile.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=("profile", "received_at", "document"),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    profile = models.OneToOneField(
        WarframeProfile, on_delete=models.CASCADE, related_name="document"
    )
    received_at = models.DateTimeField()
    document: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"Answer of {self.received_at:%Y-%m-%d}"
