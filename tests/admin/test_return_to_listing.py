"""After a save, a deletion or a verb the listing is as it was before."""

from __future__ import annotations

import re
from urllib.parse import parse_qs
from urllib.parse import urlencode
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.lists.models import List
from tests.admin.pages import address
from tests.admin.pages import page as soup
from tests.admin.pages import save

FILTERED = "q=chrono&ordering=-name&p=1"
# Whichever of the two comes first.
THIRD_PAGE = re.compile(r"\?(?=.*\bq=game\b)(?=.*\bp=3\b)")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model", [Game, Edition, Franchise, Genre, Platform, Playthrough, List]
)
def test_every_listing_gives_its_rows_the_way_back(
    owner_client: Client, chrono_trigger: Game, model: type[models.Model]
) -> None:
    List.objects.create(name="Arcade")
    listing = address(model, "list") + "?p=1"

    shown = soup(owner_client.get(listing))

    links = shown.select("td.title a[href], .q-cell a[href]")
    pages = {urlsplit(str(link["href"])).path.split("/")[3] for link in links}
    assert "inspect" in pages
    for link in links:
        url = urlsplit(str(link["href"]))
        if url.path.split("/")[3] in ("edit", "copy", "inspect", "delete"):
            assert parse_qs(url.query)["next"] == [listing]


@pytest.mark.django_db
def test_a_saved_form_returns_to_the_listing_as_it_was(
    owner_client: Client, chrono_trigger: Game
) -> None:
    listing = f"{address(Game, 'list')}?{FILTERED}"
    card = address(Game, "hover_card", chrono_trigger.pk)
    link = soup(owner_client.get(f"{card}?{FILTERED}")).select_one('a[href*="/edit/"]')
    assert link is not None
    edit = str(link["href"])

    form = soup(owner_client.get(edit)).select_one("#w-editor-form")
    assert form is not None and form["action"] == edit
    response = save(owner_client, edit, summary="Time travel.")

    assert response.status_code == 302 and response.url == listing


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "\x00"])
def test_the_way_back_never_leads_to_another_site(
    owner_client: Client, chrono_trigger: Game, elsewhere: str
) -> None:
    edit = address(Game, "edit", chrono_trigger.pk)

    response = owner_client.get(edit, {"next": elsewhere})

    assert "example.org" not in response.content.decode()


def test_an_edit_from_the_third_page_of_a_search_leads_back_there(
    admin_page: Page, committed_db: None
) -> None:
    for number in range(1, 141):
        Game.objects.add(name=f"Game {number:03}")
    Game.objects.add(name="Celeste")
    admin_page.goto("/admin/games/?layout=table")

    def more_of(name: str) -> None:
        admin_page.get_by_role("button", name=f"More options for '{name}'").click()

    admin_page.get_by_label("Search term", exact=False).fill("game")
    expect(admin_page.get_by_text("Celeste")).to_have_count(0)
    admin_page.get_by_role("link", name="3", exact=True).click()
    more_of("Game 125")
    admin_page.get_by_role("link", name="Edit", exact=True).click()
    admin_page.locator("#id_name").fill("Game 125 again")
    admin_page.get_by_role("button", name="Save").click()

    expect(admin_page.get_by_role("link", name="Game 125 again")).to_be_visible()
    expect(admin_page).to_have_url(THIRD_PAGE)

    more_of("Game 126")
    admin_page.get_by_role("link", name="Delete", exact=True).click()
    admin_page.get_by_role("button", name="Yes, delete").click()
    expect(admin_page.get_by_role("link", name="Game 127", exact=True)).to_be_visible()
    expect(admin_page).to_have_url(THIRD_PAGE)

    # By way of the game's own page.
    admin_page.get_by_role("link", name="Game 127", exact=True).click()
    crumbs = admin_page.get_by_role("navigation", name="Breadcrumb", exact=True)
    crumbs.get_by_role("link", name="Games").click()
    expect(admin_page.get_by_role("link", name="Game 127", exact=True)).to_be_visible()
    expect(admin_page).to_have_url(THIRD_PAGE)

    admin_page.get_by_role("row", name="Game 128").get_by_role("checkbox").check()
    admin_page.get_by_label("Delete selected rows").click()
    admin_page.get_by_role("button", name="Yes, delete").click()
    expect(admin_page.get_by_text("1 game deleted.")).to_be_visible()
    expect(admin_page).to_have_url(THIRD_PAGE)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["users", "groups"])
def test_users_and_groups_lead_back_to_their_listing_too(
    owner_client: Client, kind: str
) -> None:
    group = Group.objects.create(name="Editors of all")
    user = User.objects.create_user("editor", first_name="E", last_name="D")
    pk = {"users": user.pk, "groups": group.pk}[kind]
    listing = f"/admin/{kind}/?q=edit"
    link = soup(owner_client.get(listing)).select_one("td.title .title-wrapper a")
    assert link is not None
    way_back = urlencode({"next": listing})
    assert f"/admin/{kind}/edit/" in str(link["href"])
    assert way_back in str(link["href"])

    edit = f"/admin/{kind}/edit/{pk}/?{way_back}"
    form = soup(owner_client.get(edit)).select_one("form#w-editor-form")
    assert form is not None and form["action"] == edit
    delete = f"/admin/{kind}/delete/{pk}/?{way_back}"
    assert owner_client.get(delete).status_code == 200

    response = owner_client.post(delete)

    assert (response.status_code, response.url) == (302, listing)  # type: ignore[attr-defined]
