"""Games that the library lacks, found at IGDB and added from where they are needed."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from playwright.sync_api import expect
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.journal.models import Playthrough
from apps.library.igdb.create import add_from_igdb
from apps.library.models import Edition
from apps.library.models import Game
from apps.lists.models import List
from tests.admin.pages import page
from tests.integrations.igdb_server import TOO_MANY
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered
from tests.realtime.listeners import eventually

ADD = "/admin/games/igdb/"
REMAKE = "Wild Arms Alter Code: F"


def chooser(model: Any, name: str) -> str:
    """The address of a view of the model's chooser."""
    return reverse(model.snippet_viewset.chooser_viewset.get_url_name(name))


def found(client: Client, query: str, *, model: Any = Game) -> dict[str, str]:
    """The texts of what a search in the chooser finds, by name."""
    answer = client.get(chooser(model, "igdb"), {"q": query})
    assert answer.status_code == 200
    rows = page(answer).select(".igdb-result")
    return {row.strong.get_text(): row.get_text(" ", strip=True) for row in rows}  # type: ignore[union-attr]


# What is found ----------------------------------------------------------------


@pytest.mark.django_db
def test_results_tell_what_they_are_and_what_is_there_already(
    owner_client: Client, igdb_server: IgdbServer
) -> None:
    add_from_igdb(igdb_server.game("Wild Arms 2")["id"], user=None)

    rows = found(owner_client, "wild arms")

    assert "1996" in rows["Wild Arms"] and "PS1" in rows["Wild Arms"]
    assert "Add and choose" in rows["Wild Arms"]
    assert "Remake of Wild Arms" in rows[REMAKE]
    assert "Add as an edition" in rows[REMAKE]
    assert "In the library: Wild Arms 2" in rows["Wild Arms 2"]
    assert "Add" not in rows["Wild Arms 2"].split("library")[1]


@pytest.mark.django_db
def test_covers_come_by_image_id_and_say_where_from(
    owner_client: Client, igdb_server: IgdbServer
) -> None:
    answer = owner_client.get(chooser(Game, "igdb"), {"q": "Chrono Trigger"})

    soup = page(answer)
    cover = soup.select_one(".igdb-result img")
    assert cover is not None
    assert str(cover["src"]).startswith("/admin/covers/igdb/co")
    assert soup.find("a", string="IGDB.com") is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (answered(TOO_MANY, 429), "Try again"),
        (Response("<html>", 502, content_type="text/html"), "IGDB"),
        (Response("[{", 200, content_type="application/json"), "IGDB"),
    ],
    ids=["asked too often", "down", "cut off"],
)
def test_a_failed_search_says_what_to_do(
    owner_client: Client, igdb_server: IgdbServer, answer: Response, told: str
) -> None:
    igdb_server.answer_next(*[answer] * 9)

    shown = owner_client.get(ADD, {"q": "Chrono Trigger"})

    alert = page(shown).select_one("[role=alert]")
    assert alert is not None and told in alert.get_text()
    typed = page(shown).select_one("#igdb-q")
    assert typed is not None and typed["value"] == "Chrono Trigger"


@pytest.mark.django_db
def test_without_keys_it_says_which_to_set(
    owner_client: Client, settings: Settings
) -> None:
    settings.TWITCH_CLIENT_ID = settings.TWITCH_CLIENT_SECRET = ""

    for address in (ADD, chooser(Game, "igdb"), chooser(Edition, "choose")):
        text = owner_client.get(address, {"q": "Okami"}).content.decode()
        assert "TWITCH_CLIENT_ID" in text


# What is added ----------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Game, Edition])
def test_what_was_added_is_what_the_field_is_for(
    owner_client: Client, igdb_server: IgdbServer, model: Any
) -> None:
    number = igdb_server.game(REMAKE, kind=8)["id"]

    told = owner_client.post(chooser(model, "igdb_choose"), {"igdb_id": number}).json()

    row = Game.objects.get() if model is Game else Edition.objects.get(igdb_id=number)
    assert told["name"] == str(row)
    chosen = owner_client.get(told["chosen"]).json()
    assert chosen["result"]["id"] == str(row.pk)
    assert Edition.objects.get(igdb_id=number).game.name == "Wild Arms"


@pytest.mark.django_db
def test_a_remake_can_be_a_game_of_its_own(
    owner_client: Client, igdb_server: IgdbServer
) -> None:
    number = igdb_server.game(REMAKE, kind=8)["id"]
    body = {"igdb_id": number, "as_own_game": "on"}

    owner_client.post(chooser(Game, "igdb_choose"), body)

    assert Game.objects.get().name == REMAKE


@pytest.mark.django_db
def test_a_game_that_could_not_be_fetched_is_not_chosen(
    owner_client: Client, igdb_server: IgdbServer
) -> None:
    number = igdb_server.game("Chrono Trigger")["id"]
    igdb_server.answer_next(*[Response("<html>", 502)] * 9)

    answer = owner_client.post(chooser(Game, "igdb_choose"), {"igdb_id": number})

    assert answer.status_code == 503
    assert "Nothing was added." in answer.json()["message"]
    assert not Game.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["", "x", "-1", str(10**12)])
def test_a_malformed_request_adds_nothing(owner_client: Client, number: str) -> None:
    body = {"igdb_id": number}

    assert owner_client.post(chooser(Game, "igdb_choose"), body).status_code == 422
    answer = owner_client.post(ADD, body, follow=True)

    assert "Search again" in answer.content.decode()


