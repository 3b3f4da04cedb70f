"""An account is connected and disconnected in the admin, as the owner does it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page
from playwright.sync_api import expect
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.integrations.oauth.models import Grant
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.poe.models import PoeProfile
from apps.profiles.registry import kind_called
from apps.profiles.sync import sync_profile
from tests.admin.pages import text_of
from tests.api.client import ApiClient
from tests.integrations.bungie_server import TITAN
from tests.integrations.bungie_server import BungieServer
from tests.integrations.bungie_server import activity
from tests.integrations.bungie_server import card
from tests.integrations.oauth_server import refusal
from tests.integrations.poe_server import ACCOUNT
from tests.integrations.poe_server import PoeServer
from tests.live import LiveServer

DESTINY = "/admin/profiles/destiny/"
POE = "/admin/profiles/poe/"


def way_there(client: Client, path: str) -> str:
    """The address of the service's page; the test client stays here."""
    answer = client.get(f"{path}connect/")
    assert answer.status_code == 302
    return answer.headers["Location"]


def state_in(address: str) -> str:
    return address.partition("state=")[2].partition("&")[0]


def come_back(client: Client, path: str, **query: str) -> str:
    return text_of(client.get(f"{path}connected/", query, follow=True))


# In a browser ---------------------------------------------------------------------


def test_an_account_is_connected_and_disconnected(
    poe_server: PoeServer, live_server: LiveServer, admin_page: Page
) -> None:
    PoeProfile.set_up()
    admin_page.goto("/admin/profiles/")
    admin_page.get_by_role("link", name="Connect the account of Path of Exile").click()
    address = f"{live_server.url}{POE}connected/"
    expect(admin_page.get_by_text(address)).to_be_visible()

    admin_page.get_by_role("link", name="Connect", exact=True).click()

    expect(admin_page.get_by_text("Connected to Path of Exile.")).to_be_visible()
    expect(admin_page).to_have_url(f"{live_server.url}{POE}account/#connection")
    expect(admin_page.get_by_text("Connected as ExileRunner#4821")).to_be_visible()
    content = admin_page.content()
    assert "access-1" not in content and "refresh-1" not in content
    grant = Grant.objects.get()
    assert (grant.account_id, grant.access_token) == (ACCOUNT, "access-1")

    admin_page.get_by_role("link", name="Disconnect…").click()
    admin_page.get_by_role("button", name="Disconnect").click()

    expect(admin_page.get_by_text("Disconnected from Path of Exile.")).to_be_visible()
    assert poe_server.oauth.revoked == ["refresh-1"]
    assert Grant.objects.get().access_token == ""


def test_bungie_names_the_account(
    bungie_server: BungieServer,
    settings: Settings,
    live_server: LiveServer,
    admin_page: Page,
) -> None:
    back = f"{live_server.url}{DESTINY}connected/"
    bungie_server.register_application(settings, back)
    DestinyProfile.set_up()
    admin_page.goto(f"{DESTINY}account/")
    expect(admin_page.get_by_text("Bungie only takes addresses")).to_be_visible()

    admin_page.get_by_role("link", name="Connect", exact=True).click()

    said = admin_page.get_by_text("Connected to Bungie. You are Guardian#0042.")
    expect(said).to_be_visible()
    assert DestinyProfile.objects.get().full_name == "Guardian#0042"


# What goes wrong ------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("access_denied", "You didn’t allow Questlog in at Path of Exile"),
        ("temporarily_unavailable", "has a problem of its own"),
        ("invalid_scope", "Path of Exile rejected the sign-in"),
    ],
)
def test_a_refusal_says_what_to_do(
    error: str, said: str, poe_server: PoeServer, owner_client: Client
) -> None:
    PoeProfile.set_up()
    state = state_in(way_there(owner_client, POE))

    assert said in come_back(owner_client, POE, error=error, state=state)
    assert poe_server.oauth.forms == [] and not Grant.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (refusal("invalid_grant", "AuthorizationCodeStale"), "is too old"),
        (refusal("invalid_client", status=401), "Check POE_CLIENT_ID"),
        (Response("<html>", 502, content_type="text/html"), "status 502"),
        (Response("<html>", content_type="text/html"), "instead of JSON"),
        (Response("{", content_type="application/json"), "invalid JSON"),
    ],
)
def test_a_failed_exchange_keeps_the_former_connection(
    answer: Response, said: str, poe_server: PoeServer, owner_client: Client
) -> None:
    PoeProfile.set_up()
    way_there(owner_client, POE)
    state = state_in(way_there(owner_client, POE))
    poe_server.oauth.answer_next(answer)

    page = come_back(owner_client, POE, code="code-secret", state=state)

    assert said in page and "code-secret" not in page
    assert not Grant.objects.exists()
    # The state is used up; the one of the other tab isn't.
    again = come_back(owner_client, POE, code="code-secret", state=state)
    assert "was used already" in again


