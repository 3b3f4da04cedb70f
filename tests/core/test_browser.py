from __future__ import annotations

import asyncio

import pytest
from playwright.sync_api import Page
from playwright.sync_api import expect


def test_the_owner_sees_the_admin(admin_page: Page) -> None:
    admin_page.goto("/admin/")

    expect(admin_page.get_by_role("link", name="I finished this")).to_be_visible()


def test_a_stranger_is_asked_to_log_in(page: Page) -> None:
    page.goto("/admin/")

    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_a_missing_file_is_a_problem(page: Page, browser_problems: list[str]) -> None:
    page.goto("/admin/")
    page.evaluate("fetch('/static/none.js')")
    page.evaluate("fetch('https://example.org/').catch(() => null)")

    assert "404" in browser_problems[0]
    assert any("example.org" in problem for problem in browser_problems)
    browser_problems.clear()


def test_a_loop_can_run_after_a_browser_test() -> None:
    assert asyncio.run(asyncio.sleep(0, "done")) == "done"


@pytest.mark.django_db
def test_the_docs_page_works_without_internet(page: Page) -> None:
    page.goto("/api/docs")

    expect(page.locator(".swagger-ui .info")).to_be_visible()
