"""A client that was away catches up, or is told that it cannot."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import orjson
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect

from apps.realtime.live import hub
from apps.realtime.live.protocol import SUBPROTOCOL
from apps.realtime.log import event_log
from tests.live import LiveServer
from tests.live import serve
from tests.realtime.listeners import happen
from tests.realtime.listeners import happen_in_bulk
from tests.realtime.listeners import numbers
from tests.realtime.listeners import sequences


def open_at(server: LiveServer, query: str) -> ClientConnection:
    return connect(f"{server.ws_url}/ws/questlog/?{query}")


def frames(socket: ClientConnection) -> Iterator[Any]:
    while True:
        yield orjson.loads(socket.recv(timeout=20))


def close_code(socket: ClientConnection) -> int | None:
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            socket.recv(timeout=20)
    return closed.value.rcvd.code if closed.value.rcvd else None


# Where to begin ---------------------------------------------------------------


def test_hello_says_where_the_stream_stands(server: LiveServer, epoch: str) -> None:
    with open_at(server, "hello=1") as socket:
        hello = next(frames(socket))
        happen(number=6)
        event = next(frames(socket))

    assert list(hello) == ["type", "payload", "timestamp"]
    assert hello["type"] == "events:hello"
    assert hello["payload"] == {
        "protocol": 1,
        "epoch": epoch,
        "sequence": 5,
        "first_sequence": 1,
        "resumed": False,
        "replaying": 0,
        "keepalive": 30,
        "types": ["*"],
    }
    assert event["sequence"] == 6


@pytest.mark.parametrize(
    ("since", "missed"),
    [("{epoch}.2", [3, 4, 5]), ("4", [5]), ("earliest", [1, 2, 3, 4, 5])],
)
def test_what_was_missed_is_replayed_before_what_is_new(
    server: LiveServer, epoch: str, since: str, missed: list[int]
) -> None:
    with open_at(server, f"since={since.format(epoch=epoch)}") as socket:
        hello = next(frames(socket))
        happen(number=6)
        heard = [socket.recv(timeout=20) for _ in range(len(missed) + 1)]

    assert hello["payload"]["resumed"]
    assert hello["payload"]["replaying"] == len(missed)
    assert numbers(heard) == [*missed, 6]


@pytest.mark.parametrize("since", ["{epoch}.5", "latest"])
def test_who_missed_nothing_gets_what_is_new(
    server: LiveServer, epoch: str, since: str
) -> None:
    with open_at(server, f"since={since.format(epoch=epoch)}") as socket:
        next(frames(socket))
        happen(number=6)

        assert numbers([socket.recv(timeout=20)]) == [6]


@pytest.mark.parametrize(
    ("since", "reason"),
    [("0123abcd.3", "epoch"), ("{epoch}.6", "ahead"), ("99", "ahead")],
)
def test_a_place_that_is_none_is_answered_by_a_reset(
    server: LiveServer, epoch: str, since: str, reason: str
) -> None:
    with open_at(server, f"since={since.format(epoch=epoch)}") as socket:
        told = frames(socket)
        hello, reset = next(told), next(told)
        happen(number=6)
        event = next(told)

    assert not hello["payload"]["resumed"]
    assert reset["type"] == "events:reset"
    assert reset["payload"] == {"reason": reason, "epoch": epoch, "sequence": 5}
    assert event["sequence"] == 6


def test_a_place_that_is_forgotten_is_answered_by_a_reset(
    server: LiveServer, epoch: str
) -> None:
    with event_log.connect("test") as session:
        event_log.prune(session, days=30, events=2, sinks=[])

    with serve() as restarted, open_at(restarted, "since=2") as socket:
        told = frames(socket)
        assert next(told)["payload"]["first_sequence"] == 4
        assert next(told)["payload"]["reason"] == "too_old"
    with serve() as restarted, open_at(restarted, f"since={epoch}.3") as socket:
        assert next(frames(socket))["payload"]["replaying"] == 2


def test_what_the_ring_holds_no_more_is_read_from_the_log(
    server: LiveServer, epoch: str
) -> None:
    total = hub.RING + 2_000
    with connect(server.ws_url + "/ws/questlog/") as watcher:
        happen_in_bulk(number=6, times=total)
        [watcher.recv(timeout=10) for _ in range(total)]

    with open_at(server, "since=earliest") as socket:
        next(frames(socket))
        heard = [socket.recv(timeout=10) for _ in range(total + 5)]

    assert sequences(heard) == list(range(1, total + 6))


def test_large_events_leave_room_for_fewer_and_none_is_lost(
    server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "RING_SIZE", 100_000)
    with connect(server.ws_url + "/ws/questlog/") as watcher:
        happen_in_bulk(number=6, times=1500)
        live = [watcher.recv(timeout=10) for _ in range(1500)]

    with open_at(server, "since=earliest") as socket:
        next(frames(socket))
        heard = [socket.recv(timeout=10) for _ in range(1505)]

    assert heard[5:] == live
    assert sequences(heard) == list(range(1, 1506))


def test_a_client_cut_off_again_and_again_hears_everything_once(
    server: LiveServer,
) -> None:
    heard: list[int] = []
    fresh = itertools.count(6)
    for _ in range(10):
        with open_at(server, f"since={heard[-1] if heard else 'earliest'}") as socket:
            told = frames(socket)
            waiting = next(told)["payload"]["replaying"]
            happen(number=next(fresh))
            happen(number=next(fresh))
            # Leaves while one is on its way.
            heard += [next(told)["sequence"] for _ in range(waiting + 1)]

    assert heard == list(range(1, len(heard) + 1))
    assert len(heard) >= 5 + 10


def test_a_client_may_ask_by_subprotocol(server: LiveServer) -> None:
    address = server.ws_url + "/ws/questlog/"
    with connect(address, subprotocols=[SUBPROTOCOL]) as socket:  # type: ignore[list-item]
        assert socket.subprotocol == SUBPROTOCOL
        assert next(frames(socket))["type"] == "events:hello"


def test_other_parameters_do_not_change_the_bare_form(server: LiveServer) -> None:
    with open_at(server, "v=3&overlay=left") as socket:
        happen(number=6)

        assert numbers([socket.recv(timeout=20)]) == [6]


# Which types ------------------------------------------------------------------


def test_only_the_types_asked_for_are_sent(server: LiveServer) -> None:
    with open_at(server, "types=questlog:hunt_*,questlog:list_updated") as socket:
        hello = next(frames(socket))
        happen("thing_done", number=6)
        happen("hunt_encounter", number=7)
        happen("list_updated", number=8)
        happen("list_created", number=9)
        happen("hunt_end", number=10)

        heard = [socket.recv(timeout=20) for _ in range(3)]

    assert hello["payload"]["types"] == ["questlog:hunt_*", "questlog:list_updated"]
    assert numbers(heard) == [7, 8, 10]


def test_the_types_can_be_changed_while_connected(server: LiveServer) -> None:
    with open_at(server, "types=questlog:hunt_*") as socket:
        next(frames(socket))
        socket.send('{"op": "subscribe", "types": ["questlog:list_*"], "nonce": "n-1"}')
        answer = next(frames(socket))
        happen("hunt_end", number=6)
        happen("list_updated", number=7)

        assert numbers([socket.recv(timeout=20)]) == [7]

    assert answer["type"] == "events:subscribed"
    assert answer["payload"] == {"types": ["questlog:list_*"], "nonce": "n-1"}


def test_a_ping_is_answered_with_its_nonce(server: LiveServer) -> None:
    with open_at(server, "hello=1") as socket:
        next(frames(socket))
        socket.send('{"op": "ping", "nonce": 7}')
        answer = next(frames(socket))

    assert (answer["type"], answer["payload"]) == ("events:pong", {"nonce": 7})


# Nonsense ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "since=yesterday",
        "since=",
        "since=-1",
        "since=abc.def",
        "since=1&since=2",
        "since=99999999999999999999",
        "types=Questlog%20Events",
        "types=<script>",
        "hello=1&limit=3",
        "types=" + ",".join(f"a{n}" for n in range(60)),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused_with_a_reason(
    shared_server: LiveServer, query: str
) -> None:
    with open_at(shared_server, query) as socket:
        error = next(frames(socket))
        code = close_code(socket)

    assert error["type"] == "events:error"
    assert len(error["payload"]["message"]) > 20
    assert code == 4400


@pytest.mark.parametrize(
    "message",
    [
        "hello?",
        "[1, 2]",
        '{"op": "publish"}',
        '{"op": "subscribe"}',
        '{"op": "subscribe", "types": "all"}',
        '{"op": "subscribe", "types": ["no type!"]}',
        '{"op": "ping", "nonce": "' + "x" * 5000 + '"}',
        b"\xff\xfe",
    ],
)
def test_a_message_that_makes_no_sense_is_answered_and_the_socket_stays(
    shared_server: LiveServer, message: str | bytes
) -> None:
    with open_at(shared_server, "hello=1") as socket:
        next(frames(socket))
        socket.send(message)
        error = next(frames(socket))
        socket.send('{"op": "ping"}')

        assert next(frames(socket))["type"] == "events:pong"
    assert error["type"] == "events:error"


def test_who_keeps_talking_nonsense_is_closed(shared_server: LiveServer) -> None:
    with open_at(shared_server, "hello=1") as socket:
        for _ in range(6):
            socket.send("nonsense")

        assert close_code(socket) == 4400


def test_who_talks_without_end_is_closed(shared_server: LiveServer) -> None:
    with open_at(shared_server, "hello=1") as socket:
        # The server may close while we still talk.
        with suppress(ConnectionClosed):
            for _ in range(40):
                socket.send('{"op": "ping"}')

        assert close_code(socket) == 4400
