"""The Webhooks menu: endpoints set up, tried, turned off, and what they were sent."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from apps.realtime.webhooks.fan_out import fan_out
from apps.realtime.webhooks.models import WebhookDelivery
from apps.realtime.webhooks.models import WebhookEndpoint
from tests.admin.pages import field_errors
from tests.admin.pages import rows
from tests.admin.pages import text_of
from tests.realtime.desk import Desk
from tests.realtime.desk import endpoint
from tests.realtime.desk import is_signed

pytestmark = pytest.mark.django_db

URL = "/admin/webhooks/"
LOG = "/admin/webhook-deliveries/"
GITHUB = "https://api.github.com/repos/o/r/dispatches"


@pytest.fixture
def hook(httpserver: HTTPServer) -> str:
    httpserver.clear()
    return httpserver.url_for("/hook?key=hidden-key")


@pytest.fixture
def desk(db: None) -> Desk:
    connection.ensure_connection()
    return Desk(connection.connection)


def add(client: Client, **fields: Any) -> Any:
    data = {
        "name": "Site",
        "url": "https://example.org/hook",
        "types": "",
        "body_format": "envelope",
        "coalesce_seconds": "0",
        **fields,
    }
    return client.post(f"{URL}add/", data)


# Setting up -------------------------------------------------------------------


def test_an_endpoint_is_added_and_its_secret_shown_once(owner_client: Client) -> None:
    answer = add(owner_client, types="questlog:list_*,questlog:list_*", follow=True)

    site = WebhookEndpoint.objects.get()
    secret_url = f"{URL}{site.pk}/secret/"
    assert answer.url == secret_url
    assert site.types == "questlog:list_*"
    assert site.secret not in owner_client.get(secret_url).content.decode()
    shown = owner_client.post(secret_url)
    assert site.secret in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    again = owner_client.post(secret_url)
    assert site.secret not in again.content.decode()
    assert "can’t be shown again" in text_of(again)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("url", "http://example.org/", "https://"),
        ("url", "https://127.0.0.1/", "QUESTLOG_WEBHOOKS_ALLOW_PRIVATE"),
        ("url", "https://user:pw@example.org/", "password"),
        ("url", "javascript:alert(1)", "isn't a web address"),
        ("url", "", "required"),
        ("types", "Playthroughs", "isn't an event type"),
        ("types", ",".join(f"questlog:x_{n}" for n in range(51)), "at most 50"),
        ("coalesce_seconds", "3601", "3600"),
        ("coalesce_seconds", "-1", "0"),
        ("new_authorization", "Bearer tök", "plain letters"),
        ("body_format", "xml", "valid choice"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_word(
    owner_client: Client, field: str, value: str, said: str, settings: Settings
) -> None:
    settings.QUESTLOG_WEBHOOKS_ALLOW_PRIVATE = []
    answer = add(owner_client, **{field: value})

    assert said in field_errors(answer)[field]
    assert not WebhookEndpoint.objects.exists()


def test_github_needs_a_token(owner_client: Client) -> None:
    answer = add(owner_client, url=GITHUB, body_format="github")
    assert "token" in field_errors(answer)["new_authorization"]

    add(owner_client, url=GITHUB, body_format="github", new_authorization="Bearer x")
    assert WebhookEndpoint.objects.get().authorization == "Bearer x"


def test_gathered_calls_have_no_order(owner_client: Client) -> None:
    answer = add(owner_client, coalesce_seconds="5", is_ordered="on")

    assert "Turn off “in order”" in text_of(answer)
    assert not WebhookEndpoint.objects.exists()


def edit(client: Client, site: WebhookEndpoint, **fields: Any) -> Any:
    data = {
        "name": site.name,
        "url": site.url,
        "types": site.types,
        "body_format": site.body_format,
        "coalesce_seconds": str(site.coalesce_seconds),
        **fields,
    }
    return client.post(f"{URL}edit/{site.pk}/", data)


def test_a_stored_header_stays_until_it_is_changed_or_forgotten(
    owner_client: Client,
) -> None:
    site = endpoint("https://example.org/", authorization="Bearer very-secret")
    form = owner_client.get(f"{URL}edit/{site.pk}/").content.decode()
    assert "very-secret" not in form

    def stored() -> str:
        return WebhookEndpoint.objects.get().authorization

    edit(owner_client, site, name="Other")
    assert stored() == "Bearer very-secret"
    edit(owner_client, site, new_authorization="Bearer new")
    assert stored() == "Bearer new"
    edit(owner_client, site, forget_authorization="on")
    assert stored() == ""


def test_editing_leaves_alone_what_the_sender_writes(owner_client: Client) -> None:
    site = endpoint("https://example.org/")
    before = (site.secret, site.after_sequence)
    WebhookEndpoint.objects.update(failing_since=timezone.now(), last_failure="500")

    edit(owner_client, site, name="Other")

    site.refresh_from_db()
    assert site.name == "Other"
    assert site.last_failure == "500"
    assert (site.secret, site.after_sequence) == before


def test_a_new_secret_is_made_after_a_word_and_shown_once(
    owner_client: Client,
) -> None:
    site = endpoint("https://example.org/")
    site.take_secret(at=timezone.now())
    assert "24 hours" in text_of(owner_client.get(f"{URL}{site.pk}/rotate/"))

    answer: Any = owner_client.post(f"{URL}{site.pk}/rotate/")

    new = WebhookEndpoint.objects.get()
    assert answer.url == f"{URL}{site.pk}/secret/"
    assert (new.old_secret, new.secret_shown_at) == (site.secret, None)
    assert new.secret in owner_client.post(answer.url).content.decode()


def test_an_endpoint_is_turned_off_after_a_word_and_on_again(
    owner_client: Client, desk: Desk
) -> None:
    site = endpoint("https://example.org/")
    desk.happen()
    fan_out(desk.connection, desk.now)
    page_text = text_of(owner_client.get(f"{URL}{site.pk}/turn-off/"))
    assert "1 call waiting for it is stopped" in page_text

    owner_client.post(f"{URL}{site.pk}/turn-off/")
    overview = text_of(owner_client.get(f"{URL}inspect/{site.pk}/"))
    assert "Turned off by owner" in overview
    assert WebhookDelivery.objects.get().status == "stopped"

    owner_client.post(f"{URL}{site.pk}/turn-on/")
    assert WebhookEndpoint.objects.get().is_enabled


# Trying -----------------------------------------------------------------------


def test_a_test_is_sent_at_once_and_its_answer_shown(
    owner_client: Client, httpserver: HTTPServer, hook: str
) -> None:
    httpserver.expect_request("/hook").respond_with_data("<b>Thanks</b>")
    site = endpoint(hook)

    answer = owner_client.post(f"{URL}{site.pk}/test/", follow=True)

    assert "The endpoint answered 200" in text_of(answer)
    assert "<b>Thanks" not in answer.content.decode()
    assert "&lt;b&gt;Thanks" in answer.content.decode()
    assert is_signed(httpserver.log[0][0], site.secret)
    delivery = WebhookDelivery.objects.get()
    assert (delivery.kind, delivery.status) == ("test", "delivered")


@pytest.mark.parametrize("status", [410, 500, 302])
def test_a_test_that_fails_is_shown_and_changes_nothing(
    owner_client: Client, httpserver: HTTPServer, hook: str, status: int, desk: Desk
) -> None:
    httpserver.expect_request("/hook").respond_with_data(status=status)
    site = endpoint(hook)

    answer = owner_client.post(f"{URL}{site.pk}/test/", follow=True)
    desk.later(days=2).work()

    assert f"The test failed: answered {status}" in text_of(answer)
    site.refresh_from_db()
    assert site.is_enabled and site.failing_since is None
    assert len(httpserver.log) == 1


def test_a_test_of_an_address_at_home_says_what_to_set(
    owner_client: Client, httpserver: HTTPServer, hook: str, settings: Settings
) -> None:
    settings.QUESTLOG_WEBHOOKS_ALLOW_PRIVATE = ["192.168.1.1"]
    site = endpoint(hook)

    answer = owner_client.post(f"{URL}{site.pk}/test/", follow=True)

    assert "QUESTLOG_WEBHOOKS_ALLOW_PRIVATE" in text_of(answer)
    assert httpserver.log == []


# What was sent ----------------------------------------------------------------


@pytest.fixture
def sent(desk: Desk, httpserver: HTTPServer, hook: str) -> WebhookEndpoint:
    """An endpoint that answered one event, refused another, and is working."""
    site = endpoint(hook, authorization="Bearer very-secret")
    for status in (200, 410):
        httpserver.clear()
        httpserver.expect_request("/hook").respond_with_data("Well", status=status)
        desk.happen("list_updated", number=status)
        desk.work()
    site.enable()
    httpserver.clear()
    httpserver.expect_request("/hook").respond_with_data("Well")
    return site


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 2),
        ({"status": "failed"}, 1),
        ({"status": ["failed", "delivered"]}, 2),
        ({"kind": "test"}, 0),
        ({"type": "questlog:list_updated"}, 2),
        ({"q": "thing:410"}, 1),
        ({"endpoint": "999999"}, 2),
        ({"created_at_from": "2001-01-01", "created_at_to": "2001-12-31"}, 0),
    ],
)
def test_the_delivery_log_can_be_filtered_and_searched(
    owner_client: Client, sent: WebhookEndpoint, query: Any, found: int
) -> None:
    answer = owner_client.get(LOG, query)

    assert len(rows(answer)) == found


def test_a_delivery_is_sent_again_with_the_same_id(
    owner_client: Client, sent: WebhookEndpoint, desk: Desk, httpserver: HTTPServer
) -> None:
    failed = WebhookDelivery.objects.get(status="failed")
    detail = owner_client.get(f"{LOG}inspect/{failed.pk}/")
    assert "Try 1: 410" in text_of(detail)

    owner_client.post(f"{LOG}{failed.pk}/redeliver/")
    desk.now = timezone.now()
    desk.work()

    again = WebhookDelivery.objects.latest("pk")
    assert (again.kind, again.status) == ("redelivery", "delivered")
    assert httpserver.log[-1][0].headers["webhook-id"] == str(failed.event_id)


def test_failed_deliveries_are_sent_again_in_bulk(
    owner_client: Client, sent: WebhookEndpoint
) -> None:
    failed = WebhookDelivery.objects.get(status="failed")
    action = "/admin/bulk/realtime/webhookdelivery/redeliver/"
    listing = f"?id=all&status=failed&next={LOG}"
    assert "1 selected" in text_of(owner_client.get(action + listing))

    owner_client.post(action + listing)

    again = WebhookDelivery.objects.latest("pk")
    assert (again.kind, again.event_id) == ("redelivery", failed.event_id)
    assert WebhookDelivery.objects.count() == 3


def test_nothing_is_sent_again_to_an_endpoint_that_is_off(
    owner_client: Client, sent: WebhookEndpoint
) -> None:
    sent.disable(reason="Holidays", at=timezone.now())
    failed = WebhookDelivery.objects.get(status="failed")

    answer = owner_client.post(f"{LOG}{failed.pk}/redeliver/", follow=True)
    owner_client.post(f"/admin/bulk/realtime/webhookdelivery/redeliver/?id={failed.pk}")

    assert "is off" in text_of(answer)
    assert WebhookDelivery.objects.count() == 2


def test_what_was_sent_can_be_forgotten_and_not_be_changed(
    owner_client: Client, sent: WebhookEndpoint
) -> None:
    first, last = WebhookDelivery.objects.order_by("pk")
    for address in ("add/", f"edit/{last.pk}/"):
        assert owner_client.post(f"{LOG}{address}").status_code == 302
    assert WebhookDelivery.objects.count() == 2

    delete = f"/admin/bulk/realtime/webhookdelivery/delete/?id={last.pk}&next={LOG}"
    assert "A waiting call is then not made" in text_of(owner_client.get(delete))
    owner_client.post(delete)

    assert list(WebhookDelivery.objects.all()) == [first]


def test_no_page_tells_a_secret(owner_client: Client, sent: WebhookEndpoint) -> None:
    owner_client.post(f"{URL}{sent.pk}/test/")
    sent.rotate_secret(at=timezone.now())
    secrets = (sent.secret, sent.old_secret, "very-secret", "hidden-key")
    delivery = WebhookDelivery.objects.latest("pk")
    for url in (
        "/admin/",
        URL,
        f"{URL}?export=csv",
        f"{URL}inspect/{sent.pk}/",
        f"{URL}history/{sent.pk}/",
        f"{URL}delete/{sent.pk}/",
        f"{URL}{sent.pk}/rotate/",
        f"{URL}{sent.pk}/turn-off/",
        f"{URL}{sent.pk}/secret/",
        LOG,
        f"{LOG}?export=csv",
        f"{LOG}inspect/{delivery.pk}/",
        "/admin/reports/site-history/",
    ):
        answer = owner_client.get(url)
        assert answer.status_code == 200, url
        for secret in secrets:
            assert secret not in answer.content.decode(), (url, secret)


# Trouble ----------------------------------------------------------------------


def test_the_dashboard_tells_of_endpoints_in_trouble(
    owner_client: Client, desk: Desk, httpserver: HTTPServer, hook: str
) -> None:
    httpserver.expect_request("/hook").respond_with_data(status=500)
    endpoint(hook)
    assert "To look after" not in text_of(owner_client.get("/admin/"))

    desk.happen()
    desk.work()

    home = text_of(owner_client.get("/admin/"))
    assert "The webhook Site is failing" in home
    assert "answered 500" in home
    assert "Failing" in text_of(owner_client.get(URL))


def test_the_listings_cost_the_same_for_many(owner_client: Client, desk: Desk) -> None:
    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            owner_client.get(url)
        return len(captured)

    endpoint("https://example.org/")
    desk.happen(times=2)
    fan_out(desk.connection, desk.now)
    few = [(queries(url), queries(url))[1] for url in (URL, LOG)]
    for _ in range(4):
        endpoint("https://example.org/")
    desk.happen(number=3, times=9)
    fan_out(desk.connection, desk.now)

    assert [queries(url) for url in (URL, LOG)] == few


def test_an_empty_menu_says_how_to_begin(owner_client: Client) -> None:
    assert "There are no webhook endpoints to display" in text_of(owner_client.get(URL))
    empty = text_of(owner_client.get(LOG))
    assert "There are no webhook deliveries to display" in empty


# Who may ----------------------------------------------------------------------


def visitor(*permissions: str) -> Client:
    user = User.objects.create_user("guest", password="guest")
    for codename in ("access_admin", *permissions):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client = Client()
    client.force_login(user)
    return client


def test_only_who_may_sees_webhooks(sent: WebhookEndpoint) -> None:
    client = visitor()
    delivery = WebhookDelivery.objects.latest("pk")

    for url in (URL, LOG, f"{URL}inspect/{sent.pk}/", f"{LOG}inspect/{delivery.pk}/"):
        assert client.get(url).status_code == 302
    assert "Webhooks" not in client.get("/admin/").content.decode()


def test_who_may_look_may_do_nothing(
    sent: WebhookEndpoint, httpserver: HTTPServer
) -> None:
    client = visitor("view_webhookendpoint")
    delivery = WebhookDelivery.objects.get(status="failed")
    before = len(httpserver.log)

    for url in (URL, LOG, f"{URL}inspect/{sent.pk}/", f"{LOG}inspect/{delivery.pk}/"):
        html = client.get(url).content.decode()
        assert "Site" in html
        assert not re.search("Send (a test|it again)|Turn off|New secret", html)
    for action in ("secret", "rotate", "turn-off", "turn-on", "test"):
        assert client.post(f"{URL}{sent.pk}/{action}/").status_code == 302
    client.post(f"{LOG}{delivery.pk}/redeliver/")
    bulk = f"/admin/bulk/realtime/webhookdelivery/redeliver/?id={delivery.pk}"
    client.post(bulk)

    sent.refresh_from_db()
    assert sent.is_enabled and sent.old_secret == "" and sent.secret_shown_at is None
    assert WebhookDelivery.objects.count() == 2
    assert len(httpserver.log) == before


def test_what_changes_something_asks_for_the_forms_token(
    owner: User, sent: WebhookEndpoint
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)

    for action in ("secret", "rotate", "turn-off", "turn-on", "test"):
        assert client.post(f"{URL}{sent.pk}/{action}/").status_code == 403
    for action in ("turn-on", "test"):
        assert client.get(f"{URL}{sent.pk}/{action}/").status_code == 405


def test_an_endpoint_is_deleted_after_a_word_with_its_log(
    owner_client: Client, sent: WebhookEndpoint
) -> None:
    assert "delivery log is deleted" in text_of(
        owner_client.get(f"{URL}delete/{sent.pk}/")
    )

    owner_client.post(f"{URL}delete/{sent.pk}/")

    assert not WebhookEndpoint.objects.exists()
    assert not WebhookDelivery.objects.exists()
