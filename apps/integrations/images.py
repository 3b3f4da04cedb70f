"""Images from the hosts that the owner lists in COVER_HOSTS, and from no other."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from typing import Self

import httpx
from django.conf import settings

from apps.integrations.http.addresses import AddressPolicy
from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.client import certificates
from apps.integrations.http.connections import Connections
from apps.integrations.http.connections import GuardedTransport
from apps.integrations.http.connections import Resolve
from apps.integrations.http.errors import RemoteAddressRefused
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.igdb.images import at_cover_size

LIMITS = Limits(connect=5, read=10, total=20, max_bytes=10 * 1024 * 1024)
ATTEMPTS = 2
# Some hosts choose the format by it; what came is judged by its bytes.
ACCEPT = "image/webp,image/avif,image/png,image/jpeg,image/gif"


class ImageHost(RemoteClient):
    """One host of images. It is named in errors; it may redirect to itself only."""

    def __init__(
        self,
        origin: httpx.URL,
        *,
        policy: AddressPolicy,
        limits: Limits,
        resolve: Resolve,
    ) -> None:
        self.service = origin.host
        connections = Connections(
            policy, encrypted=origin.scheme == "https", resolve=resolve
        )
        super().__init__(
            str(origin),
            # Unpacked, a small answer can be a large one.
            headers={"Accept": ACCEPT, "Accept-Encoding": "identity"},
            limits=limits,
            transport=GuardedTransport(connections, certificates()),
        )

    def image(self, url: str) -> bytes:
        request = self._client.build_request("GET", self._url(url))
        try:
            return self._send(request, None, ATTEMPTS).body
        except RemoteAddressRefused as error:
            raise _private(self.service) from error


class ImageClient:
    """Fetches images, with a connection kept for each host. One for each thread."""

    def __init__(
        self, *, limits: Limits = LIMITS, resolve: Resolve = socket.getaddrinfo
    ) -> None:
        self._limits = limits
        self._resolve = resolve
        self._hosts: dict[str, ImageHost] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._open.close()

    def image(self, url: str) -> bytes:
        """The bytes at `url`; of IGDB's images those of the size that we keep.

        Raises:
            RemoteMisconfigured: its host is not listed, or leads to a private address.
            RemoteError: it did not send them.
        """
        url = at_cover_size(url)
        origin, policy = _listed(url)
        host = self._hosts.get(str(origin))
        if host is None:
            host = self._open.enter_context(
                ImageHost(
                    origin, policy=policy, limits=self._limits, resolve=self._resolve
                )
            )
            self._hosts[str(origin)] = host
        return host.image(url)


def is_listed(url: str) -> bool:
    """Whether images are fetched from there."""
    try:
        _listed(url)
    except RemoteMisconfigured:
        return False
    return True


def _listed(url: str) -> tuple[httpx.URL, AddressPolicy]:
    """The origin of `url`, and which addresses it may lead to.

    A plain name is https:// at public addresses. One that is listed with its scheme
    is that very origin, and may be in the owner's own network.
    """
    try:
        address = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError, ValueError):
        address = httpx.URL("")
    if address.scheme not in ("http", "https") or not address.host or address.userinfo:
        raise RemoteMisconfigured(
            "This isn't the address of an image.",
            service="The image",
            what_to_do="Use one that starts with https://.",
        )
    origin = address.copy_with(path="/", query=None, fragment=None)
    for entry in settings.COVER_HOSTS:
        if "://" in entry:
            if _origin(httpx.URL(entry)) == _origin(origin):
                return origin, AddressPolicy.parse([origin.host])
        elif _origin(origin) == ("https", entry.lower(), 443):
            return origin, AddressPolicy()
    raise RemoteMisconfigured(
        f"Covers aren't fetched from {address.host}.",
        service=address.host,
        what_to_do=f"Add {address.host} to COVER_HOSTS, or upload the image.",
    )


def _origin(url: httpx.URL) -> tuple[str, str, int]:
    return (url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80))


def _private(host: str) -> RemoteMisconfigured:
    return RemoteMisconfigured(
        f"{host} leads to a private address.",
        service=host,
        what_to_do=f"If it is your own server, add https://{host} to COVER_HOSTS.",
    )
