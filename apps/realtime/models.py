from __future__ import annotations

import secrets
import uuid
from typing import Any
from typing import ClassVar

import orjson
import uuid_utils.compat
from django.db import models
from django.db.models import Q

from apps.core.models.field_table import FieldTable
from apps.realtime.envelope import name_of_type
from apps.realtime.webhooks.models import WebhookAttempt
from apps.realtime.webhooks.models import WebhookDelivery
from apps.realtime.webhooks.models import WebhookEndpoint

__all__ = [
    "Event",
    "EventSink",
    "EventStream",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookEndpoint",
    "new_epoch",
    "new_event_id",
]

NAME_FORM = r"^questlog:[a-z0-9]+(_[a-z0-9]+)+$"


def new_event_id() -> uuid.UUID:
    return uuid_utils.compat.uuid7()


def new_epoch() -> str:
    return secrets.token_hex(4)


class Event(models.Model):
    """A fact that happened, written in the transaction that made it true.

    `sequence` is null until the relay numbers the committed row: numbers taken at
    insert would become visible out of order, and readers would skip rows for ever
    (docs/events.md). Rows are written by `events.record` and read by
    `log`, both in plain SQL; this class is for the admin and for migrations.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "sequence",
            "type",
            "version",
            "subject",
            "dedupe_key",
            "payload_json",
            "occurred_at",
        ),
    )

    uuid = models.UUIDField(default=new_event_id, unique=True, editable=False)
    sequence = models.BigIntegerField(null=True, editable=False)
    type = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField(default=1)
    subject = models.CharField(max_length=200)
    dedupe_key = models.CharField(max_length=300)
    # JSON text and no jsonb: the payload goes out as it was written, with its keys
    # in the order that its author chose.
    payload_json = models.TextField()
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(sequence__isnull=True),
                name="event_not_yet_sequenced",
            ),
            # For emptying the past of a row that is hidden.
            models.Index(fields=["subject"], name="event_by_subject"),
        ]
        constraints = [
            # Not `unique=True`, which would add a second index for LIKE, and for the
            # number an entry before there is one: each is paid for by the save.
            models.UniqueConstraint(fields=["dedupe_key"], name="event_recorded_once"),
            models.UniqueConstraint(
                fields=["sequence"],
                condition=Q(sequence__isnull=False),
                name="event_number_given_once",
            ),
            models.CheckConstraint(
                condition=Q(type__regex=NAME_FORM), name="event_type_form"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.subject}"

    @property
    def name(self) -> str:
        """Its type for people: "Playthrough complete"."""
        return name_of_type(self.type)

    @property
    def payload(self) -> dict[str, Any]:
        payload: dict[str, Any] = orjson.loads(self.payload_json)
        return payload


class EventStream(models.Model):
    """The one numbered stream: its epoch and how far it is numbered.

    The epoch changes when the log is lost or restored from a backup: numbers that
    were given out are then given out again.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "name",
            "epoch",
            "last_sequence",
            "first_sequence",
            "epoch_base",
            "database",
        ),
    )

    name = models.CharField(max_length=50, primary_key=True)
    epoch = models.CharField(max_length=20, default=new_epoch)
    last_sequence = models.BigIntegerField(default=0)
    first_sequence = models.BigIntegerField(default=1)
    # The last number of the epoch before: events after it are new to everybody.
    epoch_base = models.BigIntegerField(default=0)
    # Which database this log is in; a copy of it elsewhere is another log.
    database = models.CharField(max_length=60, default="")

    def __str__(self) -> str:
        return f"{self.name} {self.epoch}.{self.last_sequence}"


class EventSink(models.Model):
    """How far one receiver of the stream has been served, and what is in the way."""

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "name",
            "sequence",
            "failing_since",
            "error",
        ),
    )

    name = models.CharField(max_length=50, primary_key=True)
    sequence = models.BigIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    error = models.TextField(default="", db_default="")

    def __str__(self) -> str:
        return f"{self.name} at {self.sequence}"
