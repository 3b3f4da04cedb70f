"""What the base client does with answers, faults and hostile servers."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from email.utils import format_datetime

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response

from apps.integrations.http.client import ATTEMPTS
from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.client import bearer
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteNotJson
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteTooLarge
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.errors import in_words
from apps.integrations.http.response import retry_after_seconds

SECRET = "ghp_very_secret"


class Library(RemoteClient):
    service = "The Library"


def client(server: HTTPServer, **limits: float) -> Library:
    return Library(
        server.url_for("/v1"),
        headers={"Authorization": f"Bearer {SECRET}"},
        limits=Limits(connect=1, read=limits.get("read", 2), max_bytes=1024 * 1024),
    )


@contextmanager
def raw_server(reply: bytes) -> Iterator[str]:
    """The address of a server that reads a request, sends `reply` and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    connection.sendall(reply)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


def test_a_path_is_asked_below_the_base_address(httpserver: HTTPServer) -> None:
    httpserver.expect_request(
        "/v1/games", query_string={"q": "a b&c"}
    ).respond_with_json({"found": [1]})

    with client(httpserver) as library:
        answer = library.get("games", params={"q": "a b&c"}, headers={"X-Extra": "1"})

    assert answer.json() == {"found": [1]}
    sent = httpserver.log[0][0].headers
    assert sent["User-Agent"].startswith("Questlog/")
    assert (sent["X-Extra"], sent["Authorization"]) == ("1", f"Bearer {SECRET}")


@pytest.mark.parametrize("status", [429, 502, 503, 504, 522])
def test_what_may_pass_is_tried_again(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_ordered_request("/v1/x").respond_with_data("busy", status=status)
    httpserver.expect_ordered_request("/v1/x").respond_with_json({})

    with client(httpserver) as library:
        assert library.get("x").json() == {}

    assert len(httpserver.log) == 2


@pytest.mark.parametrize(
    ("status", "error", "attempts"),
    [
        (400, RemoteRefused, 1),
        (401, RemoteUnauthorized, 1),
        (403, RemoteRefused, 1),
        (404, RemoteNotFound, 1),
        (410, RemoteNotFound, 1),
        (429, RemoteRateLimited, ATTEMPTS),
        (500, RemoteUnavailable, 1),
        (503, RemoteUnavailable, ATTEMPTS),
        (521, RemoteUnavailable, ATTEMPTS),
        (199 + 101, RemoteUnexpected, 1),
    ],
)
def test_a_lasting_refusal_is_a_typed_error_with_advice(
    httpserver: HTTPServer, status: int, error: type[RemoteError], attempts: int
) -> None:
    httpserver.expect_request("/v1/x").respond_with_data(SECRET, status=status)

    with client(httpserver) as library, pytest.raises(error) as raised:
        library.get("x")

    assert type(raised.value) is error
    assert raised.value.status == status
    assert raised.value.what_to_do
    assert "The Library" in raised.value.message
    assert SECRET not in f"{raised.value}{raised.value.what_to_do}"
    assert len(httpserver.log) == attempts


def test_a_long_wait_is_told_and_not_waited_for(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/v1/x").respond_with_data(
        status=429, headers={"Retry-After": "3600"}
    )

    with client(httpserver) as library, pytest.raises(RemoteRateLimited) as raised:
        library.get("x")

    assert raised.value.wait_seconds == 3600
    assert raised.value.what_to_do == "Try again in 60 minutes."
    assert len(httpserver.log) == 1


def test_retry_after_is_seconds_or_a_date() -> None:
    soon = datetime.now(UTC) + timedelta(seconds=90)

    assert retry_after_seconds("120") == 120
    assert retry_after_seconds(format_datetime(soon)) == pytest.approx(90, abs=3)
    assert retry_after_seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert retry_after_seconds("soon") is None
    assert retry_after_seconds("") is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 second"), (59.1, "60 seconds"), (61, "2 minutes"), (7000, "2 hours")],
)
def test_a_wait_is_told_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<html>Maintenance</html>", "text/html"),
        ("{", "application/json"),
        ("[" * 100_000, "application/json"),
        ("{}", ""),
    ],
)
def test_an_answer_that_is_no_json_is_said_to_be_none(
    httpserver: HTTPServer, body: str, content_type: str
) -> None:
    httpserver.expect_request("/v1/x").respond_with_data(
        body, content_type=content_type
    )

    with client(httpserver) as library, pytest.raises(RemoteNotJson):
        library.get("x").json()


