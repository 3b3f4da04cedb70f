"""The endpoints that give, renew, and take back tokens (RFC 6749, RFC 7009).

A token is sent in the body and never in an address. An answer that isn't one is
described without quoting it: it may repeat what it was sent.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from apps.integrations.http.client import USER_AGENT
from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.response import Answer
from apps.integrations.oauth.models import GrantedTokens
from apps.integrations.oauth.service import ClientAuth
from apps.integrations.oauth.service import OAuthService

# Somebody waits for this, and other processes wait for the row that it renews.
LIMITS = Limits(read=10.0, total=15.0, max_bytes=256 * 1024)
# What a token lasts if the service doesn't say it.
SHORTEST_LIFETIME = timedelta(hours=1)
LONGEST_LIFETIME = timedelta(days=3660)
# The service's own word for what is wrong, and nothing that could be a token.
_WORD = re.compile(r"[A-Za-z_]{1,40}")
# Bungie's words for a refusal that passes.
_PASSING_WORDS = {"RefreshTokenNotYetValid", "SystemDisabled"}


class GrantRefused(RemoteRefused):
    """The code or refresh token isn't valid, and won't be. `detail` is their word."""

    detail = ""


class TokenEndpoint(RemoteClient):
    """The endpoint of one service. Nothing is tried again: codes and tokens of some
    services are good for one request, also for one whose answer was lost."""

    def __init__(self, service: OAuthService) -> None:
        self.service = service.name
        self.key = service.key
        self._oauth = service
        super().__init__(
            service.base_url(),
            headers={
                "User-Agent": USER_AGENT,
                "Accept": "application/json",
                **service.headers(),
            },
            limits=LIMITS,
        )

    def exchange(self, code: str, *, redirect_uri: str, verifier: str) -> GrantedTokens:
        """The tokens for a code of the authorize page. Raises GrantRefused."""
        form = {"grant_type": "authorization_code", "code": code}
        if self._oauth.sends_redirect:
            form["redirect_uri"] = redirect_uri
        if self._oauth.scopes:
            form["scope"] = " ".join(self._oauth.scopes)
        if self._oauth.uses_pkce:
            form["code_verifier"] = verifier
        return self._tokens(form)

    def refresh(self, refresh_token: str) -> GrantedTokens:
        """The next tokens. Raises GrantRefused."""
        return self._tokens(
            {"grant_type": "refresh_token", "refresh_token": refresh_token}
        )

    def revoke(self, token: str) -> None:
        """Have the service forget a token; it needn't know it (RFC 7009)."""
        form = {"token": token, "token_type_hint": "refresh_token"}
        self._post(self._oauth.revoke_path, form)

    def _tokens(self, form: dict[str, str]) -> GrantedTokens:
        asked_at = timezone.now()
        found = self._post(self._oauth.token_path, form).json()
        if not isinstance(found, dict):
            found = {}
        access = _text(found, "access_token")
        if not access or not access.isprintable() or " " in access:
            raise RemoteUnexpected(
                f"{self.service}’s answer doesn’t contain a token.",
                service=self.service,
            )
        name = _text(found, self._oauth.account_name_key)[:200]
        return GrantedTokens(
            access_token=access,
            refresh_token=_text(found, "refresh_token"),
            asked_at=asked_at,
            lifetime=_seconds(found.get("expires_in")) or SHORTEST_LIFETIME,
            refresh_lifetime=_seconds(found.get("refresh_expires_in")),
            scopes=_text(found, "scope")[:2000],
            account_id=_text(found, self._oauth.account_id_key)[:200] or name,
            account_name=name,
        )

    def _post(self, path: str, form: Mapping[str, str]) -> Answer:
        client_id, secret = self._oauth.client_id, self._oauth.client_secret
        if self._oauth.client_auth == ClientAuth.BASIC:
            pair = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
            return self.send(
                path, form=form, headers={"Authorization": f"Basic {pair}"}
            )
        keys = {"client_id": client_id}
        if secret:
            keys["client_secret"] = secret
        return self.send(path, form={**keys, **form})

    def error_of(self, answer: Answer) -> RemoteError | None:
        """OAuth's errors are a word in JSON, mostly with 400 or 401."""
        error = super().error_of(answer)
        if error is None or not 400 <= answer.status < 500 or answer.status == 429:
            return error
        code, detail = _words(answer)
        if detail in _PASSING_WORDS or code in (
            "server_error",
            "temporarily_unavailable",
        ):
            return RemoteUnavailable(
                f"{self.service} can’t give tokens at the moment ({detail or code}).",
                service=self.service,
                status=answer.status,
            )
        if code in ("invalid_grant", "access_denied"):
            refused = GrantRefused(
                f"{self.service} doesn’t accept the code or token.",
                service=self.service,
                status=answer.status,
            )
            refused.detail = detail or code
            return refused
        if code in ("invalid_client", "unauthorized_client"):
            return self._keys_rejected(answer)
        if code:
            return RemoteMisconfigured(
                f"{self.service} rejected the request for a token ({detail or code}).",
                service=self.service,
                status=answer.status,
                what_to_do=f"Check the application at {self._oauth.apps_page}.",
            )
        return error

    def _keys_rejected(self, answer: Answer) -> RemoteError:
        service = self._oauth
        return RemoteMisconfigured(
            f"{self.service} rejected the application’s keys.",
            service=self.service,
            status=answer.status,
            what_to_do=f"Check {service.client_id_setting} and "
            f"{service.client_secret_setting} against your application at "
            f"{service.apps_page}.",
        )


def _words(answer: Answer) -> tuple[str, str]:
    """`error` and `error_description`, as far as they are words."""
    try:
        found = answer.json()
    except RemoteError:
        return "", ""
    if not isinstance(found, dict):
        return "", ""
    code, detail = (
        str(found.get(name) or "") for name in ("error", "error_description")
    )
    return (
        code if _WORD.fullmatch(code) else "",
        detail if _WORD.fullmatch(detail) else "",
    )


def _text(found: dict[str, Any], name: str) -> str:
    value = found.get(name) if name else None
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return str(value).replace("\x00", "").strip()


def _seconds(value: Any) -> timedelta | None:
    if isinstance(value, str) and value.isdecimal():
        value = int(value[:12])
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if not 0 < value < LONGEST_LIFETIME.total_seconds():
        return None
    return timedelta(seconds=value)
