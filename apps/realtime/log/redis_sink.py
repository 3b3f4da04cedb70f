"""Events on Redis: a stream that keeps them, and a channel that says them aloud.

The stream is the memory of what has been said: an event is published when the stream
takes it, and the stream takes each number once, in order. So a relay that died between
two steps, or a second one that thinks it leads, repeats nothing and skips nothing.

A second Questlog on the same Redis needs a namespace of its own, and its log says so:
each would take the other's stream for a damaged one and start it again.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from itertools import chain
from typing import Any
from typing import NamedTuple

import orjson
import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from apps.realtime.catalogue import empties_past
from apps.realtime.envelope import LoggedEvent
from apps.realtime.envelope import encode
from apps.realtime.envelope import encode_for_suite
from apps.realtime.envelope import source_of
from apps.realtime.log import event_log
from apps.realtime.log.event_log import Connection
from apps.realtime.log.event_log import Position

CHANNEL = f"events:{settings.QUESTLOG_REDIS_NAMESPACE}"
STREAM_KEY = f"{CHANNEL}:stream"
# Where events in the suite's form are said: the prefix of a channel for each source.
SUITE_PREFIX = f"{CHANNEL}:"
SUITE_CHANNEL = f"{SUITE_PREFIX}questlog"
# The stream while it is written again.
DRAFT_KEY = f"{CHANNEL}:stream:draft"
# Which database the stream is of, for as long as somebody fills it from there.
OWNER_KEY = f"{CHANNEL}:owner"
STREAM_LENGTH = 100_000
# Seconds. redis-py's own defaults change between versions; a hanging Redis holds up
# this sink only.
CONNECT_TIMEOUT = 2.0
ANSWER_TIMEOUT = 3.0
# A relay shows that it is there every second; one that was killed does so no more.
OWNER_LEASE = 10.0

# Makes the stream the caller's for a while, unless it is another's.
CLAIM = """
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
RELEASE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
"""
# Forgets the stream, if its newest entry is the one that the caller saw.
RESET = """
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
local id = ''
if newest[1] then id = newest[1][1] end
if id ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
return 1
"""
# Appends events with the numbers from ARGV[6] on, if the stream is the caller's and
# ends where the caller believes it does; says each one aloud on the channel, if one
# is given. Each event comes as three: its bytes, a second channel, and its bytes
# there; where that channel is empty, it is said on the first only. XADD is the first
# to write: a Redis that is full refuses a script at its first write only.
APPEND = """
if redis.call('GET', KEYS[2]) ~= ARGV[4] then return 0 end
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
local tail = 0
if newest[1] then tail = tonumber(string.match(newest[1][1], '^%d+')) end
if tail ~= tonumber(ARGV[3]) then return 0 end
local sequence = tonumber(ARGV[6])
for i = 7, #ARGV, 3 do
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2],
        string.format('%.0f-0', sequence), 'event', ARGV[i])
    if ARGV[1] ~= '' then
        redis.call('PUBLISH', ARGV[1], ARGV[i])
        if ARGV[i + 1] ~= '' then redis.call('PUBLISH', ARGV[i + 1], ARGV[i + 2]) end
    end
    sequence = sequence + 1
