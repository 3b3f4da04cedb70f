"""Which call goes out when: order, bursts, several senders, killed ones."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response

from apps.realtime.log import event_log
from apps.realtime.models import Event
from apps.realtime.models import EventSink
from apps.realtime.models import EventStream
from apps.realtime.webhooks import calls
from apps.realtime.webhooks.models import WebhookAttempt
from apps.realtime.webhooks.models import WebhookDelivery
from apps.realtime.webhooks.models import WebhookEndpoint
from tests.realtime.desk import Desk
from tests.realtime.desk import endpoint
from tests.realtime.desk import number
from tests.realtime.desk import statuses
from tests.realtime.listeners import eventually
from tests.realtime.listeners import happen
from tests.realtime.listeners import running_relay
from tests.realtime.nursery import Nursery

PATIENCE = 30.0


class Hook:
    """An endpoint in the test's hands: what it was told, and what it answers."""

    def __init__(self, server: HTTPServer, path: str = "/hook") -> None:
        self.told: list[int] = []
        self.ids: list[str] = []
        self.status = 200
        self.gate = threading.Event()
        self.gate.set()
        self.url = server.url_for(path)
        server.expect_request(path).respond_with_handler(self._answer)

    def _answer(self, request: Request) -> Response:
        self.told.append(number(request))
        self.ids.append(request.headers["webhook-id"])
        self.gate.wait(PATIENCE)
        return Response(status=self.status)


@pytest.fixture(scope="module")
def threaded_server() -> Iterator[HTTPServer]:
    with HTTPServer(threaded=True) as server:
        yield server


@pytest.fixture
def endpoints(threaded_server: HTTPServer) -> Iterator[HTTPServer]:
    """A server that answers several requests at once."""
    yield threaded_server
    threaded_server.clear()


@pytest.fixture
def hook(endpoints: HTTPServer) -> Iterator[Hook]:
    hook = Hook(endpoints)
    yield hook
    hook.gate.set()


@pytest.fixture
def desk(db: None) -> Desk:
    connection.ensure_connection()
    return Desk(connection.connection)


# Order ------------------------------------------------------------------------


def test_an_ordered_endpoint_is_told_one_after_the_other(
    desk: Desk, hook: Hook
) -> None:
    endpoint(hook.url, is_ordered=True)
    desk.happen(times=8)

    desk.work()

    assert hook.told == [1, 2, 3, 4, 5, 6, 7, 8]


def test_an_ordered_endpoint_waits_for_a_call_that_failed(
    desk: Desk, hook: Hook
) -> None:
    endpoint(hook.url, is_ordered=True)
    hook.status = 500
    desk.happen(times=3)
    desk.work()
    desk.later(seconds=6).work()
    assert hook.told == [1, 1]

    hook.status = 200
    desk.later(minutes=6).work()

    assert hook.told == [1, 1, 1, 2, 3]


def test_another_endpoint_does_not_wait(desk: Desk, hook: Hook) -> None:
    endpoint(hook.url)
    hook.status = 500
    desk.happen(times=3)

    desk.work()

    assert sorted(hook.told) == [1, 2, 3]


def test_an_endpoint_that_hangs_delays_no_other(
    desk: Desk, hook: Hook, endpoints: HTTPServer
) -> None:
    quick = Hook(endpoints, "/quick")
    hook.gate.clear()
    endpoint(hook.url)
    endpoint(quick.url, is_ordered=True)
    desk.happen(times=50)

    assert eventually(
        lambda: not desk.turn() and len(quick.told) == 50, patience=PATIENCE
    )

    assert len(hook.told) == calls.AT_ONCE_TO_ONE
    hook.gate.set()
    desk.work()
    assert sorted(hook.told) == list(range(1, 51))


# Bursts -----------------------------------------------------------------------


def test_a_burst_is_one_call_with_the_latest_event(desk: Desk, hook: Hook) -> None:
    endpoint(hook.url, coalesce_seconds=30)
    desk.happen(number=1, times=3)
    desk.work()
    desk.later(seconds=20).happen(number=4, times=2)
    desk.work()
    assert hook.told == []

    desk.later(seconds=11).work()

    assert hook.told == [5]
    assert WebhookDelivery.objects.get().merged == 5


