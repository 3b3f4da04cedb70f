"""A disk, or a Redis, that is full: every write says so, with 503, and none fails."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import redis
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from apps.core.database import outages
from apps.imports.models import Import
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.library.models import Genre
from apps.lists.models import List
from tests.admin.pages import address
from tests.admin.pages import opened_form
from tests.admin.test_avatar import PIXEL
from tests.api.client import ApiClient
from tests.api.client import problem

pytestmark = pytest.mark.usefixtures("committed_db")

PUBLIC_RANKING = {"is_ranked": True, "visibility": "public"}
ORIGINAL = {"edition_type": "original"}
# What PostgreSQL says when it cannot make a table's file longer.
FULL = """
CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'could not extend file "base/1": No space left on device'
    USING ERRCODE = 'disk_full';
END $$
"""
TRIGGER = """
CREATE TRIGGER disk_is_full BEFORE INSERT OR UPDATE OR DELETE ON "{}"
FOR EACH STATEMENT EXECUTE FUNCTION disk_is_full()
"""


@contextmanager
def full_disk() -> Iterator[None]:
    """Let PostgreSQL refuse every write as it does on a full disk."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute(FULL)
        for table in tables:
            cursor.execute(TRIGGER.format(table))
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION disk_is_full CASCADE")


@pytest.fixture
def api(api_token: str) -> ApiClient:
    return ApiClient(api_token)


@pytest.fixture
def library(api: ApiClient) -> str:
    """A game, a list of it and a playthrough; the id of the list's entry."""
    list_ = {"slug": "top", "name": "Top", **PUBLIC_RANKING}
    for path, body in (
        ("/games", {"name": "Chrono Trigger"}),
        ("/genres", {"slug": "jrpg", "name": "JRPG"}),
        ("/games/chrono-trigger/playthroughs", {"status": "playing"}),
        ("/lists", list_),
    ):
        assert api.post(path, body).status_code < 300
    entry = api.post("/lists/top/entries", {"work_slug": "chrono-trigger"})
    return str(entry.json()["id"])


def api_writes(entry: str) -> list[tuple[str, str, Any]]:
    reader = ApiClient()
    run = reader.get("/playthroughs").json()["items"][0]["id"]
    work = reader.get("/works").json()[0]["id"]
    genre = reader.get("/genres").json()[0]["id"]
    edition = {"work_id": work, "name": "SNES", "slug": "snes", **ORIGINAL}
    return [
        ("POST", "/games", {"name": "Celeste"}),
        ("PATCH", "/games/chrono-trigger", {"name": "Chrono Cross"}),
        ("PATCH", f"/playthroughs/{run}", {"status": "completed"}),
        ("DELETE", f"/playthroughs/{run}", None),
        ("POST", "/games/chrono-trigger/playthroughs", {"status": "playing"}),
        ("POST", "/editions", edition),
        ("PATCH", "/editions/chrono-trigger", {"name": "SNES"}),
        ("POST", "/genres", {"slug": "rpg", "name": "RPG"}),
        ("PUT", "/works/chrono-trigger/genres", {"genre_ids": [genre]}),
        ("POST", "/lists", {"slug": "other", "name": "Other", **PUBLIC_RANKING}),
        ("PATCH", "/lists/top", {"name": "Best"}),
        ("DELETE", f"/lists/top/entries/{entry}", None),
        ("DELETE", "/lists/top", None),
    ]


def test_every_write_of_the_api_says_that_the_disk_is_full(
    api: ApiClient, library: str
) -> None:
    writes = api_writes(library)

    with full_disk():
        answers = [api.send(*write) for write in writes]
        read = api.get("/games")

    for write, answer in zip(writes, answers, strict=True):
        assert answer.status_code == 503, (write, answer.content)
        assert problem(answer, status=503)["detail"] == outages.DISK_FULL
        assert answer["Retry-After"] == "60"
    assert read.status_code == 200
    assert Game.objects.get().name == "Chrono Trigger"


