"""Signing in at Path of Exile: https://www.pathofexile.com/developer/docs/authorization.

Its codes live for 30 seconds, and a refresh token is good once.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from apps.integrations.oauth.service import OAuthService
from apps.integrations.poe.errors import APPS_PAGE
from apps.integrations.poe.errors import SERVICE_NAME
from apps.integrations.poe.user_agent import user_agent


def _base() -> str:
    return str(settings.POE_BASE_URL)


def _headers() -> Mapping[str, str]:
    return {"User-Agent": user_agent()}


POE_OAUTH = OAuthService(
    key="poe",
    name=SERVICE_NAME,
    authorize_url=lambda: f"{_base().rstrip('/')}/oauth/authorize",
    base_url=_base,
    token_path="oauth/token",
    revoke_path="oauth/token/revoke",
    client_id_setting="POE_CLIENT_ID",
    client_secret_setting="POE_CLIENT_SECRET",
    scopes=("account:profile", "account:characters", "account:leagues"),
    headers=_headers,
    account_id_key="sub",
    account_name_key="username",
    apps_page=APPS_PAGE,
    permissions_page="https://www.pathofexile.com/my-account/applications",
)
