"""The relay: dense numbers, nothing lost, nothing twice."""

from __future__ import annotations

import threading

import orjson
import psycopg
import pytest
import redis
from django.db import connection
from django.db import transaction

from apps.realtime.log import event_log
from apps.realtime.log.insertion import insert_event
from apps.realtime.log.redis_sink import STREAM_KEY
from apps.realtime.log.relay import Relay
from apps.realtime.models import Event
from apps.realtime.models import EventStream
from tests.realtime.listeners import RedisListener
from tests.realtime.listeners import eventually
from tests.realtime.listeners import everything_is_numbered
from tests.realtime.listeners import happen
from tests.realtime.listeners import numbers
from tests.realtime.listeners import running_relay
from tests.realtime.listeners import sequences
from tests.realtime.listeners import streamed


def test_events_are_numbered_from_one_without_a_hole(
    relay: Relay, redis_listener: RedisListener
) -> None:
    happen(times=3)
    happen(number=4)

    messages = redis_listener.receive(4)

    assert numbers(messages) == [1, 2, 3, 4]
    assert sequences(messages) == [1, 2, 3, 4]


def test_what_happens_while_no_relay_runs_is_delivered_later(
    committed_db: None, redis_listener: RedisListener
) -> None:
    happen(times=3)

    with running_relay():
        assert numbers(redis_listener.receive(3)) == [1, 2, 3]


def test_more_than_one_batch_goes_out_in_order(
    relay: Relay, redis_listener: RedisListener
) -> None:
    happen(times=3 * event_log.BATCH + 7)

    messages = redis_listener.receive(3 * event_log.BATCH + 7)

    assert sequences(messages) == list(range(1, 3 * event_log.BATCH + 8))


def test_one_fact_told_twice_is_one_event(
    relay: Relay, redis_listener: RedisListener
) -> None:
    happen(number=1)
    happen(number=1)
    happen(number=2)

    assert numbers(redis_listener.receive(2)) == [1, 2]
    assert Event.objects.count() == 2


def test_an_event_outside_of_a_transaction_is_refused(committed_db: None) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        insert_event(
            "questlog:thing_done", payload={}, subject="thing:1", dedupe_key="1"
        )


def test_the_payload_of_an_event_keeps_the_order_of_its_keys(
    relay: Relay, redis_listener: RedisListener
) -> None:
    with transaction.atomic():
        insert_event(
            "questlog:thing_done",
            payload={"zebra": 1, "name": "Pokémon \0 \u2028", "ape": None},
            subject="thing:1",
            dedupe_key="1",
        )

    (message,) = redis_listener.receive()

    payload = orjson.loads(message)["payload"]
    assert list(payload) == ["zebra", "name", "ape"]
    assert payload["name"] == "Pokémon \0 \u2028"


def test_a_transaction_that_commits_late_is_not_skipped(
    relay: Relay, redis_listener: RedisListener
) -> None:
    """Whoever reads `id > last` never sees the first of these two."""
    begun, seen = threading.Event(), threading.Event()

    def commit_late() -> None:
        with transaction.atomic():
            happen(number=1)
            begun.set()
            seen.wait(60)
        connection.close()

    late = threading.Thread(target=commit_late)
    late.start()
    begun.wait(60)
    happen(number=2)
    first = redis_listener.receive()
    seen.set()
    late.join()

    messages = first + redis_listener.receive()

    assert numbers(messages) == [2, 1]
    assert sequences(messages) == [1, 2]
    ids = Event.objects.order_by("sequence").values_list("id", flat=True)
    assert ids[0] > ids[1]


