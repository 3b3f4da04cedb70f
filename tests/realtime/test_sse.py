"""Server-sent events: `curl -N`, and a browser's EventSource that resumes by itself."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import orjson
import pytest
import redis
from django.db import connections
from django.db import transaction
from playwright.sync_api import Page
from playwright.sync_api import Response
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from apps.realtime.live import hub
from apps.realtime.live import lifetime
from apps.realtime.live import sse
from apps.realtime.log.insertion import insert_event
from apps.realtime.models import EventStream
from tests.live import LiveServer
from tests.live import reserved_port
from tests.live import serve
from tests.realtime.listeners import eventually
from tests.realtime.listeners import happen
from tests.realtime.listeners import happen_in_bulk
from tests.realtime.listeners import readers

PATH = "/api/events/stream"


class Listener:
    """What `curl -N` does: reads frames, without their empty line."""

    def __init__(self, response: httpx.Response) -> None:
        self.headers = response.headers
        self._lines = response.iter_lines()

    def frame(self) -> str:
        lines: list[str] = []
        for line in self._lines:
            if not line:
                break
            lines.append(line)
        return "\n".join(lines)

    def numbers(self, count: int) -> list[int]:
        """The numbers of the facts in the next `count` frames."""
        frames = [self.frame() for _ in range(count)]
        return [event_of(frame)["payload"]["number"] for frame in frames]


@contextmanager
def listening(
    server: LiveServer, query: str = "", headers: dict[str, str] | None = None
) -> Iterator[Listener]:
    """A client of the stream that has had the opening frame's place."""
    address = f"{server.url}{PATH}?{query}"
    with httpx.stream("GET", address, headers=headers, timeout=60) as response:
        assert response.status_code == 200
        yield Listener(response)


def event_of(frame: str) -> dict[str, dict[str, int]]:
    (data,) = [line for line in frame.split("\n") if line.startswith("data: ")]
    event: dict[str, dict[str, int]] = orjson.loads(data.removeprefix("data: "))
    return event


# Frames -----------------------------------------------------------------------


def test_it_tells_the_place_and_then_each_event_as_it_is(
    server: LiveServer, epoch: str
) -> None:
    with (
        connect(server.ws_url + "/ws/questlog/") as socket,
        listening(server) as listener,
    ):
        opening = listener.frame()
        happen(number=6)
        frame = listener.frame()
        text = socket.recv(timeout=60)

    assert opening == f"retry: 2000\nid: {epoch}.5"
    assert frame == f"data: {text!s}\nid: {epoch}.6"
    assert listener.headers["Content-Type"] == "text/event-stream"
    assert listener.headers["Questlog-Event-Position"] == f"{epoch}.5"
    assert listener.headers["Cache-Control"] == "no-store"
    assert listener.headers["X-Accel-Buffering"] == "no"


def test_named_frames_carry_the_type(server: LiveServer) -> None:
    with listening(server, "since=4&named=1") as listener:
        listener.frame()

        assert listener.frame().startswith("event: questlog:thing_done\ndata: {")


def test_only_the_types_asked_for_come(server: LiveServer) -> None:
    with listening(server, "types=questlog:list_*") as listener:
        listener.frame()
        happen("thing_done", number=6)
        happen("list_updated", number=7)

        assert listener.numbers(1) == [7]


def test_the_place_is_told_in_silence_and_moves_over_other_types(
    server: LiveServer, epoch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sse, "KEEPALIVE", 0.1)
    with listening(server, "types=questlog:list_*") as listener:
        listener.frame()
        assert listener.frame() == f"id: {epoch}.5"
        happen("thing_done", number=6)

        told = [listener.frame()]
        while told[-1] == f"id: {epoch}.5":
            told.append(listener.frame())
    assert told[-1] == f"id: {epoch}.6"


# Where to begin ---------------------------------------------------------------


