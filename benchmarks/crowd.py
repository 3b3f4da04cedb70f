"""Thousands of WebSocket clients in one thread, cheap enough to measure a server with.

They understand only what is needed: frames, pings and the numbers in the events.
"""

from __future__ import annotations

import base64
import os
import re
import select
import socket
import time
from collections import defaultdict

NUMBER = re.compile(rb'"number":(\d+)')
HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: {key}\r\n\r\n"
)


class Member:
    """One client: its socket, what it has not understood yet, the last event it has."""

    def __init__(self, connection: socket.socket) -> None:
        self.socket = connection
        self.rest = b""
        self.last: int | None = None


class Crowd:
    def __init__(self, port: int) -> None:
        self._port = port
        self._poll = select.epoll()
        self.members: dict[int, Member] = {}
        # Moments at which an event arrived, by its number.
        self.arrivals: dict[int, list[float]] = defaultdict(list)
        self.heard: dict[int, int] = defaultdict(int)
        self.duplicates = 0
        self.holes = 0
        self.closed = 0
        self.epoch = b""

    def join(self, path: str) -> None:
        """Let one more client come in at `path`."""
        connection = socket.create_connection(("127.0.0.1", self._port), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        request = HANDSHAKE.format(path=path, port=self._port, key=key)
        connection.sendall(request.encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            part = connection.recv(4096)
            assert part, answer
            answer += part
        assert answer.startswith(b"HTTP/1.1 101"), answer[:200]
        connection.setblocking(False)
        member = Member(connection)
        self.members[connection.fileno()] = member
        self._poll.register(connection, select.EPOLLIN)
        self._take(member, answer.partition(b"\r\n\r\n")[2], time.monotonic())

    def pump(self, seconds: float) -> None:
        """Take what comes, for at most so long."""
        for number, _ in self._poll.poll(seconds):
            member = self.members.get(number)
            if member is None:
                continue
            try:
                data = member.socket.recv(262_144)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if data:
                self._take(member, data, time.monotonic())
            else:
                self._poll.unregister(number)
                del self.members[number]
                self.closed += 1

    def pump_until_heard(self, number: int, count: int, *, patience: float) -> bool:
        """Until so many have the event of that number."""
        deadline = time.monotonic() + patience
        while self.heard[number] < count:
            if time.monotonic() > deadline:
                return False
            self.pump(0.1)
        return True

    def leave(self) -> None:
        for member in self.members.values():
            member.socket.close()
        self.members.clear()
        self._poll.close()

    def _take(self, member: Member, data: bytes, moment: float) -> None:
        data = member.rest + data if member.rest else data
        at = 0
        while len(data) - at >= 2:
            opcode, length, head = data[at] & 15, data[at + 1] & 127, 2
            if length == 126:
                length, head = int.from_bytes(data[at + 2 : at + 4]), 4
            elif length == 127:
                length, head = int.from_bytes(data[at + 2 : at + 10]), 10
            end = at + head + length
            if len(data) < end:
                break
            if opcode == 1:
                self._hear(member, data, at + head, end, moment)
            elif opcode == 9:
                payload = data[at + head : end]
                member.socket.sendall(
                    bytes([0x8A, 0x80 | len(payload), 0, 0, 0, 0]) + payload
                )
            at = end
        member.rest = data[at:]

    def _hear(
        self, member: Member, data: bytes, start: int, end: int, moment: float
    ) -> None:
        found = NUMBER.search(data, start, end)
        if found is None:
            return
        number = int(found[1])
        if member.last is not None and number <= member.last:
            self.duplicates += 1
            return
        if member.last is not None:
            self.holes += number - member.last - 1
        member.last = number
        self.heard[number] += 1
        self.arrivals[number].append(moment)
