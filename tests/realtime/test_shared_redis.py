"""Two Questlogs on one Redis do not take each other's stream away."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
import redis

from apps.realtime.log import event_log
from apps.realtime.log.event_log import Connection
from apps.realtime.log.redis_sink import OWNER_KEY
from apps.realtime.log.redis_sink import RedisSink
from apps.realtime.log.redis_sink import SharedRedis
from apps.server.embedded.servers import EmbeddedServers
from tests import databases
from tests.realtime.listeners import eventually
from tests.realtime.listeners import happen
from tests.realtime.listeners import numbers
from tests.realtime.listeners import running_relay
from tests.realtime.listeners import streamed
from tests.settings import REDIS_URL
from tests.settings import WORKER


@pytest.fixture
def another(
    committed_db: None, postgres_server: EmbeddedServers, template_database: str
) -> Iterator[Connection]:
    """A session with the database of another Questlog, in whose log is one event."""
    assert postgres_server.postgres is not None
    name = f"test_{WORKER}_another"
    databases.clone(postgres_server.postgres, template_database, name)
    parameters = event_log.connection_parameters("another") | {"dbname": name}
    with psycopg.connect(**parameters) as session:
        let_happen(session, number=77)
        yield session


def let_happen(session: Connection, *, number: int) -> None:
    """As `happen`, in that Questlog, and numbered at once."""
    session.execute(
        "INSERT INTO realtime_event (uuid, type, version, subject, dedupe_key,"
        " payload_json, occurred_at) VALUES (gen_random_uuid(),"
        " 'questlog:thing_done', 1, 'thing', %s, %s, now())",
        [str(number), f'{{"number": {number}}}'],
    )
    event_log.number_batch(session, event_log.open_stream(session))


@pytest.fixture
def sink() -> Iterator[RedisSink]:
    sink = RedisSink(REDIS_URL)
    yield sink
    sink.close()


def test_the_second_is_refused_and_told_what_to_do(
    redis_client: redis.Redis, another: Connection, sink: RedisSink
) -> None:
    with running_relay():
        happen(times=3)
        assert eventually(lambda: len(streamed(redis_client)) == 3)

        with pytest.raises(SharedRedis, match="QUESTLOG_REDIS_NAMESPACE"):
            sink.deliver(another)

        happen(number=4)
        assert eventually(lambda: len(streamed(redis_client)) == 4)
    assert numbers(streamed(redis_client)) == [1, 2, 3, 4]


def test_a_successor_takes_over_when_the_first_has_gone(
    redis_client: redis.Redis, another: Connection, sink: RedisSink
) -> None:
    """A database that was moved to another server is such a successor."""
    with running_relay():
        happen(times=3)
        assert eventually(lambda: len(streamed(redis_client)) == 3)

    while sink.deliver(another):
        pass

    assert numbers(streamed(redis_client)) == [77]


def test_one_that_was_killed_is_not_waited_for_without_end(
    redis_client: redis.Redis, another: Connection, sink: RedisSink
) -> None:
    redis_client.set(OWNER_KEY, "the killed one", px=50)

    def delivered() -> bool:
        try:
            return not sink.deliver(another)
        except SharedRedis:
            return False

    assert eventually(delivered)
    assert numbers(streamed(redis_client)) == [77]
    assert 0 < redis_client.pttl(OWNER_KEY) <= 10_000


def test_who_has_lost_the_stream_adds_nothing_to_it(
    redis_client: redis.Redis, another: Connection, sink: RedisSink
) -> None:
    sink.deliver(another)
    redis_client.set(OWNER_KEY, "the next one")
    let_happen(another, number=78)

    sink.deliver(another)

    assert redis_client.xlen("events:questlog:stream") == 1
    with pytest.raises(SharedRedis):
        sink.deliver(another)
