"""Connections that go to allowed addresses only, and end when their time is up."""

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

from apps.integrations.addresses import Address
from apps.integrations.addresses import AddressPolicy
from apps.integrations.addresses import is_public
from apps.integrations.errors import RemoteAddressRefused

# As `socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)`.
type Resolve = Callable[..., list[tuple[Any, ...]]]


class Clock:
    """How much of the time for one exchange is left, whatever it is spent on.

    httpx limits the wait for each piece: a server that sends a byte a second would
    hold it for hours.
    """

    def __init__(self) -> None:
        self._deadline = float("inf")

    def start(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds

    def left(self, limit: float | None, error: type[Exception]) -> float:
        """Seconds for the next step, at most `limit`; raises `error` at the end."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise error("The time for the whole exchange is up.")
        return left if limit is None else min(left, limit)


class Connections(httpcore.NetworkBackend):
    """Resolves a name once, judges each address, and connects to that very address.

    A name that answers differently the next time (DNS rebinding) gains nothing.
    Without `encrypted`, public addresses are refused too: what goes there in the
    clear anybody on the way can read.
    """

    def __init__(
        self, policy: AddressPolicy, *, encrypted: bool, resolve: Resolve
    ) -> None:
        self.clock = Clock()
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
        failure: Exception = httpcore.ConnectError("No address was found.")
        for address in self._allowed(host, self._look_up(host, port)):
            left = self.clock.left(timeout, httpcore.ConnectTimeout)
            try:
                stream = self._sockets.connect_tcp(
                    str(address), port, left, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return _TimedStream(stream, self.clock)
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

    def _look_up(self, host: str, port: int) -> list[Address]:
        """The addresses of `host`, in time: the system's look-up knows no limit."""
        answer: queue.SimpleQueue[Any] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answer.put(self._resolve(host, port, type=socket.SOCK_STREAM))
            except Exception as error:
                answer.put(error)

        threading.Thread(target=ask, daemon=True).start()
        left = self.clock.left(None, httpcore.ConnectTimeout)
        try:
            found = answer.get(timeout=min(left, threading.TIMEOUT_MAX))
        except queue.Empty:
            raise httpcore.ConnectTimeout("Its name was not found in time.") from None
        if isinstance(found, Exception):
            raise httpcore.ConnectError(str(found)) from found
        return list(dict.fromkeys(ip_address(entry[4][0]) for entry in found))


class _TimedStream(httpcore.NetworkStream):
    """A connection whose steps share the time of one clock."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._clock.left(timeout, httpcore.ReadTimeout)
        return self._stream.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._clock.left(timeout, httpcore.ConnectTimeout)
        encrypted = self._stream.start_tls(ssl_context, server_hostname, left)
        return _TimedStream(encrypted, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class GuardedTransport(httpx.HTTPTransport):
    """httpx over `connections`; proxies of the environment are not asked."""

    def __init__(self, connections: Connections, certificates: ssl.SSLContext) -> None:
        super().__init__(verify=certificates)
        # httpx has no parameter for it.
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates, network_backend=connections
        )
