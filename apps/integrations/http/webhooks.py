"""Calls to addresses that the owner, or whoever may edit webhooks, has typed in."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from ipaddress import ip_address

import httpx

from apps.integrations.http.addresses import AddressPolicy
from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.client import certificates
from apps.integrations.http.connections import Connections
from apps.integrations.http.connections import GuardedTransport
from apps.integrations.http.connections import Resolve
from apps.integrations.http.errors import RemoteAddressRefused
from apps.integrations.http.response import Answer

# The specification advises 15 to 30 seconds for a whole call.
LIMITS = Limits(connect=5, read=20, total=20, max_bytes=8 * 1024)
LONGEST_ADDRESS = 2000


class WebhookClient(RemoteClient):
    """One endpoint: one call, one answer. No redirect, no second try, no cookies."""

    service = "The endpoint"

    def __init__(
        self,
        url: str,
        *,
        policy: AddressPolicy,
        limits: Limits = LIMITS,
        resolve: Resolve = socket.getaddrinfo,
    ) -> None:
        address = checked_address(url, policy)
        connections = Connections(
            policy, encrypted=address.scheme == "https", resolve=resolve
        )
        transport = GuardedTransport(connections, certificates())
        super().__init__(url, limits=limits, transport=transport)

    def post(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer, whatever its status; its body is cut off at `max_bytes`.

        Raises:
            RemoteAddressRefused: it is at an address that must not be called.
            RemoteUnavailable: no whole answer came within `limits.total` seconds.
        """
        request = self._client.build_request("POST", self.base, content=body)
        # An answer that unpacks to gigabytes is not even asked for.
        self._add_headers(request, {"Accept-Encoding": "identity", **headers})
        return self._exchange(request)

    def _checked_base(self, base_url: str) -> httpx.URL:
        return httpx.URL(base_url)

    def _read(self, response: httpx.Response) -> bytes:
        body = b""
        for chunk in response.iter_raw():
            body += chunk
            if len(body) >= self.limits.max_bytes:
                break
        return body[: self.limits.max_bytes]


def checked_address(url: str, policy: AddressPolicy) -> httpx.URL:
    """`url` as an address that may be called, as far as that shows without asking.

    Raises:
        RemoteAddressRefused: it may not; the error says what would.
    """
    try:
        address = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError, ValueError):
        address = httpx.URL("")
    odd = any(sign.isspace() or not sign.isprintable() for sign in url)
    wrong_port = address.port is not None and address.port > 65535
    is_web = address.scheme in ("http", "https") and bool(address.host)
    if odd or wrong_port or not is_web:
        raise RemoteAddressRefused.malformed()
    if len(url) > LONGEST_ADDRESS:
        raise RemoteAddressRefused.too_long(LONGEST_ADDRESS)
    if address.userinfo:
        raise RemoteAddressRefused.with_password()
    if address.scheme == "http" and not policy.allows_any_private:
        raise RemoteAddressRefused.in_the_clear()
    _check_host(address.host, policy)
    return address


def _check_host(host: str, policy: AddressPolicy) -> None:
    local_name = host == "localhost" or host.endswith(".localhost")
    try:
        address = ip_address("127.0.0.1" if local_name else host)
    except ValueError:
        # A name: judged by where it leads, when it is called.
        return
    if not policy.allows(host, address):
        raise RemoteAddressRefused.private(address)