def test_what_was_missed_comes_before_what_is_new(
    server: LiveServer, epoch: str
) -> None:
    for new, query, last_event_id, first in (
        (6, f"since={epoch}.2", "", 3),
        (7, "since=earliest", "", 1),
        (8, "since=earliest", f"{epoch}.3", 4),
        (9, "", f"{epoch}.4", 5),
    ):
        headers = {"Last-Event-ID": last_event_id}
        with listening(server, query, headers) as listener:
            listener.frame()
            happen(number=new)

            assert listener.numbers(new - first + 1) == list(range(first, new + 1))
        assert listener.headers["Questlog-Event-Position"] == f"{epoch}.{first - 1}"


def test_a_place_that_is_none_is_answered_by_a_reset_before_any_id(
    server: LiveServer, epoch: str
) -> None:
    """Who is cut off before it has read the reset must be told again."""
    headers = {"Last-Event-ID": "0123abcd.3"}
    with (
        listening(server, "", headers) as listener,
        listening(server, "named=1", headers) as by_name,
    ):
        opening, named = listener.frame(), by_name.frame()
        happen(number=6)

        assert listener.numbers(1) == by_name.numbers(1) == [6]
    assert opening.startswith('retry: 2000\ndata: {"type":"events:reset"')
    assert named.startswith("retry: 2000\nevent: events:reset\ndata: {")
    payload = {"reason": "epoch", "epoch": epoch, "sequence": 5}
    assert event_of(opening)["payload"] == payload
    assert opening.endswith(f"\nid: {epoch}.5")


@pytest.mark.parametrize(
    ("query", "headers", "field"),
    [
        ("since=yesterday", {}, "since"),
        ("named=perhaps", {}, "named"),
        ("wait=3", {}, "wait"),
        ("", {"Last-Event-ID": "yesterday"}, "Last-Event-ID"),
    ],
)
def test_a_wish_that_makes_no_sense_is_a_problem_that_names_it(
    shared_server: LiveServer, query: str, headers: dict[str, str], field: str
) -> None:
    answer = httpx.get(f"{shared_server.url}{PATH}?{query}", headers=headers)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


# Coming and going -------------------------------------------------------------


def test_a_client_that_leaves_is_let_go_of(server: LiveServer) -> None:
    with listening(server) as listener:
        listener.frame()
        assert readers() == 1

    assert eventually(lambda: readers() == 0, patience=60)


def test_a_client_that_never_reads_is_cut_off_beside_one_that_does(
    redis_client: redis.Redis, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "READER_PATIENCE", 1)
    request = f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    address = ("localhost", live_server.port)
    with (
        socket.create_connection(address, timeout=60) as stuck,
        listening(live_server) as listener,
    ):
        stuck.sendall(request.encode())
        assert eventually(lambda: readers() == 2, patience=60)
        with transaction.atomic():
            for number in range(400):
                insert_event(
                    "questlog:thing_done",
                    payload={"number": number, "text": "x" * 50_000},
                    subject=f"thing:{number}",
                    dedupe_key=f"large:{number}",
                )

        listener.frame()
        assert listener.numbers(400) == list(range(400))
        assert eventually(lambda: readers() == 1, patience=30)
        happen(number=400)
        assert listener.numbers(1) == [400]


def test_streams_and_sockets_end_in_order_when_the_server_stops(
    server: LiveServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "uvicorn.error")
    with (
        serve() as stopping,
        connect(stopping.ws_url + "/ws/questlog/") as websocket,
        httpx.stream("GET", stopping.url + PATH, timeout=60) as response,
    ):
        lines = response.iter_lines()
        next(lines)
        stopping.stop()

        assert [line for line in lines if line.startswith("data")] == []
        with pytest.raises(ConnectionClosed) as closed:
            websocket.recv(timeout=60)

    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012
    assert "timeout graceful shutdown exceeded" not in caplog.text


