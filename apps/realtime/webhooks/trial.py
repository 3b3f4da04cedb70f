from __future__ import annotations

import uuid
from datetime import datetime

import orjson
from django.db import connection
from django.db import transaction

from apps.integrations.http.addresses import AddressPolicy
from apps.realtime.envelope import LoggedEvent
from apps.realtime.models import EventStream
from apps.realtime.models import new_event_id
from apps.realtime.webhooks import calls
from apps.realtime.webhooks.bodies import envelope_text
from apps.realtime.webhooks.models import DeliveryKind
from apps.realtime.webhooks.models import DeliveryStatus
from apps.realtime.webhooks.models import WebhookDelivery
from apps.realtime.webhooks.models import WebhookEndpoint
from apps.realtime.webhooks.sending import perform

TEST_TYPE = "questlog:webhook_test"


def send_test(
    endpoint: WebhookEndpoint, *, at: datetime, policy: AddressPolicy
) -> WebhookDelivery:
    """Call `endpoint` now, once, and wait for its answer, 20 seconds at most.

    It changes nothing about the endpoint: a disabled one is called too, and one that
    answers 410 stays as it is.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        delivery = _new_test(endpoint, at)
        call = calls.claim_one(cursor, delivery.pk, now=at)
    outcome = perform(call, at=at, policy=policy)
    with transaction.atomic(), connection.cursor() as cursor:
        calls.record(cursor, call, outcome, now=at)
    delivery.refresh_from_db()
    return delivery


def _new_test(endpoint: WebhookEndpoint, at: datetime) -> WebhookDelivery:
    event_id = new_event_id()
    return WebhookDelivery.objects.create(
        endpoint=endpoint,
        kind=DeliveryKind.TEST,
        status=DeliveryStatus.PENDING,
        event_id=event_id,
        type=TEST_TYPE,
        envelope=envelope_text(_test_event(endpoint, event_id, at)),
        next_attempt_at=at,
        created_at=at,
    )


def _test_event(
    endpoint: WebhookEndpoint, event_id: uuid.UUID, at: datetime
) -> LoggedEvent:
    """An event that never happened: its number is 0."""
    payload = {"message": "A test from Questlog. Nothing happened."}
    epoch = EventStream.objects.values_list("epoch", flat=True).first() or ""
    return LoggedEvent(
        sequence=0,
        uuid=event_id,
        type=TEST_TYPE,
        version=1,
        subject=f"webhook:{endpoint.uuid}",
        payload_json=orjson.dumps(payload).decode(),
        occurred_at=at,
        epoch=epoch,
    )
