"""The client for TypeScript on a page of another origin."""

from __future__ import annotations

import subprocess

from playwright.sync_api import Page
from pytest_httpserver import HTTPServer

from tests.clients.conftest import CLIENT
from tests.clients.conftest import Run
from tests.lists.conftest import store_games
from tests.live import LiveServer


def test_a_page_elsewhere_reads_and_listens(
    page: Page, live_server: LiveServer, httpserver: HTTPServer, in_client: Run
) -> None:
    store_games(["Chrono Trigger", "Suikoden"])
    bundle = subprocess.run(
        ["node_modules/.bin/esbuild", "src/index.ts", "--bundle", "--format=esm"],
        cwd=CLIENT,
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout
    httpserver.expect_request("/").respond_with_data(
        "<title>A site</title>", content_type="text/html"
    )
    httpserver.expect_request("/client.js").respond_with_data(
        bundle, content_type="text/javascript"
    )
    httpserver.expect_request("/favicon.ico").respond_with_data("", status=204)
    page.goto(httpserver.url_for("/"))

    seen = page.evaluate(
        """async (baseUrl) => {
            const { createQuestlog } = await import("/client.js");
            const questlog = createQuestlog({ baseUrl, cache: true });
            const names = [];
            for await (const { name } of questlog.games({ limit: 1 })) {
                names.push(name);
            }
            await questlog.get("/api/games");
            const again = await questlog.fetch("get", "/api/games");
            const position = again.headers.get("Questlog-Event-Position");
            for await (const event of questlog.events({ since: "elsewhere.1" })) {
                return { names, position: !!position, event: event.type };
            }
        }""",
        live_server.url,
    )

    assert seen == {
        "names": ["Chrono Trigger", "Suikoden"],
        "position": True,
        "event": "events:reset",
    }
