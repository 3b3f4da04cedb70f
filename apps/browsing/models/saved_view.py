from __future__ import annotations

from typing import ClassVar
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db import transaction
from django.db.models import Max
from django.db.models import Q
from django.db.models.functions import Lower

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable

LONGEST_NAME = 60
LONGEST_QUERY = 2000


class Listing(models.TextChoices):
    """What a view shows."""

    GAMES = "games", "Games"
    BACKFILL = "backfill", "Back-fill"


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def of(self, user: User, listing: str = Listing.GAMES) -> Self:
        """Those that `user` has of `listing`, in their order."""
        return self.filter(user=user, listing=listing, deleted_at=None)


class SavedView(BaseModel):
    """Filters, search, order and layout of a listing, under a name of the user's own.

    A deleted one stays until the next one goes, so that the deletion can be undone.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("listing", "name", "query", "position"),
        internal=("id", "uuid", "user", "deleted_at", "created_at", "updated_at"),
    )

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    listing = models.CharField(
        max_length=10, choices=Listing, default=Listing.GAMES, editable=False
    )
    name = models.CharField(max_length=LONGEST_NAME)
    # As in the address, without the question mark: see `admin.address_query`.
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    position = models.PositiveIntegerField(default=0)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                "user",
                "listing",
                Lower("name"),
                condition=Q(deleted_at=None),
                name="saved_view_name_unique",
                violation_error_message="You already have a view with this name.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
            models.CheckConstraint(
                condition=Q(listing__in=Listing.values), name="saved_view_listing_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def put_last(self) -> None:
        """Give a new view the place after the user's others."""
        others = SavedView.objects.of(self.user, self.listing)
        last = others.aggregate(last=Max("position"))["last"]
        self.position = 0 if last is None else last + 1

    @staticmethod
    @transaction.atomic
    def arrange(user: User, keys: list[int], listing: str = Listing.GAMES) -> None:
        """Put the views of `user` in the order of `keys`; others stay behind them."""
        own = SavedView.objects.of(user, listing)
        views = {view.pk: view for view in own.select_for_update()}
        named = [views.pop(key) for key in dict.fromkeys(keys) if key in views]
        for position, view in enumerate([*named, *views.values()]):
            view.position = position
            view.save(update_fields=["position"])
