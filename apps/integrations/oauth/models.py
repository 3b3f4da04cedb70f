"""What the owner has allowed Questlog at each service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db import transaction
from django.db.models import Q
from django.db.models import Value
from django.db.models.functions import Cast
from django.db.models.lookups import Exact

from apps.core.models.base import BaseModel
from apps.core.models.encrypted import EncryptedTextField
from apps.core.models.encrypted import Unreadable
from apps.core.models.field_table import FieldTable
from apps.integrations.oauth.service import OAuthService

# A token with less life than this is renewed before it is used: clocks differ.
RENEW_BEFORE_END = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class GrantedTokens:
    """What a token endpoint gave; `repr` shows no token.

    The lifetimes count from `asked_at` on our own clock, whatever theirs says.
    """

    access_token: str
    refresh_token: str
    asked_at: datetime
    lifetime: timedelta
    refresh_lifetime: timedelta | None = None
    scopes: str = ""
    account_id: str = ""
    account_name: str = ""

    def __repr__(self) -> str:
        return f"<tokens of {self.account_name or self.account_id}>"


class EndReason(models.TextChoices):
    DISCONNECTED = "disconnected", "Disconnected"
    REFUSED = "refused", "No longer accepted"


class GrantQuerySet(models.QuerySet["Grant"]):
    def of(self, service: OAuthService) -> Grant | None:
        """What was granted at `service`, also after its end; None if nothing was."""
        return self.filter(service=service.key).first()

    @transaction.atomic
    def keep(self, service: OAuthService, tokens: GrantedTokens) -> Grant:
        """Store a new connection in place of an earlier one."""
        earlier = self.select_for_update().filter(service=service.key).first()
        grant = earlier or Grant(service=service.key)
        grant.client_id = service.client_id
        grant.granted_at = tokens.asked_at
        grant.ended_at, grant.end_reason, grant.end_detail = None, "", ""
        grant.account_id = tokens.account_id
        grant.account_name = tokens.account_name
        grant.scopes = tokens.scopes
        # Those of an earlier account are of no use to this one.
        grant.refresh_token = ""
        grant.refresh_expires_at = None
        grant.take(tokens)
        return grant


def _is_empty(field: str) -> Q:
    """Whether a column of encrypted text holds nothing."""
    return Q(Exact(Cast(field, models.TextField()), Value("")))


class Grant(BaseModel):
    """The owner's connection to one service: its tokens, or how it ended.

    Its tokens never leave the database but toward that service.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "service",
            "client_id",
            "account_id",
            "account_name",
            "scopes",
            "access_token",
            "refresh_token",
            "access_expires_at",
            "refresh_expires_at",
            "granted_at",
            "refreshed_at",
            "ended_at",
            "end_reason",
            "end_detail",
            "created_at",
            "updated_at",
        ),
    )

    # The key of its `OAuthService`.
    service = models.CharField(max_length=40, unique=True)
    # The application that it was granted to.
    client_id = models.CharField(max_length=200)
    account_id = models.CharField(max_length=200, blank=True, default="")
    account_name = models.CharField(max_length=200, blank=True, default="")
    # As the service gave them, separated by spaces.
    scopes = models.TextField(blank=True, default="")
    access_token = EncryptedTextField(blank=True, default="")
    refresh_token = EncryptedTextField(blank=True, default="")
    access_expires_at = models.DateTimeField()
    # None where the service doesn't say it.
    refresh_expires_at = models.DateTimeField(null=True, blank=True)
    granted_at = models.DateTimeField()
    refreshed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(
        max_length=20, choices=EndReason, blank=True, default=""
    )
    # What the service said then, in its own word.
    end_detail = models.CharField(max_length=200, blank=True, default="")

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["service"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="")
                | (Q(ended_at__isnull=False) & Q(end_reason__in=EndReason.values)),
                name="oauth_grant_end_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) & ~_is_empty("access_token")
                | Q(ended_at__isnull=False)
                & _is_empty("access_token")
                & _is_empty("refresh_token"),
                name="oauth_grant_has_tokens_until_its_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.account_name or self.account_id}"

    @property
    def is_refused(self) -> bool:
        """Whether the service ended it, so that the owner must do something."""
        return self.end_reason == EndReason.REFUSED

    @property
    def is_readable(self) -> bool:
        """Whether our key opens the tokens."""
        tokens = (self.access_token, self.refresh_token)
        return not any(isinstance(token, Unreadable) for token in tokens)

    def is_fresh(self, at: datetime) -> bool:
        """Whether the access token lasts for a while: a quarter of a short life."""
        early = RENEW_BEFORE_END
        if self.refreshed_at is not None:
            early = min(early, (self.access_expires_at - self.refreshed_at) / 4)
        return at < self.access_expires_at - early

    def take(self, tokens: GrantedTokens) -> None:
        """Store new tokens. A refresh token that isn't given again stays valid."""
        self.access_token = tokens.access_token
        self.access_expires_at = tokens.asked_at + tokens.lifetime
        self.refresh_token = tokens.refresh_token or self.refresh_token
        if tokens.refresh_lifetime is not None:
            self.refresh_expires_at = tokens.asked_at + tokens.refresh_lifetime
        self.refreshed_at = tokens.asked_at
        self.save()

    def end(self, reason: EndReason, *, at: datetime, detail: str = "") -> None:
        """Forget the tokens, and keep when and why."""
        self.access_token = self.refresh_token = ""
        self.ended_at, self.end_reason, self.end_detail = at, reason, detail[:200]
        self.save()
