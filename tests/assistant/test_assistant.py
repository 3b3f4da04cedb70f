"""The owner's assistant talks to Questlog, with the SDK's own client."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from django.conf import settings as project_settings
from mcp.client import Client
from wagtail.models import ModelLogEntry

from apps.assistant.server import make_server
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from tests.live import LiveServer
from tests.settings import REPOSITORY

pytestmark = pytest.mark.usefixtures("committed_db")

TOOLS = {
    "find_games",
    "get_game",
    "list_lists",
    "get_list",
    "find_playthroughs",
    "get_stats",
    "log_playthrough",
    "change_playthrough",
    "add_to_list",
    "move_on_list",
}


@pytest.fixture
def shelf(committed_db: None) -> List:
    games = [Game.objects.add(name=name) for name in ("Chrono Trigger", "Celeste")]
    list_ = List.objects.create(name="Top RPGs")
    list_.add_many(games)
    return list_


def talk(token: str, conversation: Callable[[Client], Awaitable[Any]]) -> Any:
    """Hold a conversation with a server whose tools act with `token`."""

    async def hold() -> Any:
        async with Client(make_server(lambda ctx: token)) as client:
            return await conversation(client)

    return asyncio.run(hold())


def test_it_says_what_it_can_and_how_it_is_asked(shelf: List) -> None:
    tools = talk("", lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.description
        fields = tool.input_schema["properties"]
        assert "ctx" not in fields
        writes = tool.name.startswith(("log", "change", "add", "move"))
        assert bool(tool.annotations.read_only_hint) is not writes
    moving = next(tool for tool in tools if tool.name == "move_on_list")
    assert moving.input_schema["required"] == ["list_slug", "slug", "position"]


def test_it_reads_what_is_public_without_a_token(shelf: List) -> None:
    async def read(client: Client) -> Any:
        found = await client.call_tool("find_games", {"q": "crono triger"})
        ranked = await client.call_tool("get_list", {"slug": "top-rpgs"})
        none = await client.call_tool("get_game", {"slug": "none"})
        write = await client.call_tool("log_playthrough", {"slug": "celeste"})
        return found, ranked, none, write

    found, ranked, none, write = talk("", read)
    assert [g["slug"] for g in found.structured_content["items"]] == ["chrono-trigger"]
    entries = ranked.structured_content["entries"]
    assert [entry["work_slug"] for entry in entries] == ["chrono-trigger", "celeste"]
    assert none.is_error and "none" in none.content[0].text
    assert write.is_error
    assert not Playthrough.objects.exists()


def test_with_a_token_it_logs_and_ranks_and_the_history_says_who(
    shelf: List, api_token: str
) -> None:
    async def write(client: Client) -> Any:
        logged = await client.call_tool(
            "log_playthrough",
            {"slug": "celeste", "completed_at": "2026-11", "rating": 4.5},
        )
        run = logged.structured_content["id"]
        changed = await client.call_tool(
            "change_playthrough", {"playthrough_id": run, "rating": 5}
        )
        moved = await client.call_tool(
            "move_on_list", {"list_slug": "top-rpgs", "slug": "celeste", "position": 1}
        )
        wrong = await client.call_tool(
            "change_playthrough", {"playthrough_id": run, "rating": 4.3}
        )
        missing = await client.call_tool(
            "move_on_list", {"list_slug": "top-rpgs", "slug": "ico", "position": 1}
        )
        return logged, changed, moved, wrong, missing

    logged, changed, moved, wrong, missing = talk(api_token, write)
    assert not logged.is_error and not changed.is_error and not moved.is_error
    assert wrong.is_error and "rating" in wrong.content[0].text
    assert missing.is_error and "isn’t on the list" in missing.content[0].text
    run = Playthrough.objects.get()
    assert str(run.completed_at) == "2026-11"
    assert run.rating == Decimal(5)
    order = shelf.entries.order_by("position").values_list("game__slug", flat=True)
    assert list(order) == ["celeste", "chrono-trigger"]
    traces = ModelLogEntry.objects.for_instance(run)
    assert [entry.user.username for entry in traces] == ["owner", "owner"]


def test_over_http_it_asks_for_a_token(
    live_server: LiveServer, shelf: List, api_token: str
) -> None:
    body = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "list_lists", "arguments": {}},
    }
    headers = {"Accept": "application/json, text/event-stream"}
    url = f"{live_server.url}/mcp"
    for bad in ({}, {"Authorization": "Bearer wagtail_none"}, {"Authorization": "x"}):
        refused = httpx.post(url, json=body, headers={**headers, **bad})
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"] == "Bearer"

    headers["Authorization"] = f"Bearer {api_token}"
    for address in (url, f"{url}/"):
        answer = httpx.post(address, json=body, headers=headers, timeout=30)
        assert answer.status_code == 200, answer.text
        (shown,) = answer.json()["result"]["structuredContent"]["lists"]
        assert shown["slug"] == "top-rpgs"


def test_the_command_serves_it_over_standard_input(shelf: List) -> None:
    from mcp.client.stdio import StdioServerParameters
    from mcp.client.stdio import stdio_client

    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(REPOSITORY),
    }
    command = StdioServerParameters(
        command=sys.executable,
        args=[str(REPOSITORY / "manage.py"), "mcp"],
        env=environment,
        cwd=str(REPOSITORY),
    )

    async def hold() -> Any:
        async with Client(stdio_client(command)) as client:
            return await client.call_tool("list_lists", {})

    assert project_settings.DATABASES["default"]["NAME"].startswith("test_")
    answer = asyncio.run(hold())
    assert answer.structured_content["lists"][0]["slug"] == "top-rpgs"
