"""The way through the service's own pages, and back.

What began it is kept in the owner's session: a state that comes back once, within ten
minutes, and for PKCE the secret whose hash the service was sent.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import transaction

from apps.integrations.http.errors import RemoteError
from apps.integrations.oauth.access import problem_of
from apps.integrations.oauth.endpoint import GrantRefused
from apps.integrations.oauth.endpoint import TokenEndpoint
from apps.integrations.oauth.models import EndReason
from apps.integrations.oauth.models import Grant
from apps.integrations.oauth.models import GrantedTokens
from apps.integrations.oauth.service import OAuthService

STATE_LIFETIME = timedelta(minutes=10)
# In several tabs.
MOST_OPEN = 5
LONGEST_CODE = 4096


class ConnectFailed(Exception):
    """Nothing was connected; the text says why, and what the owner can do."""


def begin(
    service: OAuthService,
    session: Any,
    *,
    redirect_uri: str,
    user: int,
    at: datetime,
) -> str:
    """The address of the page on which the owner allows Questlog in."""
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    open_ = _open(service, session, at)
    while len(open_) >= MOST_OPEN:
        del open_[next(iter(open_))]
    open_[state] = {
        "verifier": verifier,
        "redirect_uri": redirect_uri,
        "user": user,
        "at": at.timestamp(),
    }
    session[_name(service)] = open_
    query = {
        "client_id": service.client_id,
        "response_type": "code",
        "state": state,
    }
    if service.sends_redirect:
        query["redirect_uri"] = redirect_uri
    if service.scopes:
        query["scope"] = " ".join(service.scopes)
    if service.uses_pkce:
        query |= {
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
        }
    return f"{service.authorize_url()}?{urlencode(query)}"


def finish(
    service: OAuthService,
    session: Any,
    answer: Mapping[str, str],
    *,
    user: int,
    at: datetime,
) -> GrantedTokens:
    """The tokens for what came back, not stored yet: see whose they are first.

    Raises ConnectFailed; an earlier connection stays as it is then.
    """
    started = _take(service, session, answer.get("state", ""), at)
    if started is None or started["user"] != user:
        raise ConnectFailed(
            f"This sign-in at {service.name} wasn’t started here, was used already, or "
            "took longer than ten minutes. Press Connect again."
        )
    if "error" in answer:
        raise ConnectFailed(_refusal(service, answer["error"]))
    code = answer.get("code", "")
    if not code or len(code) > LONGEST_CODE:
        raise ConnectFailed(
            f"{service.name} sent you back without a code. Press Connect again."
        )
    try:
        with TokenEndpoint(service) as endpoint:
            return endpoint.exchange(
                code,
                redirect_uri=started["redirect_uri"],
                verifier=started["verifier"],
            )
    except GrantRefused:
        raise ConnectFailed(
            f"{service.name} doesn’t accept its code: it was used already, or is too "
            "old. Press Connect again."
        ) from None
    except RemoteError as error:
        raise ConnectFailed(f"{error.message} {error.what_to_do}") from None


def disconnect(service: OAuthService, *, at: datetime) -> str:
    """Forget the tokens, here and at the service; "" or what the owner must do there.

    Whatever the service answers, Questlog has none of them anymore.
    """
    token = _end(service, at=at)
    if token is None:
        return ""
    there = (
        f"{service.name} may still list Questlog: remove it at "
        f"{service.permissions_page}."
    )
    if not service.revoke_path or not token:
        return there
    try:
        with TokenEndpoint(service) as endpoint:
            endpoint.revoke(token)
    except RemoteError:
        return there
    return ""


def challenge(verifier: str) -> str:
    """The hash that PKCE sends ahead (RFC 7636, 4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@transaction.atomic
def _end(service: OAuthService, *, at: datetime) -> str | None:
    """The refresh token that is forgotten; "" for one that can't be used.

    A refresh that is on its way ends before.
    """
    grant = Grant.objects.select_for_update().filter(service=service.key).first()
    if grant is None or grant.end_reason == EndReason.DISCONNECTED:
        return None
    usable = not problem_of(service, grant)
    token = str(grant.refresh_token or grant.access_token) if usable else ""
    grant.end(EndReason.DISCONNECTED, at=at)
    return token


def _refusal(service: OAuthService, error: str) -> str:
    if error == "access_denied":
        return (
            f"You didn’t allow Questlog in at {service.name}, so nothing is connected. "
            "Press Connect to try again."
        )
    if error in ("server_error", "temporarily_unavailable"):
        return f"{service.name} has a problem of its own. Try again in a few minutes."
    return (
        f"{service.name} rejected the sign-in. Check that the application at "
        f"{service.apps_page} has the redirect address below, and that "
        f"{service.client_id_setting} is its id."
    )


def _name(service: OAuthService) -> str:
    return f"oauth.{service.key}"


def _open(
    service: OAuthService, session: Any, at: datetime
) -> dict[str, dict[str, Any]]:
    """What was begun in this session and isn't too old, the oldest first."""
    oldest = (at - STATE_LIFETIME).timestamp()
    found = session.get(_name(service)) or {}
    return {
        state: started for state, started in found.items() if started["at"] > oldest
    }


def _take(
    service: OAuthService, session: Any, state: str, at: datetime
) -> dict[str, Any] | None:
    """What was begun with `state`; no second time."""
    open_ = _open(service, session, at)
    started = open_.pop(state, None)
    session[_name(service)] = open_
    return started
