"""Menus, name, dashboard: what a headless site needs and no more."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.journal.models import Playthrough
from apps.library.models import Game
from tests.admin.conftest import AddGames
from tests.admin.conftest import MakeClient
from tests.admin.pages import page
from tests.admin.pages import text_of

pytestmark = pytest.mark.django_db


def menu(client: Client) -> dict[str, list[str]]:
    """The sidebar's entries, each with those below it."""
    props = page(client.get("/admin/")).select_one("#wagtail-sidebar-props")
    assert props is not None

    def walk(node: Any) -> Any:
        if isinstance(node, dict):
            if node.get("_type") == "wagtail.sidebar.SubMenuItem":
                own, below = node["_args"][0], node["_args"][1]
                yield own["name"], [item["_args"][0]["name"] for item in below]
            elif node.get("_type") == "wagtail.sidebar.LinkMenuItem":
                yield node["_args"][0]["name"], []
            else:
                for value in node.values():
                    yield from walk(value)
        elif isinstance(node, list):
            for value in node:
                yield from walk(value)

    return dict(walk(json.loads(props.text)))


def test_the_menu_has_games_and_journal_and_nothing_about_pages(
    owner_client: Client,
) -> None:
    entries = menu(owner_client)

    assert entries["games"] == [
        "games",
        "editions",
        "platforms",
        "franchises",
        "genres",
        "duplicates",
    ]
    assert entries["journal"] == ["playthroughs", "sessions"]
    assert entries["reports"] == ["background-work", "site-history"]
    assert not {"explorer", "images", "documents", "snippets"} & set(entries)
    assert not {"sites", "collections", "workflows"} & set(entries["settings"])


def test_the_sidebar_searches_games(owner_client: Client) -> None:
    html = owner_client.get("/admin/").content.decode()

    assert '"wagtail.sidebar.SearchModule", "_args": ["/admin/games/"' in html


def test_the_admin_bears_its_own_name(client: Client, owner_client: Client) -> None:
    login = client.get("/admin/login/")
    home = owner_client.get("/admin/")

    assert "Sign in to Questlog" in text_of(login)
    assert "Forgotten password" not in text_of(login)
    for response in (login, home):
        assert str(page(response).title).endswith("Questlog</title>")
        assert page(response).select_one('link[rel~="icon"][href*="core/logo"]')


def test_an_empty_questlog_says_how_to_begin(owner_client: Client) -> None:
    response = owner_client.get("/admin/")

    assert "Nothing here yet" in text_of(response)
    assert page(response).select_one('a[href="/admin/games/add/"]')
    assert page(response).select_one('a[href="/admin/imports/add/"]')


def test_the_dashboard_tells_what_is_going_on(
    owner_client: Client, chrono_trigger: Game
) -> None:
    run = Playthrough.objects.create(edition=chrono_trigger.first_edition())

    response = owner_client.get("/admin/")

    text = text_of(response)
    assert "1 game 3 playthroughs 2 completed playthroughs" in text
    assert "Now playing" in text
    assert "Recently finished" in text
    game_page = f'a[href="/admin/games/inspect/{chrono_trigger.pk}/"]'
    assert page(response).select_one(f".q-now {game_page}")
    assert page(response).select_one(f".q-strip {game_page}")
    assert page(response).select_one(
        f'a[href^="/admin/playthroughs/{run.pk}/complete"]'
    )


def test_the_dashboard_costs_the_same_however_much_there_is(
    owner_client: Client, add_games: AddGames
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            owner_client.get("/admin/")
        return len(captured)

    add_games(2)
    queries()  # fills caches of content types and the like
    few = queries()
    add_games(10)

    assert queries() == few


def test_the_dashboard_hides_what_one_may_not_see(
    client_with: MakeClient, chrono_trigger: Game
) -> None:
    response = client_with("library.view_game").get("/admin/")

    text = text_of(response)
    assert "1 game" in text
    assert "playthrough" not in text
    assert "Add game" not in text


def test_a_missing_page_leads_to_questlog(owner_client: Client) -> None:
    response = owner_client.get("/admin/nothing/here/")

    assert response.status_code == 404
    assert "Page not found" in text_of(response)
    assert page(response).select_one('a[href="/admin/"]')


@pytest.mark.parametrize(
    "url",
    [
        "/admin/",
        "/admin/nothing/",
        "/admin/users/",
        "/admin/users/add/",
        "/admin/groups/",
        "/admin/api-tokens/",
        "/admin/reports/site-history/",
        "/admin/games/add/",
        "/admin/login/",
    ],
)
def test_no_page_speaks_of_wagtail(
    client: Client, owner_client: Client, url: str
) -> None:
    asker = client if "login" in url else owner_client

    shown = page(asker.get(url))

    for unseen in shown.select("noscript, script, style"):
        unseen.decompose()
    assert "Wagtail" not in shown.get_text(" ")
