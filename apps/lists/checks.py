from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Error

from apps.integrations.http.addresses import AddressPolicy
from apps.integrations.http.errors import RemoteAddressRefused
from apps.integrations.http.webhooks import checked_address


def site_preview(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Drafts may be shown at the address, and nobody on the way reads its token."""
    if not settings.SITE_PREVIEW_URL:
        return []
    try:
        policy = AddressPolicy.parse(settings.QUESTLOG_WEBHOOKS_ALLOW_PRIVATE)
        checked_address(settings.SITE_PREVIEW_URL, policy)
    except ValueError:
        return []  # questlog.E020 says what is wrong
    except RemoteAddressRefused as error:
        hint = "Use the https address of the page of your site that shows previews."
        message = f"SITE_PREVIEW_URL: {error}"
        return [Error(message, hint=hint, id="questlog.E030")]
    return []
