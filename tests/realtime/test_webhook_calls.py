"""What an endpoint is sent, and what its answers lead to."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import orjson
import pytest
from django.db import connection
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response

from apps.integrations.http.addresses import AddressPolicy
from apps.integrations.http.client import Limits
from apps.realtime.envelope import encode
from apps.realtime.log import event_log
from apps.realtime.models import Event
from apps.realtime.webhooks import schedule
from apps.realtime.webhooks.models import BodyFormat
from apps.realtime.webhooks.models import WebhookAttempt
from apps.realtime.webhooks.models import WebhookDelivery
from apps.realtime.webhooks.models import WebhookEndpoint
from apps.realtime.webhooks.models import new_secret
from tests.integrations import servers
from tests.integrations.servers import rude_server
from tests.realtime.desk import Desk
from tests.realtime.desk import endpoint
from tests.realtime.desk import is_signed
from tests.realtime.desk import number
from tests.realtime.desk import statuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db: None) -> Desk:
    return own_desk()


def own_desk(**options: Any) -> Desk:
    connection.ensure_connection()
    return Desk(connection.connection, **options)


@pytest.fixture
def hook(httpserver: HTTPServer) -> str:
    """The address of an endpoint; what it answers is up to the test."""
    return httpserver.url_for("/hook")


def answer(server: HTTPServer, status: int = 200, **options: Any) -> None:
    server.clear()
    server.expect_request("/hook").respond_with_data(status=status, **options)


def requests(server: HTTPServer) -> list[Request]:
    return [request for request, _ in server.log]


# What is sent -----------------------------------------------------------------


def test_an_event_is_sent_as_its_very_bytes_and_signed(
    desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    answer(httpserver)
    site = endpoint(hook)
    desk.happen()

    desk.work()

    (request,) = requests(httpserver)
    (event,) = event_log.read_after(connection.connection, 0)
    assert request.get_data() == encode(event)
    assert request.headers["webhook-id"] == str(event.uuid)
    assert request.headers["content-type"] == "application/json"
    assert is_signed(request, site.secret)
    assert not is_signed(request, new_secret())
    assert statuses() == ["delivered"]


@pytest.mark.parametrize(
    ("types", "told"),
    [
        ("", [1, 2, 3]),
        ("questlog:list_updated", [2]),
        ("questlog:hunt_*", [1, 3]),
        ("questlog:list_*, questlog:hunt_started", [2, 3]),
        ("*", [1, 2, 3]),
        ("questlog:nothing_*", []),
    ],
)
def test_an_endpoint_is_told_what_it_wants_to_know(
    desk: Desk, httpserver: HTTPServer, hook: str, types: str, told: list[int]
) -> None:
    answer(httpserver)
    endpoint(hook, types=types, is_ordered=True)
    desk.happen("hunt_encounter", number=1)
    desk.happen("list_updated", number=2)
    desk.happen("hunt_started", number=3)

    desk.work()

    assert [number(request) for request in requests(httpserver)] == told


def test_a_new_endpoint_is_told_what_happens_from_now_on(
    desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    answer(httpserver)
    desk.happen(number=1)
    endpoint(hook)
    desk.happen(number=2)

    desk.work()

    assert [number(request) for request in requests(httpserver)] == [2]


def test_github_is_sent_a_dispatch(
    desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    answer(httpserver, 204)
    endpoint(hook, body_format=BodyFormat.GITHUB, authorization="Bearer ghp_1")
    desk.happen()

    desk.work()

    (request,) = requests(httpserver)
    (event,) = event_log.read_after(connection.connection, 0)
    assert orjson.loads(request.get_data()) == {
        "event_type": "questlog",
        "client_payload": orjson.loads(encode(event)),
    }
    assert request.headers["Authorization"] == "Bearer ghp_1"
    assert request.headers["Accept"] == "application/vnd.github+json"
    assert statuses() == ["delivered"]


def test_a_deploy_hook_is_sent_nothing_but_signed(
    desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    answer(httpserver, 201)
    site = endpoint(hook, body_format=BodyFormat.EMPTY)
    desk.happen()

    desk.work()

    (request,) = requests(httpserver)
    assert request.get_data() == b"{}"
    assert is_signed(request, site.secret)


def test_a_large_event_is_sent_without_its_payload(
    desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    answer(httpserver)
    endpoint(hook)
    desk.happen()
    Event.objects.update(payload_json='{"entries":"' + "x" * 20_000 + '"}')

    desk.work()

    sent = orjson.loads(requests(httpserver)[0].get_data())
    assert (sent["payload"], sent["truncated"], sent["sequence"]) == ({}, True, 1)


def test_the_old_secret_signs_too_until_its_time_is_up(
    desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    answer(httpserver)
    site = endpoint(hook)
    old = site.secret
    site.rotate_secret(at=desk.now)
    for event in (1, 2):
        desk.happen(number=event)
        desk.work()
        desk.later(hours=25)

    during, after = requests(httpserver)
    assert site.secret != old
    assert is_signed(during, old) and is_signed(during, site.secret)
    assert len(during.headers["webhook-signature"].split(" ")) == 2
    assert len(after.headers["webhook-signature"].split(" ")) == 1


# What comes back --------------------------------------------------------------


def test_a_call_that_failed_is_tried_again_with_the_same_id(
    desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    site = endpoint(hook)
    answer(httpserver, 500)
    desk.happen()
    desk.work()
    desk.later(seconds=4).work()
    assert len(requests(httpserver)) == 1
    site.refresh_from_db()
    assert site.failing_since is not None

    first = requests(httpserver)[0]
    answer(httpserver)
    desk.later(seconds=2).work()

    (again,) = requests(httpserver)
    assert again.headers["webhook-id"] == first.headers["webhook-id"]
    assert again.headers["webhook-timestamp"] > first.headers["webhook-timestamp"]
    assert is_signed(again, site.secret)
    assert statuses() == ["delivered"]
    done = WebhookEndpoint.objects.get()
    assert done.failing_since is None
    assert done.last_success_at == desk.now


def test_an_endpoint_that_fails_for_days_is_turned_off_with_a_reason(
    desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    site = endpoint(hook)
    answer(httpserver, 500)
    started = desk.now
    desk.happen()
    desk.work()
    delays = []
    while not WebhookDelivery.objects.filter(status="failed").exists():
        due = WebhookDelivery.objects.get().next_attempt_at
        delays.append((due - desk.now).total_seconds())
        desk.now = due
        desk.work()

    for delay, promised in zip(delays, schedule.RETRIES, strict=True):
        assert promised <= delay <= promised * 1.1
    assert len(requests(httpserver)) == 10
    assert desk.now - started > timedelta(days=3)
    site.refresh_from_db()
    assert not site.is_enabled
    assert "10 times" in site.disabled_reason
    assert site.last_failure == "answered 500"


def test_one_event_that_an_endpoint_refuses_does_not_turn_it_off(
    desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    def picky(request: Request) -> Response:
        return Response(status=400 if number(request) == 1 else 200)

    httpserver.expect_request("/hook").respond_with_handler(picky)
    site = endpoint(hook)
    desk.happen(number=1)
    desk.work()
    desk.happen(number=2)
    while "pending" in statuses():
        desk.later(hours=30).work()

    site.refresh_from_db()
    assert statuses() == ["failed", "delivered"]
    assert site.is_enabled


def test_410_turns_an_endpoint_off_and_what_waits_is_stopped(
    desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    answer(httpserver, 410)
    site = endpoint(hook, is_ordered=True)
    desk.happen(times=3)

    desk.work()
    desk.later(days=1).work()

    site.refresh_from_db()
    assert not site.is_enabled
    assert "410" in site.disabled_reason
    assert statuses() == ["failed", "stopped", "stopped"]
    assert len(requests(httpserver)) == 1


def test_an_endpoint_turned_on_again_is_told_what_happens_then(
    desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    answer(httpserver)
    site = endpoint(hook)
    site.disable(reason="Holidays", at=desk.now)
    desk.happen(number=1)
    desk.work()
    site.enable()
    desk.happen(number=2)

    desk.work()

    assert [number(request) for request in requests(httpserver)] == [2]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_a_failure_and_is_not_followed(
    desk: Desk, httpserver: HTTPServer, hook: str, status: int
) -> None:
    answer(httpserver, status, headers={"Location": httpserver.url_for("/other")})
    endpoint(hook)
    desk.happen()

    desk.work()

    assert [request.path for request in requests(httpserver)] == ["/hook"]
    delivery = WebhookDelivery.objects.get()
    assert (delivery.status, delivery.answer) == ("pending", f"answered {status}")


@pytest.mark.parametrize(
    ("wanted", "waits"), [("60", 60), ("1", 5), ("9999999", 24 * 3600)]
)
def test_the_rest_that_an_endpoint_asks_for_is_given_within_reason(
    desk: Desk, httpserver: HTTPServer, hook: str, wanted: str, waits: int
) -> None:
    endpoint(hook, is_ordered=True)
    answer(httpserver, 429, headers={"Retry-After": wanted})
    desk.happen(number=1)
    desk.work()

    delivery = WebhookDelivery.objects.get()

    wait = (delivery.next_attempt_at - desk.now).total_seconds()
    assert waits <= wait <= waits * 1.1


def test_other_events_wait_too_while_an_endpoint_rests(
    desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    endpoint(hook)
    answer(httpserver, 429, headers={"Retry-After": "60"})
    desk.happen(number=1)
    desk.work()
    answer(httpserver)
    desk.happen(number=2)

    desk.later(seconds=50).work()
    assert requests(httpserver) == []
    desk.later(seconds=11).work()

    assert len(requests(httpserver)) == 2


SHORT = Limits(connect=0.3, read=0.3, total=0.3, max_bytes=1024)


@pytest.mark.parametrize(
    ("behave", "said"),
    [
        (servers.hang, "in time"),
        (servers.drip(b"HTTP/1.1 200 OK\r\n\r\n"), "in time"),
        (servers.reset, "can't be reached"),
        (lambda _: None, "can't be reached"),
    ],
    ids=["hang", "drip", "reset", "hang up"],
)
def test_a_server_of_bad_manners_is_a_failure_like_others(
    db: None, behave: Any, said: str
) -> None:
    with rude_server(behave) as url:
        desk = own_desk(limits=SHORT)
        endpoint(url)
        desk.happen()
        desk.work()

    assert statuses() == ["pending"]
    attempt = WebhookAttempt.objects.get()
    assert attempt.status is None
    assert said in attempt.error


def test_an_endless_answer_is_a_success_and_kept_in_part(db: None) -> None:
    with rude_server(servers.flood) as url:
        desk = own_desk(limits=SHORT)
        endpoint(url)
        desk.happen()
        desk.work()

    assert statuses() == ["delivered"]
    assert WebhookAttempt.objects.get().answer_body == "x" * 1024


def test_a_server_that_is_not_there_is_tried_again(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    endpoint(f"http://127.0.0.1:{port}/")
    desk.happen()

    desk.work()

    assert statuses() == ["pending"]
    assert "refused" in WebhookAttempt.objects.get().error


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_an_endpoint_at_home_is_not_called_unless_allowed(
    db: None, httpserver: HTTPServer, host: str
) -> None:
    answer(httpserver)
    desk = own_desk(policy=AddressPolicy.parse(["192.168.0.0/16"]))
    endpoint(f"http://{host}:{httpserver.port}/hook")
    desk.happen()

    desk.work()

    assert requests(httpserver) == []
    assert statuses() == ["pending"]
    assert "QUESTLOG_WEBHOOKS_ALLOW_PRIVATE" in WebhookAttempt.objects.get().error


def test_each_try_is_kept_without_secrets(
    desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    answer(
        httpserver,
        500,
        response_data="Sorry\0, my disk is \udcff".encode("utf-8", "surrogateescape"),
        headers={"Set-Cookie": "session=1", "X-Why": "full"},
    )
    site = endpoint(hook, authorization="Bearer very-secret")
    site.rotate_secret(at=desk.now)
    desk.happen()
    desk.work()
    desk.later(seconds=6).work()

    first, second = WebhookAttempt.objects.order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert first.request_body == WebhookDelivery.objects.get().envelope
    assert first.answer_body == "Sorry\N{REPLACEMENT CHARACTER}, my disk is �"
    assert ["x-why", "full"] in first.answer_headers
    kept = orjson.dumps([first.request_headers, first.answer_headers]).decode()
    for secret in ("very-secret", "session=1", site.secret, site.old_secret):
        assert secret not in kept
    assert ["Authorization", "(not kept)"] in first.request_headers


def test_no_secret_is_logged(
    desk: Desk, httpserver: HTTPServer, hook: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    answer(httpserver, 500)
    site = endpoint(f"{hook}?key=hidden-key", authorization="Bearer very\nsecret")
    desk.happen()
    desk.work()

    ours = [record for record in caplog.records if record.name != "werkzeug"]
    logged = "\n".join(record.getMessage() for record in ours)
    for secret in ("very", "hidden-key", site.secret.removeprefix("whsec_")):
        assert secret not in logged
        assert secret not in WebhookAttempt.objects.get().error


@pytest.fixture(autouse=True)
def _forget_requests(httpserver: HTTPServer) -> Iterator[None]:
    yield
    httpserver.clear()
