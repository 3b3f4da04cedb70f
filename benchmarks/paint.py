"""How soon the admin's pages are painted in Chromium, and whether they shift.

    QUESTLOG_OWNER_PASSWORD=… uv run python -m benchmarks.paint http://localhost:7176

Asks a running Questlog (sign in as `owner`) for each page `TIMES` times and prints
Largest Contentful Paint in milliseconds (median and worst: once with an empty cache,
then with what the first time left) and the worst Cumulative Layout Shift.
"""

from __future__ import annotations

import os
import statistics
import sys

from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright

TIMES = 5
PAGES = ("/admin/", "/admin/games/?layout=wall", "/admin/games/?layout=table")
OBSERVE = """
window.painted = 0;
window.shifted = 0;
new PerformanceObserver((list) => {
  window.painted = list.getEntries().at(-1).startTime;
}).observe({ type: 'largest-contentful-paint', buffered: true });
new PerformanceObserver((list) => {
  list.getEntries().forEach((entry) => {
    if (!entry.hadRecentInput) window.shifted += entry.value;
  });
}).observe({ type: 'layout-shift', buffered: true });
"""


def main(base: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        print(f"{'cold':>6} {'median':>6} {'worst':>6} {'CLS':>6}  page")
        for path in (*PAGES, _first_game(browser, base)):
            _measure(browser, base, path)


def _signed_in(browser: Browser, base: str) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{base}/admin/login/")
    page.fill("[name=username]", "owner")
    page.fill("[name=password]", os.environ["QUESTLOG_OWNER_PASSWORD"])
    page.click("[type=submit]")
    page.wait_for_load_state("networkidle")
    return page


def _first_game(browser: Browser, base: str) -> str:
    page = _signed_in(browser, base)
    page.goto(f"{base}/admin/games/?layout=wall")
    link = page.locator(".q-cell:has(img) > a").first
    found = link.get_attribute("href") or ""
    page.context.close()
    return found


def _measure(browser: Browser, base: str, path: str) -> None:
    page = _signed_in(browser, base)
    page.add_init_script(OBSERVE)
    paints, shifts = [], []
    for _ in range(TIMES):
        page.goto(base + path)
        page.wait_for_load_state("networkidle")
        paints.append(page.evaluate("window.painted"))
        shifts.append(page.evaluate("window.shifted"))
    page.context.close()
    cold, *warm = paints
    print(
        f"{cold:6.0f} {statistics.median(warm):6.0f} {max(warm):6.0f}"
        f" {max(shifts):6.3f}  {path}"
    )


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