@pytest.mark.django_db
def test_who_may_not_add_games_has_no_such_tab(igdb_server: IgdbServer) -> None:
    user = User.objects.create_user("guest", password="guest")
    codenames = ("access_admin", "view_game", "add_playthrough")
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)

    choose = client.get(chooser(Game, "choose"))

    assert choose.status_code == 200
    assert "tab-igdb" not in choose.json()["html"]
    for address in (ADD, chooser(Game, "igdb")):
        assert client.get(address, {"q": "Okami"}).status_code == 302
    client.post(chooser(Game, "igdb_choose"), {"igdb_id": 1001})
    assert not Game.objects.exists()


@pytest.mark.django_db
def test_one_after_the_other_is_added_on_a_page(
    owner_client: Client, igdb_server: IgdbServer
) -> None:
    address = f"{ADD}?q=chrono+trigger"
    listing = owner_client.get(reverse(Game.snippet_viewset.get_url_name("list")))
    assert ADD in listing.content.decode()
    number = igdb_server.game("Chrono Trigger")["id"]

    answer = owner_client.post(address, {"igdb_id": number}, follow=True)

    assert answer.redirect_chain == [(address, 302)]
    assert "“Chrono Trigger” was added." in answer.content.decode()
    assert "In the library: Chrono Trigger" in answer.content.decode()
    again = owner_client.post(address, {"igdb_id": number}, follow=True)
    assert "is already in your library" in again.content.decode()
    assert Game.objects.count() == 1


# In the browser ---------------------------------------------------------------

DOT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">'
    b'<rect width="1" height="1"/></svg>'
)


@pytest.fixture
def admin_page(admin_page: Page) -> Page:
    """The owner's browser, to which IGDB's covers are dots."""
    admin_page.route(
        "**/admin/covers/igdb/**",
        lambda route: route.fulfill(body=DOT, content_type="image/svg+xml"),
    )
    return admin_page


def test_a_playthrough_of_a_game_that_is_not_there_yet(
    admin_page: Page, igdb_server: IgdbServer, browser_problems: list[str]
) -> None:
    admin_page.goto("/admin/playthroughs/add/")
    admin_page.get_by_role("button", name="Choose edition").click()
    modal = admin_page.get_by_role("dialog")
    modal.get_by_label("Search", exact=True).fill("crono triger")
    expect(modal.get_by_text("No matches for")).to_be_visible()

    modal.get_by_role("tab", name="IGDB").click()

    # It goes on with what was typed.
    result = modal.get_by_role("listitem").filter(has_text="Chrono Trigger").first
    expect(result).to_contain_text("1995")
    expect(modal.get_by_label("Title, in any spelling")).to_have_value("crono triger")
    seen = Axe().run(admin_page, context="#tab-igdb").response["violations"]
    assert [violation["id"] for violation in seen] == []

    igdb_server.answer_next(Response("<html>", 400, content_type="text/html"))
    with admin_page.expect_console_message(lambda message: "502" in message.text):
        result.get_by_role("button", name="Add and choose").press("Enter")
    browser_problems.clear()
    expect(modal.get_by_role("alert")).to_contain_text("Nothing was added.")
    result.get_by_role("button", name="Add and choose").press("Enter")

    expect(admin_page.locator("#id_edition-title")).to_have_text("Chrono Trigger")
    expect(modal).to_have_count(0)
    admin_page.get_by_role("button", name="Save").click()
    expect(admin_page.get_by_text("created")).to_be_visible()
    assert Playthrough.objects.get().edition.game.name == "Chrono Trigger"


def test_games_from_igdb_join_a_list(admin_page: Page, igdb_server: IgdbServer) -> None:
    best = List.objects.create(name="Best", is_ranked=True)
    admin_page.goto(f"/admin/lists/rank/{best.pk}/")
    admin_page.get_by_role("button", name="Choose several").click()
    modal = admin_page.get_by_role("dialog")
    modal.get_by_role("tab", name="IGDB").click()
    modal.get_by_label("Title, in any spelling").fill("Metaphor ReFantasio")
    modal.get_by_label("Title, in any spelling").press("Enter")

    modal.get_by_role("button", name="Add and choose").first.click()

    expect(admin_page.get_by_role("dialog")).to_have_count(0)
    expect(admin_page.get_by_text("Metaphor").first).to_be_visible()
    assert eventually(best.entries.exists)
    assert best.entries.get().game.name == "Metaphor: ReFantazio"


def test_a_game_from_igdb_joins_those_that_were_ticked(
    admin_page: Page, igdb_server: IgdbServer
) -> None:
    Game.objects.add(name="Celeste")
    best = List.objects.create(name="Best", is_ranked=True)
    admin_page.goto(f"/admin/lists/rank/{best.pk}/")
    admin_page.get_by_role("button", name="Choose several").click()
    modal = admin_page.get_by_role("dialog")
    modal.get_by_role("checkbox", name="Celeste").check()
    modal.get_by_role("tab", name="IGDB").click()
    modal.get_by_label("Title, in any spelling").fill("Metaphor ReFantasio")
    modal.get_by_label("Title, in any spelling").press("Enter")

    modal.get_by_role("button", name="Add and choose").first.click()

    expect(admin_page.get_by_text("2 games added. Saved.")).to_be_visible()
    names = [entry.game.name for entry in best.entries.order_by("position")]
    assert names == ["Celeste", "Metaphor: ReFantazio"]
