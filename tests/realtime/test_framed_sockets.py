"""The hub writes one frame to all sockets; other servers make it for each, the same."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRWPair
from typing import Any

import pytest
import redis
from channels.routing import ProtocolTypeRouter
from django.db import transaction

from apps.realtime.envelope import framed
from apps.realtime.envelope import text_of
from apps.realtime.live.consumers import EventConsumer
from apps.realtime.live.lifetime import current_hub
from apps.realtime.log.insertion import insert_event
from apps.realtime.log.relay import Relay
from apps.server.framed_websocket import frame_socket
from apps.server.lifespan import Lifespan
from tests.live import LiveServer
from tests.live import serve

HANDSHAKE = (
    "GET /ws/questlog/ HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
# A masked text frame without a text.
WORD = b"\x81\x80\x00\x00\x00\x00"


@contextmanager
def raw_socket(server: LiveServer) -> Iterator[BufferedRWPair]:
    """A WebSocket after its handshake, to read and write byte by byte."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as own:
        own.sendall(HANDSHAKE.encode())
        with own.makefile("rwb") as file:
            assert file.readline().startswith(b"HTTP/1.1 101")
            while file.readline() != b"\r\n":
                pass
            yield file


def read_frame(file: BufferedRWPair) -> bytes:
    head = file.read(2)
    more = file.read({126: 2, 127: 8}.get(head[1], 0))
    length = int.from_bytes(more) if more else head[1]
    return head + more + file.read(length)


@pytest.mark.parametrize("length", [0, 125, 126, 65_535, 65_536])
def test_a_frame_is_to_the_byte_what_send_makes_of_its_text(length: int) -> None:
    text = "x" * length

    async def say_twice(scope: Any, receive: Any, send: Any) -> None:
        written = frame_socket(scope)
        assert written is not None
        await receive()
        await send({"type": "websocket.accept"})
        await receive()
        await send({"type": "websocket.send", "text": text})
        # The client has read that, so that there is room.
        await receive()
        assert written.write_frame(framed(text.encode()))
        await receive()

    routes = {"websocket": say_twice, "lifespan": Lifespan([])}
    with (
        serve(application=ProtocolTypeRouter(routes)) as server,
        raw_socket(server) as client,
    ):
        frames = [answer(client), answer(client)]

    assert frames[0] == frames[1] == framed(text.encode())
    assert text_of(frames[0]) == text


def answer(client: BufferedRWPair) -> bytes:
    client.write(WORD)
    client.flush()
    return read_frame(client)


def test_a_closed_socket_takes_no_frame() -> None:
    taken: list[bool] = []

    async def close(scope: Any, receive: Any, send: Any) -> None:
        written = frame_socket(scope)
        assert written is not None
        taken.append(written.write_frame(framed(b"too early")))
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close"})
        taken.append(written.write_frame(framed(b"too late")))

    routes = {"websocket": close, "lifespan": Lifespan([])}
    with (
        serve(application=ProtocolTypeRouter(routes)) as server,
        raw_socket(server) as client,
    ):
        frame = read_frame(client)

    assert taken == [False, False]
    assert frame == b"\x88\x02\x03\xe8"


def test_every_server_sends_the_same_bytes(
    redis_client: redis.Redis, committed_db: None
) -> None:
    with (
        serve() as own,
        serve(plain=True) as other,
        raw_socket(own) as one,
        raw_socket(other) as another,
    ):
        for length in (0, 1_000, 70_000):
            happen_at_length(length)

        frames = [read_frame(one) for _ in range(3)]
        others = [read_frame(another) for _ in range(3)]

    assert frames == others
    # The short and the long form of a length.
    assert [frame[1] for frame in frames] == [126, 126, 127]
    assert '"ünïcödé"' in text_of(frames[0])


def happen_at_length(length: int) -> None:
    with transaction.atomic():
        insert_event(
            "questlog:thing_done",
            payload={"word": "ünïcödé", "text": "x" * length},
            subject=f"thing:{length}",
            dedupe_key=f"length:{length}",
        )


def test_who_leaves_before_it_is_accepted_is_not_kept(relay: Relay) -> None:
    async def refuse(message: Any) -> None:
        raise OSError

    async def connect() -> int:
        messages = iter([{"type": "websocket.connect"}])

        async def receive() -> Any:
            return next(messages)

        hub = current_hub()
        consumer: Any = EventConsumer.as_asgi()
        with pytest.raises(OSError):
            await consumer({"type": "websocket", "headers": []}, receive, refuse)
        await hub.stop()
        return len(hub._readers)

    assert asyncio.run(connect()) == 0
