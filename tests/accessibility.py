"""Pages in Chromium, judged by axe-core: light on a desk, and dark on a phone."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# All that axe knows, targets of 24 pixels too, which it leaves out by itself.
OPTIONS = {
    "rules": {"target-size": {"enabled": True}},
    # It need not say of every rule what it found right.
    "resultTypes": ["violations"],
}


def violations(page: Page, urls: list[str]) -> list[tuple[str, str, list[str]]]:
    """What axe finds on each page as (address, rule, three of the elements).

    A page is loaded once and looked at in both forms.
    """
    found = []
    for url in urls:
        light_on_a_desk(page)
        page.goto(url)
        page.wait_for_load_state("networkidle")
        found += [(url, *each) for each in judge(page)]
        dark_on_a_phone(page)
        found += [(f"{url} in the dark on a phone", *each) for each in judge(page)]
    return found


def light_on_a_desk(page: Page) -> None:
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": 1440, "height": 900})


def dark_on_a_phone(page: Page) -> None:
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 844})


def judge(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds on the page as it is now."""
    answer: dict[str, Any] = Axe().run(page, options=OPTIONS).response
    return [
        (violation["id"], [node["html"][:150] for node in violation["nodes"]][:3])
        for violation in answer["violations"]
    ]
