"""Bungie's envelope and its errors, and what the client makes of its answers."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.integrations.bungie.answers import BungieAccount
from apps.integrations.bungie.client import BungieClient
from apps.integrations.bungie.client import BungieReportClient
from apps.integrations.bungie.client import check_bungie
from apps.integrations.bungie.client import the_main_one
from apps.integrations.bungie.errors import BungieAccountMoved
from apps.integrations.bungie.errors import BungieMaintenance
from apps.integrations.bungie.errors import BungiePrivate
from apps.integrations.bungie.errors import BungieReportMissing
from apps.integrations.bungie.errors import BungieSignInNeeded
from apps.integrations.bungie.manifest import rows_of
from apps.integrations.http.client import Limits
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteNotJson
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteTimeout
from apps.integrations.http.errors import RemoteTooLarge
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.pacing import Pacer
from tests.integrations import servers
from tests.integrations.bungie_server import KEY
from tests.integrations.bungie_server import MEMBERSHIP
from tests.integrations.bungie_server import TITAN
from tests.integrations.bungie_server import BungieServer
from tests.integrations.bungie_server import activity
from tests.integrations.bungie_server import card
from tests.integrations.bungie_server import failure
from tests.integrations.bungie_server import json
from tests.integrations.bungie_server import success
from tests.integrations.clocks import FakeClock

HTML = Response("<html>502 Bad Gateway</html>", 502, content_type="text/html")
ACCOUNT = BungieAccount(3, MEMBERSHIP, "Guardian", 42, is_primary=True)


@pytest.mark.parametrize(
    ("answer", "kind", "tries"),
    [
        (failure(1665, "DestinyPrivacyRestriction"), BungiePrivate, 1),
        (failure(1601, "DestinyAccountNotFound"), BungieAccountMoved, 1),
        (failure(5, "SystemDisabled", 503), BungieMaintenance, 1),
        (failure(2101, "ApiInvalidOrExpiredKey"), RemoteMisconfigured, 1),
        (failure(99, "WebAuthRequired", 401), BungieSignInNeeded, 1),
        (failure(1618, "DestinyUnexpectedError", 500), RemoteUnavailable, 4),
        (failure(1672, "DestinyThrottledByGameServer", 503), RemoteRateLimited, 4),
        (failure(4_000_000_000, "New", 500), RemoteUnexpected, 1),
        (HTML, RemoteUnavailable, 4),
        (Response("<html>", 200, content_type="text/html"), RemoteNotJson, 1),
        (json({"ErrorCode": 1}), RemoteNotFound, 1),
        (json(["no", "envelope"]), RemoteUnexpected, 1),
        (json({"Response": {}}), RemoteUnexpected, 1),
        (Response("{", content_type="application/json"), RemoteNotJson, 1),
    ],
)
def test_each_error_is_one_of_ours_with_what_to_do(
    bungie_server: BungieServer, answer: Response, kind: type[RemoteError], tries: int
) -> None:
    bungie_server.answer_next(*[answer] * 9)

    with BungieClient() as bungie, pytest.raises(RemoteError) as error:
        bungie.account_stats(ACCOUNT)

    assert type(error.value) is kind
    assert error.value.what_to_do and KEY not in f"{error.value} {error.value.message}"
    assert len(bungie_server.requests) == tries


def test_a_busy_game_is_asked_again_later_and_later(
    bungie_server: BungieServer, clock: FakeClock
) -> None:
    busy = failure(1672, "DestinyThrottledByGameServer", 503)
    bungie_server.answer_next(busy, busy)

    with BungieClient() as bungie:
        assert bungie.account_stats(ACCOUNT).everyone[0].mode == "allPvE"

    assert sum(clock.waits) >= 2 + 4
    assert len(bungie_server.requests) == 3


def test_a_throttle_pauses_the_key_for_everyone(
    bungie_server: BungieServer, clock: FakeClock
) -> None:
    slow = failure(36, "ThrottleLimitExceededMinutes", throttle_seconds=45)
    bungie_server.answer_next(slow)
    with BungieClient() as bungie, pytest.raises(RemoteRateLimited) as error:
        bungie.manifest()
    assert (error.value.wait_seconds, error.value.may_pass) == (45, True)

    other = Pacer("bungie", BungieClient.pace, name="Bungie")
    with other.turn():
        pass

    assert sum(clock.waits) >= 45
    assert len(bungie_server.requests) == 1


def test_an_app_that_is_not_set_up_says_how(
    bungie_server: BungieServer, settings: Settings
) -> None:
    assert check_bungie() == "Destiny 2 is at version 244213.26.11.01."
    for key in ("", "no key"):
        settings.BUNGIE_API_KEY = key
        with pytest.raises(RemoteMisconfigured, match="key") as error:
            BungieClient()
        assert "bungie.net/en/Application" in error.value.what_to_do


def test_of_several_accounts_the_one_of_cross_save_counts(
    bungie_server: BungieServer,
) -> None:
    bungie_server.cards = [
        card(membershipType=1, crossSaveOverride=3, applicableMembershipTypes=[]),
        card(crossSaveOverride=3, applicableMembershipTypes=[1, 3]),
        card(membershipId="not a number"),
        "nonsense",  # type: ignore[list-item]
    ]
    bungie_server.answer_next(success(bungie_server.cards))

    with BungieClient() as bungie:
        found = bungie.search("Guardian", 42)

    assert [each.membership_type for each in found] == [1, 3]
    main = the_main_one(found)
    assert main is not None
    assert (main.membership_type, main.membership_id) == (3, MEMBERSHIP)
    assert the_main_one([]) is None


def test_what_of_a_history_cannot_be_read_is_left_out_and_counted(
    bungie_server: BungieServer,
) -> None:
    strange = activity(3)
    strange["values"]["kills"] = {"basic": {"value": None}}
    strange["values"]["odd"] = 7
    strange["activityDetails"]["season"] = {"new": "ke\x00y"}
    page = success(
        {
            "activities": [
                strange,
                {**activity(2), "period": "yesterday"},
                {"period": "2026-11-01T20:00:00Z"},
                None,
            ]
        }
    )
    # Half of a character, which PostgreSQL doesn't store.
    page.data = page.data.replace(b"ke\\u0000y", b"ke\\u0000y\\ud83d")
    bungie_server.answer_next(page)

    with BungieClient() as bungie:
        history = bungie.history(ACCOUNT, TITAN, page=0)

    (found,) = history.activities
    assert (history.count, history.unreadable) == (4, 3)
    assert found.instance_id == "15432100003"
    assert "kills" not in found.values and "odd" not in found.values
    assert found.values["fireteamId"] == 9007199254740993
    assert found.raw == {"season": {"new": "key"}}


def test_a_report_is_on_a_host_of_its_own_and_may_be_missing(
    bungie_server: BungieServer,
) -> None:
    with BungieReportClient() as bungie, pytest.raises(BungieReportMissing):
        bungie.report("1")
    assert bungie_server.requests[0].startswith("/stats/")


def test_an_answer_of_50_mb_is_not_read(bungie_server: BungieServer) -> None:
    bungie_server.answer_next(
        Response(b" " * 50_000_000, content_type="application/json")
    )

    with BungieClient() as bungie, pytest.raises(RemoteTooLarge):
        bungie.manifest()


def test_an_answer_that_drips_is_hung_up_on(
    bungie_server: BungieServer, clock: FakeClock
) -> None:
    slow = servers.drip(b"HTTP/1.1 200 OK\r\n\r\n")
    with servers.rude_server(slow) as address:
        with BungieClient(address, limits=Limits(total=0.1)) as bungie:
            with pytest.raises(RemoteTimeout):
                bungie.manifest()


@pytest.mark.parametrize(
    "table",
    [b"", b"[]", b'{"1":{}', b'{"1" {}}', b'{"1":{}, "2', b'{"a":{}} \xff'],
)
def test_a_table_that_was_cut_is_noticed(table: bytes) -> None:
    with pytest.raises(RemoteUnexpected):
        [*rows_of(table)]


def test_a_table_is_read_one_definition_at_a_time() -> None:
    table = b' { "1" : {"hash": 1, "n": "\\u201c}"} ,\n"2":7, "3":{"hash":3}}'

    assert [row["hash"] for row in rows_of(table)] == [1, 3]
    assert [*rows_of(b"{}")] == []
