"""Read tokens and allowed origins, the same for each way of listening."""

from __future__ import annotations

import logging
import socket
from typing import Any

import httpx
import orjson
import pytest
import redis
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page
from playwright.sync_api import expect
from pytest_django import Settings
from websockets.exceptions import ConnectionClosed
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect
from websockets.typing import Origin

from apps.realtime.live import hub
from tests.live import LiveServer
from tests.live import serve
from tests.realtime.listeners import happen
from tests.realtime.listeners import numbers

TOKEN = "overlay-0123456789abcdef"
OTHER = "another-0123456789abcdef"
WEBSOCKET = "/ws/questlog/"
FEED = "/api/events"
STREAM = "/api/events/stream"
WAYS = [WEBSOCKET, FEED, STREAM]


@pytest.fixture
def tokens(settings: Settings) -> list[str]:
    settings.QUESTLOG_EVENTS_TOKENS = [OTHER, TOKEN]
    return [OTHER, TOKEN]


@pytest.fixture
def origins(settings: Settings) -> list[str]:
    settings.QUESTLOG_EVENTS_ORIGINS = ["https://site.example", "null"]
    return ["https://site.example", "null"]


def knock(
    server: LiveServer,
    way: str,
    *,
    query: str = "",
    headers: dict[str, str] | None = None,
    subprotocols: list[Any] | None = None,
) -> int:
    """200, or the status that refuses; of a WebSocket, its close code without 4000."""
    if way == WEBSOCKET:
        address = f"{server.ws_url}{way}?hello=1&{query}"
        listener = connect(
            address, additional_headers=headers, subprotocols=subprotocols
        )
        return _answer_of(listener)
    with httpx.stream("GET", f"{server.url}{way}?{query}", headers=headers) as answer:
        if answer.status_code != 200:
            answer.read()
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert TOKEN not in answer.text
        return answer.status_code


def _answer_of(listener: ClientConnection) -> int:
    with listener:
        try:
            hello = orjson.loads(listener.recv(timeout=60))
        except ConnectionClosed as closed:
            assert closed.rcvd is not None
            assert closed.rcvd.reason
            return closed.rcvd.code - 4000
    assert hello["type"] == "events:hello"
    return 200


# Tokens -----------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_without_tokens_anyone_may_listen(shared_server: LiveServer, way: str) -> None:
    assert knock(shared_server, way) == 200
    assert knock(shared_server, way, query="token=anything") == 200


@pytest.mark.parametrize("way", WAYS)
def test_a_token_lets_in_by_header_or_address(
    shared_server: LiveServer, tokens: list[str], way: str
) -> None:
    for token in tokens:
        bearer = {"Authorization": f"Bearer {token}"}
        assert knock(shared_server, way, headers=bearer) == 200
        assert knock(shared_server, way, query=f"token={token}") == 200
        assert knock(shared_server, way, query=f"%74oken={token}") == 200


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "wrong", ["", "wrong", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "ポケモン"]
)
def test_a_wrong_token_does_not(
    shared_server: LiveServer, tokens: list[str], way: str, wrong: str
) -> None:
    assert knock(shared_server, way, query=f"token={wrong}") == 401


@pytest.mark.parametrize("way", WAYS)
def test_no_token_does_not(
    shared_server: LiveServer, tokens: list[str], way: str
) -> None:
    assert knock(shared_server, way) == 401
    basic = {"Authorization": f"Basic {TOKEN}"}
    assert knock(shared_server, way, headers=basic) == 401


def test_what_is_missing_is_said(shared_server: LiveServer, tokens: list[str]) -> None:
    answer = httpx.get(shared_server.url + FEED)

    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "QUESTLOG_EVENTS_TOKENS" in answer.json()["detail"]


def test_a_token_may_come_as_a_subprotocol(
    shared_server: LiveServer, tokens: list[str]
) -> None:
    ours = "questlog.events.v1"
    for offered, status in (
        ([ours, f"bearer.{TOKEN}"], 200),
        ([f"bearer.{TOKEN}", ours], 200),
        ([f"bearer.{TOKEN}"], 200),
        ([ours, "bearer.wrong"], 401),
        ([ours], 401),
    ):
        assert knock(shared_server, WEBSOCKET, subprotocols=offered) == status


def test_the_address_with_only_a_token_is_the_bare_form(
    redis_client: redis.Redis, live_server: LiveServer, tokens: list[str]
) -> None:
    address = live_server.ws_url + WEBSOCKET
    bearer: Any = [f"bearer.{TOKEN}"]
    with (
        connect(f"{address}?token={TOKEN}") as by_address,
        connect(address, subprotocols=bearer) as by_subprotocol,
    ):
        happen(number=1)

        heard = [by_address.recv(timeout=60), by_subprotocol.recv(timeout=20)]

    assert numbers(heard) == [1, 1]
    assert by_subprotocol.subprotocol == bearer[0]