def test_writers_at_once_with_rollbacks_lose_nothing(
    relay: Relay, redis_listener: RedisListener, redis_client: redis.Redis
) -> None:
    def write(writer: int) -> None:
        for turn in range(50):
            try:
                with transaction.atomic():
                    happen(number=writer * 1000 + turn)
                    if turn % 5 == 0:
                        raise LookupError
            except LookupError:
                pass
        connection.close()

    writers = [threading.Thread(target=write, args=[n]) for n in range(8)]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    messages = redis_listener.receive(8 * 40)

    assert sequences(messages) == list(range(1, 8 * 40 + 1))
    expected = {n * 1000 + turn for n in range(8) for turn in range(50) if turn % 5}
    assert set(numbers(messages)) == expected
    assert streamed(redis_client) == messages
    for writer in range(8):
        own = [number for number in numbers(messages) if number // 1000 == writer]
        assert own == sorted(own)


def test_of_two_relays_one_leads_and_the_other_takes_over(
    committed_db: None, redis_listener: RedisListener
) -> None:
    with running_relay() as first, running_relay():
        happen(number=1)
        assert numbers(redis_listener.receive()) == [1]

        first.stop()
        happen(number=2)

        assert numbers(redis_listener.receive()) == [2]


def test_a_lost_notice_costs_a_moment_and_no_event(
    relay: Relay, redis_listener: RedisListener
) -> None:
    happen(number=1)
    redis_listener.receive()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO realtime_event (uuid, type, version, subject, dedupe_key,"
            " payload_json, occurred_at) VALUES (gen_random_uuid(),"
            " 'questlog:thing_done', 1, 'thing:2', '2', '{\"number\": 2}', now())"
        )

    assert numbers(redis_listener.receive()) == [2]


def cut_off_every_session(but: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND application_name <> %s",
            [but],
        )


def test_a_relay_whose_sessions_are_cut_off_comes_back(
    relay: Relay, redis_listener: RedisListener
) -> None:
    for number in range(1, 6):
        happen(number=number)
        cut_off_every_session(but="")

    messages = redis_listener.receive(5)

    assert numbers(messages) == [1, 2, 3, 4, 5]
    assert sequences(messages) == [1, 2, 3, 4, 5]


def test_a_frozen_leader_loses_its_session(committed_db: None) -> None:
    with event_log.connect("leader") as leader, event_log.connect("another") as another:
        assert event_log.take_lead(leader)
        assert not event_log.take_lead(another)
        assert leader.execute("SHOW idle_session_timeout").fetchone() == ("10s",)

        # The same as ten seconds of silence, sooner.
        leader.execute("SET idle_session_timeout = '50ms'")

        assert eventually(lambda: event_log.take_lead(another))
        with pytest.raises(psycopg.OperationalError):
            leader.execute("SELECT 1")


def test_two_that_number_at_once_do_not_number_twice(committed_db: None) -> None:
    total = 4 * event_log.BATCH
    happen(times=total)
    barrier = threading.Barrier(4)
    errors: list[Exception] = []

    def number() -> None:
        with event_log.connect("leader") as session:
            position = event_log.open_stream(session)
            barrier.wait(60)
            try:
                while event_log.has_unnumbered(session):
                    position = event_log.number_batch(session, position)
            except Exception as error:
                errors.append(error)

    threads = [threading.Thread(target=number) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    numbered = Event.objects.order_by("id").values_list("sequence", flat=True)
    assert list(numbered) == list(range(1, total + 1))
    assert EventStream.objects.get().last_sequence == total


def test_events_past_their_time_are_forgotten(
    committed_db: None, redis_client: redis.Redis
) -> None:
    happen(times=20)
    with running_relay():
        assert eventually(everything_is_numbered)
        assert eventually(lambda: redis_client.xlen(STREAM_KEY) == 20)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE realtime_event SET occurred_at = now() - interval '40 days'"
            " WHERE sequence <= 3 OR sequence = 10"
        )

    with event_log.connect("relay") as session:
        while event_log.prune(session, days=30, events=100, sinks=["redis"]):
            pass
        by_age = event_log.read_position(session)
        while event_log.prune(session, days=30, events=5, sinks=["redis"]):
            pass
        by_number = event_log.read_position(session)

    assert by_age is not None and by_number is not None
    assert (by_age.first, by_age.last) == (4, 20)
    assert (by_number.first, by_number.last) == (16, 20)
    assert Event.objects.count() == 5


def test_an_event_that_redis_has_not_got_is_not_forgotten(committed_db: None) -> None:
    happen(times=20)
    with event_log.connect("relay") as session:
        position = event_log.open_stream(session)
        event_log.number_batch(session, position)
        event_log.move_cursor(session, "redis", 4)

        while event_log.prune(session, days=30, events=5, sinks=["redis"]):
            pass

    assert Event.objects.order_by("sequence").values_list("sequence")[0] == (5,)
