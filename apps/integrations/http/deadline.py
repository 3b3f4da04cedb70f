from __future__ import annotations

import socket
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Deadline:
    """Hangs up on a server that takes too long, however slowly it drips.

    httpx's timeouts are for one read each: a server that sends a byte now and then,
    of its headers even, would be listened to for ever. One for each client, whose
    connections it learns of by `extensions`.
    """

    def __init__(self) -> None:
        self._streams: weakref.WeakSet[Any] = weakref.WeakSet()
        self.has_passed = False

    @property
    def extensions(self) -> dict[str, Any]:
        """What a request needs to be under this deadline.

        https://www.python-httpx.org/advanced/extensions/#trace
        """
        return {"trace": self._notice}

    @contextmanager
    def after(self, seconds: float) -> Iterator[None]:
        self.has_passed = False
        timer = threading.Timer(seconds, self._hang_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _notice(self, event: str, info: dict[str, Any]) -> None:
        if event in (
            "connection.connect_tcp.complete",
            "connection.start_tls.complete",
        ):
            self._streams.add(info["return_value"])

    def _hang_up(self) -> None:
        self.has_passed = True
        for stream in list(self._streams):
            connection = stream.get_extra_info("socket")
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # It has ended already.
