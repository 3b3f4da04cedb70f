"""The owner's own covers, and covers on pages and in the API."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from apps.integrations.igdb import images as igdb_images
from apps.jobs.models import Job
from apps.jobs.progress import SILENT
from apps.library.covers.fetching import UNUSED_FOR
from apps.library.covers.fetching import fetch_missing
from apps.library.covers.fetching import forget_unused
from apps.library.covers.showing import cover_of
from apps.library.covers.uploads import store_upload
from apps.library.models import Cover
from apps.library.models import CoverUpload
from apps.library.models import Game
from apps.library.tasks import tend_covers
from tests.api.client import ApiClient
from tests.api.client import data
from tests.library.images import HTML
from tests.library.images import SVG
from tests.library.images import ImageServer
from tests.library.images import bomb
from tests.library.images import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
RED = picture(300, 400, "red")


@pytest.fixture
def game() -> Game:
    return Game.objects.add(name="Chrono Trigger", sort_name="Chrono")


def edit_url(game: Game) -> str:
    return f"/admin/games/edit/{game.pk}/"


def filled(client: Client, url: str) -> dict[str, Any]:
    """The form at `url` as a browser would send it back."""
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    form = soup.select_one("form[method=POST][enctype='multipart/form-data']")
    assert form is not None
    values: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = field.get("type")
        if kind in ("file", "submit") or (
            kind in ("checkbox", "radio") and not field.has_attr("checked")
        ):
            continue
        chosen = field.select_one("option[selected]")
        text = field.get_text() if field.name == "textarea" else field.get("value", "")
        values[str(field["name"])] = chosen["value"] if chosen else text
    return values


def upload(
    client: Client, game: Game, file: bytes, *, name: str = "a.jpg", **more: Any
) -> Any:
    sent = SimpleUploadedFile(name, file, content_type="image/jpeg")
    values = filled(client, edit_url(game))
    return client.post(edit_url(game), {**values, "uploaded_cover": sent, **more})


def test_an_uploaded_cover_goes_before_the_fetched_one_until_it_is_removed(
    owner_client: Client, image_server: ImageServer
) -> None:
    url = image_server.gives("/a.jpg", picture(color="blue"))
    game = Game.objects.add(name="Chrono Trigger", cover_url=url)
    fetch_missing(SILENT)
    fetched = cover_of(game)

    answer = upload(owner_client, game, RED)

    assert answer.status_code == 302
    game = Game.objects.get()
    shown = cover_of(game)
    assert shown and shown.color.startswith("#f") and shown != fetched
    assert game.uploaded_cover and bytes(game.uploaded_cover.data) == RED
    assert game.latest_revision.content["uploaded_cover"] == game.uploaded_cover_id
    kept = filled(owner_client, edit_url(game))
    assert owner_client.post(edit_url(game), kept).status_code == 302
    assert cover_of(Game.objects.get()) == shown
    kept = {**filled(owner_client, edit_url(game)), "uploaded_cover-clear": "on"}
    assert owner_client.post(edit_url(game), kept).status_code == 302
    assert cover_of(Game.objects.get()) == fetched


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (HTML, "isn’t an image"),
        (SVG, "isn’t an image"),
        (bomb(), "more than 40 megapixels"),
        (picture()[:500], "damaged or was cut off"),
        (bytes(11 * 1024 * 1024), "larger than 10 MB"),
        (b"", "empty"),
    ],
    ids=["html", "svg", "bomb", "truncated", "large", "empty"],
)
def test_what_is_no_cover_says_why_beside_the_field(
    owner_client: Client, game: Game, file: bytes, why: str
) -> None:
    answer = upload(owner_client, game, file, summary="About time.")

    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    told = soup.select_one("#panel-child-about-uploaded_cover-errors, .error-message")
    assert told is not None
    text = soup.get_text().replace("'", "’")
    assert why in text and "About time." in text
    assert not CoverUpload.objects.exists()


def test_an_upload_is_not_lost_when_another_field_is_wrong(
    owner_client: Client, game: Game
) -> None:
    answer = upload(owner_client, game, RED, original_release_year="12")

    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    kept = soup.select_one("input[name='uploaded_cover-kept']")
    assert kept is not None
    assert kept["value"] == str(CoverUpload.objects.get().pk)
    assert soup.select_one(".q-coverinput__preview[src^='/media/covers/']")


def test_a_game_may_be_added_with_a_cover_and_an_edition_have_its_own(
    owner_client: Client, game: Game
) -> None:
    edition = game.first_edition()
    url = f"/admin/editions/edit/{edition.pk}/"
    sent = SimpleUploadedFile("a.png", picture(kind="PNG"))

    values = {**filled(owner_client, url), "uploaded_cover": sent}
    answer = owner_client.post(url, values)

    assert answer.status_code == 302
    edition.refresh_from_db()
    assert edition.uploaded_cover is not None
    # The game has none of its own.
    shown = cover_of(Game.objects.get())
    assert shown and shown.sha256 == edition.uploaded_cover.sha256


def test_the_same_image_is_stored_once() -> None:
    assert store_upload(RED) == store_upload(RED)
    assert CoverUpload.objects.count() == 1


def test_lost_files_are_made_or_fetched_again(image_server: ImageServer) -> None:
    url = image_server.gives("/a.jpg", picture())
    game = Game.objects.add(name="Chrono Trigger", cover_url=url)
    other = Game.objects.add(name="Xenogears")
    other.uploaded_cover = store_upload(RED)
    other.save()
    fetch_missing(SILENT)
    folder = image_server.media / "covers"
    for path in folder.iterdir():
        path.unlink()

    tend_covers.run(SILENT)

    names = {path.name for path in folder.iterdir()}
    for row in (game, other):
        shown = cover_of(row)
        assert shown and shown.url.rpartition("/")[2] in names
    assert len(image_server.asked) == 2


def test_a_cover_that_nothing_names_is_forgotten_with_its_files(
    image_server: ImageServer,
) -> None:
    url = image_server.gives("/a.jpg", picture())
    game = Game.objects.add(name="Chrono Trigger", cover_url=url)
    fetch_missing(SILENT)
    later = timezone.now() + 2 * UNUSED_FOR
    forget_unused(later)
    assert Cover.objects.count() == 1
    game.cover_url = None
    game.save()
    game.editions.update(cover_url=None)

    forget_unused(timezone.now())
    assert Cover.objects.count() == 1
    forget_unused(later)

    assert not Cover.objects.exists()
    assert not [*(image_server.media / "covers").iterdir()]


def test_the_api_says_where_the_sizes_are_in_one_statement(
    game: Game, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = Game.objects.add(name="Xenogears", cover_url="https://x.example/a.jpg")
    other.uploaded_cover = store_upload(picture(1000, 2000))
    other.save()
    api = ApiClient()
    api.get("/games")

    with django_assert_num_queries(1):
        items = data(api.get("/games"))["items"]
    with django_assert_num_queries(1):
        detail = data(api.get(f"/games/{other.slug}"))

    assert items[0]["cover"] is None
    cover = items[1]["cover"]
    assert (cover["width"], cover["height"]) == (720, 1440)
    shown = cover_of(other)
    assert shown and cover["url"] == shown.url and cover["color"] == shown.color
    assert [size["width"] for size in cover["srcset"]] == [90, 180, 360, 720]
    assert cover["srcset"][0]["url"] == shown.url_at(90)
    assert detail["cover"] == detail["editions"][0]["cover"] == cover
    assert detail["cover_url"] == "https://x.example/a.jpg"


@pytest.mark.usefixtures("committed_db")
def test_a_failed_cover_can_be_tried_again(
    owner_client: Client, image_server: ImageServer
) -> None:
    url = image_server.gives("/a.jpg", b"", status=404)
    game = Game.objects.add(name="Chrono Trigger", cover_url=url)
    fetch_missing(SILENT)
    Job.objects.all().delete()
    page = owner_client.get(f"/admin/games/inspect/{game.pk}/").content.decode()
    assert "Try again" in page

    answer = owner_client.post(f"/admin/games/cover/{game.pk}/", follow=True)

    assert "is being fetched again" in answer.content.decode()
    assert Job.objects.count() == 1
    image_server.http.clear()
    image_server.gives("/a.jpg", picture())
    fetch_missing(SILENT)
    shown = cover_of(game)
    assert shown and shown.is_there


def test_a_stranger_neither_retries_nor_sees_previews(
    client: Client, game: Game
) -> None:
    for answer in (
        client.post(f"/admin/games/cover/{game.pk}/"),
        client.get("/admin/covers/igdb/co1/"),
    ):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/admin/login/")


def test_a_cover_of_a_search_is_fetched_once_and_served_by_us(
    owner_client: Client,
    image_server: ImageServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image_server.gives("/t_cover_big/co1.jpg", picture())
    monkeypatch.setattr(igdb_images, "BASE", image_server.http.url_for("").rstrip("/"))

    first = owner_client.get("/admin/covers/igdb/co1/")
    owner_client.get("/admin/covers/igdb/co1/")

    assert first.headers["Location"].startswith("/media/covers/")
    assert owner_client.get(first.headers["Location"]).status_code == 200
    assert len(image_server.asked) == 1
    assert owner_client.get("/admin/covers/igdb/gone/").status_code == 404
    assert owner_client.get("/admin/covers/igdb/a%20b/").status_code == 404


def test_pages_show_images_of_ours_only(
    owner_client: Client, game: Game, settings: Settings, owner: User
) -> None:
    game.cover_url = "https://images.igdb.com/igdb/image/upload/t_cover_big/co1.jpg"
    game.save()

    for url in (
        "/admin/games/",
        f"/admin/games/inspect/{game.pk}/",
        "/admin/games/chooser/",
    ):
        answer = owner_client.get(url)
        soup = BeautifulSoup(answer.content, "html.parser")
        sources = [str(image["src"]) for image in soup.select("img")]
        assert not [src for src in sources if "://" in src]
    policy = owner_client.get("/admin/games/").headers["Content-Security-Policy"]
    assert "img-src 'self' data:;" in policy
    policy = owner_client.get("/events/").headers["Content-Security-Policy"]
    assert "img-src 'self' data:;" in policy
