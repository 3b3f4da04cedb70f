"""System checks: what the settings leave half-configured, and what to do about it.

`script/manage check` and every start print them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Error
from django.core.checks import Warning
from django.core.checks import register

LOOPBACK = {"127.0.0.1", "localhost", "::1"}

type AppConfigs = Sequence[AppConfig] | None


def register_all() -> None:
    for check in (servers, visitors):
        register(check)


def servers(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Redis is one (settings themselves refuse what is no PostgreSQL)."""
    if urlsplit(settings.REDIS_URL).scheme in {"redis", "rediss", "unix"}:
        return []
    return [
        Error(
            "REDIS_URL isn't a Redis address.",
            hint="Set it to redis://host:6379/0, or unset it to use the embedded one.",
            id="questlog.E002",
        )
    ]


def visitors(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Who may reach Questlog, and what they would see."""
    messages: list[CheckMessage] = []
    if not settings.ALLOWED_HOSTS and not settings.DEBUG:
        messages.append(
            Error(
                "ALLOWED_HOSTS is empty, so every request would be refused.",
                hint="List the host names you use to open Questlog, or leave it unset.",
                id="questlog.E003",
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        messages.append(
            Warning(
                "ALLOWED_HOSTS allows every name, so any web page could reach "
                "Questlog through your browser.",
                hint="List the host names you use to open Questlog.",
                id="questlog.W002",
            )
        )
    if settings.DEBUG and settings.HOST not in LOOPBACK:
        messages.append(
            Warning(
                "DEBUG is on, and others on the network can reach Questlog: its error "
                "pages show them your settings.",
                hint="Unset DEBUG, or set HOST=127.0.0.1.",
                id="questlog.W003",
            )
        )
    return messages
