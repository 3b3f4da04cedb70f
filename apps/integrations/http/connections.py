"""Connections to allowed addresses only."""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

import httpcore
import httpx

from apps.integrations.http.addresses import Address
from apps.integrations.http.addresses import AddressPolicy
from apps.integrations.http.addresses import is_public
from apps.integrations.http.errors import RemoteAddressRefused

# As `socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)`.
type Resolve = Callable[..., list[tuple[Any, ...]]]


class Connections(httpcore.NetworkBackend):
    """Resolves a name once, judges each address, and connects to that very address.

    A name that answers differently the next time (DNS rebinding) gains nothing.
    Without `encrypted`, public addresses are refused too: what goes there in the
    clear anybody on the way can read.
    """

    def __init__(
        self, policy: AddressPolicy, *, encrypted: bool, resolve: Resolve
    ) -> None:
        self._policy = policy
        self._encrypted = encrypted
        self._resolve = resolve
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """`timeout` is for the look-up and for all addresses together."""
        deadline = time.monotonic() + (timeout or threading.TIMEOUT_MAX)
        failure: Exception = httpcore.ConnectError(
            "No address was found for this name."
        )
        for address in self._allowed(host, self._look_up(host, port, timeout)):
            left = deadline - time.monotonic()
            if left <= 0:
                break
            try:
                return self._sockets.connect_tcp(
                    str(address), port, left, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _allowed(self, host: str, found: list[Address]) -> list[Address]:
        """
        Raises:
            RemoteAddressRefused: none of them may be called.
        """
        allowed = [each for each in found if self._policy.allows(host, each)]
        if found and not allowed:
            raise RemoteAddressRefused.private(found[0])
        if self._encrypted:
            return allowed
        local = [each for each in allowed if not is_public(each)]
        if allowed and not local:
            raise RemoteAddressRefused.in_the_clear()
        return local

    def _look_up(self, host: str, port: int, timeout: float | None) -> list[Address]:
        """The addresses of `host`, in time: the system's look-up knows no limit."""
        answer: queue.SimpleQueue[Any] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answer.put(self._resolve(host, port, type=socket.SOCK_STREAM))
            except Exception as error:
                answer.put(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            found = answer.get(timeout=timeout)
        except queue.Empty:
            raise httpcore.ConnectTimeout(
                "Its name couldn't be looked up in time."
            ) from None
        if isinstance(found, Exception):
            raise httpcore.ConnectError(str(found)) from found
        return list(dict.fromkeys(ip_address(entry[4][0]) for entry in found))


class GuardedTransport(httpx.HTTPTransport):
    """httpx over `connections`; proxies of the environment are not asked."""

    def __init__(self, connections: Connections, certificates: ssl.SSLContext) -> None:
        super().__init__(verify=certificates)
        # httpx has no parameter for it.
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates, network_backend=connections
        )
