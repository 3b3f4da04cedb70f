"""System checks: what the settings leave half-configured, and what to do about it.

`manage.py check` and every start print them.
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

# Settings that only work together, and what they switch on.
TOGETHER = {
    "IGDB and Twitch": ("TWITCH_CLIENT_ID", "TWITCH_CLIENT_SECRET"),
    "Steam": ("STEAM_API_KEY", "STEAM_ID"),
}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}

type AppConfigs = Sequence[AppConfig] | None


def register_all() -> None:
    for check in (integrations, addresses, servers, visitors):
        register(check)


def integrations(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Each integration has all of its keys or none."""
    messages: list[CheckMessage] = []
    for service, names in TOGETHER.items():
        missing = [name for name in names if not getattr(settings, name, "")]
        if missing and len(missing) < len(names):
            given = [name for name in names if name not in missing]
            messages.append(
                Warning(
                    f"{service} stays off: {' and '.join(given)} is set, "
                    f"{' and '.join(missing)} is not.",
                    hint=f"Set {' and '.join(missing)} too, or neither.",
                    id="questlog.W001",
                )
            )
    return messages


def addresses(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Each address of a remote service is one that can be asked."""
    names = [name for name in dir(settings) if name.endswith("_BASE_URL")]
    return [
        Error(
            f"{name} is no web address: {value!r}.",
            hint="Write it whole, like https://api.example.org, or leave it unset.",
            id="questlog.E001",
        )
        for name in sorted(names)
        if (value := getattr(settings, name)) and not _is_web_address(value)
    ]


def servers(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Redis is one (settings themselves refuse what is no PostgreSQL)."""
    if urlsplit(settings.REDIS_URL).scheme in {"redis", "rediss", "unix"}:
        return []
    return [
        Error(
            "REDIS_URL names no Redis.",
            hint="Write redis://host:6379/0, or unset it to use the embedded one.",
            id="questlog.E002",
        )
    ]


def visitors(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Who may reach Questlog, and what they would see."""
    messages: list[CheckMessage] = []
    if not settings.ALLOWED_HOSTS and not settings.DEBUG:
        messages.append(
            Error(
                "ALLOWED_HOSTS is empty: every request would be refused.",
                hint="Name the host names you open Questlog under, or leave it unset.",
                id="questlog.E003",
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        messages.append(
            Warning(
                "ALLOWED_HOSTS allows every name: a web page elsewhere could reach "
                "Questlog through your browser.",
                hint="Name the host names you open Questlog under.",
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


def _is_web_address(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
