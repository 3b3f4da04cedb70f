"""A reader that does not read is closed; no event is ever left out for it."""

from __future__ import annotations

import pytest
import redis
from django.db import transaction
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect

from apps.realtime import hub
from apps.realtime.events import record
from tests.live import LiveServer
from tests.realtime.listeners import happen
from tests.realtime.listeners import happen_in_bulk
from tests.realtime.listeners import numbers
from tests.realtime.listeners import sequences

LARGE = "x" * 50_000


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "READER_PATIENCE", 1)


def happen_large(*, times: int) -> None:
    with transaction.atomic():
        for number in range(times):
            record(
                "questlog:thing_done",
                payload={"number": number, "text": LARGE},
                subject=f"thing:{number}",
                dedupe_key=f"large:{number}",
            )


def read_all(socket: ClientConnection) -> tuple[list[str | bytes], int | None]:
    """What still arrives, and the code it ends with."""
    heard: list[str | bytes] = []
    try:
        while True:
            heard.append(socket.recv(timeout=10))
    except ConnectionClosed as closed:
        return heard, closed.rcvd.code if closed.rcvd else None


def test_a_reader_that_never_reads_is_closed_beside_one_that_does(
    redis_client: redis.Redis, live_server: LiveServer
) -> None:
    address = live_server.ws_url + "/ws/questlog/"
    # A client that does not take what came stops reading from the network.
    with (
        connect(address, max_queue=1) as stuck,
        connect(address) as reader,
        connect(address) as watcher,
    ):
        happen_large(times=500)
        read = [reader.recv(timeout=10) for _ in range(500)]
        [watcher.recv(timeout=10) for _ in range(500)]
        with pytest.raises(TimeoutError):
            # Time enough for the hub to lose its patience.
            watcher.recv(timeout=3.5)

        heard, code = read_all(stuck)
        happen(number=501)
        read.append(reader.recv(timeout=20))

    assert code == 4408
    assert 0 < len(heard) < 500
    assert sequences(heard) == list(range(1, len(heard) + 1))
    assert sequences(read) == list(range(1, 502))


def test_a_reader_that_falls_out_of_the_ring_is_closed(
    redis_client: redis.Redis,
    live_server: LiveServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hub, "READER_PATIENCE", 60)
    address = live_server.ws_url + "/ws/questlog/"
    with connect(address, max_queue=1) as stuck, connect(address) as reader:
        happen_large(times=300)
        [reader.recv(timeout=10) for _ in range(300)]
        happen_in_bulk(number=1000, times=hub.RING + 1000)
        last = 300 + hub.RING + 1000
        read = [reader.recv(timeout=10) for _ in range(300, last)]

        heard, code = read_all(stuck)

    assert sequences(read) == list(range(301, last + 1))
    assert code == 4408
    assert sequences(heard) == list(range(1, len(heard) + 1))


def test_a_burst_longer_than_the_ring_reaches_a_reader_whole(
    redis_client: redis.Redis, live_server: LiveServer
) -> None:
    with connect(live_server.ws_url + "/ws/questlog/") as reader:
        total = hub.RING + 5_000
        happen_in_bulk(times=total)

        read = [reader.recv(timeout=20) for _ in range(total)]

    assert numbers(read) == list(range(1, total + 1))
