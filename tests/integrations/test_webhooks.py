"""The client that calls endpoints: bounded, never astray."""

from __future__ import annotations

import gzip
import time
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from apps.integrations.http.addresses import AddressPolicy
from apps.integrations.http.client import Limits
from apps.integrations.http.errors import RemoteAddressRefused
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.webhooks import WebhookClient
from apps.integrations.http.webhooks import checked_address
from tests.integrations import servers
from tests.integrations.servers import rude_server

HERE = AddressPolicy.parse(["127.0.0.1"])
NOWHERE = AddressPolicy()
# Far below what a server below would take.
SHORT = Limits(connect=0.3, read=0.3, total=0.3, max_bytes=1024)


def client(url: str, **options: Any) -> WebhookClient:
    options = {"policy": HERE, **options}
    return WebhookClient(url, **options)


def test_a_call_is_one_post_of_the_very_bytes(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook", method="POST").respond_with_data("thanks")

    with client(httpserver.url_for("/hook?key=1")) as endpoint:
        answer = endpoint.post(b'{"a":1}', {"webhook-id": "1"})

    assert (answer.status, answer.body) == (200, b"thanks")
    (request, _) = httpserver.log[0]
    assert request.get_data() == b'{"a":1}'
    assert request.headers["webhook-id"] == "1"
    assert request.query_string == b"key=1"


@pytest.mark.parametrize("status", [204, 301, 302, 307, 404, 410, 429, 500, 503])
def test_any_status_is_an_answer_and_nothing_is_followed_or_repeated(
    httpserver: HTTPServer, status: int
) -> None:
    headers = {"Location": httpserver.url_for("/elsewhere"), "Retry-After": "7"}
    httpserver.expect_request("/hook").respond_with_data(status=status, headers=headers)

    with client(httpserver.url_for("/hook")) as endpoint:
        answer = endpoint.post(b"{}", {})

    assert (answer.status, answer.retry_after) == (status, 7)
    assert [request.path for request, _ in httpserver.log] == ["/hook"]


def test_a_long_answer_is_cut_off() -> None:
    with rude_server(servers.flood) as url, client(url, limits=SHORT) as endpoint:
        answer = endpoint.post(b"{}", {})

    assert (answer.status, answer.body) == (200, b"x" * 1024)


def test_a_packed_answer_is_not_unpacked(httpserver: HTTPServer) -> None:
    packed = gzip.compress(b"x" * 10_000_000)
    httpserver.expect_request("/").respond_with_data(
        packed, headers={"Content-Encoding": "gzip"}
    )

    with client(httpserver.url_for("/"), limits=SHORT) as endpoint:
        assert endpoint.post(b"{}", {}).body == packed[:1024]
    assert httpserver.log[0][0].headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    "behave",
    [
        servers.hang,
        servers.drip(b"HTTP/1.1 200 OK\r\nX-Slow: "),
        servers.drip(b"HTTP/1.1 200 OK\r\n\r\n"),
    ],
    ids=["hang", "dripping headers", "dripping body"],
)
def test_a_call_ends_when_its_time_is_up(behave: Any) -> None:
    with rude_server(behave) as url, client(url, limits=SHORT) as endpoint:
        started = time.monotonic()
        with pytest.raises(RemoteUnavailable, match="in time"):
            endpoint.post(b"{}", {})

    # A busy machine may take its time, but not that of a hundred drips.
    assert time.monotonic() - started < 10


def test_a_name_that_is_not_found_in_time_ends_it_too() -> None:
    def never(host: str, port: int, **kwargs: Any) -> Any:
        time.sleep(30)

    unknown = client("http://example.org/", limits=SHORT, resolve=never)
    with unknown as endpoint, pytest.raises(RemoteUnavailable, match="in time"):
        endpoint.post(b"{}", {})


def test_a_reset_connection_is_unavailable() -> None:
    with rude_server(servers.reset) as url, client(url) as endpoint:
        with pytest.raises(RemoteUnavailable, match="can't be reached"):
            endpoint.post(b"{}", {})


# Where it does not go ---------------------------------------------------------


