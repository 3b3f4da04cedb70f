"""A connection is renewed once for all, and its end is told from a bad moment."""

from __future__ import annotations

import threading
from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.core.encryption import decrypt
from apps.integrations.bungie.client import BungieClient
from apps.integrations.bungie.errors import BungieSignInNeeded
from apps.integrations.bungie.oauth import BUNGIE_OAUTH
from apps.integrations.http.errors import RemoteDisconnected
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteNotJson
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.service_health import recall
from apps.integrations.oauth import flow
from apps.integrations.oauth.access import GrantedAccess
from apps.integrations.oauth.endpoint import TokenEndpoint
from apps.integrations.oauth.models import Grant
from apps.integrations.oauth.models import GrantedTokens
from apps.integrations.oauth.service import OAuthService
from apps.integrations.poe.oauth import POE_OAUTH
from tests.integrations.bungie_server import BungieServer
from tests.integrations.oauth_server import answer
from tests.integrations.oauth_server import refusal
from tests.integrations.poe_server import ACCOUNT
from tests.integrations.poe_server import PoeServer

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=2)


def connect_bungie(server: BungieServer, settings: Settings) -> Grant:
    server.register_application(settings, "https://questlog.example.org/")
    return keep(BUNGIE_OAUTH, server.oauth.issue())


def connect_poe(server: PoeServer) -> Grant:
    return keep(POE_OAUTH, server.oauth.issue())


def keep(service: OAuthService, given: dict[str, object]) -> Grant:
    tokens = GrantedTokens(
        access_token=str(given["access_token"]),
        refresh_token=str(given["refresh_token"]),
        asked_at=timezone.now(),
        lifetime=timedelta(hours=1),
        account_id=str(given.get("sub") or given.get("membership_id") or ""),
    )
    return Grant.objects.keep(service, tokens)


def later() -> datetime:
    return timezone.now() + LATER


def test_tokens_lie_encrypted(bungie_server: BungieServer, settings: Settings) -> None:
    connect_bungie(bungie_server, settings)

    with connection.cursor() as cursor:
        cursor.execute("SELECT access_token, refresh_token FROM oauth_grant")
        access, refresh = cursor.fetchone()

    assert "access-1" not in access and decrypt(access) == "access-1"
    assert "refresh-1" not in refresh and decrypt(refresh) == "refresh-1"


def test_an_old_token_is_renewed_before_it_is_used(
    bungie_server: BungieServer, settings: Settings
) -> None:
    connect_bungie(bungie_server, settings)

    assert GrantedAccess(BUNGIE_OAUTH).current() == "access-1"
    assert GrantedAccess(BUNGIE_OAUTH, now=later).current() == "access-2"

    grant = Grant.objects.get()
    assert (grant.access_token, grant.refresh_token) == ("access-2", "refresh-2")
    assert bungie_server.oauth.refreshes() == 1


def test_a_token_of_a_minute_isnt_renewed_for_each_request(
    bungie_server: BungieServer, settings: Settings
) -> None:
    connect_bungie(bungie_server, settings)
    bungie_server.oauth.lifetime = "60"
    access = GrantedAccess(BUNGIE_OAUTH)

    assert access.renewed("access-1") == "access-2"
    assert {access.current(), GrantedAccess(BUNGIE_OAUTH).current()} == {"access-2"}
    assert bungie_server.oauth.refreshes() == 1


def test_a_401_renews_once_and_goes_on(
    bungie_server: BungieServer, settings: Settings
) -> None:
    connect_bungie(bungie_server, settings)
    bungie_server.oauth.expire()

    with BungieClient(access=GrantedAccess(BUNGIE_OAUTH)) as bungie:
        account = bungie.own_account()

    assert account is not None and account.name == "Guardian"
    assert bungie_server.oauth.refreshes() == 1
    assert bungie_server.asked("GetMemberships") == 2


def test_a_401_after_the_renewal_ends_there(
    bungie_server: BungieServer, settings: Settings
) -> None:
    connect_bungie(bungie_server, settings)
    bungie_server.oauth.before_token = bungie_server.oauth.valid.clear
    bungie_server.oauth.expire()
    bungie_server.oauth.lets_in = lambda request: False  # type: ignore[method-assign]

    with (
        BungieClient(access=GrantedAccess(BUNGIE_OAUTH)) as bungie,
        pytest.raises(BungieSignInNeeded),
    ):
        bungie.own_account()

    assert bungie_server.oauth.refreshes() == 1


def test_a_revoked_connection_ends_and_says_so(
    bungie_server: BungieServer, settings: Settings
) -> None:
    connect_bungie(bungie_server, settings)
    bungie_server.oauth.revoke_all()
    access = GrantedAccess(BUNGIE_OAUTH)

    with (
        BungieClient(access=access) as bungie,
        pytest.raises(RemoteDisconnected, match="no longer accepts the connection"),
    ):
        bungie.own_account()

    grant = Grant.objects.get()
    assert grant.is_refused and grant.ended_at is not None
    assert grant.end_detail == "AuthorizationRecordRevoked"
    assert (grant.access_token, grant.refresh_token) == ("", "")
    with pytest.raises(RemoteDisconnected):
        access.current()
    assert bungie_server.oauth.refreshes() == 1


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (refusal("server_error", "SystemDisabled"), RemoteUnavailable),
        (refusal("invalid_grant", "RefreshTokenNotYetValid"), RemoteUnavailable),
        (refusal("invalid_client", status=401), RemoteMisconfigured),
        (refusal("invalid_scope"), RemoteMisconfigured),
        (Response("<html>", 502, content_type="text/html"), RemoteUnavailable),
        (Response("<html>", content_type="text/html"), RemoteNotJson),
        (Response('{"access_tok', content_type="application/json"), RemoteNotJson),
        (answer({"access_token": ""}), RemoteUnexpected),
        (answer(["x"]), RemoteUnexpected),
    ],
)
def test_a_bad_moment_ends_no_connection(
    said: Response,
    kind: type[RemoteError],
    bungie_server: BungieServer,
    settings: Settings,
) -> None:
    connect_bungie(bungie_server, settings)
    bungie_server.oauth.answer_next(said)

    with pytest.raises(kind):
        GrantedAccess(BUNGIE_OAUTH, now=later).current()

    assert bungie_server.oauth.refreshes() == 1
    assert GrantedAccess(BUNGIE_OAUTH, now=later).current() == "access-2"


