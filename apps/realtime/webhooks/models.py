from __future__ import annotations

import base64
import secrets
from datetime import datetime
from datetime import timedelta
from typing import Any
from typing import ClassVar
from typing import Self
from urllib.parse import urlsplit

from django.core.validators import MaxValueValidator
from django.db import connection
from django.db import models
from django.db import transaction
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.encrypted import EncryptedTextField
from apps.core.models.encrypted import Unreadable
from apps.core.models.field_table import FieldTable
from apps.realtime.envelope import name_of_type
from apps.realtime.webhooks.stopping import disable

# How long the secret before a rotation still signs beside the new one.
OVERLAP = timedelta(hours=24)
LONGEST_WINDOW = 3600
LOST_KEY = (
    "Its secret or Authorization header was encrypted with a SECRET_KEY that Questlog "
    "no longer has. Put that key into SECRET_KEY_FALLBACKS, or make a new secret and "
    "enter the header again."
)


def new_secret() -> str:
    """A signing secret as the Standard Webhooks specification writes them."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


class BodyFormat(models.TextChoices):
    ENVELOPE = "envelope", "The event"
    GITHUB = "github", "GitHub repository_dispatch"
    EMPTY = "empty", "Empty ({}), for deploy hooks"


class WebhookEndpoint(BaseModel):
    """An address that gets events, and how it has been doing.

    The secrets lie encrypted in the database and are read for each call. They are
    shown once, or never: keep them out of listings, exports and logs.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=(
            "name",
            "url",
            "types",
            "body_format",
            "authorization",
            "is_ordered",
            "coalesce_seconds",
        ),
        internal=(
            "id",
            "uuid",
            "created_at",
            "updated_at",
            "secret",
            "secret_shown_at",
            "old_secret",
            "old_secret_until",
            "disabled_at",
            "disabled_reason",
            "after_sequence",
            "failing_since",
            "last_failure",
            "last_success_at",
            "not_before",
        ),
    )

    name = models.CharField(max_length=100)
    # Many a deploy hook's address is a secret itself: show `origin` instead.
    url = models.CharField("address", max_length=2000)
    types = models.CharField("events", max_length=1000, blank=True)
    body_format = models.CharField(
        "what is sent",
        max_length=20,
        choices=BodyFormat,
        default=BodyFormat.ENVELOPE,
    )
    authorization = EncryptedTextField(blank=True, editable=False)
    is_ordered = models.BooleanField("in order", default=False)
    coalesce_seconds = models.PositiveIntegerField(
        "seconds to combine", default=0, validators=[MaxValueValidator(LONGEST_WINDOW)]
    )
    secret = EncryptedTextField(default=new_secret, editable=False)
    secret_shown_at = models.DateTimeField(null=True, editable=False)
    old_secret = EncryptedTextField(blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)
    disabled_at = models.DateTimeField(null=True, editable=False)
    disabled_reason = models.CharField(max_length=300, blank=True, editable=False)
    # Events up to this number are none of its business.
    after_sequence = models.BigIntegerField(default=0, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    last_failure = models.CharField(max_length=300, blank=True, editable=False)
    last_success_at = models.DateTimeField(null=True, editable=False)
    # It asked for a rest (Retry-After).
    not_before = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "webhook endpoint"
        constraints = [
            models.CheckConstraint(
                condition=Q(types__regex=r"^[a-z0-9_:*, ]*$"),
                name="webhook_types_form",
            ),
            models.CheckConstraint(
                condition=Q(coalesce_seconds__lte=LONGEST_WINDOW),
                name="webhook_window_length",
            ),
            models.CheckConstraint(
                condition=Q(is_ordered=False) | Q(coalesce_seconds=0),
                name="webhook_gathered_or_ordered",
                violation_error_message=(
                    "Combined calls can't be kept in order. Turn off “in order”, or "
                    "set 0 seconds."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self.after_sequence = _last_number()
        super().save(*args, **kwargs)

    @property
    def is_enabled(self) -> bool:
        return self.disabled_at is None

    @property
    def lost_key(self) -> str:
        """What to do where its secrets cannot be decrypted; empty where they can."""
        secrets = (self.secret, self.authorization)
        return LOST_KEY if any(isinstance(s, Unreadable) for s in secrets) else ""

    @property
    def origin(self) -> str:
        """Its address without the parts that may be secret."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"

    def disable(self, *, reason: str, at: datetime) -> None:
        """Send it nothing more; what waits for it is given up."""
        with transaction.atomic(), connection.cursor() as cursor:
            disable(cursor, self.pk, reason=reason, now=at)
            # Whoever turns it off knows.
            self.failing_since = None
            self.save(update_fields=["failing_since", "updated_at"])
        self.refresh_from_db()

    def enable(self) -> None:
        """Send it what happens from now on."""
        self.disabled_at = None
        self.disabled_reason = ""
        self.failing_since = None
        self.last_failure = ""
        self.not_before = None
        self.after_sequence = _last_number()
        self.save(
            update_fields=[
                "disabled_at",
                "disabled_reason",
                "failing_since",
                "last_failure",
                "not_before",
                "after_sequence",
                "updated_at",
            ]
        )

    def rotate_secret(self, *, at: datetime) -> None:
        """A new secret, to be shown once; the present one signs too for `OVERLAP`."""
        self.old_secret = "" if isinstance(self.secret, Unreadable) else self.secret
        self.old_secret_until = at + OVERLAP
        self.secret = new_secret()
        self.secret_shown_at = None
        self.save(
            update_fields=[
                "old_secret",
                "old_secret_until",
                "secret",
                "secret_shown_at",
                "updated_at",
            ]
        )

    def take_secret(self, *, at: datetime) -> str | None:
        """The signing secret, the first time it is asked for; None after that."""
        unseen = type(self).objects.filter(pk=self.pk, secret_shown_at=None)
        with transaction.atomic():
            row = unseen.select_for_update().first()
            if row is None or isinstance(row.secret, Unreadable):
                return None
            unseen.update(secret_shown_at=at)
        return row.secret


def _last_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_sequence) FROM realtime_eventstream")
        row = cursor.fetchone()
    return (row and row[0]) or 0


class DeliveryKind(models.TextChoices):
    EVENT = "event", "Event"
    TEST = "test", "Test"
    REDELIVERY = "redelivery", "Sent again"


class DeliveryStatus(models.TextChoices):
    PENDING = "pending", "Waiting"
    DELIVERED = "delivered", "Delivered"
    FAILED = "failed", "Failed"
    SUPERSEDED = "superseded", "Replaced by a later one"
    STOPPED = "stopped", "Stopped"


class WebhookDelivery(models.Model):
    """One event on its way to one endpoint, from the first try to the last.

    It holds what it sends: the log may forget the event meanwhile. Written by
    `fan_out` and `calls` in plain SQL.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "endpoint",
            "kind",
            "status",
            "event_id",
            "sequence",
            "type",
            "envelope",
            "merged",
            "attempts",
            "next_attempt_at",
            "lease",
            "leased_until",
            "answer",
            "created_at",
            "finished_at",
        ),
    )

    endpoint = models.ForeignKey(
        WebhookEndpoint, on_delete=models.DB_CASCADE, related_name="deliveries"
    )
    kind = models.CharField(max_length=20, choices=DeliveryKind)
    status = models.CharField(max_length=20, choices=DeliveryStatus)
    # The header `webhook-id`: the same at each try, and when sent again.
    event_id = models.UUIDField("id")
    sequence = models.BigIntegerField("number", null=True)
    type = models.CharField("what", max_length=100)
    envelope = models.TextField()
    # Events that this one call stands for.
    merged = models.PositiveIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField("tries", default=0)
    next_attempt_at = models.DateTimeField("next try")
    # Who has it in hand, and until when that may be trusted.
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, default="")
    created_at = models.DateTimeField("when")
    finished_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "webhook delivery"
        verbose_name_plural = "webhook deliveries"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "event_id"],
                condition=Q(kind="event"),
                name="webhook_event_once_per_endpoint",
            ),
        ]
        indexes = [
            models.Index(
                fields=["endpoint", "next_attempt_at"],
                condition=Q(status="pending"),
                name="webhook_delivery_due",
            ),
            models.Index(
                fields=["endpoint", "sequence"],
                condition=Q(status="pending"),
                name="webhook_delivery_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} to {self.endpoint}"

    @property
    def name(self) -> str:
        """What it tells of, for people: "Playthrough complete"."""
        return name_of_type(self.type)

    def redeliver(self, *, at: datetime) -> Self:
        """Send the same once more, as soon as may be, with the same id."""
        return type(self).objects.create(
            endpoint_id=self.endpoint_id,
            kind=DeliveryKind.REDELIVERY,
            status=DeliveryStatus.PENDING,
            event_id=self.event_id,
            sequence=self.sequence,
            type=self.type,
            envelope=self.envelope,
            merged=self.merged,
            next_attempt_at=at,
            created_at=at,
        )


class WebhookAttempt(models.Model):
    """One call, as it was sent and answered; secrets are left out."""

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "delivery",
            "number",
            "sent_at",
            "duration_ms",
            "request_headers",
            "request_body",
            "status",
            "answer_headers",
            "answer_body",
            "error",
        ),
    )

    delivery = models.ForeignKey(
        WebhookDelivery, on_delete=models.DB_CASCADE, related_name="tries"
    )
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    duration_ms = models.PositiveIntegerField()
    # Headers are pairs, in their order.
    request_headers = models.JSONField()
    request_body = models.TextField()
    # Null where no answer came; `error` says why.
    status = models.PositiveSmallIntegerField(null=True)
    answer_headers = models.JSONField()
    answer_body = models.TextField()
    error = models.CharField(max_length=500)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.delivery}, try {self.number}"
