from __future__ import annotations

import re

import httpx
import pytest
from django.test import Client
from playwright.sync_api import Page
from playwright.sync_api import expect

from tests.live import LiveServer


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/docs", "/api/docs/"])
def test_the_front_page_and_the_docs_answer_with_and_without_slash(
    path: str, client: Client
) -> None:
    assert client.get(path).status_code == 200


def test_the_docs_load_nothing_from_elsewhere(live_server: LiveServer) -> None:
    page = httpx.get(f"{live_server.url}/api/docs")

    assets = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert assets
    for asset in assets:
        assert asset.startswith("/static/")
        assert httpx.get(live_server.url + asset).status_code == 200
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "<script>" not in page.text


def test_the_schema_is_openapi_and_describes_the_problem_answer(client: Client) -> None:
    schema = client.get("/api/openapi.json").json()

    assert schema["openapi"].startswith("3.1")
    assert "ProblemSchema" in schema["components"]["schemas"]


def test_the_docs_page_lists_every_route_under_our_content_policy(page: Page) -> None:
    page.goto("/api/docs")

    expect(page.get_by_text("/api/works", exact=True)).to_be_visible()
    expect(page.get_by_text("/api/stats", exact=True)).to_be_visible()
    page.get_by_text("/api/franchises", exact=True).click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".live-responses-table").get_by_text("200")).to_be_visible()