def test_a_replay_that_loses_the_database_ends_and_can_be_resumed(
    server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "RING_SIZE", 10_000)
    happen_in_bulk(number=6, times=600)
    newest = {"since": "latest", "types": "questlog:none"}
    address = server.url + "/api/events"
    assert eventually(
        lambda: httpx.get(address, params=newest).json()["next"].endswith(".605"),
        patience=30,
    )
    with monkeypatch.context() as without:
        without.setitem(connections.settings["default"], "HOST", "/nowhere")
        with listening(server, "since=earliest") as listener:
            opening = listener.frame()

            assert listener.frame() == ""
        page = httpx.get(address, params={"since": "earliest"})
        assert page.status_code == 503

    headers = {"Last-Event-ID": opening.partition("id: ")[2]}
    with listening(server, "", headers) as listener:
        listener.frame()
        assert listener.numbers(605) == list(range(1, 606))


def test_while_the_database_is_away_a_client_is_told_to_come_back(
    django_db_setup: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error would make an EventSource give up for ever."""
    monkeypatch.setattr(lifetime, "HUB_PATIENCE", 0.1)
    monkeypatch.setitem(connections.settings["default"], "HOST", "/nowhere")
    with serve() as server:
        stream = httpx.get(server.url + PATH)
        page = httpx.get(server.url + "/api/events")

    assert stream.status_code == 200
    assert stream.text.startswith("retry: 2000\n: ")
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "5"


# A browser --------------------------------------------------------------------

LISTEN = """
([address]) => {
  window.heard = [];
  window.source = new EventSource(address);
  window.source.onmessage = ({ data, lastEventId }) => {
    window.heard.push([JSON.parse(data).payload.number, lastEventId]);
  };
}
"""


def cut_all() -> None:
    """Break off the connection of every client, as a network does."""
    for loop, one in list(lifetime._hubs.items()):
        for reader in list(one._readers):
            loop.call_soon_threadsafe(reader.on_stuck)


def test_a_browser_resumes_by_itself_without_a_hole(
    redis_client: redis.Redis,
    page: Page,
    browser_problems: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sse, "RETRY", 100)
    with reserved_port() as port:
        with serve(port=port) as server:
            page.goto(f"{server.url}/admin/login/")
            page.evaluate(LISTEN, [f"{server.url}{PATH}?since=earliest"])
            happen(number=1)
            assert hears(page, 1)
            cut_all()
            happen(number=2)
            assert hears(page, 2)
        happen(number=3)
        with serve(port=port):
            happen(number=4)
            assert hears(page, 4)
            heard = page.evaluate("heard")
            page.evaluate("source.close()")

    epoch = EventStream.objects.get().epoch
    assert heard == [[number, f"{epoch}.{number}"] for number in range(1, 5)]
    # Chromium says that it was cut off, and found nobody.
    browser_problems.clear()


def test_a_browser_keeps_the_place_that_is_told_in_silence(
    server: LiveServer,
    epoch: str,
    page: Page,
    browser_problems: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sse, "RETRY", 100)
    monkeypatch.setattr(sse, "KEEPALIVE", 0.01)
    places: list[str] = []

    def note(response: Response) -> None:
        if PATH in response.url:
            places.append(response.headers["questlog-event-position"])

    page.on("response", note)
    page.goto("/admin/login/")
    page.evaluate(LISTEN, [f"{server.url}{PATH}?types=questlog:list_*"])
    assert eventually(lambda: came_back(page, places, 1), patience=30)
    happen("thing_done", number=6)

    def comes_back_to(place: str) -> bool:
        came = len(places)
        cut_all()
        assert eventually(lambda: came_back(page, places, came + 1), patience=30)
        # At first perhaps before it was told of the place.
        page.wait_for_timeout(200)
        return places[-1] == place

    # A place without an event shows only in where the browser goes on.
    assert eventually(lambda: comes_back_to(f"{epoch}.6"), patience=60)
    assert page.evaluate("heard") == []
    happen("list_updated", number=7)
    assert hears(page, 1)

    assert page.evaluate("heard") == [[7, f"{epoch}.7"]]
    page.evaluate("source.close()")
    browser_problems.clear()


def hears(page: Page, count: int) -> bool:
    return eventually(lambda: len(page.evaluate("heard")) >= count, patience=30)


def came_back(page: Page, places: list[str], times: int) -> bool:
    # Playwright tells of responses while it is asked something.
    page.wait_for_timeout(20)
    return len(places) >= times
