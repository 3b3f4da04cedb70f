"""Signing in at Bungie.net: https://github.com/Bungie-net/api/wiki/OAuth-Documentation.

Its scopes and redirect address are those of the application's registration.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings

from apps.integrations.bungie.errors import KEYS_PAGE
from apps.integrations.bungie.errors import SERVICE_NAME
from apps.integrations.oauth.service import ClientAuth
from apps.integrations.oauth.service import OAuthService


def _authorize_url() -> str:
    base = urlsplit(settings.BUNGIE_BASE_URL)
    return f"{base.scheme}://{base.netloc}/en/OAuth/Authorize"


def _headers() -> Mapping[str, str]:
    return {"X-API-Key": settings.BUNGIE_API_KEY.strip()}


BUNGIE_OAUTH = OAuthService(
    key="bungie",
    name=SERVICE_NAME,
    authorize_url=_authorize_url,
    base_url=lambda: str(settings.BUNGIE_BASE_URL),
    token_path="App/OAuth/token/",
    client_id_setting="BUNGIE_CLIENT_ID",
    client_secret_setting="BUNGIE_CLIENT_SECRET",
    needs_secret=True,
    uses_pkce=False,
    sends_redirect=False,
    wants_https=True,
    client_auth=ClientAuth.BASIC,
    headers=_headers,
    account_id_key="membership_id",
    apps_page=KEYS_PAGE,
    permissions_page="https://www.bungie.net/7/en/User/Account/ThirdPartyApps",
)
