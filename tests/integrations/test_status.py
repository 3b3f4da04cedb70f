"""How services are doing: on the command line, in the admin, in system checks."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer

from apps.integrations.registry import SERVICES
from tests.admin.conftest import MakeClient
from tests.admin.conftest import client_with as client_with
from tests.admin.pages import page
from tests.admin.pages import text_of
from tests.integrations.bungie_server import BungieServer
from tests.integrations.igdb_server import CLIENT_SECRET
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered
from tests.integrations.nookipedia_server import NookipediaServer
from tests.integrations.poe_server import PoeServer
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import player

URL = "/admin/integrations/"
RATE = {
    "X-RateLimit-Limit": "60",
    "X-RateLimit-Remaining": "58",
    "X-RateLimit-Reset": "1796083200",
}


@pytest.fixture(autouse=True)
def github(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    settings.GITHUB_API_BASE_URL = httpserver.url_for("/github")
    settings.GITHUB_TOKEN = settings.STEAM_API_KEY = settings.STEAM_ID = ""
    httpserver.expect_request("/github/rate_limit").respond_with_json({}, headers=RATE)
    # These need no key either.
    settings.LODESTONE_BASE_URL = httpserver.url_for("/ffxiv")
    httpserver.expect_request("/ffxiv/lodestone/").respond_with_data("<html></html>")
    httpserver.expect_request("/ffxiv/Character/Search").respond_with_json({})
    settings.FFXIV_COLLECT_BASE_URL = httpserver.url_for("/collect")
    httpserver.expect_request("/collect/api/mounts").respond_with_json(
        {"results": [{"id": 1, "name": "Company Chocobo"}]}
    )
    return httpserver


def checked(*services: str) -> tuple[str, int]:
    """What the command prints, and its exit code."""
    out = StringIO()
    try:
        call_command("check_integrations", *services, stdout=out)
    except SystemExit as end:
        return out.getvalue(), int(str(end.code))
    return out.getvalue(), 0


# The command ------------------------------------------------------------------


def test_each_service_is_asked_and_described(igdb_server: IgdbServer) -> None:
    text, code = checked()

    assert code == 0
    assert "IGDB: works. It has 15 types of games." in text
    assert "Twitch: works. It has the category “Just Chatting”." in text
    assert "GitHub: works. 58 requests left, without a token." in text
    assert "Token valid until 20" in text
    assert "Pace: a request every 250 ms, 8 at a time; 0 in progress" in text
    assert "Requests left: 58 of 60 until 2026-12-01 00:00 UTC" in text
    assert "Last error" not in text
    assert CLIENT_SECRET not in text


def test_a_service_without_keys_is_off_and_no_failure(
    igdb_server: IgdbServer, settings: Settings
) -> None:
    settings.TWITCH_CLIENT_ID = settings.TWITCH_CLIENT_SECRET = ""

    text, code = checked()

    assert code == 0
    assert "IGDB: off." in text
    assert "set TWITCH_CLIENT_ID and TWITCH_CLIENT_SECRET" in text
    assert igdb_server.requests == []


def test_a_service_that_fails_ends_it_with_one(
    igdb_server: IgdbServer, settings: Settings
) -> None:
    settings.TWITCH_CLIENT_SECRET = "wrong-secret"

    text, code = checked("igdb")

    assert code == 1
    assert "IGDB: fails. Twitch rejected the application's keys" in text
    assert "TWITCH_CLIENT_SECRET" in text
    assert "wrong-secret" not in text
    assert "GitHub" not in text


def test_the_last_error_is_told_after_it_works_again(igdb_server: IgdbServer) -> None:
    igdb_server.answer_next(answered([{"title": "Forbidden"}], 403))
    assert checked("igdb")[1] == 1

    text, code = checked("igdb")

    assert code == 0
    assert "Last error, 20" in text
    assert "IGDB: Forbidden" in text


def test_kinds_that_igdb_adds_are_told(igdb_server: IgdbServer) -> None:
    igdb_server.tables["game_types"][15] = {"id": 15, "type": "Hologram"}

    assert "doesn't know: Hologram" in checked("igdb")[0]


def test_without_redis_services_are_asked_all_the_same(
    igdb_server: IgdbServer, no_redis: None
) -> None:
    text, code = checked()

    assert code == 0
    assert "IGDB: works" in text
    assert "Redis isn't available" in text


def test_an_unknown_service_is_named() -> None:
    with pytest.raises(
        CommandError, match=r"Unknown service nowhere\. Choose from igdb, twitch"
    ):
        call_command("check_integrations", "nowhere")


# The admin --------------------------------------------------------------------


def card(client: Client, key: str) -> str:
    section = page(client.get(URL)).select_one(
        f'section[aria-labelledby="integration-{key}"]'
    )
    assert section is not None
    return " ".join(section.get_text(" ").split())


@pytest.mark.django_db
def test_the_page_shows_what_is_known_and_asks_nobody(
    owner_client: Client, igdb_server: IgdbServer
) -> None:
    shown = card(owner_client, "igdb")

    assert "Not checked yet" in shown
    assert "TWITCH_CLIENT_SECRET set" in shown
    assert "Token none yet" in shown
    assert "Last error none" in shown
    assert (igdb_server.requests, igdb_server.mints) == ([], 0)
    whole = owner_client.get(URL).content.decode()
    assert CLIENT_SECRET not in whole


@pytest.mark.django_db
def test_check_now_asks_one_service_and_tells(
    owner_client: Client, igdb_server: IgdbServer
) -> None:
    answer = owner_client.post(URL, {"service": "igdb"}, follow=True)

    assert "IGDB works. It has 15 types of games." in text_of(answer)
    shown = card(owner_client, "igdb")
    assert "Works" in shown
    assert "Token valid until" in shown
    assert len(igdb_server.requests) == 1


@pytest.mark.django_db
def test_check_all_asks_what_is_on(
    owner_client: Client,
    igdb_server: IgdbServer,
    steam_server: SteamServer,
    nookipedia_server: NookipediaServer,
    bungie_server: BungieServer,
    poe_server: PoeServer,
    settings: Settings,
) -> None:
    steam_server.players = [player()]
    settings.WARFRAME_ACCOUNT_ID = "0123456789abcdef01234567"
    settings.NODESTONE_BASE_URL = settings.LODESTONE_BASE_URL

    text = text_of(owner_client.post(URL, {"service": "all"}, follow=True))

    for service in SERVICES:
        assert f"{service.name} works." in text
    assert "58 of 60" in card(owner_client, "github")


@pytest.mark.django_db
def test_a_failure_stays_on_the_page_with_what_to_do(
    owner_client: Client, igdb_server: IgdbServer, settings: Settings
) -> None:
    settings.TWITCH_CLIENT_ID = "unknown-client"
    owner_client.post(URL, {"service": "igdb"})

    shown = card(owner_client, "igdb")

    assert "Fails" in shown
    assert "invalid client" in shown
    assert "dev.twitch.tv" in shown
    assert "unknown-client" not in shown


@pytest.mark.django_db
def test_a_service_that_is_off_says_what_to_set(
    owner_client: Client, igdb_server: IgdbServer, settings: Settings
) -> None:
    settings.TWITCH_CLIENT_SECRET = ""

    shown = card(owner_client, "igdb")
    text = text_of(owner_client.post(URL, {"service": "igdb"}, follow=True))

    assert "Half configured" in shown
    assert "set TWITCH_CLIENT_SECRET ( get the keys )" in shown
    assert "Check now" not in shown
    assert "IGDB is off: set TWITCH_CLIENT_SECRET first." in text
    assert igdb_server.requests == []


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["", "nowhere", "<b>"])
def test_an_unknown_service_is_refused_in_words(
    owner_client: Client, asked: str
) -> None:
    text = text_of(owner_client.post(URL, {"service": asked}, follow=True))

    assert "Unknown service." in text


@pytest.mark.django_db
def test_the_page_is_shown_while_redis_is_away(
    owner_client: Client, igdb_server: IgdbServer, no_redis: None
) -> None:
    assert "Redis isn’t available" in card(owner_client, "igdb")


@pytest.mark.django_db
def test_only_superusers_come_in(
    client_with: MakeClient, igdb_server: IgdbServer
) -> None:
    helper = client_with("library.view_game")

    assert helper.get(URL).status_code == 302
    assert helper.post(URL, {"service": "all"}).status_code == 302
    assert igdb_server.requests == []
    assert URL not in helper.get("/admin/").content.decode()


# System checks ----------------------------------------------------------------


@pytest.mark.parametrize("name", ["TWITCH_CLIENT_ID", "TWITCH_CLIENT_SECRET"])
def test_a_half_configured_service_is_named(settings: Settings, name: str) -> None:
    setattr(settings, name, "abc")

    (message,) = [it for it in run_checks() if it.id == "questlog.W001"]

    assert "IGDB and Twitch" in message.msg
    other = ({"TWITCH_CLIENT_ID", "TWITCH_CLIENT_SECRET"} - {name}).pop()
    assert other in (message.hint or "")


@pytest.mark.parametrize(
    "name", ["IGDB_BASE_URL", "TWITCH_TOKEN_URL", "TWITCH_API_BASE_URL"]
)
def test_an_address_that_is_none_is_named(settings: Settings, name: str) -> None:
    setattr(settings, name, "api.example.org")

    (message,) = [it for it in run_checks() if it.id == "questlog.E001"]

    assert name in message.msg
