"""The feed `GET /api/events`: pages of events, and waiting for the next."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import orjson
import pytest
from django.db import connection
from websockets.sync.client import connect

from apps.realtime.live import feed
from apps.realtime.live import hub
from apps.realtime.log import event_log
from apps.realtime.schemas import FeedPage
from tests.live import LiveServer
from tests.live import serve
from tests.realtime.listeners import eventually
from tests.realtime.listeners import happen
from tests.realtime.listeners import happen_in_bulk
from tests.realtime.listeners import readers

PATH = "/api/events"


def ask(server: LiveServer, **query: Any) -> httpx.Response:
    return httpx.get(server.url + PATH, params=query, timeout=60)


def page(server: LiveServer, **query: Any) -> Any:
    answer = ask(server, **query)
    assert answer.status_code == 200, answer.text
    assert list(answer.json()) == ["events", "next", "has_more", "reset"]
    FeedPage.model_validate_json(answer.text)
    return answer.json()


def numbers(page: Any) -> list[int]:
    return [event["payload"]["number"] for event in page["events"]]


def newest(server: LiveServer) -> int:
    """The number of the last fact that has reached the server."""
    return numbers(page(server, limit=1))[0]


@pytest.fixture
def background() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as executor:
        yield executor


@pytest.fixture
def waiting(server: LiveServer, background: ThreadPoolExecutor) -> Any:
    """Ask `server` for a page in the background; returns when it waits."""

    def start(**query: Any) -> Future[Any]:
        asked = background.submit(page, server, wait=30, **query)
        assert eventually(lambda: readers() == 1, patience=60)
        return asked

    return start


# Pages ------------------------------------------------------------------------


def test_the_log_is_read_page_by_page(server: LiveServer, epoch: str) -> None:
    first = page(server, since="earliest", limit=2)
    second = page(server, since=first["next"], limit=2)
    third = page(server, since=second["next"], limit=2)
    nothing = page(server, since=third["next"], limit=2)

    assert [numbers(one) for one in (first, second, third, nothing)] == [
        [1, 2],
        [3, 4],
        [5],
        [],
    ]
    assert [one["has_more"] for one in (first, second, third)] == [True, True, False]
    assert third["next"] == nothing["next"] == f"{epoch}.5"
    assert {one["reset"] for one in (first, second, third, nothing)} == {None}


def test_an_event_has_the_same_bytes_as_on_the_websocket(server: LiveServer) -> None:
    with connect(server.ws_url + "/ws/questlog/") as listener:
        happen(number=6, times=2)
        heard = [str(listener.recv(timeout=20)) for _ in range(2)]

    answer = ask(server, since="5")

    assert answer.text.startswith('{"events":[' + ",".join(heard) + '],"next":')


def test_each_way_to_name_a_place(server: LiveServer, epoch: str) -> None:
    for since, found in (
        (f"{epoch}.2", [3, 4, 5]),
        ("4", [5]),
        ("earliest", [1, 2, 3, 4, 5]),
        ("latest", []),
    ):
        assert numbers(page(server, since=since)) == found


def test_without_a_place_it_has_the_newest_and_goes_on_from_there(
    server: LiveServer, epoch: str
) -> None:
    newest = page(server, limit=2)
    happen(number=6)
    following = page(server, since=newest["next"], wait=30)

    assert (numbers(newest), newest["has_more"]) == ([4, 5], False)
    assert newest["next"] == f"{epoch}.5"
    assert numbers(following) == [6]
    assert numbers(page(server, types="questlog:thing_*", limit=1)) == [6]
    assert numbers(page(server, types="questlog:hunt_*")) == []


def test_a_place_that_is_none_is_answered_by_a_reset_at_once(
    server: LiveServer, epoch: str
) -> None:
    for since, reason in (
        ("0123abcd.3", "epoch"),
        (f"{epoch}.6", "ahead"),
        ("99", "ahead"),
    ):
        found = page(server, since=since, wait=30)

        assert found["reset"] == {"reason": reason, "epoch": epoch, "sequence": 5}
        assert (found["events"], found["next"]) == ([], f"{epoch}.5")


def test_a_place_that_is_forgotten_is_answered_by_a_reset(
    server: LiveServer, epoch: str
) -> None:
    with event_log.connect("test") as session:
        event_log.prune(session, days=30, events=2, sinks=[])

    with serve() as restarted:
        assert page(restarted, since="2")["reset"]["reason"] == "too_old"
        assert numbers(page(restarted, since=f"{epoch}.3")) == [4, 5]
        assert numbers(page(restarted, since="earliest")) == [4, 5]
        assert numbers(page(restarted)) == [4, 5]


def test_only_the_types_asked_for_come_and_the_place_moves_over_the_others(
    server: LiveServer, epoch: str
) -> None:
    happen("hunt_encounter", number=6)
    happen("list_updated", number=7)
    happen("thing_done", number=8)
    assert eventually(lambda: newest(server) == 8, patience=60)

    wanted = page(server, since="5", types="questlog:hunt_*,questlog:list_updated")
    nothing = page(server, since="5", types="questlog:import_*")

    assert numbers(wanted) == [6, 7]
    assert wanted["next"] == nothing["next"] == f"{epoch}.8"
    assert (nothing["events"], nothing["has_more"]) == ([], False)


def test_one_request_does_not_look_through_the_whole_log(
    server: LiveServer, epoch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "MOST_READ", 3)

    found = page(server, since="earliest", types="questlog:import_*", wait=30)

    assert (found["events"], found["has_more"]) == ([], True)
    assert found["next"] == f"{epoch}.3"


def test_what_memory_holds_no_more_is_read_from_the_log(
    server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "RING_SIZE", 100_000)
    happen_in_bulk(number=6, times=1500)
    assert eventually(lambda: newest(server) == 1505, patience=60)

    found: list[int] = []
    following: Any = {"next": "earliest", "has_more": True}
    while following["has_more"]:
        following = page(server, since=following["next"], limit=500)
        found += numbers(following)

    assert found == list(range(1, 1506))


# Waiting ----------------------------------------------------------------------


def test_who_waits_is_answered_when_something_happens(waiting: Any) -> None:
    answer = waiting(since="latest")

    happen(number=6)

    assert numbers(answer.result()) == [6]


def test_who_waits_is_not_woken_by_other_types(waiting: Any, epoch: str) -> None:
    answer = waiting(since="latest", types="questlog:list_*")

    happen("hunt_encounter", number=6)
    happen("list_updated", number=7)

    assert numbers(answer.result()) == [7]
    assert answer.result()["next"] == f"{epoch}.7"


def test_a_wait_for_nothing_ends_where_it_began(server: LiveServer, epoch: str) -> None:
    found = page(server, since="latest", wait=0.2)

    assert (found["events"], found["next"]) == ([], f"{epoch}.5")


def test_who_waits_is_told_when_the_log_becomes_another_one(
    waiting: Any, epoch: str
) -> None:
    answer = waiting(since="latest")

    with event_log.connect("test") as session:
        new = event_log.begin_epoch(session, instead_of=epoch).epoch

    reset = answer.result()["reset"]
    assert reset == {"reason": "epoch", "epoch": new, "sequence": 5}


def connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        )
        (count,) = cursor.fetchone()
    return int(count)


def test_waiting_holds_no_thread_and_no_database_connection(
    server: LiveServer,
) -> None:
    threads, sessions = threading.active_count(), connections()
    request = f"GET {PATH}?since=latest&wait=30 HTTP/1.1\r\nHost: localhost\r\n\r\n"
    clients = [
        socket.create_connection(("localhost", server.port), timeout=60)
        for _ in range(50)
    ]
    for client in clients:
        client.sendall(request.encode())
    assert eventually(lambda: readers() == 50, patience=60)

    # Others come and go, but not fifty.
    assert threading.active_count() < threads + 10
    assert connections() < sessions + 10

    for client in clients[:25]:
        client.close()
    assert eventually(lambda: readers() == 25, patience=60)
    happen(number=6)
    assert all(client.recv(1000).startswith(b"HTTP/1.1 200") for client in clients[25:])
    assert eventually(lambda: readers() == 0, patience=60)
    for client in clients[25:]:
        client.close()


def test_who_waits_is_answered_when_the_server_stops(
    server: LiveServer, background: ThreadPoolExecutor
) -> None:
    with serve() as stopping:
        answer = background.submit(page, stopping, since="latest", wait=30)
        assert eventually(lambda: readers() == 1, patience=60)

    assert answer.result()["events"] == []


# As any other read ------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"since": "yesterday"}, "since"),
        ({"since": ""}, "since"),
        ({"since": "-1"}, "since"),
        ({"since": ["1", "2"]}, "since"),
        ({"types": "Questlog Events"}, "types"),
        ({"types": ",".join(f"a{n}" for n in range(60))}, "types"),
        ({"limit": "0"}, "limit"),
        ({"limit": "501"}, "limit"),
        ({"wait": "31"}, "wait"),
        ({"wait": "nan"}, "wait"),
        ({"wait": "-1"}, "wait"),
        ({"after": "1"}, "after"),
    ],
)
def test_a_wish_that_makes_no_sense_is_a_problem_that_names_it(
    shared_server: LiveServer, query: dict[str, Any], field: str
) -> None:
    answer = ask(shared_server, **query)

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("path", [PATH, PATH + "/stream"])
def test_it_answers_as_any_other_read(shared_server: LiveServer, path: str) -> None:
    with httpx.Client(base_url=shared_server.url, timeout=60) as client:
        for address in (path, path + "/"):
            head = client.head(address, headers={"Origin": "null"})
            options = client.options(address)
            post = client.post(address, json={})
            stranger = client.get(address, headers={"Host": "evil.example"})

            assert (head.status_code, head.content) == (200, b"")
            assert head.headers["Access-Control-Allow-Origin"] == "*"
            exposed = head.headers["Access-Control-Expose-Headers"]
            assert "Questlog-Event-Position" in exposed
            assert head.headers["Questlog-Event-Position"]
            assert head.headers["Cache-Control"] == "no-store"
            assert options.status_code == 204
            assert options.headers["Allow"] == "GET, HEAD, OPTIONS"
            assert post.status_code == 405
            assert stranger.status_code == 400
            for problem in (post, stranger):
                assert problem.headers["Content-Type"] == "application/problem+json"


def test_the_same_page_is_304_and_tells_its_length(shared_server: LiveServer) -> None:
    first = ask(shared_server)
    held = {"If-None-Match": first.headers["ETag"]}

    again = httpx.get(shared_server.url + PATH, headers=held)

    assert int(first.headers["Content-Length"]) == len(orjson.dumps(first.json()))
    assert (again.status_code, again.content) == (304, b"")