def test_events_that_keep_coming_do_not_put_the_call_off(
    desk: Desk, hook: Hook
) -> None:
    endpoint(hook.url, coalesce_seconds=30)
    for fact in range(1, 13):
        desk.happen(number=fact)
        desk.work()
        desk.later(seconds=10)

    assert hook.told == [4, 8, 12]


def test_an_event_during_a_call_is_a_call_of_its_own(desk: Desk, hook: Hook) -> None:
    endpoint(hook.url, coalesce_seconds=30)
    desk.happen(number=1)
    desk.work()
    hook.gate.clear()
    desk.later(seconds=31)
    assert eventually(lambda: not desk.turn() and hook.told == [1], patience=PATIENCE)
    desk.happen(number=2)
    desk.turn()
    hook.gate.set()
    desk.work()

    desk.later(seconds=31).work()

    assert hook.told == [1, 2]
    assert statuses() == ["delivered", "delivered"]


def test_a_later_burst_replaces_a_call_that_failed(desk: Desk, hook: Hook) -> None:
    endpoint(hook.url, coalesce_seconds=30)
    hook.status = 500
    desk.happen(number=1)
    desk.work()
    desk.later(seconds=31).work()
    hook.status = 200
    desk.happen(number=2)
    desk.work()

    desk.later(days=1).work()

    assert hook.told == [1, 2]
    assert statuses() == ["superseded", "delivered"]


def test_a_call_that_fails_while_a_later_burst_waits_is_not_repeated(
    desk: Desk, hook: Hook
) -> None:
    endpoint(hook.url, coalesce_seconds=30)
    hook.status = 500
    hook.gate.clear()
    desk.happen(number=1)
    desk.work()
    desk.later(seconds=31)
    assert eventually(lambda: not desk.turn() and hook.told == [1], patience=PATIENCE)
    desk.happen(number=2)
    desk.turn()
    hook.gate.set()
    desk.work()

    assert statuses() == ["superseded", "pending"]


# Off and gone -----------------------------------------------------------------


def test_a_disabled_endpoint_is_sent_nothing_more(desk: Desk, hook: Hook) -> None:
    site = endpoint(hook.url)
    hook.status = 500
    desk.happen(number=1)
    desk.work()
    site.disable(reason="Moved", at=desk.now)
    desk.happen(number=2)

    desk.later(days=2).work()

    assert hook.told == [1]
    assert statuses() == ["stopped"]


def test_a_call_on_its_way_to_a_disabled_endpoint_is_recorded_as_it_went(
    desk: Desk, hook: Hook
) -> None:
    site = endpoint(hook.url)
    for status in (200, 500):
        hook.status = status
        hook.gate.clear()
        desk.happen(number=status)
        wanted = [*hook.told, status]
        assert eventually(
            lambda wanted=wanted: not desk.turn() and hook.told == wanted,  # type: ignore[misc]
            patience=PATIENCE,
        )
        site.disable(reason="Moved", at=desk.now)
        hook.gate.set()
        desk.work()
        site.enable()

    assert statuses() == ["delivered", "stopped"]


def test_an_endpoint_can_be_deleted_while_it_is_called(desk: Desk, hook: Hook) -> None:
    site = endpoint(hook.url)
    hook.gate.clear()
    desk.happen(times=2)
    assert eventually(
        lambda: not desk.turn() and len(hook.told) == 2, patience=PATIENCE
    )

    site.delete()
    hook.gate.set()
    desk.work()
    desk.happen(number=3)
    desk.work()

    assert WebhookDelivery.objects.count() == WebhookAttempt.objects.count() == 0
    assert len(hook.told) == 2


def test_an_event_that_the_log_forgets_meanwhile_is_sent_all_the_same(
    desk: Desk, hook: Hook
) -> None:
    endpoint(hook.url)
    hook.status = 500
    desk.happen()
    desk.work()
    Event.objects.all().delete()
    hook.status = 200

    desk.later(seconds=6).work()

    assert hook.told == [1, 1]
    assert statuses() == ["delivered"]


def test_a_dead_endpoint_does_not_keep_the_log_from_forgetting(
    desk: Desk, hook: Hook
) -> None:
    endpoint(hook.url)
    hook.status = 500
    desk.happen(times=5)
    desk.work()

    event_log.prune(desk.connection, days=30, events=1, sinks=[desk.sink.name])

    assert Event.objects.count() == 1


