from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Error
from django.core.checks import Warning

from apps.integrations.http.addresses import AddressPolicy

SHORTEST_TOKEN = 16
# What a WebSocket subprotocol and an address can both hold as it is.
SENDABLE = re.compile(r"[A-Za-z0-9_.~-]+")
ORIGIN = re.compile(r"null|[a-z][a-z0-9+.-]*://[^/?#]+")


def listeners(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Read tokens cannot be guessed and can be sent; origins are some."""
    messages: list[CheckMessage] = []
    tokens: list[str] = settings.QUESTLOG_EVENTS_TOKENS
    if any(len(token) < SHORTEST_TOKEN for token in tokens):
        messages.append(
            Warning(
                "A token in QUESTLOG_EVENTS_TOKENS is short enough to be guessed.",
                hint=f"Use at least {SHORTEST_TOKEN} characters. `openssl rand -hex "
                "16` generates one.",
                id="questlog.W010",
            )
        )
    if not all(SENDABLE.fullmatch(token) for token in tokens):
        messages.append(
            Warning(
                "A token in QUESTLOG_EVENTS_TOKENS has characters that a browser "
                "can't send on a WebSocket.",
                hint="Use letters, digits, -, and _.",
                id="questlog.W011",
            )
        )
    messages += [
        Warning(
            f"QUESTLOG_EVENTS_ORIGINS has an invalid origin: {origin!r}.",
            hint="Use the form https://example.org, without a path, or null.",
            id="questlog.W012",
        )
        for origin in settings.QUESTLOG_EVENTS_ORIGINS
        if not ORIGIN.fullmatch(origin)
    ]
    return messages


def webhook_addresses(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What webhooks may call besides public addresses is an address or a name."""
    try:
        AddressPolicy.parse(settings.QUESTLOG_WEBHOOKS_ALLOW_PRIVATE)
    except ValueError as error:
        return [
            Error(
                f"QUESTLOG_WEBHOOKS_ALLOW_PRIVATE: {error}",
                hint="Use 192.168.1.7, 192.168.1.0/24, nas.lan, .lan, or all.",
                id="questlog.E020",
            )
        ]
    return []