def test_no_token_reaches_the_log(
    django_db_setup: None, tokens: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    secret = "wrong-but-secret"
    with serve(log_level="info") as server:
        # They do not hand on what they say; a next server's start resets them.
        for name in ("uvicorn", "uvicorn.access"):
            logging.getLogger(name).addHandler(caplog.handler)
        for given, status in ((TOKEN, 200), (secret, 401)):
            for way in WAYS:
                assert knock(server, way, query=f"token={given}") == status
            knock(server, FEED, query=f"to%6Ben={given}&since=nonsense")
        for path in ("/api/event", "/api/games", "/nowhere", "/admin/"):
            httpx.get(f"{server.url}{path}?token={TOKEN}")
        with pytest.raises(InvalidStatus):
            connect(f"{server.ws_url}/ws/nowhere/?token={TOKEN}")

    said = caplog.text
    assert f"{WEBSOCKET}?hello=1&token=hidden" in said
    assert f"{FEED}?token=hidden" in said
    assert "/nowhere?token=hidden" in said
    assert TOKEN not in said
    assert secret not in said


# The admin's session ----------------------------------------------------------


def cookie_of(client: Client) -> dict[str, str]:
    return {"Cookie": f"other=1; sessionid={client.cookies['sessionid'].value}"}


@pytest.mark.parametrize("way", WAYS)
def test_the_owner_needs_no_token_in_the_admin(
    live_server: LiveServer, tokens: list[str], owner_client: Client, way: str
) -> None:
    session = cookie_of(owner_client)
    own = {"Origin": live_server.url}
    foreign = {"Origin": "https://evil.example"}

    assert knock(live_server, way, headers=session) == 200
    assert knock(live_server, way, headers=session | own) == 200
    # Whose page asks with the owner's cookies is not the owner.
    assert knock(live_server, way, headers=session | foreign) == 401
    assert knock(live_server, way, headers=session, query="token=wrong") == 401
    assert knock(live_server, way, headers={"Cookie": "sessionid=nonsense"}) == 401


def test_a_user_who_may_not_see_events_needs_one(
    live_server: LiveServer, tokens: list[str]
) -> None:
    client = Client()
    client.force_login(User.objects.create_user("guest"))

    assert knock(live_server, FEED, headers=cookie_of(client)) == 401


def test_the_live_page_works_with_tokens_and_origins_on(
    redis_client: redis.Redis, tokens: list[str], origins: list[str], admin_page: Page
) -> None:
    admin_page.goto("/admin/events/live/")

    expect(admin_page.locator("[data-state]")).to_contain_text("Connected")


# Origins ----------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_only_pages_of_allowed_sites_may_listen(
    shared_server: LiveServer, origins: list[str], way: str
) -> None:
    for origin, status in (
        ("https://site.example", 200),
        ("https://SITE.example", 200),
        ("null", 200),
        (shared_server.url, 200),
        ("https://evil.example", 403),
        ("http://site.example", 403),
        ("https://site.example.evil.example", 403),
    ):
        assert knock(shared_server, way, headers={"Origin": origin}) == status
    assert knock(shared_server, way) == 200


def test_a_name_pointed_at_this_machine_is_no_page_of_ours(
    shared_server: LiveServer, origins: list[str]
) -> None:
    host = f"evil.example:{shared_server.port}"
    listener = connect(
        f"ws://{host}{WEBSOCKET}?hello=1",
        sock=socket.create_connection(("localhost", shared_server.port)),
        origin=Origin(f"http://{host}"),
    )

    assert _answer_of(listener) == 403


# Too many ---------------------------------------------------------------------


def test_one_client_too_many_is_told_to_come_later(
    redis_client: redis.Redis, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "MOST_READERS", 1)
    with connect(f"{live_server.ws_url}{WEBSOCKET}?hello=1") as first:
        first.recv(timeout=60)

        assert knock(live_server, FEED) == 429
        assert knock(live_server, STREAM) == 429
        assert "Retry-After" in httpx.get(live_server.url + FEED).headers
        assert knock(live_server, WEBSOCKET) == 429


# In a browser -----------------------------------------------------------------

KNOCK = """
([address, subprotocols]) => new Promise((answer) => {
  const socket = new WebSocket(address, subprotocols);
  socket.onopen = () => { window.opened = socket.protocol; };
  socket.onmessage = () => answer("open " + socket.protocol);
  socket.onclose = ({ code }) => answer(`${code} ${window.opened}`);
})
"""


def test_a_browser_takes_what_is_chosen_and_hears_why_it_is_refused(
    redis_client: redis.Redis,
    live_server: LiveServer,
    tokens: list[str],
    page: Page,
) -> None:
    page.goto("/admin/login/")
    address = f"{live_server.ws_url}{WEBSOCKET}?hello=1"

    def answer(*subprotocols: str) -> Any:
        return page.evaluate(KNOCK, [address, list(subprotocols)])

    assert answer("questlog.events.v1", f"bearer.{TOKEN}") == "open questlog.events.v1"
    assert answer(f"bearer.{TOKEN}") == f"open bearer.{TOKEN}"
    assert answer("bearer.wrong") == "4401 bearer.wrong"


def test_our_script_sends_its_token(
    redis_client: redis.Redis,
    live_server: LiveServer,
    tokens: list[str],
    page: Page,
) -> None:
    page.goto("/admin/login/")
    page.add_script_tag(url="/static/realtime/questlog-events.js")

    states = """
    (token) => new Promise((answer) => {
      const events = new QuestlogEvents({ token });
      events.addEventListener("state", ({ detail }) => {
        if (detail !== "connecting") { events.close(); answer(detail); }
      });
    })
    """
    assert page.evaluate(states, TOKEN) == "open"
    assert page.evaluate(states, "wrong") == "refused"
