"""`/api/export`: everything, for its owner only."""

from __future__ import annotations

import csv
import gzip
import io
import json
from decimal import Decimal
from typing import Any

import httpx
import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import APIToken

from apps.exports.permissions import needed
from apps.exports.schema import schema
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.exports.conftest import exported
from tests.exports.conftest import owners_client
from tests.exports.conftest import parsed
from tests.live import LiveServer

FILES = (
    "/export",
    "/export/playthroughs.csv",
    "/export/lists.csv",
    "/export/games.md",
)


def content(response: Any) -> bytes:
    """The whole of a streamed answer."""

    async def read() -> bytes:
        return b"".join([piece async for piece in response.streaming_content])

    assert response.status_code == 200, response.content
    return async_to_sync(read)()


def table(response: Any) -> list[dict[str, str]]:
    """The rows of a CSV file as a spreadsheet for UTF-8 reads them."""
    raw = content(response)
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def reader_with(*permissions: str) -> ApiClient:
    user = User.objects.create_user("reader")
    for name in permissions:
        app, codename = name.split(".")
        user.user_permissions.add(
            Permission.objects.get(codename=codename, content_type__app_label=app)
        )
    return ApiClient(APIToken.create_token(user=user, name="test")[1])


@pytest.mark.django_db
@pytest.mark.parametrize("path", FILES)
def test_a_stranger_gets_no_export(path: str) -> None:
    problem(ApiClient().get(path), status=401)
    problem(ApiClient("wrong").get(path), status=401)


@pytest.mark.django_db
@pytest.mark.parametrize("path", FILES)
def test_who_may_not_see_everything_gets_no_export(path: str) -> None:
    most = [name for name in needed("view") if name != "imports.view_import"]

    refused = problem(reader_with(*most).get(path), status=403)

    assert "imports.view_import" in refused["detail"]


def test_who_may_see_everything_gets_it(small_house: None) -> None:
    assert parsed(content(reader_with(*needed("view")).get("/export")))["games"]


def test_the_owner_gets_the_file_that_the_command_writes(small_house: None) -> None:
    response = owners_client().get("/export")

    found = parsed(content(response))
    expected = parsed(exported())
    assert {**found, "exported_at": 0} == {**expected, "exported_at": 0}
    assert response["Content-Disposition"].startswith('attachment; filename="questlog-')
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Type"] == "application/json"


def test_the_session_of_the_admin_is_enough(small_house: None) -> None:
    client = Client()
    client.force_login(User.objects.get(username="owner"))

    response = client.get("/api/export", {"gzip": "true"})

    packed = content(response)
    assert response["Content-Length"] == str(len(packed))
    assert parsed(gzip.decompress(packed))["format"] == "questlog-export"


def test_the_export_is_streamed_by_the_real_server(live_server: LiveServer) -> None:
    token = owners_client().headers

    answer = httpx.get(f"{live_server.url}/api/export/", headers=token)

    assert answer.json()["counts"]["games"] == 0
    assert int(answer.headers["Content-Length"]) == len(answer.content)


@pytest.mark.django_db
def test_the_schema_is_for_everyone() -> None:
    assert data(ApiClient().get("/export/schema")) == json.loads(json.dumps(schema()))


@pytest.mark.django_db
@pytest.mark.parametrize("path", FILES)
def test_an_unknown_parameter_is_named(path: str, owner: User) -> None:
    problem(owners_client().get(path, since="2020"), status=422)


def test_playthroughs_come_as_a_table(small_house: None) -> None:
    run = Playthrough.objects.order_by("pk")[0]
    run.change(completed_at="2003-11", notes="=1+1", is_public=False, rating="4.5")
    run.edition.game.name = "@SUM(ü)"
    run.edition.game.save()

    rows = table(owners_client().get("/export/playthroughs.csv"))

    assert len(rows) == Playthrough.objects.count()
    assert rows[0]["Game"] == "'@SUM(ü)"
    assert rows[0]["Completed"] == "2003-11"
    assert rows[0]["Rating"] == "4.5"
    assert rows[0]["Notes"] == "'=1+1"
    assert rows[0]["Public"] == "no"
    assert rows[0]["Platform"] == "Super Nintendo Entertainment System"
    assert rows[0]["Id"] == str(run.uuid)


def test_every_tenth_of_an_hour_is_in_the_table(committed_db: None) -> None:
    edition = Game.objects.add(name="Ico").first_edition()
    tenths = [Decimal(tenth) / 10 for tenth in range(1001)]
    Playthrough.objects.bulk_create(
        Playthrough(edition=edition, playtime_hours=hours) for hours in tenths
    )

    rows = table(owners_client().get("/export/playthroughs.csv"))

    assert [row["Hours"] for row in rows] == [f"{hours:.1f}" for hours in tenths]


def test_lists_come_as_one_table(small_house: None) -> None:
    shelf = List.objects.create(name="+Shelf", is_ranked=False, visibility="private")
    shelf.add(Game.objects.get(slug="chrono-trigger"), notes="line\nline, “quoted”")

    rows = table(owners_client().get("/export/lists.csv"))

    assert [(r["List"], r["Position"], r["Game"]) for r in rows] == [
        ("'+Shelf", "", "Chrono Trigger"),
        ("Top RPGs", "1", "Chrono Trigger"),
        ("Top RPGs", "2", "Final Fantasy IV"),
    ]
    assert rows[0]["Notes"] == "line\nline, “quoted”"
    assert (rows[0]["Ranked"], rows[0]["Visibility"]) == ("no", "private")


def test_markdown_is_public_unless_asked_otherwise(small_house: None) -> None:
    List.objects.update(visibility="draft")

    public = content(owners_client().get("/export/games.md")).decode()
    private = content(owners_client().get("/export/games.md", private="true")).decode()

    assert "Top RPGs" not in public
    assert "Top RPGs" in private
