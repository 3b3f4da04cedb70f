"""The sender of webhooks in the test's own hands, with a clock to turn."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from typing import Any

import orjson
from django.utils import timezone
from standardwebhooks import Webhook
from standardwebhooks import WebhookVerificationError
from werkzeug import Request

from apps.integrations.http.addresses import AddressPolicy
from apps.integrations.http.client import Limits
from apps.realtime.log import event_log
from apps.realtime.log.event_log import Connection
from apps.realtime.log.event_log import Position
from apps.realtime.webhooks.models import WebhookDelivery
from apps.realtime.webhooks.models import WebhookEndpoint
from apps.realtime.webhooks.sink import WebhookSink
from tests.realtime.listeners import happen

PATIENCE = 30.0
HERE = AddressPolicy.parse(["127.0.0.1", "localhost"])


@dataclass
class Desk:
    """Numbers events, fans them out and sends what is due at `now`."""

    connection: Connection
    policy: AddressPolicy = HERE
    limits: Limits = field(default_factory=lambda: Limits(5, 20, 20, 8192))
    now: datetime = field(default_factory=timezone.now)

    def __post_init__(self) -> None:
        self.sink = WebhookSink(
            policy=self.policy, limits=self.limits, clock=lambda: self.now
        )

    def later(self, **kwargs: float) -> Desk:
        """Turn the clock on: `desk.later(hours=5).work()`."""
        self.now += timedelta(**kwargs)
        return self

    def happen(self, what: str = "thing_done", **kwargs: Any) -> None:
        """Let facts become true, and number them."""
        happen(what, **kwargs)
        event_log.open_stream(self.connection)
        while event_log.has_unnumbered(self.connection):
            event_log.number_batch(self.connection, Position("", 0, 0, 0))

    def work(self) -> None:
        """Do all that is due at `now`, and wait for the answers."""
        deadline = time.monotonic() + PATIENCE
        while self.turn() or self.sink.in_hand:
            assert time.monotonic() < deadline, "The calls do not end."

    def turn(self) -> bool:
        """One turn of the relay's loop."""
        if self.sink.deliver(self.connection):
            return True
        if self.sink.in_hand:
            self.sink.woken.wait(0.2)
            self.sink.woken.clear()
        return False


def endpoint(url: str, **fields: Any) -> WebhookEndpoint:
    return WebhookEndpoint.objects.create(name="Site", url=url, **fields)


def statuses() -> list[str]:
    """How the deliveries stand, the oldest first."""
    rows = WebhookDelivery.objects.order_by("pk")
    return list(rows.values_list("status", flat=True))


def number(request: Request) -> int:
    """The number of the fact that a call tells of."""
    told: int = orjson.loads(request.get_data())["payload"]["number"]
    return told


def is_signed(request: Request, secret: str) -> bool:
    """Whether the standardwebhooks package takes it for genuine."""
    headers: Mapping[str, str] = dict(request.headers)
    try:
        Webhook(secret).verify(request.get_data(), dict(headers))
    except WebhookVerificationError:
        return False
    return True
