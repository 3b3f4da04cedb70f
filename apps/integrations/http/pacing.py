"""How often a remote service may be asked, over all processes of Questlog.

A turn is a time that nobody else gets, and one of the places that are open at once.
Redis deals both out, by its own clock. Without Redis each process keeps the pace by
itself. Why no library or lock does it: docs/integrations.md.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.shared_redis import RedisUnavailable
from apps.integrations.http.shared_redis import key
from apps.integrations.http.shared_redis import redis_call

# A place is looked for again after so many seconds.
LOOK_AGAIN = 0.05

# KEYS: the time of the next turn, and the places with the ends of their leases.
# ARGV: now (empty: Redis' clock), interval, places, lease, patience, holder; times in
# milliseconds. Gives the wait for the turn; with "full" or "busy" there is none.
TAKE = """
local now = tonumber(ARGV[1])
if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local interval, places = tonumber(ARGV[2]), tonumber(ARGV[3])
local lease, patience = tonumber(ARGV[4]), tonumber(ARGV[5])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
if places > 0 and redis.call('ZCARD', KEYS[2]) >= places then
    return {'full', 0}
end
local at = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
local wait = at - now
if wait > patience then return {'busy', wait} end
redis.call('SET', KEYS[1], string.format('%.0f', at + interval),
    'PX', string.format('%.0f', wait + interval + 1000))
if places > 0 then
    redis.call('ZADD', KEYS[2], string.format('%.0f', at + lease), ARGV[6])
    redis.call('PEXPIRE', KEYS[2], string.format('%.0f', wait + lease + 1000))
end
return {'turn', wait}
"""
# KEYS: the time of the next turn. ARGV: now, and for how long nobody gets one.
HOLD = """
local now = tonumber(ARGV[1])
if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local rest = tonumber(ARGV[2])
local at = math.max(now + rest, tonumber(redis.call('GET', KEYS[1]) or '0'))
redis.call('SET', KEYS[1], string.format('%.0f', at),
    'PX', string.format('%.0f', at - now + 1000))
"""


class Clock:
    """Time and waiting."""

    def shared_now(self) -> float | None:
        """Seconds on the clock of all processes; None for Redis' own."""
        return None

    def now(self) -> float:
        """Seconds on this process' clock, from anywhere."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


CLOCK = Clock()


@dataclass(frozen=True, slots=True)
class Pace:
    """Times in seconds. `places` may be open at once (0: any number).

    `lease` is longer than any request: after it the place of somebody who was killed
    is free again. Who would wait longer than `patience` is refused instead.
    """

    interval: float
    places: int = 0
    lease: float = 90.0
    patience: float = 30.0


class Pacer:
    """Deals out the turns of one service. `name` is for people, `service` for keys."""

    def __init__(
        self, service: str, pace: Pace, *, name: str, clock: Clock | None = None
    ) -> None:
        self.pace = pace
        self.name = name
        self._service = service
        self._clock = clock or CLOCK
        self._next = key(service, "next-turn")
        self._places = key(service, "places")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and hold its place inside.

        Raises:
            RemoteRateLimited: too many wait already; nothing was asked.
        """
        holder = secrets.token_hex(8)
        try:
            self._wait_for_turn(holder)
            yield
        finally:
            self._give_back(holder)

    def hold(self, seconds: float) -> None:
        """Let nobody have a turn for so long: the service said that it is too much."""
        try:
            redis_call(
                lambda server: self._run(server, HOLD, [self._next], seconds * 1000)
            )
        except RedisUnavailable:
            pass
        _own_pace(self._service).hold(self._clock, seconds)

    def open_places(self) -> int:
        """How many requests are open now. Raises RedisUnavailable."""
        return redis_call(lambda server: int(server.zcard(self._places)))

    def _wait_for_turn(self, holder: str) -> None:
        started = self._clock.now()
        while True:
            patience = self.pace.patience - (self._clock.now() - started)
            found, wait = self._take(holder, patience)
            if found == "turn":
                return self._clock.sleep(wait) if wait > 0 else None
            if found == "busy" or patience <= LOOK_AGAIN:
                raise RemoteRateLimited(
                    f"Too many {self.name} requests are already waiting.",
                    service=self.name,
                    wait_seconds=max(wait, 1.0),
                )
            self._clock.sleep(LOOK_AGAIN)

    def _take(self, holder: str, patience: float) -> tuple[str, float]:
        """("turn", seconds until it), or why there is none: "full", "busy"."""
        pace = self.pace
        times = (pace.interval, pace.places, pace.lease, max(0.0, patience))
        interval, places, lease, rest = (1000 * each for each in times)
        arguments = (interval, places // 1000, lease, rest, holder)
        try:
            found, wait = redis_call(
                lambda server: self._run(
                    server, TAKE, [self._next, self._places], *arguments
                )
            )
        except RedisUnavailable:
            own = _own_pace(self._service)
            return own.take(self._clock, pace, holder, patience)
        return str(found), float(wait) / 1000

    def _give_back(self, holder: str) -> None:
        _own_pace(self._service).give_back(holder)
        if self.pace.places:
            try:
                redis_call(lambda server: server.zrem(self._places, holder))
            except RedisUnavailable:
                pass  # Its lease ends.

    def _run(
        self, server: Any, script: str, keys: list[str], *arguments: object
    ) -> Any:
        now = self._clock.shared_now()
        shared_now = "" if now is None else f"{now * 1000:.0f}"
        # `script` remembers what Redis has, and sends it again after a restart.
        run = server.register_script(script)
        return run(keys=keys, args=[shared_now, *map(str, arguments)])


class _OwnPace:
    """The turns of one process, for when there is nobody to share them with."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = 0.0
        self._holders: dict[str, float] = {}

    def take(
        self, clock: Clock, pace: Pace, holder: str, patience: float
    ) -> tuple[str, float]:
        with self._lock:
            now = clock.now()
            kept = {one: end for one, end in self._holders.items() if end > now}
            self._holders = kept
            if pace.places and len(kept) >= pace.places:
                return "full", 0.0
            wait = max(0.0, self._next - now)
            if wait > patience:
                return "busy", wait
            self._next = now + wait + pace.interval
            self._holders[holder] = now + wait + pace.lease
            return "turn", wait

    def hold(self, clock: Clock, seconds: float) -> None:
        with self._lock:
            self._next = max(self._next, clock.now() + seconds)

    def give_back(self, holder: str) -> None:
        with self._lock:
            self._holders.pop(holder, None)


_own_paces: dict[str, _OwnPace] = {}


def _own_pace(service: str) -> _OwnPace:
    return _own_paces.setdefault(service, _OwnPace())


def forget_own() -> None:
    """Forget the paces of this process."""
    _own_paces.clear()
