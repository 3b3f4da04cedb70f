"""Path of Exile's limits are obeyed as its answers say them; its errors end soon."""

from __future__ import annotations

from collections.abc import Mapping

import httpx
import pytest
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.integrations.http.client import Access
from apps.integrations.http.errors import RemoteDisconnected
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteNotJson
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.poe import rate_limits
from apps.integrations.poe.client import PoeClient
from apps.integrations.poe.errors import PoeBlocked
from apps.integrations.poe.errors import PoeRateLimited
from apps.integrations.poe.rate_limits import limits_of
from tests.integrations.clocks import FakeClock
from tests.integrations.poe_server import ACCOUNT
from tests.integrations.poe_server import PoeServer
from tests.integrations.poe_server import failure
from tests.integrations.poe_server import league
from tests.integrations.poe_server import listed
from tests.integrations.poe_server import rate_headers


class Token(Access):
    """A token that can't be renewed."""

    def __init__(self, value: str) -> None:
        self.value = value

    def current(self) -> str:
        return self.value

    def renewed(self, refused: str) -> str:
        return ""


@pytest.fixture
def poe(poe_server: PoeServer) -> PoeClient:
    poe_server.oauth.valid.add("token")
    return client()


def client(token: str = "token", *, patience: float = 900.0) -> PoeClient:
    return PoeClient(Token(token), account=ACCOUNT, patience=patience)


def test_both_games_are_read(poe: PoeClient, poe_server: PoeServer) -> None:
    poe_server.characters = {
        "pc": [listed("Höhenflug"), listed("Gone", deleted=True), {"name": "no id"}],
        "poe2": [listed("Zapper", realm="poe2", league=None, current=True), {}],
    }
    poe_server.leagues = [league("Mirage"), league("Standard", startAt=None), {}]

    first, gone = poe.characters()
    (second,) = poe.characters("poe2")
    mirage, standard = poe.leagues()
    detail = poe.character("Höhenflug")

    assert (first.name, first.league, first.level) == ("Höhenflug", "Mirage", 92)
    assert gone.is_gone and second.is_current and second.league == ""
    assert mirage.starts_at is not None and standard.starts_at is None
    assert detail is not None and detail["passives"] == []
    assert poe.character("Nobody", "poe2") is None
    assert "GET /character/poe2/Nobody" in poe_server.requests


def test_one_head_teaches_the_limits_for_all(
    poe: PoeClient, poe_server: PoeServer, clock: FakeClock
) -> None:
    for _ in range(3):
        client().characters()
        rate_limits.forget_own()

    assert poe_server.requests == ["HEAD /character", *["GET /character"] * 3]
    # Five lists in 300 seconds: one a minute.
    assert sum(clock.waits) == pytest.approx(120, abs=2)


def test_nothing_is_asked_while_a_window_is_full(
    poe: PoeClient, poe_server: PoeServer, clock: FakeClock
) -> None:
    before = clock.seconds
    poe_server.states["character"] = "1:10:0,30:300:0"

    poe.character("A")

    assert poe_server.requests == ["HEAD /character/A", "GET /character/A"]
    assert clock.seconds - before >= 300 + 60


def test_a_restriction_is_waited_for(
    poe: PoeClient, poe_server: PoeServer, clock: FakeClock
) -> None:
    poe.character("A")
    poe_server.states["character"] = "3:10:45,3:300:0"
    poe.character("B")
    before = clock.seconds

    poe.character("C")

    assert clock.seconds - before == pytest.approx(45, abs=1)


def test_a_429_waits_for_longer_than_it_says_and_asks_once_more(
    poe: PoeClient, poe_server: PoeServer, clock: FakeClock
) -> None:
    poe.profile()
    before = clock.seconds
    poe_server.answer_next(failure(3, 429, Retry_After="45"))

    assert poe.profile().uuid == ACCOUNT
    assert clock.seconds - before >= 45 + 61