@pytest.mark.django_db
def test_nobody_elses_account_gets_in(
    poe_server: PoeServer, owner_client: Client
) -> None:
    profile, _ = PoeProfile.set_up()
    PoeProfile.objects.filter(pk=profile.pk).update(account_id="another")
    state = state_in(way_there(owner_client, POE))
    poe_server.oauth.uses_pkce = False
    poe_server.oauth.codes["code-1"] = {}

    page = come_back(owner_client, POE, code="code-1", state=state)

    assert "This is a different account" in page
    assert not Grant.objects.exists()


@pytest.mark.django_db
def test_only_who_may_change_the_profile_connects(
    poe_server: PoeServer, owner_client: Client
) -> None:
    PoeProfile.set_up()
    reader = User.objects.create_user("reader")
    for codename in ("access_admin", "view_poeprofile", "view_character"):
        rows = Permission.objects.filter(codename=codename)
        reader.user_permissions.add(
            *rows.filter(content_type__app_label__in=["poe", "wagtailadmin"])
        )
    client = Client()
    client.force_login(reader)

    for path in ("connect", "connected", "disconnect"):
        answer = client.get(f"{POE}{path}/")
        assert "access-" not in answer.content.decode()
        assert answer.headers.get("Location", "/admin/") == "/admin/"
    IronmonProfile.set_up()
    assert owner_client.get("/admin/profiles/ironmon/connect/").status_code == 404
    # A page elsewhere can't send the owner on the way.
    elsewhere = owner_client.get(
        f"{POE}connect/", headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert elsewhere.headers["Location"].startswith(POE)


@pytest.mark.django_db
def test_behind_a_proxy_the_address_is_the_one_of_the_settings(
    poe_server: PoeServer, settings: Settings, owner_client: Client
) -> None:
    PoeProfile.set_up()
    settings.ALLOWED_HOSTS = ["questlog.example.org"]
    settings.WAGTAILADMIN_BASE_URL = "https://questlog.example.org"

    page = owner_client.get(f"{POE}account/", headers={"Host": "questlog.example.org"})

    assert f"https://questlog.example.org{POE}connected/" in text_of(page)


# What a connection is good for ----------------------------------------------------


@pytest.fixture
def connected(
    bungie_server: BungieServer, settings: Settings, owner_client: Client, db: None
) -> BungieServer:
    bungie_server.register_application(settings, "http://testserver")
    profile, _ = DestinyProfile.set_up()
    profile.change(bungie_name="Guardian", bungie_name_code=42)
    bungie_server.oauth.codes["code-1"] = {}
    state = state_in(way_there(owner_client, DESTINY))
    come_back(owner_client, DESTINY, code="code-1", state=state)
    return bungie_server


def sync() -> list[str]:
    kind = kind_called("destiny")
    assert kind is not None
    return sync_profile(kind)


def test_a_private_history_is_read_with_the_connection(
    connected: BungieServer,
) -> None:
    connected.is_private = True
    connected.histories = {TITAN: [activity(1)]}

    assert "1 activity" in sync()
    assert DestinyProfile.objects.get().private_since is None


def test_a_connection_that_bungie_took_back_is_said_with_the_button(
    connected: BungieServer, owner_client: Client, api_token: str
) -> None:
    connected.oauth.revoke_all()
    reason = "Bungie no longer accepts the connection. Connect again."
    with pytest.raises(Exception, match="no longer accepts"):
        sync()

    assert DestinyProfile.objects.get().sync_error == reason
    overview = owner_client.get("/admin/profiles/").content.decode()
    assert reason in overview and f"{DESTINY}account/#connection" in overview
    settings_page = text_of(owner_client.get(f"{DESTINY}account/"))
    assert "Connect again, or disconnect to go on without it" in settings_page
    answer = ApiClient(api_token).post("/profiles/destiny/sync", {})
    assert (answer.status_code, answer.json()["detail"]) == (409, reason)

    # Without it, what is public is read with the key alone.
    owner_client.post(f"{DESTINY}disconnect/")
    connected.histories = {TITAN: [activity(1)]}
    assert "1 activity" in sync()


def test_the_account_that_is_signed_in_is_offered(
    connected: BungieServer, owner_client: Client
) -> None:
    Grant.objects.update(account_name="Warlock#0007")
    connected.own["destinyMemberships"] = [
        card(bungieGlobalDisplayName="Warlock", bungieGlobalDisplayNameCode=7)
    ]
    page = text_of(owner_client.get(f"{DESTINY}account/"))
    assert "You are signed in at Bungie as Warlock#0007" in page

    page = text_of(owner_client.post(f"{DESTINY}account/use/", follow=True))

    assert "This profile is of Warlock#0007 now." in page
    assert DestinyProfile.objects.get().full_name == "Warlock#0007"
