from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import contextmanager

import pytest
import redis
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.live import LiveServer
from tests.live import serve
from tests.realtime.listeners import RedisListener
from tests.realtime.listeners import happen
from tests.realtime.listeners import numbers
from tests.server.test_running import environment
from tests.settings import REPOSITORY
from tests.settings import TEST_DIR
from tests.settings import WORKER

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


@pytest.mark.parametrize("path", ["/", "/ws/", "/ws/questlog/more", "/ws/unknown/"])
@pytest.mark.parametrize("plain", [False, True])
def test_an_unknown_address_is_refused_in_the_handshake(
    redis_client: redis.Redis, committed_db: None, path: str, plain: bool
) -> None:
    with serve(plain=plain) as server, pytest.raises(InvalidStatus) as refused:
        connect(server.ws_url + path)

    assert refused.value.response.status_code == 404
    assert b"/ws/questlog/" in refused.value.response.body


def test_under_daphne_too_an_unknown_address_is_refused_in_the_handshake() -> None:
    with daphne() as address:
        with pytest.raises(InvalidStatus) as refused:
            connect(f"{address}/ws/unknown/")

    assert refused.value.response.status_code == 403


@contextmanager
def daphne() -> Iterator[str]:
    """Questlog under daphne, as `runserver` has it; yields its address."""
    command = ["-b", "127.0.0.1", "-p", "0", "questlog_site.asgi:application"]
    with subprocess.Popen(
        [sys.executable, "-m", "daphne", *command],
        cwd=REPOSITORY,
        env=environment(TEST_DIR / WORKER, QUESTLOG_RELAY="false"),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        try:
            said = iter(process.stderr.readline, "")
            ready = next(line for line in said if "Listening on TCP address" in line)
            yield f"ws://127.0.0.1:{ready.rpartition(':')[2].strip()}"
        finally:
            process.kill()


def test_what_happens_while_questlog_is_down_is_delivered_when_it_is_back(
    committed_db: None, redis_listener: RedisListener
) -> None:
    with serve():
        happen(number=1)
    happen(number=2)

    with serve():
        assert numbers(redis_listener.receive(2)) == [1, 2]