def test_a_body_over_the_limit_is_not_read(httpserver: HTTPServer) -> None:
    packed = gzip.compress(b"x" * (8 * 1024 * 1024))

    def bomb(request: Request) -> Response:
        return Response(packed, headers={"Content-Encoding": "gzip"})

    httpserver.expect_request("/v1/packed").respond_with_handler(bomb)
    httpserver.expect_request("/v1/plain").respond_with_data("x" * 2_000_000)

    with client(httpserver) as library:
        for path in ("packed", "plain"):
            with pytest.raises(RemoteTooLarge):
                library.get(path)
    assert len(httpserver.log) == 2


def test_a_redirect_at_the_same_host_is_followed(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/v1/old").respond_with_data(
        status=301, headers={"Location": "/v1/new"}
    )
    httpserver.expect_request("/v1/new").respond_with_json("here")

    with client(httpserver) as library:
        assert library.get("old").json() == "here"


def test_a_redirect_to_another_host_is_refused(httpserver: HTTPServer) -> None:
    with raw_server(b"HTTP/1.1 200 OK\r\n\r\nstolen") as elsewhere:
        httpserver.expect_request("/v1/x").respond_with_data(
            status=302, headers={"Location": elsewhere}
        )
        with client(httpserver) as library, pytest.raises(RemoteUnexpected):
            library.get("x")


def test_endless_redirects_end(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/v1/x").respond_with_data(
        status=302, headers={"Location": "/v1/x"}
    )

    with client(httpserver) as library, pytest.raises(RemoteUnexpected):
        library.get("x")

    assert len(httpserver.log) == 4


@pytest.mark.parametrize(
    "address",
    ["http://example.com/x", "https://127.0.0.1/x", "http://u:p@127.0.0.1/", "a://["],
)
def test_an_address_at_another_host_is_refused(
    httpserver: HTTPServer, address: str
) -> None:
    with client(httpserver) as library, pytest.raises(RemoteUnexpected):
        library.get(address)


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"nonsense\r\n\r\n",
    ],
)
def test_a_broken_connection_is_unavailable(reply: bytes) -> None:
    with raw_server(reply) as address, Library(address) as library:
        with pytest.raises(RemoteUnavailable) as raised:
            library.get("x")

    assert raised.value.what_to_do


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}"

    with Library(address) as library, pytest.raises(RemoteUnavailable):
        library.get("x")


def test_a_server_that_does_not_answer_in_time_is_unavailable(
    httpserver: HTTPServer,
) -> None:
    finished = threading.Event()

    def hang(request: Request) -> Response:
        finished.wait(10)
        return Response("late")

    httpserver.expect_request("/v1/x").respond_with_handler(hang)

    try:
        with client(httpserver, read=0.1) as library:
            with pytest.raises(RemoteUnavailable, match="in time"):
                library.get("x")
    finally:
        finished.set()


def test_data_that_cannot_be_unpacked_is_unexpected(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/v1/x").respond_with_data(
        "not gzip", headers={"Content-Encoding": "gzip"}
    )

    with client(httpserver) as library, pytest.raises(RemoteUnexpected):
        library.get("x")


@pytest.mark.parametrize("base", ["", "ftp://example.com", "nonsense", "http://[::"])
def test_a_wrong_base_address_is_a_matter_of_settings(base: str) -> None:
    with pytest.raises(RemoteMisconfigured, match="The Library"):
        Library(base)


@pytest.mark.parametrize("token", ["tok en", "töken", "tok\nen"])
def test_a_token_that_no_header_can_hold_is_not_sent(token: str) -> None:
    with pytest.raises(RemoteMisconfigured) as raised:
        bearer(token, service="GitHub", setting="GITHUB_TOKEN")

    assert "GITHUB_TOKEN" in raised.value.what_to_do
    assert token not in str(raised.value)


@pytest.mark.parametrize("key", [f"{SECRET}\n", f"{SECRET}\u2026"])
def test_a_header_that_cannot_be_sent_stays_out_of_the_error(
    httpserver: HTTPServer, key: str
) -> None:
    with client(httpserver) as library, pytest.raises(RemoteMisconfigured) as raised:
        library.get("x", headers={"X-Key": key})

    assert raised.value.__cause__ is None
    assert SECRET not in str(raised.value)
