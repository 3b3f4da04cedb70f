"""Covers are fetched, sized and kept; what can't be one says why."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from django.template import Context
from django.template import Template
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from apps.integrations.http.client import Limits
from apps.integrations.http.errors import RemoteError
from apps.integrations.igdb.images import at_cover_size
from apps.integrations.images import ImageClient
from apps.jobs.job_types import SCHEDULED
from apps.jobs.models import Job
from apps.jobs.progress import SILENT
from apps.library.covers import images
from apps.library.covers.fetching import fetch_missing
from apps.library.covers.fetching import missing_urls
from apps.library.covers.showing import attach_covers
from apps.library.covers.showing import cover_of
from apps.library.models import Cover
from apps.library.models import CoverUpload
from apps.library.models import Game
from apps.library.tasks import fetch_covers_soon
from tests.integrations.servers import drip
from tests.integrations.servers import flood
from tests.integrations.servers import hang
from tests.integrations.servers import reset
from tests.integrations.servers import rude_server
from tests.jobs.working import work_off
from tests.library.images import HTML
from tests.library.images import SVG
from tests.library.images import ImageServer
from tests.library.images import bomb
from tests.library.images import picture

BAD: list[tuple[bytes, str]] = [
    (HTML, "isn't an image"),
    (SVG, "isn't an image"),
    (b"", "empty"),
    (b"BM" + bytes(60), "isn't an image"),
    (picture()[:600], "damaged or was cut off"),
    (picture(kind="PNG")[:300], "damaged or was cut off"),
    (bomb(), "more than 40 megapixels"),
    (bomb(7000, 6000), "more than 40 megapixels"),
    (picture(3, 4), "too small: 3 by 4 pixels"),
    (picture(20, 2000), "too long for a cover"),
]


def stored(media: Path) -> list[str]:
    return sorted(path.name for path in media.rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_an_image_of_any_kind_is_kept_in_sizes_it_has(media: Path, kind: str) -> None:
    kept = images.keep_image(picture(400, 600, "#336699", kind))

    assert (kept.width, kept.height) == (400, 600)
    assert kept.color[:2] == "#3"
    names = [f"{kept.sha256[:32]}-{width}.webp" for width in (180, 360, 400, 90)]
    assert stored(media) == sorted(names)
    with Image.open(media / "covers" / names[0]) as small:
        assert (small.format, small.size) == ("WEBP", (180, 270))


def test_a_photo_taken_sideways_is_put_upright(media: Path) -> None:
    turned = Image.new("RGB", (300, 200), "red")
    exif = turned.getexif()
    exif[0x0112] = 6
    written = io.BytesIO()
    turned.save(written, "JPEG", exif=exif)

    kept = images.keep_image(written.getvalue())

    assert (kept.width, kept.height) == (200, 300)


@pytest.mark.parametrize(("data", "why"), BAD)
def test_what_is_no_image_says_why(media: Path, data: bytes, why: str) -> None:
    with pytest.raises(images.UnusableImage, match=why):
        images.keep_image(data)

    assert stored(media) == []


def test_a_disk_that_fails_in_the_middle_leaves_no_half_a_file(
    media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        images.keep_image(picture())

    assert stored(media) == []


@pytest.mark.django_db
def test_every_missing_cover_is_fetched_once(image_server: ImageServer) -> None:
    url = image_server.gives("/a.jpg", picture())
    edition_url = image_server.gives("/b.png", picture(kind="PNG"), kind="text/plain")
    game = Game.objects.add(name="Chrono Trigger", cover_url=url)
    edition = game.editions.create(name="Port", cover_url=edition_url)

    fetch_missing(SILENT)
    fetch_missing(SILENT)

    assert sorted(image_server.asked) == ["/a.jpg", "/b.png"]
    cover, other = cover_of(game), cover_of(edition)
    assert cover and other
    assert cover.sha256 != other.sha256
    assert (cover.width, cover.height, cover.color[:6]) == (528, 748, "#33669")
    assert [cover.url_at(w) for w in (90, 528)] == [
        f"/media/covers/{cover.sha256[:32]}-{w}.webp" for w in (90, 528)
    ]


@pytest.mark.django_db
def test_a_cover_that_fails_says_why_and_is_tried_again_later(
    image_server: ImageServer,
) -> None:
    url = image_server.gives("/gone.jpg", b"", status=404)
    game = Game.objects.add(name="Chrono Trigger", cover_url=url)
    now = timezone.now()

    fetch_missing(SILENT)

    shown_now = cover_of(game)
    assert shown_now and not shown_now.is_there
    assert "didn't find" in shown_now.error
    cover = Cover.objects.get()
    assert cover.failed_at and cover.retry_at
    assert missing_urls(now) == []
    assert missing_urls(cover.retry_at) == [url]
    image_server.http.clear()
    image_server.gives("/gone.jpg", picture())
    cover.try_again(at=now)
    fetch_missing(SILENT)
    found = Cover.objects.get()
    assert (found.is_there, found.error, found.retry_at) == (True, "", None)


@pytest.mark.django_db
def test_a_cover_is_given_up_after_some_attempts(image_server: ImageServer) -> None:
    cover = Cover(source_url="https://images.igdb.com/a.jpg")

    pauses: list[Any] = []
    while not pauses or pauses[-1] is not None:
        now = timezone.now()
        cover.note_failure("Gone.", at=now)
        pauses.append(cover.retry_at and cover.retry_at - now)

    assert len(pauses) == 6
    assert pauses[:5] == sorted(pause for pause in pauses if pause)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "status", "why"),
    [
        (HTML, 200, "isn't an image"),
        (SVG, 200, "isn't an image"),
        (bomb(), 200, "more than 40 megapixels"),
        (picture()[:600], 200, "damaged or was cut off"),
        (bytes(50 * 1024 * 1024), 200, "sent more than 10 MB"),
        (b"", 500, "status 500"),
        (b"", 403, "status 403"),
    ],
    ids=["html", "svg", "bomb", "truncated", "50 MB", "500", "403"],
)
def test_a_bad_answer_is_a_reason_in_words(
    image_server: ImageServer, media: Path, data: bytes, status: int, why: str
) -> None:
    url = image_server.gives("/a.jpg", data, status=status)
    game = Game.objects.add(name="Chrono Trigger", cover_url=url)

    fetch_missing(SILENT)

    cover = cover_of(game)
    assert cover and why in cover.error
    assert stored(media) == []


@pytest.mark.parametrize(
    ("behave", "why"),
    [
        (hang, "didn't respond in time"),
        (drip(b"HTTP/1.1 200 OK\r\n\r\n"), "didn't respond in time"),
        (flood, "sent more than"),
        (reset, "can't be reached"),
    ],
    ids=["hang", "drip", "flood", "reset"],
)
def test_a_host_of_bad_manners_is_left(
    settings: Settings, retries_without_waiting: None, behave: Any, why: str
) -> None:
    limits = Limits(connect=1, read=0.3, total=0.5, max_bytes=1024 * 1024)
    with rude_server(behave) as address, ImageClient(limits=limits) as client:
        settings.COVER_HOSTS = [address]

        with pytest.raises(RemoteError, match=why):
            client.image(f"{address}/a.jpg")


def test_other_hosts_are_not_asked(image_server: ImageServer) -> None:
    own = image_server.http.url_for("/")
    elsewhere = image_server.redirects("/away", "http://169.254.169.254/latest")
    odd = [
        "http://images.igdb.com/a.jpg",
        "https://images.igdb.com.evil.example/a.jpg",
        "https://user:word@images.igdb.com/a.jpg",
        own.replace("http://", "http://me:you@"),
        "file:///etc/passwd",
        "http://[::1",
        elsewhere,
    ]
    with ImageClient() as client:
        for url in odd:
            with pytest.raises(RemoteError):
                client.image(url)

    assert image_server.asked == ["/away"]


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254"])
def test_a_listed_name_that_leads_into_the_home_is_refused(
    settings: Settings, address: str
) -> None:
    settings.COVER_HOSTS = ["images.example"]

    def resolve(*args: Any, **kwargs: Any) -> list[tuple[Any, ...]]:
        return [(0, 0, 0, "", (address, 443))]

    with ImageClient(resolve=resolve) as client:
        with pytest.raises(RemoteError, match="leads to a private address"):
            client.image("https://images.example/a.jpg")


def test_igdbs_images_are_asked_for_at_the_size_that_is_kept() -> None:
    base = "https://images.igdb.com/igdb/image/upload"

    assert at_cover_size(f"{base}/t_thumb/co1.jpg") == f"{base}/t_cover_big_2x/co1.jpg"
    assert at_cover_size("https://nas.lan/t_thumb/a.jpg") == (
        "https://nas.lan/t_thumb/a.jpg"
    )


@pytest.mark.usefixtures("committed_db")
def test_a_cover_comes_in_the_background_after_a_save(
    image_server: ImageServer,
) -> None:
    url = image_server.gives("/a.jpg", picture())
    broken = image_server.gives("/b.jpg", HTML)

    game = Game.objects.add(name="Chrono Trigger", cover_url=url)
    Game.objects.add(name="Xenogears", cover_url=broken)

    assert Job.objects.exclude(key=SCHEDULED).get().title == "Fetch covers"
    work_off()
    cover = cover_of(game)
    assert cover and cover.is_there
    done, retry = Job.objects.exclude(key=SCHEDULED).order_by("id")
    assert (done.state, done.done, done.failure_count) == ("done", 2, 1)
    assert (
        retry.state == "waiting"
        and retry.due_at == Cover.objects.get(source_url=broken).retry_at
    )


@pytest.mark.usefixtures("committed_db")
def test_a_save_without_a_new_cover_starts_nothing() -> None:
    game = Game.objects.add(name="Chrono Trigger")
    game.summary = "Time."
    game.save()

    assert not Job.objects.exists()


@pytest.mark.usefixtures("committed_db")
def test_many_covers_are_one_job_and_one_statement_each_time(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    fetch_covers_soon()
    assert not Job.objects.exists()
    Game.objects.add(name="Chrono Trigger", cover_url="https://x.example/a.jpg")

    with django_assert_num_queries(1):
        fetch_covers_soon()

    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_a_game_without_a_cover_shows_that_of_its_first_edition(
    image_server: ImageServer,
) -> None:
    url = image_server.gives("/a.jpg", picture())
    game = Game.objects.add(name="Chrono Trigger")
    game.editions.create(name="Port", cover_url=url)
    fetch_missing(SILENT)

    first = game.editions.order_by("id")[0]

    cover = cover_of(game)
    assert cover and cover.is_there
    assert cover_of(first) == cover


@pytest.mark.django_db
def test_covers_of_any_number_of_rows_take_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        game = Game.objects.add(name=f"Game {number}")
        game.uploaded_cover = CoverUpload.objects.create(
            sha256=f"{number:064}", width=300, height=400, data=b"..."
        )
        game.save()
    rows: list[Any] = [
        *Game.objects.all(),
        *(g.first_edition() for g in Game.objects.all()),
    ]

    with django_assert_num_queries(1):
        attach_covers(rows)

    assert all(row.cover.width == 300 for row in rows)


def shown(row: Any) -> str:
    text = "{% load library_tags %}{% cover row size='m' loading='eager' %}"
    return Template(text).render(Context({"row": row})).strip()


@pytest.mark.django_db
def test_the_tag_shows_the_image_the_letter_or_the_reason() -> None:
    game = Game.objects.add(name="Chrono Trigger")
    letter = shown(game)
    game = Game.objects.get()
    game.cover_url = "https://images.igdb.com/a.jpg"
    game.save()
    cover = Cover(source_url=game.cover_url)
    cover.note_failure("It’s gone.", at=timezone.now())
    cover.save()
    failed = shown(game)
    cover.sha256, cover.width, cover.height = "ab" * 32, 300, 400
    cover.color, cover.fetched_at = "#336699", timezone.now()
    cover.save()

    image = shown(Game.objects.get())

    assert ">C</span>" in letter
    assert 'title="It’s gone."' in failed
    assert 'fill="#336699"' in image and 'loading="eager"' in image
    name = f"/media/covers/{'ab' * 16}"
    assert f'srcset="{name}-90.webp 90w, {name}-180.webp 180w, ' in image
    assert "style=" not in image


def test_a_browser_keeps_a_cover_for_ever_and_no_cookie_comes(
    media: Path, client: Client
) -> None:
    kept = images.keep_image(picture())
    address = f"/media/covers/{kept.sha256[:32]}-90.webp"

    answer = client.get(address)

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "image/webp"
    assert not answer.cookies
    assert "Cache-Control" not in client.get("/media/covers/none-90.webp").headers
