"""The Export page: who sees it, what it gives, what it takes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page

from apps.exports.permissions import needed
from apps.exports.viewsets import FILES
from apps.library.models import Game
from tests.admin.conftest import MakeClient
from tests.admin.conftest import client_with
from tests.exports.conftest import Empty
from tests.exports.conftest import exported
from tests.exports.test_api import content

__all__ = ["client_with"]

PAGE = "/admin/export/"


@pytest.fixture
def session(committed_db: None) -> Callable[[], Client]:
    """`session()` is a login of this Questlog's owner."""

    def log_in() -> Client:
        user, _ = User.objects.get_or_create(
            username="owner", defaults={"is_superuser": True}
        )
        client = Client()
        client.force_login(user)
        return client

    return log_in


def upload(client: Client, file: bytes, name: str = "questlog.json") -> Any:
    stream = io.BytesIO(file)
    stream.name = name
    return client.post(PAGE, {"file": stream}, follow=True)


@pytest.mark.django_db
def test_who_may_not_see_everything_sees_no_export(client_with: MakeClient) -> None:
    client = client_with("library.view_game", "lists.view_list")

    for address in ("", *FILES):
        response = client.get(f"{PAGE}{address}", follow=True)
        assert response.redirect_chain[0][0] == "/admin/", address
    assert PAGE not in client.get("/admin/").content.decode()


@pytest.mark.django_db
def test_who_may_see_but_not_add_is_offered_no_import(client_with: MakeClient) -> None:
    client = client_with(*needed("view"))

    page = client.get(PAGE).content.decode()

    assert "Download everything" in page
    assert "Restore a full export" not in page
    assert upload(client, b"{}").redirect_chain[0][0] == "/admin/"


def test_each_button_gives_its_file(
    small_house: None, session: Callable[[], Client]
) -> None:
    client = session()
    page = client.get(PAGE).content.decode()

    for name in FILES:
        assert f'href="{PAGE}{name}"' in page
        response = client.get(f"{PAGE}{name}")
        assert len(content(response)) > 100
        ending = f'.{name.partition(".")[2]}"'
        assert response["Content-Disposition"].endswith(ending)
        assert "no-store" in response["Cache-Control"]


def test_a_whole_questlog_comes_in_by_the_form(
    small_house: None, session: Callable[[], Client], empty: Empty
) -> None:
    file = exported(compressed=True)
    empty()

    response = upload(session(), file, "questlog.json.gz")

    assert response.redirect_chain[0][0] == "/admin/"
    assert "Imported: " in response.content.decode()
    assert Game.objects.count() == 5


def test_a_full_questlog_says_what_to_do_instead(
    small_house: None, session: Callable[[], Client]
) -> None:
    client = session()
    assert "this one has" in client.get(PAGE).content.decode()

    page = upload(client, exported()).content.decode()

    assert "You can only restore an export into an empty one" in page
    assert "QUESTLOG_DATA_DIR" in page
    assert Game.objects.count() == 5


def test_a_broken_file_is_named_beside_the_field(
    committed_db: None, session: Callable[[], Client]
) -> None:
    client, whole = session(), exported()

    for file, told in (
        (b"", "The submitted file is empty"),
        (b"# A list", "begin with &quot;format&quot;"),
        (whole[:-30], "it may have been cut off. Nothing was written."),
    ):
        page = upload(client, file).content.decode()
        assert told in page
        assert "Import it" in page
    assert exported() == whole


def test_the_import_page_says_where_a_whole_questlog_goes(
    small_house: None, session: Callable[[], Client]
) -> None:
    page = session().post("/admin/imports/add/", {"text": exported().decode()})

    assert "This is a full Questlog export, not a list." in page.content.decode()


def test_axe_finds_nothing_on_the_export_page(admin_page: Page) -> None:
    admin_page.goto(PAGE)

    found = Axe().run(admin_page).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
