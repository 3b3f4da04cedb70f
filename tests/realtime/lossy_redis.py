"""A way to Redis on which published messages get lost."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from apps.realtime.log.redis_sink import CHANNEL


class LossyRedis:
    """Passes all on to a Redis and back, but for messages it loses."""

    def __init__(
        self, url: str, loses: Callable[[bytes], bool], *, channel: str = CHANNEL
    ) -> None:
        """
        Args:
            url: of the Redis; by a socket.
            loses: whether that message of the channel is lost on its way to who
                subscribed.
        """
        # A published message up to the length of its text, after `*` in RESP2 and
        # `>` in RESP3: https://redis.io/docs/latest/develop/reference/protocol-spec/
        name = b"$%d\r\n%s\r\n" % (len(channel), channel.encode())
        self._head = b"3\r\n$7\r\nmessage\r\n" + name + b"$"
        self._message = re.compile(rb"[*>]" + re.escape(self._head) + rb"(\d+)\r\n")
        self._target = urlsplit(url).path
        self._path = f"/tmp/questlog-lossy-{uuid4().hex}"
        self.url = url.replace(self._target, self._path)
        self._loses = loses
        self.lost: list[bytes] = []
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(self._path)
        self._listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        # Closing alone would not wake the thread that accepts.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        Path(self._path).unlink()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                redis = socket.socket(socket.AF_UNIX)
                redis.connect(self._target)
                there, back = (client, redis, _all), (redis, client, self._kept)
                for way in (there, back):
                    threading.Thread(target=_pass_on, args=way, daemon=True).start()

    def _kept(self, received: bytearray) -> Iterator[bytes]:
        """Take from `received` what is whole, without the messages that are lost."""
        while message := self._message.search(received):
            end = message.end() + int(message[1]) + 2
            if len(received) < end:
                yield _take(received, message.start())
                return
            yield _take(received, message.start())
            whole = _take(received, end - message.start())
            text = whole[message.end() - message.start() : -2]
            if self._loses(text):
                self.lost.append(text)
            else:
                yield whole
        # What may be the beginning of a message waits for its end.
        start = max(received.rfind(b"*3"), received.rfind(b">3"))
        waits = start >= 0 and self._is_begun(bytes(received[start + 1 :]))
        yield _take(received, start if waits else None)

    def _is_begun(self, rest: bytes) -> bool:
        """Whether `rest` may go on to be a message."""
        return self._head.startswith(rest) or rest.startswith(self._head)


def _all(received: bytearray) -> Iterator[bytes]:
    yield _take(received, None)


def _take(received: bytearray, length: int | None) -> bytes:
    taken = bytes(received[:length])
    del received[:length]
    return taken


def _pass_on(
    source: socket.socket,
    target: socket.socket,
    kept: Callable[[bytearray], Iterator[bytes]],
) -> None:
    received = bytearray()
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            received += data
            for part in kept(received):
                target.sendall(part)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
    source.close()
