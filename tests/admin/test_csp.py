"""The admin's pages run scripts of ours alone, none that stands in a page."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import Genre
from apps.lists.models import List
from apps.realtime.models import WebhookEndpoint
from tests.admin.pages import address
from tests.admin.pages import page as soup
from tests.admin.test_accessibility import pages_of_ours

LISTEN = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) =>
  window.violations.push(
    `${event.violatedDirective} ${event.blockedURI} ${event.sample}`,
  ),
);
"""


def policy_at(client: Client, path: str) -> dict[str, str]:
    header = client.get(path).headers["Content-Security-Policy"]
    rules = (rule.strip().partition(" ") for rule in header.split(";"))
    return {name: value for name, _, value in rules}


def more_pages(game: Game) -> list[str]:
    """Beside `pages_of_ours`: forms, histories, and Wagtail's own that we offer."""
    run = Playthrough.objects.earliest("pk")
    return [
        address(Game, "add"),
        address(Game, "history", game.pk),
        address(Edition, "edit", game.first_edition().pk),
        address(Genre, "add"),
        address(List, "add"),
        address(Playthrough, "add"),
        address(Playthrough, "history", run.pk),
        address(WebhookEndpoint, "add"),
        "/admin/events/",
        "/admin/export/",
        "/admin/background-work/",
        "/admin/webhook-deliveries/",
        "/admin/reports/site-history/",
        "/admin/users/",
        "/admin/users/add/",
        "/admin/groups/",
        "/admin/api-tokens/",
        "/admin/api-tokens/add/",
        "/admin/nothing/here/",
    ]


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/games/add/"])
def test_the_policy_allows_our_scripts_and_forms_alone(
    owner_client: Client, path: str
) -> None:
    policy = policy_at(owner_client, path)

    assert policy["script-src"] == "'self'"
    assert policy["form-action"] == "'self'"


def test_only_the_forms_of_groups_may_have_inline_scripts(
    owner_client: Client,
) -> None:
    group = Group.objects.create(name="Friends")
    form = f"/admin/groups/edit/{group.pk}/"

    assert "'unsafe-inline'" in policy_at(owner_client, form)["script-src"]
    assert "<script>new PageChooser(" in owner_client.get(form).content.decode()
    assert policy_at(owner_client, "/admin/groups/")["script-src"] == "'self'"


def test_no_page_of_ours_violates_the_policy(
    admin_page: Page, chrono_trigger: Game, browser_problems: list[str]
) -> None:
    admin_page.add_init_script(LISTEN)
    found: dict[str, Any] = {}

    for url in [*pages_of_ours(chrono_trigger), *more_pages(chrono_trigger)]:
        admin_page.goto(url)
        admin_page.wait_for_load_state("networkidle")
        found[url] = admin_page.evaluate("window.violations")

    assert {url: said for url, said in found.items() if said} == {}
    # The last page isn't there.
    assert all("404" in problem for problem in browser_problems)
    browser_problems.clear()


def test_a_chooser_in_a_form_works_without_an_inline_script(
    admin_page: Page, chrono_trigger: Game
) -> None:
    admin_page.goto(address(Playthrough, "add"))

    admin_page.get_by_role("button", name="Choose edition").click()
    admin_page.get_by_role("link", name="Chrono Trigger").first.click()

    expect(admin_page.locator("[data-chooser-title]").first).to_contain_text(
        "Chrono Trigger"
    )


def test_dates_are_picked_with_the_browsers_own_field(
    owner_client: Client, chrono_trigger: Game
) -> None:
    history = soup(owner_client.get(address(Game, "history", chrono_trigger.pk)))

    fields = history.select('input[type="date"]')

    assert [field["aria-label"] for field in fields] == ["Date from", "Date to"]


def test_events_are_filtered_by_date(admin_page: Page, chrono_trigger: Game) -> None:
    admin_page.goto("/admin/events/?occurred_at_from=2001-02-03")

    admin_page.get_by_role("button", name="Show filters").click()
    field = admin_page.get_by_label("Date from")

    expect(field).to_have_value("2001-02-03")
