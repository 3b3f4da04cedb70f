from __future__ import annotations

from datetime import datetime
from typing import Any
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db import transaction
from django.db.models import F
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.steam.models.changes import account_hidden

STEAM_ID_LENGTH = 17


class SteamAccount(BaseModel):
    """An account at Steam; STEAM_ID says which one is the owner's now.

    The data of another one stays with its own row, so that nothing is mixed.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("is_public", "followed_at"),
        counter=("version",),
        internal=(
            "id",
            "uuid",
            "steam_id",
            "last_synced",
            "sync_error",
            "library_read_at",
            "withheld_since",
            "created_at",
            "updated_at",
        ),
    )

    steam_id = models.CharField(
        "profile number",
        max_length=STEAM_ID_LENGTH,
        unique=True,
        editable=False,
        validators=[RegexValidator(r"^\d{17}$")],
    )
    # Since when it is synced every day; empty: it isn't.
    followed_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_public = models.BooleanField(
        "public",
        default=True,
        help_text="Off: nothing of your Steam library is in the API without your "
        "token, and it sends no events. /steam/player and /steam/recent stay.",
    )
    last_synced = models.DateTimeField(null=True, blank=True, editable=False)
    sync_error = models.TextField(blank=True, default="", editable=False)
    # When the library was last read, and since when Steam has not shown it.
    library_read_at = models.DateTimeField(null=True, blank=True, editable=False)
    withheld_since = models.DateTimeField(null=True, blank=True, editable=False)
    # Counts how often it was hidden: what keeps each time to one event.
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = "Steam account"
        constraints = [
            models.CheckConstraint(
                condition=Q(steam_id__regex=r"^\d{17}$"), name="steam_id_is_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"Steam account {self.steam_id}"

    @classmethod
    def current(cls) -> SteamAccount | None:
        """That of STEAM_ID; without the setting, the one that was synced last."""
        wanted = settings.STEAM_ID.strip()
        if wanted:
            return SteamAccount.objects.filter(steam_id=wanted).first()
        latest = F("last_synced").desc(nulls_last=True)
        return SteamAccount.objects.order_by(latest, "-id").first()

    @classmethod
    def set_up(cls) -> SteamAccount:
        """The account of STEAM_ID, made if it is new. Raises `ValidationError`."""
        wanted = settings.STEAM_ID.strip()
        found = SteamAccount.objects.filter(steam_id=wanted).first()
        if found is not None:
            return found
        account = cls(steam_id=wanted)
        account.clean_fields()
        return SteamAccount.objects.get_or_create(steam_id=wanted)[0]

    @property
    def is_followed(self) -> bool:
        return self.followed_at is not None

    def follow(self, *, at: datetime) -> bool:
        """Sync it every day from now on; whether it was not followed before."""
        return self.change(followed_at=at) if not self.is_followed else False

    def unfollow(self) -> bool:
        """Sync it no more. What is stored stays."""
        return self.change(followed_at=None)

    @transaction.atomic
    def change(self, **values: Any) -> bool:
        """Set what is the owner's; whether anything changed.

        What listeners know of an account that turns private vanishes.
        """
        self.lock()
        was_public = self.is_public
        changed = {
            name for name, value in values.items() if getattr(self, name) != value
        }
        if not changed:
            return False
        for name in changed:
            setattr(self, name, values[name])
        turns_private = was_public and not self.is_public
        self.version += turns_private
        self.full_clean()
        self.save()
        if turns_private:
            account_hidden.send(SteamAccount, account=self)
        return True

    def lock(self) -> None:
        """Read it again, and keep others from changing it in this transaction."""
        rows = SteamAccount.objects.select_for_update(no_key=True)
        self.refresh_from_db(from_queryset=rows)
