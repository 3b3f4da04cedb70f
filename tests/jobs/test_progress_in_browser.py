"""Following a job in the browser, from its start to its end."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.jobs.models import State
from tests.jobs import kinds
from tests.jobs.conftest import Workers
from tests.jobs.conftest import go
from tests.jobs.conftest import wait_for

PATIENCE = 60_000


def violations(page: Page) -> list[str]:
    return [found["id"] for found in Axe().run(page).response["violations"]]


def test_the_page_follows_a_job_to_its_end(
    admin_page: Page, workers: Workers, folder: str
) -> None:
    page = admin_page
    job = kinds.count.start(title="Count to 40", arguments={"to": 40, "folder": folder})
    page.goto(f"/admin/background-work/{job.pk}/")
    bar = page.get_by_role("progressbar", name="Count to 40")
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()

    workers.start()
    expect(bar).to_have_attribute("value", "50", timeout=PATIENCE)
    expect(page.get_by_text("20 of 40 (50 %)")).to_be_visible()
    expect(page.locator("[data-job-announce]")).to_have_text("Running, 50 %")
    light = violations(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    # Colours that are still on their way from one theme to the other are neither's.
    page.reload()
    expect(bar).to_have_attribute("value", "50")
    dark = violations(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    go(folder)
    expect(page.get_by_text("40 of 40 (100 %)")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Delete this record")).to_be_visible()
    page.goto("/admin/background-work/")

    assert (light, dark, violations(page)) == ([], [], [])
    assert wide <= 390


def test_cancel_in_the_browser_stops_the_work(
    admin_page: Page, workers: Workers, folder: str
) -> None:
    workers.start()
    job = kinds.count.start(arguments={"to": 40, "folder": folder})
    admin_page.goto(f"/admin/background-work/{job.pk}/")

    admin_page.get_by_role("button", name="Cancel").click()
    again = admin_page.get_by_role("button", name="Run it again")
    expect(again).to_be_visible(timeout=PATIENCE)

    assert wait_for(job, State.CANCELLED).done < 40
    assert not (Path(folder) / "go").exists()
