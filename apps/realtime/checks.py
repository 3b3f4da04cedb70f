from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Error

from apps.integrations.addresses import AddressPolicy


def webhook_addresses(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What webhooks may call besides public addresses is an address or a name."""
    try:
        AddressPolicy.parse(settings.QUESTLOG_WEBHOOKS_ALLOW_PRIVATE)
    except ValueError as error:
        return [
            Error(
                f"QUESTLOG_WEBHOOKS_ALLOW_PRIVATE: {error}",
                hint="Write 192.168.1.7, 192.168.1.0/24, nas.lan, .lan or all.",
                id="questlog.E020",
            )
        ]
    return []
