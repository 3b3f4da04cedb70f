"""One call to one endpoint: signed, sent, and its outcome noted."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from uuid import UUID

from django.conf import settings
from standardwebhooks import Webhook

from apps.core.models.encrypted import Unreadable
from apps.integrations.http.addresses import AddressPolicy
from apps.integrations.http.client import USER_AGENT
from apps.integrations.http.client import Limits
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.response import Answer
from apps.integrations.http.webhooks import LIMITS
from apps.integrations.http.webhooks import WebhookClient
from apps.realtime.webhooks.bodies import body_of
from apps.realtime.webhooks.bodies import headers_of
from apps.realtime.webhooks.models import LOST_KEY

logger = logging.getLogger(__name__)

HIDDEN = "(not kept)"
# Of an answer's headers, for the owner to look at.
MOST_HEADERS = 40
LONGEST_HEADER = 500


@dataclass(frozen=True, slots=True)
class Call:
    """A delivery in hand, with all that its next try needs."""

    delivery: int
    lease: UUID
    event_id: UUID
    envelope: str
    body_format: str
    url: str = field(repr=False)
    authorization: str = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)

    @property
    def is_readable(self) -> bool:
        """Whether there is a key for all that it is sent with."""
        secrets = (*self.secrets, self.authorization)
        return not any(isinstance(secret, Unreadable) for secret in secrets)

    @property
    def body(self) -> str:
        return body_of(self.body_format, self.envelope)

    def headers(self, at: datetime) -> dict[str, str]:
        """What is sent at that moment, secrets included."""
        message_id = str(self.event_id)
        moment = at.astimezone(UTC)
        signatures = [
            Webhook(secret).sign(message_id, moment, self.body)
            for secret in self.secrets
        ]
        headers = {
            "Content-Type": "application/json",
            "User-Agent": USER_AGENT,
            **headers_of(self.body_format),
            "webhook-id": message_id,
            "webhook-timestamp": str(int(moment.timestamp())),
            "webhook-signature": " ".join(signatures),
        }
        if self.authorization:
            headers["Authorization"] = self.authorization
        return headers


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a call: an answer, or the reason why there is none."""

    sent_at: datetime
    duration_ms: int
    request_headers: dict[str, str]
    request_body: str
    status: int | None = None
    answer_headers: dict[str, str] = field(default_factory=dict)
    answer_body: str = ""
    retry_after: float | None = None
    error: str = ""

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """Whether the endpoint wants to hear nothing more."""
        return self.status == 410

    @property
    def summary(self) -> str:
        """For people: "answered 200", or why it did not."""
        return f"answered {self.status}" if self.status else self.error[:300]


def configured_policy() -> AddressPolicy:
    """Which private addresses the settings allow."""
    return AddressPolicy.parse(settings.QUESTLOG_WEBHOOKS_ALLOW_PRIVATE)


def perform(
    call: Call, *, at: datetime, policy: AddressPolicy, limits: Limits = LIMITS
) -> Outcome:
    """Call once, and wait `limits.total` seconds at most; never raises."""
    if not call.is_readable:
        return Outcome(at, 0, {}, call.body, error=LOST_KEY)
    headers = call.headers(at)
    started = time.monotonic()
    answer, error = None, ""
    try:
        with WebhookClient(call.url, policy=policy, limits=limits) as client:
            answer = client.post(call.body.encode(), headers)
    except RemoteError as failure:
        error = _in_words(failure)
    except Exception as failure:
        # A call that ended the sender would do so at each try.
        logger.warning("A webhook call failed: %s", type(failure).__name__)
        error = f"Questlog couldn't make this call ({type(failure).__name__})."
    duration = int((time.monotonic() - started) * 1000)
    if call.authorization:
        headers["Authorization"] = HIDDEN
    outcome = Outcome(at, duration, headers, call.body, error=error)
    return _with_answer(outcome, answer) if answer else outcome


def _with_answer(outcome: Outcome, answer: Answer) -> Outcome:
    return Outcome(
        outcome.sent_at,
        outcome.duration_ms,
        outcome.request_headers,
        outcome.request_body,
        status=answer.status,
        answer_headers=_kept(answer.headers),
        answer_body=_storable(answer.body.decode(errors="replace")),
        retry_after=answer.retry_after,
    )


def _kept(headers: Mapping[str, str]) -> dict[str, str]:
    """What may be kept of an answer's headers: no cookies, not too much."""
    kept = [pair for pair in headers.items() if pair[0].lower() != "set-cookie"]
    return {
        _storable(name)[:LONGEST_HEADER]: _storable(value)[:LONGEST_HEADER]
        for name, value in kept[:MOST_HEADERS]
    }


def _storable(text: str) -> str:
    # PostgreSQL takes every character but this one.
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _in_words(failure: RemoteError) -> str:
    """What went wrong, as exactly as is known: "Connection refused"."""
    if isinstance(failure, RemoteMisconfigured):
        return f"{failure.message} {failure.what_to_do}"[:500]
    cause = _storable(str(failure.__cause__ or ""))
    return f"{failure.message} {cause}".strip()[:500]
