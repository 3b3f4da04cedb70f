from __future__ import annotations

from contextlib import ExitStack

import pytest
import redis
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.live import LiveServer
from tests.live import serve
from tests.realtime.listeners import RedisListener
from tests.realtime.listeners import happen
from tests.realtime.listeners import numbers

PATH = "/ws/questlog/"


def test_the_same_bytes_reach_redis_and_every_websocket(
    redis_listener: RedisListener, live_server: LiveServer
) -> None:
    with (
        connect(live_server.ws_url + PATH) as first,
        connect(live_server.ws_url + PATH) as second,
    ):
        happen()

        heard = [first.recv(timeout=20), second.recv(timeout=20)]
        (published,) = redis_listener.receive()

    assert heard == [published.decode()] * 2
    assert all(isinstance(text, str) for text in heard)


def test_a_bare_socket_gets_events_and_nothing_else(
    redis_client: redis.Redis, live_server: LiveServer
) -> None:
    with connect(live_server.ws_url + PATH) as earlier:
        happen(number=1)
        earlier.recv(timeout=20)
    with connect(live_server.ws_url + PATH) as socket:
        socket.send('{"op": "subscribe"}')
        socket.send("not even JSON")
        happen(number=2)
        happen(number=3)

        heard = [socket.recv(timeout=20), socket.recv(timeout=20)]

        with pytest.raises(TimeoutError):
            socket.recv(timeout=0.1)
    assert numbers(heard) == [2, 3]


def test_any_origin_may_listen(
    redis_client: redis.Redis, live_server: LiveServer
) -> None:
    """OBS opens local files as origin `null`; programs send none."""
    origins = [None, Origin("null"), Origin("https://elsewhere.example")]
    paths = ["/ws/questlog", "/ws/questlog/"]
    with ExitStack() as stack:
        sockets = [
            stack.enter_context(connect(live_server.ws_url + path, origin=origin))
            for path in paths
            for origin in origins
        ]
        happen()

        assert numbers([socket.recv(timeout=20) for socket in sockets]) == [1] * 6


def test_an_unknown_address_is_closed_with_a_code_of_its_own(
    redis_client: redis.Redis, live_server: LiveServer
) -> None:
    for path in ("/", "/ws/", "/ws/questlog/more", "/ws/unknown/"):
        with (
            connect(live_server.ws_url + path) as socket,
            pytest.raises(ConnectionClosed) as closed,
        ):
            socket.recv(timeout=20)

        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4404


def test_what_happens_while_questlog_is_down_is_delivered_when_it_is_back(
    committed_db: None, redis_listener: RedisListener
) -> None:
    with serve():
        happen(number=1)
    happen(number=2)

    with serve():
        assert numbers(redis_listener.receive(2)) == [1, 2]
