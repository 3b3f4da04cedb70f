"""Importing gists, from a server on this machine that speaks as GitHub does."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
import stamina
from django.contrib.auth.models import User
from django.core.management import CommandError
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer

from apps.imports.intake.source import source_of
from apps.imports.models import Import
from tests.imports.conftest import SMALL

ID = "aa5a315d61ae9438b18d"
ADDRESS = f"https://gist.github.com/somebody/{ID}"
ADD = "/admin/imports/add/"


@pytest.fixture(autouse=True)
def github(httpserver: HTTPServer, settings: Settings) -> Iterator[HTTPServer]:
    """GitHub's API, played by a server on this machine; clients retry at once."""
    settings.GITHUB_API_BASE_URL = httpserver.url_for("/api")
    settings.GITHUB_RAW_BASE_URL = httpserver.url_for("/")
    settings.GITHUB_TOKEN = ""
    with stamina.set_testing(True, attempts=2, cap=True):
        yield httpserver


def answer(files: dict[str, str], revision: str = "1" * 40) -> dict[str, Any]:
    return {
        "id": ID,
        "html_url": ADDRESS,
        "description": "RPGs",
        "files": {
            name: {
                "filename": name,
                "type": "text/markdown",
                "size": len(text.encode()),
                "truncated": False,
                "content": text,
            }
            for name, text in files.items()
        },
        "history": [{"version": revision}],
    }


def serve(github: HTTPServer, files: dict[str, str], revision: str = "1" * 40) -> None:
    github.clear()
    github.expect_request(
        f"/api/gists/{ID}", headers={"If-None-Match": f'W/"{revision[:3]}"'}
    ).respond_with_data(status=304)
    github.expect_request(f"/api/gists/{ID}").respond_with_json(
        answer(files, revision), headers={"ETag": f'W/"{revision[:3]}"'}
    )


def test_a_gist_is_taken_in_by_its_address(
    github: HTTPServer, owner_client: Client
) -> None:
    serve(github, {"rpgs.md": SMALL})

    response = owner_client.post(ADD, {"gist": ADDRESS})

    import_ = Import.objects.get()
    assert response.headers["Location"] == f"/admin/imports/edit/{import_.pk}/"
    assert (
        import_.title,
        import_.gist_id,
        import_.gist_revision,
        import_.gist_etag,
    ) == (
        "RPGs",
        ID,
        "1" * 40,
        'W/"111"',
    )
    assert import_.source_text == SMALL
    assert import_.counts["games"] == 5


def test_a_gist_that_has_not_changed_is_said_to_be_the_same(
    github: HTTPServer, owner_client: Client
) -> None:
    serve(github, {"rpgs.md": SMALL})
    owner_client.post(ADD, {"gist": ID})

    page = owner_client.post(ADD, {"gist": ADDRESS})

    assert "Nothing has changed since the last import" in page.content.decode()
    assert Import.objects.count() == 1
    owner_client.post(ADD, {"gist": ADDRESS, "even_unchanged": "on"})
    assert Import.objects.count() == 2


def test_a_gist_that_has_grown_is_taken_in_again(
    github: HTTPServer, owner_client: Client
) -> None:
    serve(github, {"rpgs.md": SMALL})
    owner_client.post(ADD, {"gist": ID})
    serve(github, {"rpgs.md": SMALL + "3. Ico\n"}, "2" * 40)

    owner_client.post(ADD, {"gist": ID})

    assert Import.objects.count() == 2
    assert Import.objects.of_gist(ID)[0].gist_revision == "2" * 40


def test_files_of_a_gist_are_read_as_one(
    github: HTTPServer, owner_client: Client
) -> None:
    serve(
        github,
        {"beaten.md": "- Ico\n- Okami", "top.json": '{"top": [{"name": "Ico"}]}'},
    )

    owner_client.post(ADD, {"gist": ID})

    import_ = Import.objects.get()
    rows = [(row.line, row.title, row.decision) for row in import_.rows.all()]
    assert rows == [(1, "Ico", "create"), (2, "Okami", "create"), (3, "Ico", "merge")]
    assert [file.name for file in source_of(import_).files] == ["beaten.md", "top.json"]
    owner_client.post(f"/admin/imports/{import_.pk}/again/")
    again = Import.objects.order_by("-id")[0]
    assert list(again.rows.values_list("line", "title")) == [
        (line, title) for line, title, _ in rows
    ]


@pytest.mark.parametrize(
    ("status", "headers", "message"),
    [
        (404, {}, "have a gist with this id."),
        (
            403,
            {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"},
            "GitHub received too many requests from here.",
        ),
        (503, {}, "GitHub"),
    ],
)
def test_a_gist_that_cannot_be_fetched_is_a_form_error(
    github: HTTPServer,
    owner_client: Client,
    status: int,
    headers: dict[str, str],
    message: str,
) -> None:
    github.expect_request(f"/api/gists/{ID}").respond_with_data(
        "{}", status=status, headers=headers
    )

    page = owner_client.post(ADD, {"gist": ID})

    assert message in page.content.decode()
    assert Import.objects.count() == 0


def test_no_network_is_a_form_error(owner_client: Client, settings: Settings) -> None:
    settings.GITHUB_API_BASE_URL = "http://127.0.0.1:9"

    page = owner_client.post(ADD, {"gist": ID})

    assert "Check the network" in page.content.decode()


@pytest.mark.parametrize(
    "address", ["https://evil.example/x", "file:///etc/passwd", "not a gist"]
)
def test_another_host_is_a_form_error(
    github: HTTPServer, owner_client: Client, address: str
) -> None:
    page = owner_client.post(ADD, {"gist": address})

    assert "gist.github.com" in page.content.decode()
    assert github.log == []


def test_the_command_line_fetches_gists(github: HTTPServer, owner: User) -> None:
    serve(github, {"rpgs.md": SMALL})
    out, err = io.StringIO(), io.StringIO()

    call_command("import_gist", ADDRESS, "--apply", stdout=out, stderr=err)
    call_command("import_gist", ID, stdout=out, stderr=err)

    import_ = Import.objects.get()
    assert import_.gist_id == ID
    assert f"This gist hasn't changed since its last import, {import_.uuid}" in (
        err.getvalue()
    )


def test_the_command_line_says_what_went_wrong(github: HTTPServer, owner: User) -> None:
    github.expect_request(f"/api/gists/{ID}").respond_with_data("{}", status=404)

    with pytest.raises(CommandError, match="GitHub doesn't have a gist"):
        call_command("import_gist", ID)
