from __future__ import annotations

import io

import pytest
import redis
from django.core.management import call_command
from django.db import connection

from apps.realtime.log import event_log
from apps.realtime.log.redis_sink import CHANNEL
from apps.realtime.log.redis_sink import STREAM_KEY
from tests.realtime.listeners import RedisListener
from tests.realtime.listeners import eventually
from tests.realtime.listeners import happen
from tests.realtime.listeners import running_relay


def audit() -> tuple[int, str]:
    """What `manage.py audit_events` exits with, and says."""
    output = io.StringIO()
    try:
        call_command("audit_events", stdout=output, no_color=True)
    except SystemExit as left:
        return int(left.code or 0), output.getvalue()
    return 0, output.getvalue()


@pytest.fixture
def delivered(committed_db: None, redis_listener: RedisListener) -> None:
    """Five events, delivered; the relay has gone."""
    with running_relay():
        happen(times=5)
        redis_listener.receive(5)
        assert eventually(lambda: audit()[0] == 0)


def run_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_all_is_well_where_nothing_has_happened(
    committed_db: None, redis_client: redis.Redis
) -> None:
    assert audit() == (0, "The log, the data, and Redis match.\n")


def test_all_is_well_after_delivery_and_pruning(delivered: None) -> None:
    with event_log.connect("test") as session:
        event_log.prune(session, days=30, events=2, sinks=["redis"])

    assert audit() == (0, "The log, the data, and Redis match.\n")


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (
            "DELETE FROM realtime_event WHERE sequence = 3",
            "5 events, but the log holds 4",
        ),
        ("UPDATE realtime_eventstream SET last_sequence = 9", "the log holds 5"),
        ("DELETE FROM realtime_eventstream", "there is no stream"),
        (
            "UPDATE realtime_event SET payload_json = '{}' WHERE sequence = 2",
            "different data for event 2",
        ),
        (
            "UPDATE realtime_event SET sequence = NULL,"
            " occurred_at = now() - interval '1 hour' WHERE sequence = 5",
            "1 events have been waiting",
        ),
    ],
)
def test_harm_done_to_the_log_is_named(delivered: None, harm: str, words: str) -> None:
    run_sql(harm)

    code, said = audit()

    assert code == 1
    assert words in said


def test_what_redis_has_lost_is_named(
    delivered: None, redis_client: redis.Redis
) -> None:
    redis_client.xdel(STREAM_KEY, "4-0")

    code, said = audit()

    assert code == 1
    assert "lacks event 4" in said


def test_a_redis_that_lost_its_memory_is_filled_without_a_new_event(
    committed_db: None, redis_client: redis.Redis
) -> None:
    with running_relay():
        happen(times=5)
        assert eventually(lambda: redis_client.xlen(STREAM_KEY) == 5)

        redis_client.flushall()

        assert eventually(lambda: audit()[0] == 0)
    assert redis_client.xlen(STREAM_KEY) == 5


def test_readers_who_ask_for_higher_ids_lose_events_and_the_audit_sees_it(
    committed_db: None, redis_client: redis.Redis
) -> None:
    """The way that the relay does not go: numbers taken when a row is inserted."""
    with connection.cursor() as cursor, event_log.connect("late") as late:
        late.execute("BEGIN")
        insert = (
            "INSERT INTO realtime_event (uuid, type, version, subject, dedupe_key,"
            " payload_json, occurred_at) VALUES (gen_random_uuid(),"
            " 'questlog:thing_done', 1, 'thing', gen_random_uuid()::text, '{}', now())"
        )
        late.execute(insert)
        cursor.execute(insert)
        last = naive_reader(after=0, client=redis_client)
        late.execute("COMMIT")
        naive_reader(after=last, client=redis_client)
        cursor.execute("UPDATE realtime_event SET sequence = id")
        position = event_log.open_stream(late)
        event_log.move_cursor(late, "redis", position.last)

    code, said = audit()

    assert code == 1
    assert "lacks event" in said


def naive_reader(*, after: int, client: redis.Redis) -> int:
    """Publish what `id > after` finds; the highest id found."""
    with connection.cursor() as cursor:
        query = "SELECT id FROM realtime_event WHERE id > %s ORDER BY id"
        cursor.execute(query, [after])
        for (number,) in cursor.fetchall():
            client.publish(CHANNEL, str(number))
            client.xadd(STREAM_KEY, {"event": str(number)}, id=f"{number}-0")
            after = number
    return after
