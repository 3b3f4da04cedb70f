"""A service that the owner connects to, described by data."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum

from django.conf import settings


class ClientAuth(StrEnum):
    """How the application proves itself to the token endpoint (RFC 6749, 2.3.1)."""

    BASIC = "basic"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthService:
    """What differs between the services that speak OAuth 2.

    Args:
        key: as of the `Service` whose health its token endpoint counts for.
        authorize_url: the page on which the owner allows Questlog in.
        base_url, token_path, revoke_path: where tokens are given and taken back; no
            `revoke_path` where they can't be.
        client_id_setting, client_secret_setting: names of the settings with the
            application's keys. Without a secret it is a public client.
        needs_secret: whether there are no tokens without one.
        scopes: what is asked for; none where the application's registration says it.
        uses_pkce: whether it takes a code challenge (RFC 7636, S256).
        sends_redirect: whether it wants the redirect address in its requests, and not
            only in the registration.
        wants_https: whether only an https:// address can be registered.
        client_auth: how the application proves itself.
        headers: sent to the token endpoint.
        account_id_key, account_name_key: where its answer says whose tokens they are.
        apps_page: where the owner registers the application.
        permissions_page: where the owner takes back what the application may do.
    """

    key: str
    name: str
    authorize_url: Callable[[], str]
    base_url: Callable[[], str]
    token_path: str
    client_id_setting: str
    client_secret_setting: str
    account_id_key: str
    apps_page: str
    permissions_page: str
    revoke_path: str = ""
    account_name_key: str = ""
    scopes: tuple[str, ...] = ()
    uses_pkce: bool = True
    needs_secret: bool = False
    sends_redirect: bool = True
    wants_https: bool = False
    client_auth: ClientAuth = ClientAuth.BODY
    headers: Callable[[], Mapping[str, str]] = field(default=dict)

    @property
    def client_id(self) -> str:
        return str(getattr(settings, self.client_id_setting)).strip()

    @property
    def client_secret(self) -> str:
        return str(getattr(settings, self.client_secret_setting)).strip()

    @property
    def missing(self) -> tuple[str, ...]:
        """The settings that are empty but must not be."""
        names = [self.client_id_setting]
        if self.needs_secret:
            names.append(self.client_secret_setting)
        return tuple(name for name in names if not getattr(settings, name).strip())

    @property
    def is_on(self) -> bool:
        return not self.missing
