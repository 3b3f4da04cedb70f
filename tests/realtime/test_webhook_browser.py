"""Webhooks as a person sets one up: with the keyboard, and to be read by all."""

from __future__ import annotations

from playwright.sync_api import Page
from playwright.sync_api import expect
from pytest_httpserver import HTTPServer

from apps.realtime.webhooks.models import WebhookDelivery
from apps.realtime.webhooks.models import WebhookEndpoint
from tests.accessibility import violations

URL = "/admin/webhooks/"


def test_an_endpoint_is_set_up_and_tried_with_the_keyboard(
    admin_page: Page, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/hook").respond_with_data("Thanks")
    page = admin_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.goto(f"{URL}add/")
    page.get_by_label("Name").fill("Site")
    page.get_by_label("Address").fill(httpserver.url_for("/hook"))
    page.get_by_label("Address").press("Enter")
    show = page.get_by_role("button", name="Show it once")
    show.focus()
    show.press("Enter")
    copy = page.get_by_role("button", name="Copy", exact=True)
    copy.focus()
    copy.press("Enter")
    expect(page.get_by_text("Copied.")).to_be_visible()
    secret = WebhookEndpoint.objects.get().secret
    assert page.evaluate("navigator.clipboard.readText()") == secret

    page.get_by_role("link", name="I have copied it").press("Enter")
    page.get_by_role("button", name="Send a test").press("Enter")
    expect(page.get_by_text("The endpoint answered 200")).to_be_visible()
    expect(page.get_by_label("The response")).to_contain_text("Thanks")

    site, delivery = WebhookEndpoint.objects.get(), WebhookDelivery.objects.get()
    urls = [
        URL,
        f"{URL}inspect/{site.pk}/",
        f"{URL}{site.pk}/secret/",
        f"{URL}{site.pk}/turn-off/",
        f"/admin/webhook-deliveries/inspect/{delivery.pk}/",
    ]
    assert violations(page, urls) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page, urls[1:2]) == []
