"""The whole mission once, on the owner's own gist, through every layer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
import redis
from playwright.sync_api import Page
from playwright.sync_api import expect
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect

from apps.journal.models import Playthrough
from tests.live import LiveServer

GIST = Path(__file__).parent / "data" / "rpgs.gist.md"
PATIENCE = 10


@pytest.fixture
def overlay(live_server: LiveServer) -> Iterator[ClientConnection]:
    with connect(f"{live_server.ws_url}/ws/questlog/") as socket:
        yield socket


@pytest.fixture
def subscriber(redis_client: redis.Redis) -> Iterator[Any]:
    with redis_client.pubsub() as pubsub:  # type: ignore[no-untyped-call]
        pubsub.subscribe("events:questlog")
        assert pubsub.get_message(timeout=PATIENCE)["type"] == "subscribe"
        yield pubsub


def import_the_gist(page: Page) -> None:
    page.goto("/admin/imports/add/")
    page.get_by_label("Text", exact=True).fill(GIST.read_text())
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("[data-card]").first).to_be_visible()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("has been applied")).to_be_visible()


def move_to_the_top(page: Page, name: str) -> None:
    page.goto("/admin/lists/")
    page.get_by_role("link", name="Rank", exact=False).last.click()
    field = page.get_by_role("textbox", name=f"Position of {name}", exact=True)
    field.fill("1")
    field.press("Enter")
    expect(page.locator(".rank-toast [role=status]")).to_contain_text("1")


def complete_in_the_form(page: Page, playthrough: Playthrough) -> None:
    page.goto(f"/admin/playthroughs/edit/{playthrough.pk}/")
    page.get_by_role("combobox", name="Status").select_option("completed")
    page.get_by_role("textbox", name="Completed").fill("2026-11-22")
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_url("**/admin/playthroughs/")


def test_from_the_owners_gist_to_the_site_and_the_overlay(
    live_server: LiveServer,
    admin_page: Page,
    overlay: ClientConnection,
    subscriber: Any,
) -> None:
    def read(path: str) -> Any:
        answer = httpx.get(f"{live_server.url}/api{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def next_event() -> dict[str, Any]:
        """What both the overlay and the subscriber hear next, byte for byte."""
        frame = overlay.recv(timeout=PATIENCE)
        heard = subscriber.get_message(timeout=PATIENCE)["data"]
        assert isinstance(frame, str)
        assert frame.encode() == heard
        return dict(orjson.loads(heard))

    import_the_gist(admin_page)

    imported = next_event()
    assert imported["type"] == "questlog:import_complete"
    assert len(read("/works?limit=500")) == 86
    assert [entry["work_name"] for entry in read("/lists/top-25-rpgs")["entries"]][
        :3
    ] == ["Xenoblade Chronicles 3", "Phantasy Star IV", "Final Fantasy IV"]
    favourites = read("/lists/final-fantasy-favorites")["entries"]
    assert [entry["position"] for entry in favourites] == list(range(1, 11))
    counted = {"status": "completed", "playthroughs": 95}
    assert counted in read("/stats")["by_status"]

    move_to_the_top(admin_page, "Chrono Trigger")

    moved = next_event()
    assert moved["type"] == "questlog:list_updated"
    assert moved["payload"]["moves"][0]["from"] == 8
    assert moved["payload"]["moves"][0]["to"] == 1
    first = read("/lists/top-25-rpgs")["entries"][0]
    assert (first["work_slug"], first["position"]) == ("chrono-trigger", 1)

    metaphor = Playthrough.objects.get(edition__game__slug="metaphor-refantazio")
    complete_in_the_form(admin_page, metaphor)

    completed = next_event()
    assert completed["type"] == "questlog:playthrough_complete"
    assert completed["payload"]["work"] == "Metaphor: ReFantazio"
    assert completed["sequence"] == moved["sequence"] + 1 == imported["sequence"] + 2
    game = read("/games/metaphor-refantazio")
    assert game["playthroughs"][0]["completed_at"] == "2026-11-22"
