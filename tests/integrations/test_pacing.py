"""Turns that all processes share, and what is left of them without Redis."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from contextlib import ExitStack

import pytest
import redis

from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.pacing import Clock
from apps.integrations.http.pacing import Pace
from apps.integrations.http.pacing import Pacer
from tests.integrations.clocks import FakeClock
from tests.settings import REDIS_URL
from tests.settings import REPOSITORY

IGDB = Pace(interval=0.25, places=8)


def pacer(pace: Pace = IGDB) -> Pacer:
    """As another process has it: nothing is shared but Redis."""
    return Pacer("somewhere", pace, name="Somewhere")


class Schedule(FakeClock):
    """Notes when each turn is, and moves no hand."""

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.waits.append(seconds)


def test_turns_are_a_pace_apart(clock: FakeClock) -> None:
    for _ in range(5):
        with pacer().turn():
            pass

    assert clock.waits == [0.25] * 4


def test_who_asks_seldom_never_waits(clock: FakeClock) -> None:
    for _ in range(3):
        with pacer().turn():
            clock.seconds += 1

    assert clock.waits == []


def test_many_at_once_get_one_turn_each() -> None:
    clock = Schedule()
    start = threading.Barrier(12)

    def ask() -> None:
        start.wait(30)
        with Pacer("somewhere", Pace(0.25), name="Somewhere", clock=clock).turn():
            pass

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(clock.waits) == pytest.approx([0.25 * turn for turn in range(1, 12)])


def test_no_more_are_open_than_there_are_places(clock: FakeClock) -> None:
    with ExitStack() as open_now:
        for _ in range(8):
            open_now.enter_context(pacer().turn())
        assert pacer().open_places() == 8

        with pytest.raises(RemoteRateLimited) as raised:
            with pacer().turn():
                pass
    assert raised.value.service == "Somewhere"
    assert pacer().open_places() == 0
    with pacer().turn():
        assert pacer().open_places() == 1


def test_who_waits_for_a_place_gets_the_one_given_back() -> None:
    class Giving(FakeClock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds)
            first.close()

    clock, first = Giving(), ExitStack()
    pace = Pace(interval=0, places=1)
    one = Pacer("somewhere", pace, name="Somewhere", clock=clock)
    first.enter_context(one.turn())

    with Pacer("somewhere", pace, name="Somewhere", clock=clock).turn():
        assert one.open_places() == 1

    assert clock.waits == [0.05]


def test_a_place_is_given_back_when_the_request_fails(clock: FakeClock) -> None:
    with pytest.raises(ZeroDivisionError):
        with pacer().turn():
            raise ZeroDivisionError

    assert pacer().open_places() == 0


HOLDER = """
import os, signal, sys
from django.conf import settings
settings.configure(REDIS_URL=sys.argv[1], QUESTLOG_REDIS_NAMESPACE="questlog")
from apps.integrations.http.pacing import Pace, Pacer
pacer = Pacer("somewhere", Pace(0, places=1, lease=1.0), name="Somewhere")
turn = pacer.turn()
turn.__enter__()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_place_of_a_killed_process_comes_back() -> None:
    killed = subprocess.run(
        [sys.executable, "-c", HOLDER, REDIS_URL],
        cwd=REPOSITORY,
    )
    assert killed.returncode == -signal.SIGKILL
    next_one = pacer(Pace(0, places=1))

    with next_one.turn():
        assert next_one.open_places() == 1


def test_who_would_wait_too_long_is_told_so_and_takes_no_turn(clock: FakeClock) -> None:
    pace = Pace(interval=20, patience=30)
    clock_stands = Schedule()
    one = Pacer("somewhere", pace, name="Somewhere", clock=clock_stands)
    for _ in range(2):
        with one.turn():
            pass

    for _ in range(3):
        with pytest.raises(RemoteRateLimited) as raised:
            with one.turn():
                pass
        assert raised.value.wait_seconds == pytest.approx(40)
        assert raised.value.what_to_do == "Try again in 40 seconds."


def test_after_too_many_requests_nobody_asks_for_a_while(clock: FakeClock) -> None:
    pacer().hold(2)

    with pacer().turn():
        pass

    assert clock.waits == [2]


def test_without_redis_a_process_keeps_the_pace_by_itself(
    no_redis: None, clock: FakeClock
) -> None:
    for _ in range(3):
        with pacer().turn():
            pass
    pacer().hold(2)
    with ExitStack() as open_now:
        for _ in range(8):
            open_now.enter_context(pacer().turn())
        with pytest.raises(RemoteRateLimited):
            with pacer().turn():
                pass

    assert clock.waits[:3] == [0.25, 0.25, 2]
    assert clock.waits[3:10] == [0.25] * 7


def test_redis_own_clock_is_used_when_nobody_gives_another(
    redis_client: redis.Redis,
) -> None:
    one = Pacer("somewhere", Pace(60), name="Somewhere", clock=Clock())
    with one.turn():
        pass

    with pytest.raises(RemoteRateLimited) as raised:
        with one.turn():
            pass

    assert 0 < (raised.value.wait_seconds or 0) <= 60


def test_a_redis_that_was_restarted_deals_out_turns_again(
    redis_client: redis.Redis, clock: FakeClock
) -> None:
    with pacer().turn():
        pass
    redis_client.script_flush()
    redis_client.flushall()

    with pacer().turn():
        pass

    assert clock.waits == []