def test_a_name_that_leads_to_a_private_address_is_not_called(
    httpserver: HTTPServer,
) -> None:
    def inwards(host: str, port: int, **kwargs: Any) -> Any:
        return [(2, 1, 6, "", ("127.0.0.1", httpserver.port))]

    url = f"https://example.org:{httpserver.port}/"
    with client(url, policy=NOWHERE, resolve=inwards) as endpoint:
        with pytest.raises(RemoteAddressRefused, match=r"127\.0\.0\.1 is private"):
            endpoint.post(b"{}", {})

    assert httpserver.log == []


def test_a_name_that_changes_its_address_is_judged_at_each_call(
    httpserver: HTTPServer,
) -> None:
    """DNS rebinding: the second look-up leads to where nobody allowed it."""
    answers = ["127.0.0.1", "127.0.0.2"]
    asked = []

    def rebinding(host: str, port: int, **kwargs: Any) -> Any:
        asked.append(host)
        return [(2, 1, 6, "", (answers[len(asked) - 1], port))]

    httpserver.expect_request("/").respond_with_data("here")
    url = f"http://rebinding.example:{httpserver.port}/"
    for expected in ("here", None):
        with client(url, resolve=rebinding) as endpoint:
            if expected:
                assert endpoint.post(b"{}", {}).body == b"here"
            else:
                with pytest.raises(RemoteAddressRefused, match=r"127\.0\.0\.2"):
                    endpoint.post(b"{}", {})

    # One look-up a call: what was judged is what is connected to.
    assert asked == ["rebinding.example"] * 2
    assert len(httpserver.log) == 1


def test_of_several_addresses_only_the_allowed_ones_are_tried(
    httpserver: HTTPServer,
) -> None:
    def both(host: str, port: int, **kwargs: Any) -> Any:
        return [(2, 1, 6, "", (each, port)) for each in ("127.0.0.9", "127.0.0.1")]

    httpserver.expect_request("/").respond_with_data("here")
    url = f"http://both.example:{httpserver.port}/"

    with client(url, resolve=both) as endpoint:
        assert endpoint.post(b"{}", {}).body == b"here"


def test_http_goes_to_private_addresses_only() -> None:
    def outwards(host: str, port: int, **kwargs: Any) -> Any:
        return [(2, 1, 6, "", ("1.1.1.1", port))]

    with client("http://example.org/", resolve=outwards) as endpoint:
        with pytest.raises(RemoteAddressRefused, match="http://"):
            endpoint.post(b"{}", {})


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://localhost/x", "private"),
        ("https://hook.localhost/x", "private"),
        ("https://127.0.0.1/x", "private"),
        ("https://[::1]/x", "private"),
        ("https://[::ffff:10.0.0.1]/x", "private"),
        ("https://169.254.169.254/latest", "private"),
        ("http://example.org/x", "http://"),
        ("https://user:pass@example.org/", "password"),
        ("https://user@example.org/", "password"),
        ("ftp://example.org/", "isn't a web address"),
        ("file:///etc/passwd", "isn't a web address"),
        ("example.org/hook", "isn't a web address"),
        ("https://", "isn't a web address"),
        ("https://exa mple.org/", "isn't a web address"),
        ("https://[::1/", "isn't a web address"),
        ("https://example.org:99999/", "isn't a web address"),
        ("https://example.org/" + "x" * 2000, "longer"),
    ],
)
def test_an_address_that_cannot_be_called_is_told_before(url: str, said: str) -> None:
    with pytest.raises(RemoteAddressRefused, match=said) as raised:
        checked_address(url, NOWHERE)

    assert raised.value.what_to_do
    assert "user" not in str(raised.value) or "user name" in str(raised.value)


def test_a_header_that_cannot_be_sent_stays_out_of_the_error(
    httpserver: HTTPServer,
) -> None:
    with client(httpserver.url_for("/")) as endpoint:
        with pytest.raises(RemoteError) as raised:
            endpoint.post(b"{}", {"Authorization": "Bearer sec\nret"})

    assert "sec" not in str(raised.value)