def test_a_storm_of_429_ends_after_the_second(
    poe: PoeClient, poe_server: PoeServer
) -> None:
    poe.profile()
    asked = len(poe_server.requests)
    poe_server.answer_next(*[failure(3, 429, Retry_After="45")] * 9)

    with pytest.raises(PoeRateLimited):
        poe.profile()
    assert len(poe_server.requests) - asked == 2

    # Somebody at a page doesn't wait for that.
    with pytest.raises(RemoteRateLimited):
        client(patience=5.0).profile()
    assert len(poe_server.requests) - asked == 2


def test_a_429_without_a_time_isnt_repeated(
    poe: PoeClient, poe_server: PoeServer
) -> None:
    poe.profile()
    poe_server.answer_next(failure(3, 429))

    with pytest.raises(PoeRateLimited) as caught:
        poe.profile()

    assert caught.value.wait_seconds == 900
    assert poe_server.asked("GET /profile") == 2


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (failure(1, 404), RemoteNotFound),
        (failure(1, 200), RemoteNotFound),
        (failure(2, 400), RemoteRefused),
        (failure(4, 500), RemoteUnavailable),
        (failure(6, 403), RemoteRefused),
        (failure(7, 503), RemoteUnavailable),
        (failure(8, 401), RemoteUnauthorized),
        (failure(99, 418), RemoteUnexpected),
        (Response("<html>", 502, content_type="text/html"), RemoteUnavailable),
        (Response("<html>", content_type="text/html"), RemoteNotJson),
        (Response('{"uuid', content_type="application/json"), RemoteNotJson),
        (Response("[]", content_type="application/json"), RemoteUnexpected),
    ],
)
def test_an_error_ends_it_at_once(
    said: Response, kind: type[RemoteError], poe: PoeClient, poe_server: PoeServer
) -> None:
    poe.profile()
    poe_server.answer_next(said)

    with pytest.raises(kind) as caught:
        poe.profile()

    assert type(caught.value) is kind
    assert poe_server.asked("GET /profile") == 2


def test_after_a_block_nothing_is_asked(
    poe: PoeClient, poe_server: PoeServer, settings: Settings
) -> None:
    settings.POE_CONTACT = "somebody@else.example"

    for _ in range(2):
        with pytest.raises(PoeBlocked, match="has blocked Questlog"):
            client().profile()

    settings.POE_CONTACT = "me@example.org"
    with pytest.raises(PoeBlocked):
        client().profile()
    assert poe_server.requests == []


def test_without_keys_or_a_connection_nothing_is_asked(
    poe_server: PoeServer, settings: Settings
) -> None:
    with pytest.raises(RemoteDisconnected, match="isn’t connected"):
        client("").profile()
    settings.POE_CONTACT = ""
    with pytest.raises(RemoteMisconfigured, match="e-mail address"):
        client()
    settings.POE_CLIENT_ID = "two words"
    with pytest.raises(RemoteMisconfigured, match="approved application"):
        client()
    assert poe_server.requests == []


LIST = ("character-list-request-limit", "2:10:60,5:300:300")


@pytest.mark.parametrize(
    "changed",
    [
        {"X-Rate-Limit-Policy": ""},
        {"X-Rate-Limit-Rules": ""},
        {"X-Rate-Limit-Rules": "Account,ip,client"},
        {"x-rate-limit-account": "2:10"},
        {"x-rate-limit-account": "0:10:60,5:300:300"},
        {"x-rate-limit-account-state": "1:10:0"},
        {"x-rate-limit-account-state": "1:20:0,1:300:0"},
        {"x-rate-limit-account-state": "1:10:0;1:300:0"},
    ],
)
def test_limits_that_cant_be_read_mean_one_request_a_minute(
    changed: Mapping[str, str],
) -> None:
    headers = httpx.Headers({**rate_headers(*LIST), **changed})

    limits = limits_of(headers, "characters")

    assert limits.policy.interval == 60.0
    assert limits.policy.name == "unknown-characters"
