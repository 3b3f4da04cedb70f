"""A list shown on the owner's own site while it is being edited."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest
import redis
from django.conf import settings as project_settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from playwright.sync_api import Page
from playwright.sync_api import expect
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer

from apps.core.redis.cache import ForgivingClient
from apps.lists.models import List
from tests.admin.pages import address
from tests.api.client import ApiClient
from tests.api.client import data
from tests.lists.conftest import MakeList
from tests.lists.test_admin import URL
from tests.lists.test_admin import form

SITE = "https://omnyist.example/preview"
# As a site would be built: it asks Questlog for what the token stands for.
PAGE = """<!doctype html><title>Omnyist</title><h1>…</h1><ol></ol><script type="module">
const query = new URLSearchParams(location.search);
const answer = await fetch(`%s/api/preview/lists/${query.get("token")}`);
const list = await answer.json();
document.querySelector("h1").textContent = list.name;
for (const entry of list.entries) {
    const row = document.createElement("li");
    row.textContent = entry.work_name;
    document.querySelector("ol").append(row);
}
</script>"""


@pytest.fixture
def reader(redis_client: redis.Redis) -> ApiClient:
    return ApiClient()


def opened(owner_client: Client, list_: List, **typed: Any) -> str:
    """The token that the site gets when the preview is opened."""
    path = f"{URL}/preview/{list_.pk}/"
    values = {"name": list_.name, "slug": list_.slug, "visibility": list_.visibility}
    assert owner_client.post(path, form(**{**values, **typed})).json()["is_valid"]
    answer = owner_client.get(path, {"mode": "site"})
    assert answer.status_code == 302
    where = urlsplit(answer.headers["Location"])
    assert answer.headers["Location"].startswith(SITE)
    query = parse_qs(where.query)
    assert query["type"] == ["list"]
    return query["token"][0]


def test_a_draft_is_read_by_its_token_as_it_is_typed(
    owner_client: Client, reader: ApiClient, make_list: MakeList, settings: Settings
) -> None:
    settings.SITE_PREVIEW_URL = SITE
    list_ = make_list(2, visibility="draft")
    token = opened(owner_client, list_, name="Typed", slug="typed")

    answer = reader.get(f"/preview/lists/{token}")

    shown = data(answer)
    assert (shown["name"], shown["slug"]) == ("Typed", "typed")
    assert shown.keys() == {
        *("id", "slug", "name", "description", "is_ranked", "entries")
    }
    assert [entry["work_slug"] for entry in shown["entries"]] == ["game-1", "game-2"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert List.objects.get().name == list_.name
    assert reader.get("/lists/typed").status_code == 404
    assert reader.get(f"/lists/{list_.slug}").status_code == 404


def test_a_token_that_is_old_or_never_was_shows_nothing(
    owner_client: Client, reader: ApiClient, make_list: MakeList, settings: Settings
) -> None:
    settings.SITE_PREVIEW_URL = SITE
    token = opened(owner_client, make_list(1, visibility="draft"))

    assert reader.get(f"/preview/lists/{token[:-1]}").status_code == 404
    assert reader.get("/preview/lists/x").status_code == 404
    cache.clear()
    assert reader.get(f"/preview/lists/{token}").status_code == 410


def test_without_redis_the_preview_says_so(
    owner_client: Client,
    make_list: MakeList,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What this test makes it remember is forgotten with it.
    monkeypatch.setattr(ForgivingClient, "_away_until", 0.0)
    settings.SITE_PREVIEW_URL = SITE
    settings.CACHES = {
        "default": {
            **project_settings.CACHES["default"],
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    list_ = make_list(1)
    path = f"{URL}/preview/{list_.pk}/"
    owner_client.post(path, form(name="Typed", slug="typed"))
    answer = owner_client.get(path, {"mode": "site"})
    assert answer.status_code == 503
    assert "Redis isn’t answering" in answer.content.decode()


def test_without_a_site_nothing_is_offered(
    owner_client: Client, make_list: MakeList
) -> None:
    list_ = make_list(1)
    assert [mode for mode, _ in list_.preview_modes] == ["page", "json"]


@pytest.mark.parametrize(
    "site",
    [
        "http://omnyist.example/preview",
        "https://192.168.1.7/preview",
        "http://127.0.0.1:4321/preview",
        "https://user:word@omnyist.example/",
        "omnyist.example/preview",
    ],
)
def test_an_address_that_would_give_drafts_away_is_refused(
    site: str, settings: Settings
) -> None:
    settings.QUESTLOG_WEBHOOKS_ALLOW_PRIVATE = []
    settings.SITE_PREVIEW_URL = site
    with pytest.raises(SystemCheckError, match="SITE_PREVIEW_URL"):
        call_command("check")
    settings.SITE_PREVIEW_URL = SITE
    call_command("check")


@pytest.mark.usefixtures("committed_db")
def test_the_site_shows_what_is_typed(
    admin_page: Page, make_list: MakeList, settings: Settings, httpserver: HTTPServer
) -> None:
    site = f"http://localhost:{httpserver.port}"
    settings.SITE_PREVIEW_URL = f"{site}/preview"
    settings.SECURE_CSP = {**settings.SECURE_CSP, "frame-src": ["'self'", site]}
    list_ = make_list(2, visibility="draft")
    admin_page.goto(address(List, "edit", list_.pk))
    base = admin_page.evaluate("location.origin")
    httpserver.expect_request("/preview").respond_with_data(
        PAGE % base, content_type="text/html"
    )
    admin_page.get_by_label("Name*", exact=True).fill("Typed just now")
    admin_page.get_by_role("button", name="Toggle preview").click()
    admin_page.get_by_label("Preview mode").select_option(label="Your site")

    site_frame = admin_page.frame_locator("#w-preview-iframe")
    expect(site_frame.get_by_role("heading", name="Typed just now")).to_be_visible()
    expect(site_frame.get_by_role("listitem")).to_have_text(["Game 1", "Game 2"])
    admin_page.get_by_label("Name*", exact=True).fill("Typed again")
    expect(site_frame.get_by_role("heading", name="Typed again")).to_be_visible()
