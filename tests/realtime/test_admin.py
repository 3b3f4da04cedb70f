"""The Events menu: the log to browse, and the live page."""

from __future__ import annotations

from datetime import timedelta

import pytest
import redis
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.realtime.log.redis_sink import OWNER_KEY
from apps.realtime.models import Event
from tests.live import LiveServer
from tests.realtime.listeners import eventually
from tests.realtime.listeners import everything_is_numbered
from tests.realtime.listeners import happen
from tests.realtime.listeners import running_relay

URL = "/admin/events/"


@pytest.mark.django_db
def test_the_log_lists_what_happened_the_latest_first(owner_client: Client) -> None:
    happen("hunt_encounter", number=1)
    happen("list_updated", number=2)

    answer = owner_client.get(URL)

    assert [event.name for event in answer.context["object_list"]] == [
        "List updated",
        "Hunt encounter",
    ]
    assert "Hunt encounter" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"type": "questlog:list_updated"}, 3),
        ({"q": "thing:2"}, 1),
        ({"occurred_at_from": "2001-01-01", "occurred_at_to": "2001-12-31"}, 0),
        ({"type": "questlog:unheard_of"}, 5),
    ],
)
def test_the_log_can_be_filtered_and_searched(
    owner_client: Client, query: dict[str, str], found: int
) -> None:
    happen("hunt_encounter", number=1, times=2)
    happen("list_updated", number=3, times=3)

    answer = owner_client.get(f"{URL}results/", query)

    assert len(answer.context["object_list"]) == found


@pytest.mark.django_db
def test_the_listing_costs_the_same_for_many_events(
    owner_client: Client, django_assert_max_num_queries: object
) -> None:
    happen(times=60)
    owner_client.get(URL)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        owner_client.get(URL)


@pytest.mark.django_db
def test_an_event_shows_what_it_tells_and_runs_no_script(owner_client: Client) -> None:
    happen(number=1)
    Event.objects.update(payload_json='{"work":"<script>alert(1)</script>"}')

    for address in (URL, f"{URL}{Event.objects.get().pk}/"):
        html = owner_client.get(address).content.decode()

        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


@pytest.mark.django_db
def test_nothing_in_the_log_can_be_changed(owner_client: Client) -> None:
    happen(number=1)
    pk = Event.objects.get().pk

    for address in ("add/", f"edit/{pk}/", f"delete/{pk}/", f"{pk}/delete/"):
        assert owner_client.post(f"{URL}{address}").status_code == 404
    bulk = f"/admin/bulk/realtime/event/delete/?id={pk}"
    assert owner_client.post(bulk).status_code == 404
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_only_who_may_see_events_sees_them() -> None:
    user = User.objects.create_user("guest", password="guest")
    access = Permission.objects.get(codename="access_admin")
    user.user_permissions.add(access)
    client = Client()
    client.force_login(user)

    assert client.get(URL).status_code == 302
    assert client.get(f"{URL}live/").status_code == 302
    assert 'href="/admin/events/"' not in client.get("/admin/").content.decode()

    user.user_permissions.add(Permission.objects.get(codename="view_event"))

    assert client.get(URL).status_code == 200
    assert client.get(f"{URL}live/").status_code == 200


def test_the_live_page_shows_events_as_they_happen(
    redis_client: redis.Redis, admin_page: Page, live_server: LiveServer
) -> None:
    happen("hunt_encounter", number=1)
    assert eventually(everything_is_numbered)
    admin_page.goto(f"{URL}live/")
    expect(admin_page.locator("[data-state]")).to_contain_text("Connected")
    expect(admin_page.locator(".live-events__type")).to_have_text(["Hunt encounter"])

    happen("list_updated", number=2)

    types = admin_page.locator(".live-events__type")
    expect(types).to_have_text(["List updated", "Hunt encounter"])
    admin_page.get_by_text("List updated").click()
    expect(admin_page.locator("pre").first).to_contain_text('"number": 2')


def test_the_live_page_tells_why_nothing_goes_out_and_when_it_does_again(
    committed_db: None, redis_client: redis.Redis, owner_client: Client
) -> None:
    """The stream is another Questlog's: only a log line would tell, without this."""
    redis_client.set(OWNER_KEY, "another", ex=60)

    def page() -> str:
        return owner_client.get(f"{URL}live/").content.decode()

    with running_relay():
        happen(times=3)
        assert eventually(lambda: "QUESTLOG_REDIS_NAMESPACE" in page())
        assert "Failing since" in page()

        redis_client.delete(OWNER_KEY)

        assert eventually(lambda: "Failing since" not in page())
    assert "Redis channel events:questlog" in page()


@pytest.mark.django_db
def test_the_live_page_tells_that_no_relay_runs(owner_client: Client) -> None:
    happen(number=1)
    assert "no relay is running" not in owner_client.get(f"{URL}live/").content.decode()

    Event.objects.update(occurred_at=timezone.now() - timedelta(minutes=1))

    assert "no relay is running" in owner_client.get(f"{URL}live/").content.decode()