def test_no_error_repeats_a_token(
    bungie_server: BungieServer, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    connect_bungie(bungie_server, settings)
    echo = refusal("invalid_request", "refresh-1 of bungie-client-secret")
    bungie_server.oauth.answer_next(echo)

    with pytest.raises(RemoteError) as caught:
        GrantedAccess(BUNGIE_OAUTH, now=later).current()

    memory = recall("bungie")
    said = f"{caught.value} {caught.value.what_to_do} {memory} {caplog.text}"
    for secret in ("refresh-1", "access-1", "bungie-client-secret"):
        assert secret not in said
    assert "access-1" not in repr(GrantedTokens("access-1", "r", later(), LATER))


def test_a_clock_that_was_wrong_does_no_harm(
    poe_server: PoeServer,
) -> None:
    """It says that the token lasts for years: the 401 counts."""
    connect_poe(poe_server)
    Grant.objects.update(access_expires_at=datetime(2099, 1, 1, tzinfo=UTC))
    poe_server.oauth.expire()
    access = GrantedAccess(POE_OAUTH)

    assert access.current() == "access-1"
    assert access.renewed("access-1") == "access-2"
    assert GrantedAccess(POE_OAUTH).current() == "access-2"


def test_another_secret_key_or_application_asks_to_connect_again(
    bungie_server: BungieServer, settings: Settings
) -> None:
    connect_bungie(bungie_server, settings)
    settings.SECRET_KEY, before = "another" * 8, settings.SECRET_KEY
    with pytest.raises(RemoteDisconnected, match="SECRET_KEY has changed"):
        GrantedAccess(BUNGIE_OAUTH).current()
    settings.SECRET_KEY = before

    settings.BUNGIE_CLIENT_ID = "999"
    with pytest.raises(RemoteDisconnected, match="another application"):
        GrantedAccess(BUNGIE_OAUTH).current()

    settings.BUNGIE_CLIENT_ID = "48123"
    assert GrantedAccess(BUNGIE_OAUTH).current() == "access-1"
    assert bungie_server.oauth.forms == []


def test_many_workers_renew_once(poe_server: PoeServer, committed_db: None) -> None:
    """Each has its own connection to the database; a refresh token is good once."""
    connect_poe(poe_server)
    poe_server.oauth.expire()
    workers = 8
    together = threading.Barrier(workers)
    got: list[str] = []

    def work() -> None:
        access = GrantedAccess(POE_OAUTH)
        token = access.current()
        together.wait(timeout=20)
        got.append(access.renewed(token))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert got == ["access-2"] * workers
    assert poe_server.oauth.refreshes() == 1
    assert Grant.objects.get().account_id == ACCOUNT


def test_the_way_there_and_back_is_bound_to_one_session_and_ten_minutes(
    poe_server: PoeServer,
) -> None:
    at = timezone.now()
    session: dict[str, object] = {}
    here = "https://questlog.example.org/back/"
    address = flow.begin(POE_OAUTH, session, redirect_uri=here, user=1, at=at)
    state = address.partition("state=")[2].partition("&")[0]

    def back(session: dict[str, object], user: int, at: datetime) -> str:
        given = {"state": state, "code": "code-1"}
        with pytest.raises(flow.ConnectFailed) as caught:
            flow.finish(POE_OAUTH, session, given, user=user, at=at)
        return str(caught.value)

    assert "wasn’t started here" in back({}, 1, at)
    assert "wasn’t started here" in back(dict(session), 2, at)
    assert "ten minutes" in back(dict(session), 1, at + timedelta(minutes=11))
    # The code is unknown, and the state is used up.
    assert "doesn’t accept its code" in back(session, 1, at)
    assert "used already" in back(session, 1, at)
    assert [form["code"] for form in poe_server.oauth.forms] == ["code-1"]


def test_disconnecting_takes_the_tokens_back(poe_server: PoeServer) -> None:
    connect_poe(poe_server)

    assert flow.disconnect(POE_OAUTH, at=timezone.now()) == ""

    assert poe_server.oauth.revoked == ["refresh-1"]
    assert Grant.objects.get().refresh_token == ""
    assert GrantedAccess(POE_OAUTH).current() == ""


def test_a_public_client_sends_no_secret(
    poe_server: PoeServer, settings: Settings
) -> None:
    settings.POE_CLIENT_SECRET = poe_server.oauth.secret = ""
    connect_poe(poe_server)

    with TokenEndpoint(POE_OAUTH) as endpoint:
        tokens = endpoint.refresh("refresh-1")

    assert tokens.access_token == "access-2"
    assert "client_secret" not in poe_server.oauth.forms[0]
