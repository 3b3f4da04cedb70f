"""What is sent: the event's own bytes, or a wrapping that a service wants."""

from __future__ import annotations

import orjson

from apps.realtime.envelope import LoggedEvent
from apps.realtime.envelope import encode
from apps.realtime.webhooks.models import BodyFormat

# Bytes. The specification's advice: an endpoint may not want what it is sent.
LARGEST = 20_000
# What a GitHub workflow asks for: `on: repository_dispatch: types: [questlog]`.
GITHUB_EVENT = "questlog"
# https://docs.github.com/en/rest/repos/repos#create-a-repository-dispatch-event
GITHUB_HEADERS = {
    "Accept": "application/vnd.github+json",
    "X-GitHub-Api-Version": "2022-11-28",
}


def envelope_text(event: LoggedEvent) -> str:
    """The bytes of `event`, as text; a large one without its payload.

    That one says `"truncated":true`: its receiver asks the feed for the rest, by the
    number.
    """
    encoded = encode(event)
    if len(encoded) > LARGEST:
        thin = orjson.loads(encode(event._replace(payload_json="{}")))
        encoded = orjson.dumps({**thin, "truncated": True})
    return encoded.decode()


def body_of(body_format: str, envelope: str) -> str:
    if body_format == BodyFormat.EMPTY:
        return "{}"
    if body_format == BodyFormat.GITHUB:
        return orjson.dumps(
            {
                "event_type": GITHUB_EVENT,
                "client_payload": orjson.Fragment(envelope),
            }
        ).decode()
    return envelope


def headers_of(body_format: str) -> dict[str, str]:
    """What a service wants besides."""
    return GITHUB_HEADERS if body_format == BodyFormat.GITHUB else {}