def test_every_form_of_the_admin_says_that_the_disk_is_full(
    library: str, owner_client: Client
) -> None:
    owner_client.raise_request_exception = False
    game, run, list_ = (model.objects.get().pk for model in (Game, Playthrough, List))
    forms = [
        address(Game, "add"),
        address(Game, "edit", game),
        address(Genre, "edit", Genre.objects.get(name="JRPG").pk),
        address(Playthrough, "edit", run),
        address(List, "edit", list_),
    ]
    sent = [(url, opened_form(owner_client, url)) for url in forms]
    for _, form in sent:
        form["name"] = "Another name"
        form["notes"] = "new"
        form["slug"] = form.get("slug") or "another-name"
    posts: list[tuple[str, Any]] = [(url, dict(form.lists())) for url, form in sent]
    posts += [
        (address(Game, "delete", game), {}),
        (address(List, "delete", list_), {}),
        (address(Import, "add"), {"source": "text", "text": "- Celeste"}),
    ]

    with full_disk():
        answers = [owner_client.post(url, body) for url, body in posts]

    for (url, _), answer in zip(posts, answers, strict=True):
        assert answer.status_code == 503, (url, answer.content[-2000:])
        assert outages.DISK_FULL in answer.content.decode()
    assert Game.objects.get().name == "Chrono Trigger"


def test_a_login_says_that_the_disk_is_full(owner: Any, client: Client) -> None:
    client.raise_request_exception = False
    with full_disk():
        form = {"username": "owner", "password": "owner"}
        answer = client.post("/admin/login/", form)

    assert answer.status_code == 503
    assert outages.DISK_FULL in answer.content.decode()


def test_a_session_that_cannot_be_saved_says_so(owner_client: Client) -> None:
    owner_client.raise_request_exception = False
    session = owner_client.session
    session.set_expiry(100)
    session.save()

    with full_disk():
        answer = owner_client.post("/admin/logout/")

    assert answer.status_code == 503


def test_an_upload_says_that_the_disk_is_full(
    owner_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    owner_client.raise_request_exception = False
    form = account_form()
    monkeypatch.setattr(FileSystemStorage, "_save", fail)
    picture = SimpleUploadedFile("me.png", PIXEL, content_type="image/png")
    answer = owner_client.post("/admin/account/", {**form, "avatar-avatar": picture})

    assert answer.status_code == 503
    assert outages.DISK_FULL in answer.content.decode()


def account_form() -> dict[str, Any]:
    return {
        "name_email-first_name": "Bryan",
        "name_email-last_name": "V",
        "name_email-email": "me@example.org",
        "locale-current_time_zone": "UTC",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
    }


def test_a_full_redis_stops_no_write(
    api: ApiClient, library: str, redis_client: redis.Redis
) -> None:
    redis_client.config_set("maxmemory", 1)
    try:
        answers = [api.send(*write).status_code for write in api_writes(library)]
    finally:
        redis_client.config_set("maxmemory", 0)

    assert max(answers) < 300, answers


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "full"), outages.DISK_FULL),
        (OSError(errno.EDQUOT, "quota"), outages.DISK_FULL),
        (redis.ResponseError("MISCONF Errors writing"), outages.REDIS_FULL),
        (redis.ResponseError("OOM command not allowed"), outages.REDIS_FULL),
        (redis.ConnectionError("refused"), outages.REDIS_AWAY),
        (redis.ResponseError("ERR unknown command"), None),
        (OSError(errno.EACCES, "denied"), None),
        (KeyError("x"), None),
    ],
)
def test_an_outage_is_told_apart_from_a_mistake(
    error: Exception, words: str | None
) -> None:
    assert outages.outage_of(error) == words


def test_a_database_that_ends_for_want_of_space_says_so(
    monkeypatch: pytest.MonkeyPatch, api: ApiClient
) -> None:
    def lost(*_: object) -> None:
        connection.connection.close()
        connection.connection.execute("SELECT 1")

    monkeypatch.setattr(outages, "NEEDED_SPACE", 2**60)
    with connection.execute_wrapper(lost):
        answer = api.get("/games")

    assert problem(answer, status=503)["detail"] == outages.DISK_FULL
