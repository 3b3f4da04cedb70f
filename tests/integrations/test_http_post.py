"""Posting, tokens that end, turns, and what is remembered of a service."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from collections.abc import Mapping
from datetime import UTC
from datetime import datetime

import pytest
import redis
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response

from apps.integrations.http.client import ATTEMPTS
from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteTimeout
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.pacing import Pace
from apps.integrations.http.redaction import redacted
from apps.integrations.http.service_health import RateLeft
from apps.integrations.http.service_health import recall
from tests.integrations import servers
from tests.integrations.clocks import FakeClock

SECRET = "ghp_very_secret"


class Archive(RemoteClient):
    service = "The Archive"
    key = "archive"
    pace = Pace(0.25, places=2)
    renewals = 0
    token = SECRET

    def authorisation(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def renew_authorisation(self) -> bool:
        self.renewals += 1
        self.token = f"{SECRET}-{self.renewals}"
        return True


@pytest.fixture
def archive(httpserver: HTTPServer, clock: FakeClock) -> Archive:
    return Archive(httpserver.url_for("/v1"), limits=Limits(total=20))


def test_a_body_or_a_form_is_posted(httpserver: HTTPServer, archive: Archive) -> None:
    httpserver.expect_request(
        "/v1/raw", method="POST", data="fields name;"
    ).respond_with_json(1)
    httpserver.expect_request(
        "/v1/form",
        method="POST",
        data="a=1&b=x%26y",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    ).respond_with_json(2)

    assert archive.send("raw", content=b"fields name;").json() == 1
    assert archive.send("form", form={"a": "1", "b": "x&y"}).json() == 2


def test_what_may_not_repeat_is_posted_once(
    httpserver: HTTPServer, archive: Archive
) -> None:
    httpserver.expect_request("/v1/x").respond_with_data("busy", status=503)

    with pytest.raises(RemoteUnavailable):
        archive.send("x")
    assert len(httpserver.log) == 1
    with pytest.raises(RemoteUnavailable):
        archive.send("x", may_repeat=True)
    assert len(httpserver.log) == 1 + ATTEMPTS


def test_what_is_posted_is_not_sent_on(
    httpserver: HTTPServer, archive: Archive
) -> None:
    httpserver.expect_request("/v1/x").respond_with_data(
        status=307, headers={"Location": "/v1/y"}
    )

    with pytest.raises(RemoteUnexpected):
        archive.send("x", content=b"secret")

    assert len(httpserver.log) == 1


def test_a_refused_token_is_renewed_once_and_the_request_replayed_once(
    httpserver: HTTPServer, archive: Archive
) -> None:
    fresh = {"Authorization": f"Bearer {SECRET}-1"}
    httpserver.expect_request("/v1/x", headers=fresh).respond_with_json("in")
    httpserver.expect_request("/v1/x").respond_with_data(status=401)

    assert archive.send("x").json() == "in"

    assert archive.renewals == 1
    assert len(httpserver.log) == 2


def test_a_new_token_that_is_refused_too_is_an_error(
    httpserver: HTTPServer, archive: Archive
) -> None:
    httpserver.expect_request("/v1/x").respond_with_data(status=401)

    with pytest.raises(RemoteUnauthorized):
        archive.get("x")

    assert archive.renewals == 1
    assert len(httpserver.log) == 2


def test_each_try_has_a_turn_of_its_own(
    httpserver: HTTPServer, archive: Archive, clock: FakeClock
) -> None:
    httpserver.expect_ordered_request("/v1/x").respond_with_data(status=502)
    httpserver.expect_ordered_request("/v1/x").respond_with_json(1)

    archive.get("x")

    assert clock.waits == [0.25]


def test_after_too_many_requests_all_wait(
    httpserver: HTTPServer, archive: Archive, clock: FakeClock
) -> None:
    httpserver.expect_ordered_request("/v1/x").respond_with_data(
        status=429, headers={"Retry-After": "3"}
    )
    httpserver.expect_ordered_request("/v1/x").respond_with_json(1)

    assert archive.get("x").json() == 1

    assert clock.waits == [3]


@pytest.mark.parametrize(
    "behave",
    [
        servers.hang,
        servers.drip(b"HTTP/1.1 200 OK\r\nX-Slow: "),
        servers.drip(b"HTTP/1.1 200 OK\r\n\r\n"),
        servers.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"),
    ],
    ids=["hang", "headers", "body", "long body"],
)
def test_a_server_that_drips_is_hung_up_on(
    behave: Callable[[socket.socket], None],
) -> None:
    limits = Limits(read=30, total=0.2)

    with servers.rude_server(behave) as address:
        with RemoteClient(address, limits=limits) as client:
            with pytest.raises(RemoteTimeout, match="in time"):
                client.send("x")


def test_the_rate_left_is_remembered(httpserver: HTTPServer, archive: Archive) -> None:
    headers = {
        "Ratelimit-Limit": "800",
        "Ratelimit-Remaining": "799",
        "Ratelimit-Reset": "1796083200",
    }
    httpserver.expect_request("/v1/x").respond_with_data("", headers=headers)

    archive.get("x")

    memory = recall("archive")
    assert memory is not None and memory.answered_at is not None
    assert memory.rate == RateLeft(799, 800, datetime(2026, 12, 1, tzinfo=UTC))
    assert not memory.is_failing


def test_the_last_error_is_remembered_until_the_next_answer_and_after(
    httpserver: HTTPServer, archive: Archive
) -> None:
    httpserver.expect_ordered_request("/v1/x").respond_with_data(status=403)
    httpserver.expect_ordered_request("/v1/x").respond_with_data("fine")

    with pytest.raises(RemoteRefused):
        archive.get("x")
    memory = recall("archive")
    assert memory is not None and memory.error is not None and memory.is_failing
    assert memory.error.message == "The Archive answered with status 403."
    assert (memory.error.kind, memory.error.status) == ("RemoteRefused", 403)

    archive.get("x")
    memory = recall("archive")
    assert memory is not None and memory.error is not None and not memory.is_failing


def test_what_was_not_found_is_no_fault_of_the_service(
    httpserver: HTTPServer, archive: Archive
) -> None:
    httpserver.expect_request("/v1/x").respond_with_data(status=404)

    with pytest.raises(RemoteError):
        archive.get("x")

    memory = recall("archive")
    assert memory is not None and memory.error is None


def test_without_redis_requests_go_on(
    no_redis: None, httpserver: HTTPServer, archive: Archive
) -> None:
    httpserver.expect_request("/v1/x").respond_with_json(1)

    assert archive.get("x").json() == 1
    assert recall("archive") is None


@pytest.mark.parametrize(
    "text",
    [
        f"asked with Bearer {SECRET}",
        f"https://example.org/?key={SECRET}&format=json",
        f'{{"access_token": "{SECRET}", "expires_in": 1}}',
        f"client_secret={SECRET}",
        f"and {SECRET} again",
    ],
)
def test_secrets_are_taken_out_of_texts(settings: Settings, text: str) -> None:
    settings.TWITCH_CLIENT_SECRET = SECRET

    assert SECRET not in redacted(text)
    assert "[hidden]" in redacted(text)


def test_ordinary_words_stay() -> None:
    text = "The token in GITHUB_TOKEN was refused; the monkey keys do not matter."

    assert redacted(text) == text


def test_no_secret_is_logged_kept_or_told_whatever_happens(
    httpserver: HTTPServer,
    archive: Archive,
    redis_client: redis.Redis,
    caplog: pytest.LogCaptureFixture,
    settings: Settings,
) -> None:
    class Chatty(Archive):
        """Its service tells back what it was sent."""

        def error_of(self, answer):  # type: ignore[no-untyped-def]
            if answer.status == 418:
                return RemoteRefused(answer.body.decode(), service=self.service)
            return super().error_of(answer)

    def echo(request: Request) -> Response:
        return Response(str(request.headers), status=418)

    settings.GITHUB_TOKEN = SECRET
    httpserver.expect_request("/v1/echo").respond_with_handler(echo)
    httpserver.expect_request("/v1/no").respond_with_data(SECRET, status=401)
    httpserver.expect_request("/v1/busy").respond_with_data(SECRET, status=429)
    errors: list[RemoteError] = []

    with caplog.at_level(logging.DEBUG), Chatty(httpserver.url_for("/v1")) as client:
        for path in ("no", "busy", "echo", "nowhere"):
            with pytest.raises(RemoteError) as raised:
                client.get(path)
            errors.append(raised.value)
    with Chatty("http://127.0.0.1:9") as client, pytest.raises(RemoteError) as raised:
        client.get("x")
    errors.append(raised.value)

    assert isinstance(errors[1], RemoteRateLimited)
    assert SECRET not in caplog.text
    kept = [redis_client.hgetall(name) for name in redis_client.keys("*memory*")]
    assert kept and SECRET not in str(kept)
    for error in errors:
        assert SECRET not in f"{error} {error.message} {error.what_to_do}"