end
redis.call('PEXPIRE', KEYS[2], ARGV[5])
return 1
"""


# Puts the draft in the stream's place, if the stream is the caller's and still ends
# where the caller believes it does.
REPLACE = """
if redis.call('GET', KEYS[3]) ~= ARGV[1] then return 0 end
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if not newest[1] or newest[1][1] ~= ARGV[2] then return 0 end
redis.call('RENAME', KEYS[2], KEYS[1])
return 1
"""


class SharedRedis(Exception):
    """Another Questlog delivers to the same stream; the text says what to do."""


class Tail(NamedTuple):
    """The newest event of the Redis stream."""

    sequence: int
    epoch: str
    id: str


class RedisSink:
    name = "redis"

    def __init__(self, url: str) -> None:
        self.woken = threading.Event()
        self._client = redis.Redis.from_url(
            url,
            socket_connect_timeout=CONNECT_TIMEOUT,
            socket_timeout=ANSWER_TIMEOUT,
            retry=Retry(NoBackoff(), 0),
        )
        self._claim_script = self._client.register_script(CLAIM)
        self._release_script = self._client.register_script(RELEASE)
        self._reset = self._client.register_script(RESET)
        self._append = self._client.register_script(APPEND)
        self._replace = self._client.register_script(REPLACE)
        # The database whose events the stream holds, once it is ours.
        self._owner = ""
        self._epoch = ""
        # The number the stream ends with; None when that must be looked up.
        self._tail: int | None = None

    def deliver(self, connection: Connection) -> bool:
        """Deliver the events after the cursor, one batch; False if that was all.

        Raises:
            redis.RedisError: Redis is away; try again, nothing is lost.
            SharedRedis: the stream is another Questlog's.
        """
        position = event_log.read_position(connection)
        if position is None:
            return False
        tail, self._tail = self._tail, None
        if tail is None or position.epoch != self._epoch or position.last < tail:
            tail = self._align(connection)
        events = event_log.read_after(connection, tail) if position.last > tail else []
        if not events:
            self._claim(connection)
            # Redis may have lost its memory meanwhile; the next turn fills it again.
            forgot = tail > 0 and self._look()[1] is None
            self._tail = None if forgot else tail
            return forgot
        if events[0].epoch != self._epoch:
            return True
        if not self._empty_past(connection, tail, events):
            return True
        if not self._add(tail, events, CHANNEL):
            return True
        self._tail = events[-1].sequence
        event_log.move_cursor(connection, self.name, self._tail)
        return len(events) == event_log.BATCH

    def close(self) -> None:
        if self._owner:
            # Where it cannot be said, the lease runs out.
            with contextlib.suppress(redis.RedisError):
                self._release_script(keys=[OWNER_KEY], args=[self._owner])
        self._client.close()

    def _claim(self, connection: Connection) -> None:
        owner = event_log.database_identity(connection)
        lease = round(OWNER_LEASE * 1000)
        if not self._claim_script(keys=[OWNER_KEY], args=[owner, lease]):
            raise SharedRedis(
                f"another Questlog already delivers its events to {STREAM_KEY} on "
                "this Redis. Give one of them its own QUESTLOG_REDIS_NAMESPACE, or "
                "another Redis."
            )
        self._owner = owner

    def _add(self, tail: int, events: Sequence[LoggedEvent], channel: str) -> bool:
        args: list[Any] = [
            channel,
            STREAM_LENGTH,
            tail,
            self._owner,
            round(OWNER_LEASE * 1000),
            events[0].sequence,
            *chain.from_iterable(map(_said, events)),
        ]
        return bool(self._append(keys=[STREAM_KEY, OWNER_KEY], args=args))

    def _align(self, connection: Connection) -> int:
        """Make the stream hold what was delivered; returns the number it ends with.

        A Redis that lost its memory gets it back, without a word on the channel. A
        stream that differs from the log is started again.
        """
        self._claim(connection)
        # Before the log, which may go on meanwhile: a stream that seems ahead of it
        # then is. We may be frozen between any two lines, and wake up to a stream
        # that another relay has gone on with.
        newest, tail = self._look()
        position = event_log.open_stream(connection)
        cursor = min(event_log.read_cursor(connection, self.name), position.last)
        if tail is not None and not _is_of(tail, connection, position):
            if tail.epoch == position.epoch:
                # It remembers events of this very epoch that the log does not have:
                # the log was restored from a backup.
                position = event_log.begin_epoch(connection, instead_of=position.epoch)
            tail = None
        if tail is None and not self._reset(keys=[STREAM_KEY], args=[newest]):
            return self._align(connection)
        end = tail.sequence if tail else 0
        end = self._refill(connection, position, end, cursor)
        event_log.move_cursor(connection, self.name, max(cursor, end))
        self._epoch = position.epoch
        return end

    def _refill(
        self, connection: Connection, position: Position, end: int, cursor: int
    ) -> int:
        start = max(end, position.first - 1, cursor - STREAM_LENGTH)
        while start < cursor:
            limit = min(event_log.BATCH, cursor - start)
            events = event_log.read_after(connection, start, limit)
            if not events or not self._empty_past(connection, end, events):
                break
            if not self._add(end, events, ""):
                break
            start = end = events[-1].sequence
        return end

    def _empty_past(
        self, connection: Connection, tail: int, coming: Sequence[LoggedEvent]
    ) -> bool:
        """Empty in the stream what one of the `coming` events says is hidden.

        An entry of a stream cannot be changed, so the stream is written again, from
        the log; each event keeps its id. False where it does not end with `tail` now.
        """
        if not tail or not any(empties_past(event.type) for event in coming):
            return True
        self._client.delete(DRAFT_KEY)
        position = event_log.read_position(connection)
        start = max(position.first - 1 if position else 0, tail - STREAM_LENGTH)
        while start < tail:
            self._claim(connection)
            events = event_log.read_after(
                connection, start, min(event_log.BATCH, tail - start)
            )
            if not events:
                break
            with self._client.pipeline(transaction=False) as pipeline:
                for event in events:
                    fields: Any = {"event": encode(event)}
                    pipeline.xadd(DRAFT_KEY, fields, id=f"{event.sequence}-0")
                pipeline.execute()
            start = events[-1].sequence
        if start < tail:
            # All that the stream holds is forgotten by now.
            self._client.delete(STREAM_KEY)
            return False
        keys = [STREAM_KEY, DRAFT_KEY, OWNER_KEY]
        return bool(self._replace(keys=keys, args=[self._owner, f"{tail}-0"]))

    def _look(self) -> tuple[str, Tail | None]:
        """The id of the stream's newest entry, and its event.

        Empty and None where there is no stream; None for a damaged one.
        """
        try:
            stream: dict[str, Any] = self._client.xinfo_stream(STREAM_KEY)
        except redis.ResponseError as error:
            if "no such key" in str(error):
                return "", None
            raise
        if not stream["last-entry"]:
            return "", None
        entry_id, fields = stream["last-entry"]
        newest = entry_id.decode()
        if entry_id != stream["last-generated-id"]:
            # Its newest entries were deleted; it refuses their numbers for ever.
            return newest, None
        try:
            content = orjson.loads(fields[b"event"])
            tail = Tail(content["sequence"], content["epoch"], content["id"])
        except (KeyError, ValueError):
            return newest, None
        return newest, tail


def _said(event: LoggedEvent) -> tuple[bytes, str, bytes]:
    """Its bytes, and what is said of it to the suite: a channel and other bytes."""
    if not settings.QUESTLOG_EVENTS_SUITE:
        return encode(event), "", b""
    channel = SUITE_PREFIX + source_of(event.type)
    return encode(event), channel, encode_for_suite(event)


def _is_of(tail: Tail, connection: Connection, position: Position) -> bool:
    if tail.epoch != position.epoch or tail.sequence > position.last:
        return False
    if tail.sequence < position.first:
        return True
    return event_log.event_id(connection, tail.sequence) == tail.id
