"""Thousands of WebSocket clients in one thread, cheap enough to measure a server with.

They understand only what is needed: frames, pings, the numbers in the events and the
places in the stream.
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
PLACE = re.compile(rb'"sequence":(\d+),"epoch":"(\w+)"')
HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: {key}\r\n\r\n"
)


class Member:
    """One client: its socket, what it has not understood yet, the last event it has."""

    def __init__(self, connection: socket.socket, path: str) -> None:
        self.socket = connection
        self.path = path
        self.is_welcome = False
        self.rest = b""
        self.last: int | None = None
        # Where it can go on after that, as `since`; only once it is asked for.
        self.place = ""
        # When it first had the newest event that anybody had.
        self.whole_at: float | None = None


class Crowd:
    def __init__(self, port: int, *, keeps_places: bool = False) -> None:
        self._port = port
        self._keeps_places = keeps_places
        self._poll = select.epoll()
        self.members: dict[int, Member] = {}
        # Moments at which an event arrived, by its number.
        self.arrivals: dict[int, list[float]] = defaultdict(list)
        self.heard: dict[int, int] = defaultdict(int)
        self.newest = 0
        self.duplicates = 0
        self.holes = 0
        self.closed = 0

    def join(self, path: str) -> None:
        """Let one more client come in at `path`, and wait until it is in."""
        member = self._connect(path)
        while not member.is_welcome:
            self.pump(60)

    def come_back(self, members: list[Member], path: str) -> None:
        """Let clients that were cut off begin to come in, all at once."""
        for old in members:
            member = self._connect(f"{path}?since={old.place}")
            member.last, member.place = old.last, old.place

    def cut_off(self) -> list[Member]:
        """End all connections without a word; the members, to come back."""
        members = list(self.members.values())
        for member in members:
            self._poll.unregister(member.socket)
            member.socket.close()
        self.members.clear()
        return members

    def pump(self, seconds: float) -> None:
        """Take what comes, for at most so long."""
        for number, event in self._poll.poll(seconds):
            member = self.members.get(number)
            if member is None:
                continue
            if event & select.EPOLLOUT:
                self._greet(member)
                continue
            try:
                data = member.socket.recv(262_144)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if not data:
                self._poll.unregister(number)
                del self.members[number]
                self.closed += 1
            elif member.is_welcome:
                self._take(member, data, time.monotonic())
            else:
                self._welcome(member, data)

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

    # Coming in ----------------------------------------------------------------

    def _connect(self, path: str) -> Member:
        connection = socket.socket()
        connection.setblocking(False)
        connection.connect_ex(("127.0.0.1", self._port))
        member = Member(connection, path)
        self.members[connection.fileno()] = member
        self._poll.register(connection, select.EPOLLOUT)
        return member

    def _greet(self, member: Member) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        request = HANDSHAKE.format(path=member.path, port=self._port, key=key)
        member.socket.sendall(request.encode())
        self._poll.modify(member.socket, select.EPOLLIN)

    def _welcome(self, member: Member, data: bytes) -> None:
        head, blank, rest = (member.rest + data).partition(b"\r\n\r\n")
        if not blank:
            member.rest = head
            return
        assert head.startswith(b"HTTP/1.1 101"), head[:200]
        member.is_welcome, member.rest = True, b""
        self._take(member, rest, time.monotonic())

    # Hearing ------------------------------------------------------------------

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
        if self._keeps_places and (place := PLACE.search(data, start, end)):
            member.place = f"{place[2].decode()}.{int(place[1])}"
        if number >= self.newest:
            self.newest = number
            member.whole_at = member.whole_at or moment
