"""Portraits of villagers: fetched once, served by Questlog; letters until then."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page
from playwright.sync_api import expect
from pytest_django import DjangoCaptureOnCommitCallbacks

from apps.jobs.models import Job
from apps.jobs.progress import SILENT
from apps.library.covers.fetching import fetch_missing
from apps.library.covers.fetching import forget_unused
from apps.library.covers.fetching import missing_urls
from apps.library.models import Cover
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from tests.api.client import ApiClient
from tests.api.client import data
from tests.library.images import ImageServer
from tests.library.images import picture
from tests.profiles.acnh.conftest import Met
from tests.profiles.acnh.conftest import villager

PAGE = "/admin/profiles/acnh/"


def portray(image_server: ImageServer, *names: str) -> None:
    """Only these have an icon, and it is there."""
    Villager.objects.update(icon_url="")
    for name in names:
        url = image_server.gives(f"/{name}.png", picture(128, 128, kind="PNG"))
        Villager.objects.filter(name=name).update(icon_url=url)
    fetch_missing(SILENT)


@pytest.mark.django_db
def test_setting_up_has_them_fetched(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            Island.set_up()

    assert Job.objects.filter(kind="library.fetch_covers").count() == 1
    assert len(missing_urls(timezone.now())) == 417


@pytest.mark.django_db
def test_a_portrait_is_fetched_once_and_kept_as_long_as_its_villager(
    island: Island, image_server: ImageServer, reader: ApiClient
) -> None:
    portray(image_server, "Raymond")
    fetch_missing(SILENT)
    Cover.objects.update(updated_at="2020-01-01T00:00Z")
    forget_unused(timezone.now())

    found = data(reader.get("/profiles/acnh/villagers", q="r"))["items"]

    urls = {each["name"]: each["portrait_url"] for each in found}
    assert image_server.asked == ["/Raymond.png"]
    assert (urls.pop("Raymond"), set(urls.values())) == (
        data(reader.get("/profiles/acnh/villagers/raymond/odds"))["villager"][
            "portrait_url"
        ],
        {None},
    )
    address = data(reader.get("/profiles/acnh/villagers", q="raymond"))["items"][0]
    image = Client().get(address["portrait_url"])
    assert image.headers["Content-Type"] == "image/webp"
    assert "immutable" in image.headers["Cache-Control"]


@pytest.mark.django_db
def test_another_host_than_those_listed_is_not_asked(
    island: Island, image_server: ImageServer, owner_client: Client, met: Met
) -> None:
    met("Bob", target="Raymond")
    Villager.objects.exclude(name="Bob").update(icon_url="")

    fetch_missing(SILENT)

    cover = Cover.objects.get()
    assert "Add acnhcdn.com to COVER_HOSTS" in cover.error
    page = owner_client.get(PAGE).content.decode()
    assert '<span class="q-face" aria-hidden="true">B</span>' in page


def test_pages_and_the_overlay_show_them_and_letters_for_the_others(
    admin_page: Page, image_server: ImageServer
) -> None:
    hunt = Hunt.objects.start(Island.set_up()[0], target=villager("Raymond"))
    hunt.record(villager("Bob"))
    hunt.record(villager("Raymond"))
    portray(image_server, "Raymond")

    admin_page.goto(PAGE)
    admin_page.locator("#who").fill("ra")

    options = admin_page.get_by_role("option")
    raymond = options.filter(has_text="Raymond").locator("img")
    assert raymond.evaluate("image => image.decode().then(() => image.naturalWidth)")
    expect(admin_page.locator(".q-target .q-face img")).to_be_visible()
    expect(
        admin_page.locator(".q-lastfive .q-face").nth(0).locator("img")
    ).to_have_count(1)
    expect(admin_page.locator(".q-lastfive .q-face").nth(1)).to_have_text("B")

    admin_page.goto("/overlay/acnh")
    expect(admin_page.locator("[data-last] .face img")).to_have_count(1)
    expect(admin_page.locator("[data-face] img")).to_be_visible()
