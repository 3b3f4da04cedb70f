from __future__ import annotations

import re

import httpx
import pytest
from django.test import Client

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
