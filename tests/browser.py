from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import BrowserContext
from playwright.sync_api import ConsoleMessage
from playwright.sync_api import Page
from playwright.sync_api import Request
from playwright.sync_api import expect
from playwright.sync_api import sync_playwright

# A machine that also runs other things answers late, not wrongly.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)

# Of two such switches Chromium hears the last, so this repeats Playwright's
# (`chromiumSwitches.ts`). The last two are pages behind the address bar, which nobody
# sees here: half a second of CPU for each test.
DISABLED_FEATURES = [
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
]
NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    f"--disable-features={','.join(DISABLED_FEATURES)}",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    # A page that asks the outside for anything is at fault.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]


class LoopSwitch:
    """Lets tests without a browser run loops of their own between those with one.

    `sync_playwright` leaves its loop marked as the thread's running one, so that
    `asyncio.run` and `async_to_sync` would refuse to work until the session ends.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.turn_off()

    def turn_on(self) -> None:
        asyncio._set_running_loop(self._loop)

    def turn_off(self) -> None:
        asyncio._set_running_loop(None)


@contextmanager
def chromium() -> Iterator[tuple[Browser, LoopSwitch]]:
    """The system's Chromium, or Playwright's own; without one the test fails."""
    with sync_playwright() as playwright:
        system = next(filter(None, map(shutil.which, NAMES)), None)
        path = system or playwright.chromium.executable_path
        if not Path(path).exists():
            pytest.fail("There is no Chromium to test with: `script/test` gets one.")
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(
            executable_path=path, args=[*ARGUMENTS, *root]
        )
        switch = LoopSwitch()
        yield browser, switch
        switch.turn_on()
        browser.close()
    switch.turn_off()


def watched_page(context: BrowserContext, problems: list[str]) -> Page:
    """A page that notes in `problems` what a visitor's console would show in red."""

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"console: {message.text} ({message.location})")

    def note_failure(request: Request) -> None:
        # Leaving a page aborts what it was still loading.
        if request.failure != "net::ERR_ABORTED":
            problems.append(f"request: {request.url}: {request.failure}")

    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("console", note_message)
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("requestfailed", note_failure)
    return page


def press(page: Page, key: str) -> None:
    """Press the key where the focus is, as soon as the page's scripts listen.

    What a page shows can be seen before its scripts have run; a key pressed in
    between is lost. Wait before for what the page shows, if the last step left one.
    """
    page.wait_for_load_state()
    page.keyboard.press(key)
