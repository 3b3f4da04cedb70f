"""A reader that does not read is closed; no event is ever left out for it."""

from __future__ import annotations

import asyncio
import math
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import redis
from django.db import transaction
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect

from apps.realtime.live import hub
from apps.realtime.live import lifetime
from apps.realtime.log.insertion import insert_event
from tests.live import LiveServer
from tests.live import serve
from tests.realtime.clients import listening
from tests.realtime.listeners import eventually
from tests.realtime.listeners import happen
from tests.realtime.listeners import happen_in_bulk
from tests.realtime.listeners import numbers
from tests.realtime.listeners import sequences

PATH = "/ws/questlog/"


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "READER_PATIENCE", 1)


def happen_large(*, times: int, size: int = 50_000) -> None:
    with transaction.atomic():
        for number in range(times):
            insert_event(
                "questlog:thing_done",
                payload={"number": number, "text": "x" * size},
                subject=f"thing:{number}",
                dedupe_key=f"large:{number}",
            )


def read_all(connection: ClientConnection) -> tuple[list[str | bytes], int | None]:
    """What still arrives, and the code it ends with."""
    heard: list[str | bytes] = []
    try:
        while True:
            heard.append(connection.recv(timeout=30))
    except ConnectionClosed as closed:
        return heard, closed.rcvd.code if closed.rcvd else None


@pytest.mark.parametrize("plain", [False, True])
def test_one_that_never_reads_is_closed_beside_a_hundred_that_do(
    redis_client: redis.Redis,
    committed_db: None,
    monkeypatch: pytest.MonkeyPatch,
    plain: bool,
) -> None:
    # So that the hundred have enough on a busy machine.
    monkeypatch.setattr(hub, "READER_PATIENCE", 2)
    # Little is held for who does not read, so that little must be sent.
    with (
        serve(send_buffer=8192, plain=plain) as server,
        listening(server.ws_url + PATH, 100) as clients,
        small_connection(server) as stuck,
    ):
        assert eventually(lambda: readers() == 101, patience=60)
        happen_large(times=40, size=10_000)
        assert eventually(lambda: readers() == 100, patience=60)

        heard, code = read_all(stuck)
        happen(number=41)
        assert eventually(
            lambda: all(len(client.heard) == 41 for client in clients), patience=60
        )

    assert code == 4408
    assert 0 < len(heard) < 40
    assert sequences(heard) == list(range(1, len(heard) + 1))
    for client in clients:
        assert sequences(client.heard) == list(range(1, 42))
        assert client.connections == 1


@contextmanager
def small_connection(server: LiveServer) -> Iterator[ClientConnection]:
    """A client that takes nothing, nor does its kernel for it."""
    with socket.socket() as own:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        own.connect(("127.0.0.1", server.port))
        with connect(server.ws_url + PATH, sock=own, max_queue=1) as connection:
            yield connection


def readers() -> int:
    """How many the hub of the running server has."""
    return sum(len(each._readers) for each in lifetime._hubs.values())


def test_one_that_pauses_and_reads_on_gets_everything_once(
    redis_client: redis.Redis, committed_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "READER_PATIENCE", 60)
    with serve(send_buffer=8192) as server, small_connection(server) as socket:
        happen(number=1)
        heard = [socket.recv(timeout=20)]
        # More than is held for it, so that it falls behind.
        happen_large(times=30, size=10_000)
        assert eventually(lambda: busy_readers() == 1)
        heard += [socket.recv(timeout=20) for _ in range(30)]
        assert eventually(lambda: busy_readers() == 0)
        happen(number=32)
        heard.append(socket.recv(timeout=20))

    assert sequences(heard) == list(range(1, 33))


def busy_readers() -> int:
    """How many have not been able to take an event yet."""
    return sum(
        reader.busy_since < math.inf
        for each in lifetime._hubs.values()
        for reader in each._readers
    )


def test_a_reader_that_falls_out_of_the_ring_is_closed(
    redis_client: redis.Redis,
    live_server: LiveServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hub, "READER_PATIENCE", 60)
    address = live_server.ws_url + PATH
    with connect(address, max_queue=1) as stuck, connect(address) as reader:
        happen_large(times=300)
        [reader.recv(timeout=30) for _ in range(300)]
        happen_in_bulk(number=1000, times=hub.RING + 1000)
        last = 300 + hub.RING + 1000
        read = [reader.recv(timeout=30) for _ in range(300, last)]

        heard, code = read_all(stuck)

    assert sequences(read) == list(range(301, last + 1))
    assert code == 4408
    assert sequences(heard) == list(range(1, len(heard) + 1))


def test_a_burst_longer_than_the_ring_reaches_many_whole(
    redis_client: redis.Redis, committed_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A ring that is full long before all readers have had their turn.
    monkeypatch.setattr(hub, "RING", 2 * hub.BREATH)
    monkeypatch.setattr(hub, "FOLLOWERS_AT_ONCE", 1)
    with (
        serve() as server,
        listening(server.ws_url + PATH, 10) as clients,
    ):
        assert eventually(lambda: readers() == 10, patience=60)
        happen_in_bulk(times=20 * hub.BREATH)
        assert eventually(
            lambda: all(len(client.heard) == 20 * hub.BREATH for client in clients),
            patience=60,
        )

    for client in clients:
        assert numbers(client.heard) == list(range(1, 20 * hub.BREATH + 1))
        assert client.connections == 1


def test_one_that_fails_keeps_no_other_from_its_news() -> None:
    told: list[str] = []

    def fail() -> None:
        raise ValueError

    async def tell() -> None:
        own = hub.Hub()
        failing = own.reader(on_stuck=lambda: told.append("failed"))
        failing.follow(fail)
        own.reader(on_stuck=fail).follow(lambda: told.append("news"))
        await own.call_followers()

    asyncio.run(tell())

    assert told == ["failed", "news"]


def test_a_burst_longer_than_the_ring_reaches_a_reader_whole(
    redis_client: redis.Redis, live_server: LiveServer
) -> None:
    with connect(live_server.ws_url + PATH) as reader:
        total = hub.RING + 5_000
        happen_in_bulk(times=total)

        read = [reader.recv(timeout=20) for _ in range(total)]

    assert numbers(read) == list(range(1, total + 1))
