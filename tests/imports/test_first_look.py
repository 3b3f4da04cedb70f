"""What a file is taken for, told while it is being chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.imports.models import Import

ADD = "/admin/imports/add/"
LOOK = "/admin/imports/first-look/"
FILES = Path(__file__).parent / "files"
TABLE = "Title,Status,Mood\n" + "".join(
    f"Game {n},Completed,fine\n" for n in range(9_000)
)


def look(client: Client, data: bytes, name: str = "", *, as_format: str = "") -> str:
    """What is told of a file, of which the first 64 KB are sent."""
    head = SimpleUploadedFile("head", data[: 64 * 1024])
    body = {"head": head, "name": name, "size": len(data), "as_format": as_format}
    answer = client.post(LOOK, body)
    assert answer.status_code == 200
    told: str = answer.json()["message"]
    assert not Import.objects.exists()
    return told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("howlongtobeat.csv", "Detected format: HowLongToBeat,"),
        ("grouvee.csv", "Detected format: Grouvee,"),
        ("yamtrack.csv", "Detected format: Yamtrack,"),
        ("backloggery.json", "Detected format: Backloggery,"),
        ("plain_utf16.tsv", "Another table (CSV)"),
    ],
)
def test_a_known_export_is_named(owner_client: Client, name: str, told: str) -> None:
    assert told in look(owner_client, (FILES / name).read_bytes(), name)


def test_of_a_long_table_the_beginning_tells_enough(owner_client: Client) -> None:
    told = look(owner_client, TABLE.encode(), "games.csv")

    assert "games so far." in told
    assert "Not recognized: mood." in told
    assert "not understood" not in told  # of the line that the cut has left half


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_the_cut_breaks_no_encoding(owner_client: Client, encoding: str) -> None:
    told = look(owner_client, TABLE.encode(encoding), "games.csv")

    assert "games so far." in told
    assert "not understood" not in told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "isn't readable text"),
        (b'{"top": [}', "The JSON is invalid on line 1"),
        (b"[" + b'{"name": "Ico"},' * 9_000 + b"]", "You'll see its content"),
    ],
    ids=["empty", "binary", "invalid JSON", "long JSON"],
)
def test_what_cannot_be_read_is_said(
    owner_client: Client, data: bytes, told: str
) -> None:
    assert told in look(owner_client, data, "list.json" if b"{" in data else "list.txt")


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(
    owner_client: Client,
) -> None:
    head = SimpleUploadedFile("head", b"Title\n" * 100)
    body = {"head": head, "name": "games.csv", "size": 50 * 1024 * 1024}

    answer = owner_client.post(LOOK, body).json()

    assert answer["is_problem"]
    assert "larger than 20 MB" in answer["message"]


def test_what_the_owner_says_it_is_counts(owner_client: Client) -> None:
    told = look(owner_client, TABLE.encode(), "games.csv", as_format="text")

    assert "Text or Markdown" in told


def test_more_than_the_beginning_is_refused(owner_client: Client) -> None:
    head = SimpleUploadedFile("head", b"x" * (64 * 1024 + 1))

    assert owner_client.post(LOOK, {"head": head, "size": 70_000}).status_code == 422


def test_another_site_cannot_ask(owner: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)

    assert client.post(LOOK, {"size": 1}).status_code == 403


def test_only_who_may_import_may_ask(owner_client: Client) -> None:
    assert owner_client.get(LOOK).status_code == 405
    assert owner_client.post(LOOK, {"name": "x"}).status_code == 422
    user = User.objects.create_user("guest", password="guest")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)

    assert client.post(LOOK, {}).status_code == 302


def test_the_form_tells_while_a_file_is_chosen(admin_page: Page) -> None:
    admin_page.goto(ADD)
    told = admin_page.locator("[data-first-look]")

    admin_page.get_by_label("File").set_input_files(
        {"name": "games.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    expect(told).to_contain_text("Detected format: Another table (CSV)")
    admin_page.get_by_label("File").set_input_files(FILES / "howlongtobeat.csv")
    expect(told).to_contain_text("Detected format: HowLongToBeat")
    admin_page.get_by_label("Read it as").select_option("text")
    expect(told).to_contain_text("Text or Markdown")

    seen = Axe().run(admin_page).response["violations"]
    assert [violation["id"] for violation in seen] == []
    admin_page.get_by_label("File").set_input_files([])
    expect(told).to_be_empty()
