"""System checks: services that are half configured, addresses that are none.

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

from apps.integrations.registry import SERVICES

type AppConfigs = Sequence[AppConfig] | None


def register_all() -> None:
    register(half_configured)
    register(addresses)


def half_configured(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Each service has all of its keys or none."""
    by_needs: dict[tuple[str, ...], list[str]] = {}
    for service in SERVICES:
        if service.is_half_on:
            by_needs.setdefault(service.needs, []).append(service.name)
    messages: list[CheckMessage] = []
    for needs, names in by_needs.items():
        missing = " and ".join(name for name in needs if not getattr(settings, name))
        given = " and ".join(name for name in needs if getattr(settings, name))
        messages.append(
            Warning(
                f"{' and '.join(names)}: off, because {given} is set but {missing} "
                "isn't.",
                hint=f"Set {missing} too, or neither.",
                id="questlog.W001",
            )
        )
    return messages


def addresses(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Each address of a remote service is one that can be asked."""
    names = {
        name
        for service in SERVICES
        for name in service.addresses
        # One that switches its service on may be empty.
        if getattr(settings, name) or name not in service.needs
    }
    return [
        Error(
            f"{name} isn't a web address: {getattr(settings, name)!r}.",
            hint=(
                "Use a full address such as https://api.example.org, or leave it unset."
            ),
            id="questlog.E001",
        )
        for name in sorted(names)
        if not _is_web_address(getattr(settings, name))
    ]


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