def test_the_delivery_log_forgets_the_oldest(
    desk: Desk, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "KEPT_ROWS", 2)
    monkeypatch.setattr(calls, "PRUNED_AT_ONCE", 1)
    endpoint(hook.url, is_ordered=True)
    desk.happen(times=5)
    desk.work()
    hook.status = 500
    desk.happen(number=6)
    desk.work()

    while calls.prune(desk.connection, now=desk.now):
        pass
    kept = WebhookDelivery.objects.order_by("pk").values_list("sequence", flat=True)
    assert list(kept) == [4, 5, 6]

    while calls.prune(desk.connection, now=desk.now + timedelta(days=31)):
        pass
    assert list(kept.all()) == [6]
    assert WebhookAttempt.objects.count() == 1


def test_without_endpoints_the_cursor_keeps_up(desk: Desk) -> None:
    desk.happen(times=3)

    desk.work()

    assert EventSink.objects.get(name="webhooks").sequence == 3
    assert WebhookDelivery.objects.count() == 0


def test_events_are_fanned_out_once_though_the_cursor_is_lost(
    desk: Desk, hook: Hook
) -> None:
    endpoint(hook.url, is_ordered=True)
    desk.happen(times=2)
    desk.work()
    EventSink.objects.all().delete()

    desk.work()

    assert hook.told == [1, 2]


# Several senders --------------------------------------------------------------


def test_two_senders_share_the_work_and_repeat_nothing(
    committed_db: None, hook: Hook
) -> None:
    endpoint(hook.url)
    with event_log.connect("first") as first, event_log.connect("second") as second:
        desks = [Desk(first), Desk(second)]
        desks[0].happen(times=60)
        threads = [threading.Thread(target=desk.work) for desk in desks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert sorted(hook.told) == list(range(1, 61))
    assert WebhookAttempt.objects.count() == 60


def test_two_senders_keep_the_order(committed_db: None, hook: Hook) -> None:
    endpoint(hook.url, is_ordered=True)
    with event_log.connect("first") as first, event_log.connect("second") as second:
        desks = [Desk(first), Desk(second)]
        desks[0].happen(times=20)

        def all_done() -> bool:
            for desk in desks:
                desk.turn()
            return statuses() == ["delivered"] * 20

        assert eventually(all_done, patience=PATIENCE)

    assert hook.told == list(range(1, 21))


def test_a_sender_that_comes_back_too_late_changes_nothing(
    committed_db: None, hook: Hook
) -> None:
    endpoint(hook.url)
    with event_log.connect("frozen") as frozen, event_log.connect("live") as live:
        slow, quick = Desk(frozen), Desk(live)
        hook.gate.clear()
        hook.status = 500
        slow.happen()
        assert eventually(
            lambda: not slow.turn() and len(hook.told) == 1, patience=PATIENCE
        )
        quick.now = slow.now + calls.LEASE
        assert eventually(
            lambda: not quick.turn() and len(hook.told) == 2, patience=PATIENCE
        )
        hook.gate.set()
        quick.work()
        slow.work()

    # Of the two tries the one in the hands of the live sender counts.
    assert WebhookDelivery.objects.get().attempts == 1
    assert WebhookAttempt.objects.count() == 1


def test_what_a_killed_relay_had_in_hand_is_sent_by_the_next(
    nursery: Nursery, hook: Hook
) -> None:
    endpoint(hook.url)
    hook.gate.clear()
    pid = nursery.start("relay")
    happen(number=1)
    assert eventually(lambda: hook.told == [1], patience=PATIENCE)

    nursery.kill(pid)
    hook.gate.set()
    with event_log.connect("next") as session:
        following = Desk(session)
        following.work()
        assert hook.told == [1]
        following.later(seconds=calls.LEASE.total_seconds() + 1).work()

    assert hook.told == [1, 1]
    assert hook.ids[0] == hook.ids[1]
    assert statuses() == ["delivered"]


def test_a_running_relay_sends_webhooks_though_redis_is_away(
    committed_db: None, hook: Hook, settings: Settings
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1"
    endpoint(hook.url, is_ordered=True)
    with running_relay():
        happen(times=5)
        assert eventually(lambda: hook.told == [1, 2, 3, 4, 5], patience=PATIENCE)

    # It ends with its calls recorded.
    assert statuses() == ["delivered"] * 5
    assert EventStream.objects.get().last_sequence == 5
    assert WebhookEndpoint.objects.get().last_success_at is not None
