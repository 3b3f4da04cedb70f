"""The catalogue and the demo overlay, as strangers and OBS open them."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
import redis
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Locator
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.library.models import Game
from apps.lists.models import List
from apps.realtime.catalogue import declared_types
from apps.realtime.live.control_frames import CLOSE_CODES
from apps.realtime.live.control_frames import CONTROL_FRAMES
from tests.live import LiveServer
from tests.realtime.listeners import happen

CATALOGUE = "/events/"
OVERLAY = "/overlay/demo"


# The catalogue ------------------------------------------------------------------


def test_the_catalogue_explains_everything_to_anybody(client: Client) -> None:
    html = client.get(CATALOGUE, headers={"Host": "localhost:7176"}).content.decode()

    for each in declared_types():
        assert f'id="{each.name.partition(":")[2]}"' in html
        assert each.title in html
    for frame in CONTROL_FRAMES:
        assert frame.name in html
    for code in CLOSE_CODES:
        assert str(code.code) in html
    assert "ws://localhost:7176/ws/questlog/" in html
    assert "moves[].from" in html
    assert "&quot;sequence&quot;: 1842" in html


def test_the_catalogue_is_fit_for_every_screen(
    page: Page, live_server: LiveServer
) -> None:
    for width, scheme in ((390, "dark"), (1440, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(CATALOGUE)
        page.locator("details").evaluate_all("all => all.forEach(d => d.open = true)")

        assert page.evaluate("document.documentElement.scrollWidth") == width
        # All types are made alike, and it takes axe many seconds to judge each.
        page.locator("article:nth-of-type(n + 3)").evaluate_all(
            "all => all.forEach(article => article.remove())"
        )
        assert Axe().run(page).response["violations"] == []


def test_links_lead_somewhere_and_nothing_comes_from_elsewhere(
    page: Page, live_server: LiveServer
) -> None:
    answer = page.goto(CATALOGUE)
    assert answer is not None
    policy = answer.header_value("content-security-policy") or ""
    addresses = re.findall(r'(?:src|href)="([^"#]+)"', answer.text())

    assert "script-src 'self'" in policy
    assert "<script>" not in answer.text()
    assert addresses
    for address in set(addresses):
        own = address.removeprefix(live_server.url)
        assert own.startswith("/")
        assert httpx.get(live_server.url + own).status_code == 200


# The overlay --------------------------------------------------------------------


@pytest.fixture
def toasts(page: Page, redis_client: redis.Redis) -> Locator:
    return page.locator(".toast")


def open_overlay(page: Page, query: str = "") -> None:
    page.goto(f"{OVERLAY}?{query}")
    expect(page.locator("html")).to_have_attribute("data-connection", "open")


def test_an_event_is_a_toast_on_nothing_and_goes_again(
    page: Page, toasts: Locator
) -> None:
    page.clock.install()
    open_overlay(page, "seconds=5&position=top-left")
    name = "<b>Name</b> " + "of a very long game" * 9

    Game.objects.add(name=name)

    expect(toasts).to_have_count(1)
    expect(toasts.locator(".toast__title")).to_have_text("A game was added")
    expect(toasts.locator(".toast__about")).to_have_text(name)
    box = toasts.bounding_box()
    assert box is not None
    assert box["x"] < 100 and box["y"] < 100
    assert box["width"] < 600 and box["height"] < 200
    background = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(background) == "rgba(0, 0, 0, 0)"
    expect(page.locator(".preview")).to_be_hidden()
    page.clock.run_for(6_000)
    expect(toasts).to_have_count(0)


def test_a_burst_waits_for_its_turn_and_its_end_is_counted(
    page: Page, toasts: Locator
) -> None:
    page.clock.install()
    open_overlay(page, "seconds=60")

    happen(times=40)

    expect(page.locator("html")).to_have_attribute("data-waiting", "37")
    expect(toasts).to_have_count(3)
    ends = []
    while toasts.count():
        ends.append(toasts.last.text_content())
        page.clock.run_for(61_000)
    assert len(ends) == 8
    assert ends[-1] == "… and 17 more"


def test_only_the_types_in_its_address_are_shown(page: Page, toasts: Locator) -> None:
    open_overlay(page, "types=questlog:list_*")

    Game.objects.add(name="Celeste")
    List.objects.create(name="Top RPGs")

    expect(toasts.locator(".toast__about")).to_have_text(["Top RPGs"])


def test_it_listens_with_the_token_of_its_address(
    page: Page, toasts: Locator, settings: Any
) -> None:
    settings.QUESTLOG_EVENTS_TOKENS = ["right"]
    page.goto(f"{OVERLAY}?token=wrong&preview=1")
    expect(page.get_by_role("status")).to_contain_text("refused the connection")

    open_overlay(page, "token=right")
    Game.objects.add(name="Celeste")

    expect(toasts.locator(".toast__about")).to_have_text("Celeste")


def test_the_preview_shows_samples_and_the_state(page: Page, toasts: Locator) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_overlay(page, "preview=1&seconds=60&position=bottom-left")
    expect(page.get_by_role("status")).to_contain_text("Connected")

    page.get_by_role("button", name="Show it").click()
    page.get_by_label("Sample").select_option("questlog:list_updated")
    page.get_by_role("button", name="Show it").click()

    expect(toasts.locator(".toast__detail")).to_have_text(
        [
            "Super Nintendo Entertainment System · 40.5 h · 5 of 5",
            "Chrono Trigger: 8 → 1",
        ]
    )
    motion = toasts.first.evaluate("toast => getComputedStyle(toast).animationName")
    assert motion == "none"
    address = page.locator("[data-address]")
    expect(address).to_contain_text("/overlay/demo?seconds=60&position=bottom-left")
    assert Axe().run(page).response["violations"] == []


def test_every_sample_can_be_shown(page: Page, toasts: Locator) -> None:
    open_overlay(page, "preview=1&seconds=60")
    for name in page.locator("option").evaluate_all("all => all.map(o => o.value)"):
        page.get_by_label("Sample").select_option(name)
        page.get_by_role("button", name="Show it").click()

        # An import has no name of its own, but numbers.
        said = toasts.locator(".toast__about, .toast__detail")
        expect(said.first).not_to_be_empty()
        page.locator(".toasts").evaluate("list => list.replaceChildren()")
