"""What turns private or is deleted: its past events are empty wherever one can read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import orjson
import pytest
import redis
from django.core.management import call_command
from django.db import connections
from websockets.sync.client import connect

from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from apps.realtime.audit import differences
from apps.realtime.catalogue import suppress_events
from apps.realtime.log import event_log
from apps.realtime.log import redis_sink
from apps.realtime.log.redis_sink import STREAM_KEY
from apps.realtime.models import Event
from apps.realtime.webhooks.models import WebhookDelivery
from apps.realtime.webhooks.models import WebhookEndpoint
from tests.live import LiveServer
from tests.live import serve
from tests.realtime.listeners import eventually
from tests.realtime.listeners import happen
from tests.realtime.listeners import running_relay

SECRET = "Leisure Suit Larry"


def complete_secretly() -> Playthrough:
    edition = Game.objects.add(name="Public face").first_edition()
    run = Playthrough.objects.create(edition=edition)
    edition.name = SECRET
    edition.save()
    run = Playthrough.objects.get()
    run.complete(on="2026-11-02")
    return run


def make_secret_list() -> List:
    ranking = List.objects.create(name=SECRET)
    ranking.add(Game.objects.add(name="Tetris"))
    return ranking


def hide_playthrough(run: Playthrough) -> None:
    run.is_public = False
    run.save()


def hide_list(ranking: List) -> None:
    ranking.visibility = "private"
    ranking.save()


def draft_list(ranking: List) -> None:
    ranking.visibility = "draft"
    ranking.save(update_fields=["visibility"])


def delete(row: Any) -> None:
    row.delete()


WAYS = pytest.mark.parametrize(
    ("make", "hide", "said"),
    [
        (complete_secretly, hide_playthrough, "questlog:playthrough_hide"),
        (complete_secretly, delete, "questlog:playthrough_delete"),
        (make_secret_list, hide_list, "questlog:list_hide"),
        (make_secret_list, draft_list, "questlog:list_hide"),
        (make_secret_list, delete, "questlog:list_delete"),
    ],
)


def feed(server: LiveServer, since: str = "earliest") -> list[Any]:
    address = f"{server.url}/api/events"
    answer = httpx.get(address, params={"since": since, "limit": 100}, timeout=20)
    events: list[Any] = answer.json()["events"]
    return events


def newest(server: LiveServer) -> list[Any]:
    events: list[Any] = httpx.get(f"{server.url}/api/events", timeout=20).json()[
        "events"
    ]
    return events


def replay(server: LiveServer, count: int) -> list[Any]:
    with connect(f"{server.ws_url}/ws/questlog/?since=earliest") as socket:
        hello = orjson.loads(socket.recv(timeout=20))
        assert hello["type"] == "events:hello"
        return [orjson.loads(socket.recv(timeout=20)) for _ in range(count)]


def stream(client: redis.Redis) -> list[tuple[str, Any]]:
    entries: Any = client.xrange(STREAM_KEY)
    return [(key.decode(), orjson.loads(fields[b"event"])) for key, fields in entries]


def of(subject: str, events: list[Any]) -> list[Any]:
    return [event for event in events if event["subject"] == subject]


@WAYS
def test_feed_replay_and_stream_are_emptied_and_listeners_are_told(
    live_server: LiveServer,
    redis_client: redis.Redis,
    make: Callable[[], Any],
    hide: Callable[[Any], None],
    said: str,
) -> None:
    row = make()
    count = Event.objects.count()
    assert eventually(lambda: len(feed(live_server)) == count, patience=60)
    assert eventually(lambda: len(stream(redis_client)) == count, patience=60)
    subject = f"{row._meta.model_name}:{row.uuid}"
    before = of(subject, feed(live_server))

    hide(row)

    assert eventually(lambda: len(feed(live_server)) == count + 1, patience=60)
    assert eventually(lambda: len(stream(redis_client)) == count + 1, patience=60)
    *past, told = of(subject, feed(live_server))
    assert told["type"] == said
    assert list(told["payload"].values()) == [str(row.uuid)]
    assert past == [{**event, "payload": {}} for event in before]
    everything = feed(live_server)
    assert replay(live_server, count + 1) == everything
    assert newest(live_server) == everything
    assert stream(redis_client) == [
        (f"{event['sequence']}-0", event) for event in everything
    ]
    assert list(differences()) == []


def test_the_memory_of_a_server_without_a_relay_is_emptied_too(
    committed_db: None, redis_client: redis.Redis, settings: Any
) -> None:
    make_secret_list()
    count = Event.objects.count()
    with running_relay():
        assert eventually(lambda: len(stream(redis_client)) == count, patience=60)
    settings.QUESTLOG_RELAY = False
    with serve() as server:
        assert len(newest(server)) == count

        List.objects.get().delete()

        assert eventually(
            lambda: SECRET not in orjson.dumps(newest(server)).decode(), patience=60
        )
        assert len(newest(server)) == count
    connections.close_all()


def test_a_stream_of_many_pages_keeps_its_ids(
    committed_db: None, redis_client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_log, "BATCH", 7)
    with running_relay():
        ranking = make_secret_list()
        happen(times=40)
        count = Event.objects.count()
        assert eventually(lambda: len(stream(redis_client)) == count, patience=60)

        ranking.delete()

        assert eventually(lambda: len(stream(redis_client)) == count + 1, patience=60)
    found = stream(redis_client)
    assert [key for key, _ in found] == [f"{n}-0" for n in range(1, count + 2)]
    assert SECRET not in orjson.dumps([event for _, event in found]).decode()
    assert redis_client.exists(redis_sink.DRAFT_KEY) == 0


def test_a_redis_that_comes_back_with_an_old_stream_is_emptied(
    committed_db: None, redis_client: redis.Redis
) -> None:
    ranking = make_secret_list()
    with running_relay():
        count = Event.objects.count()
        assert eventually(lambda: len(stream(redis_client)) == count, patience=60)
    old: Any = redis_client.dump(STREAM_KEY)
    ranking.delete()
    with running_relay():
        assert eventually(lambda: len(stream(redis_client)) == count + 1, patience=60)

    redis_client.restore(STREAM_KEY, 0, old, replace=True)
    assert SECRET in orjson.dumps([event for _, event in stream(redis_client)]).decode()
    with running_relay():
        assert eventually(lambda: len(stream(redis_client)) == count + 1, patience=60)

    assert SECRET not in orjson.dumps([e for _, e in stream(redis_client)]).decode()


def test_webhook_calls_that_wait_or_are_sent_again_are_emptied(
    committed_db: None, redis_client: redis.Redis
) -> None:
    WebhookEndpoint.objects.create(name="Off", url="http://localhost:9/hook")
    ranking = make_secret_list()
    with running_relay():
        assert eventually(
            lambda: WebhookDelivery.objects.filter(type__contains="list").count() == 2,
            patience=60,
        )

        ranking.delete()

        calls = WebhookDelivery.objects.filter(type="questlog:list_updated")
        payloads = [orjson.loads(call.envelope)["payload"] for call in calls]
        assert payloads == [{}, {}]


@pytest.mark.django_db
def test_what_was_private_all_along_is_not_mentioned() -> None:
    edition = Game.objects.add(name="Tetris").first_edition()
    run = Playthrough.objects.create(edition=edition, is_public=False)
    ranking = List.objects.create(name=SECRET, visibility="draft")
    Event.objects.all().delete()

    run.notes = "Again"
    run.save()
    run.delete()
    ranking.delete()

    assert not Event.objects.exists()


@pytest.mark.django_db
def test_hiding_twice_tells_twice_and_saving_in_between_tells_nothing() -> None:
    run = complete_secretly()
    Event.objects.all().delete()

    for _ in range(2):
        run.is_public = False
        run.save()
        run.save()
        run.is_public = True
        run.save()

    types = list(Event.objects.values_list("type", flat=True))
    assert types == ["questlog:playthrough_hide"] * 2
    call_command("audit_events", verbosity=0)


@pytest.mark.django_db
def test_a_bulk_change_tells_only_of_what_listeners_had_heard_of() -> None:
    known = make_secret_list()
    with suppress_events():
        unheard = List.objects.create(name="Imported")
    Event.objects.exclude(subject=f"list:{known.uuid}").delete()

    with suppress_events():
        known.delete()
        unheard.delete()

    last = Event.objects.latest("id")
    assert (last.type, last.subject) == ("questlog:list_delete", f"list:{known.uuid}")
    past = Event.objects.exclude(pk=last.pk).values_list("payload_json", flat=True)
    assert set(past) == {"{}"}


@pytest.mark.django_db
def test_playthroughs_are_hidden_one_by_one_only() -> None:
    with pytest.raises(TypeError, match="is_public"):
        Playthrough.objects.update(is_public=False)
