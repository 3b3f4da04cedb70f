"""The faults of `benchmarks.faults`, and the processes that they befall."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any
from typing import Self

import redis
from django.db import Error
from django.db import connection
from django.db import transaction

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.journal.models import TransitionError
from apps.library.models import Game
from apps.realtime.audit import differences
from benchmarks import naive_events
from benchmarks.faults import Way
from benchmarks.faults import free_port
from tests.realtime.clients import Client
from tests.realtime.delivery_nursery import delivery_nursery
from tests.realtime.listeners import eventually
from tests.realtime.lossy_redis import LossyRedis
from tests.realtime.postgres import crash
from tests.realtime.test_relay_killed import is_frozen

WRITERS = 4
PATIENCE = 60.0


class Stage:
    """One way's processes, and the writers of this one."""

    def __init__(self, way: Way, postgres: Any, valkey: Any) -> None:
        self.way = way
        self.postgres = postgres
        self.valkey = valkey
        self.port = free_port()
        self.address = f"ws://127.0.0.1:{self.port}{way.path}"
        self.nursery = delivery_nursery(
            database=connection.settings_dict,
            redis_url=valkey.url,
            module="benchmarks.event_servers",
        )
        self._web: int | None = None
        self._web_is = ("", "")
        self.redis_url = valkey.url
        if not way.has_relay:
            naive_events.take_over()
        game = Game.objects.first() or Game.objects.add(name="Chrono Trigger")
        self._edition = game.first_edition()
        self.rows: list[Playthrough] = []
        self.failed_saves = 0
        self.slowest_save = 0.0

    def __enter__(self) -> Self:
        self.nursery.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.nursery.kill_all()
        self.nursery.__exit__(kind, error, trace)

    # The web server -----------------------------------------------------------

    def start_web(self, *, relay: bool = True, redis_url: str = "") -> None:
        """Run a web server of that kind; the one that runs if it is that."""
        kind = ("on" if relay and self.way.has_relay else "off"), redis_url
        if self._web is not None and kind == self._web_is:
            return
        self.kill_web()
        url = redis_url or self.valkey.url
        self._web = self.nursery.start(f"web {self.port} {kind[0]} {url}")
        self._web_is = kind

    def kill_web(self) -> None:
        if self._web is not None:
            self.nursery.kill(self._web)
            self._web = None

    def make_whole(self, clients: list[Client]) -> None:
        """Everything runs, everybody is connected and hears."""
        self.clients = clients
        self.start_web()
        self.hear(clients)

    def hear(self, clients: list[Client]) -> None:
        """Wait until every client is connected and hears what is said."""
        is_here = eventually(lambda: all(c.is_connected for c in clients), patience=60)
        assert is_here, "the clients do not get through"
        if self.way.has_relay:
            return
        before = [len(client.heard) for client in clients]
        deadline = time.monotonic() + PATIENCE
        while any(
            len(client.heard) == start
            for client, start in zip(clients, before, strict=True)
        ):
            with suppress(redis.RedisError):
                naive_events.publish('{"type": "probe"}')
            time.sleep(0.2)
            assert time.monotonic() < deadline, "nothing is heard"

    # Facts --------------------------------------------------------------------

    def begin_round(self) -> None:
        self.rows = []
        self.failed_saves = 0
        self.slowest_save = 0.0

    def plan(self, number: int) -> list[Playthrough]:
        """So many playthroughs to be completed."""
        rows = Playthrough.objects.bulk_create(
            Playthrough(edition=self._edition, is_public=True) for _ in range(number)
        )
        self.rows += rows
        return rows

    def save(self, save: Callable[[], Any]) -> None:
        """Time `save`; who saves in vain tries no second time."""
        started = time.perf_counter()
        try:
            save()
        except (Error, redis.RedisError, OSError):
            self.failed_saves += 1
            with suppress(Error):
                connection.close()
        except TransitionError:
            pass
        took = 1000 * (time.perf_counter() - started)
        self.slowest_save = max(self.slowest_save, took)

    def write(self, number: int, *, pause: float = 0.0) -> threading.Thread:
        """Complete so many, by four writers; ends with the thread that is returned."""
        rows = self.plan(number)

        def work(part: list[Playthrough]) -> None:
            for row in part:
                self.save(row.complete)
                time.sleep(pause)
            connection.close()

        def work_all() -> None:
            parts = [rows[n::WRITERS] for n in range(WRITERS)]
            together([lambda part=part: work(part) for part in parts])  # type: ignore[misc]

        thread = threading.Thread(target=work_all)
        thread.start()
        return thread

    def completed(self) -> set[str]:
        """Those of the round that are completed, as the database has it."""
        connection.close()
        rows = Playthrough.objects.filter(
            pk__in=[row.pk for row in self.rows], status=Status.COMPLETED
        )
        return {str(uuid) for uuid in rows.values_list("uuid", flat=True)}

    def end_fault(self) -> None:
        """After the fault a web server runs again."""
        self.start_web()

    def audit(self) -> int | None:
        """How many differences `manage.py audit_events` would print."""
        if not self.way.has_relay:
            return None
        eventually(lambda: not list(differences()), patience=PATIENCE)
        return len(list(differences()))


def together(tasks: list[Callable[[], Any]]) -> None:
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# The faults -------------------------------------------------------------------


def nothing(stage: Stage) -> None:
    stage.write(40).join()


def rollback(stage: Stage) -> None:
    for row in stage.plan(10):
        with suppress(LookupError), transaction.atomic():
            row.complete()
            raise LookupError
    for kept, dropped in zip(stage.plan(10), stage.plan(10), strict=True):
        with transaction.atomic():
            kept.complete()
            with suppress(LookupError), transaction.atomic():
                dropped.complete()
                raise LookupError


def twenty_at_once(stage: Stage) -> None:
    (row,) = stage.plan(1)

    def complete() -> None:
        own = Playthrough.objects.get(pk=row.pk)
        own.status = Status.COMPLETED
        stage.save(own.save)
        connection.close()

    together([complete] * 20)


def saved_a_hundred_times(stage: Stage) -> None:
    (row,) = stage.plan(1)
    row.complete()
    for _ in range(100):
        row.save()


def redis_away(stage: Stage) -> None:
    stage.valkey.kill()
    stage.write(20).join()
    stage.valkey.start()
    stage.write(10, pause=0.02).join()


def redis_killed(stage: Stage) -> None:
    writing = stage.write(60, pause=0.03)
    time.sleep(0.2)
    stage.valkey.kill()
    stage.valkey.start()
    writing.join()


def redis_hangs(stage: Stage) -> None:
    writing = stage.write(40, pause=0.02)
    time.sleep(0.1)
    stage.valkey.freeze()
    time.sleep(1.5)
    stage.valkey.thaw()
    writing.join()


def redis_full(stage: Stage) -> None:
    stage.valkey.client.config_set("maxmemory", "1")
    stage.write(20).join()
    stage.valkey.client.config_set("maxmemory", "0")
    stage.write(10).join()


def messages_dropped(stage: Stage) -> None:
    """Each hundredth, and the last one of the burst."""
    calls = iter(range(1, 1_000_000))
    way = LossyRedis(
        stage.valkey.url, lambda _: next(calls) % 100 == 0, channel=stage.way.channel
    )
    stage.start_web(redis_url=way.url)
    stage.hear(stage.clients)
    calls = iter(range(1, 1_000_000))
    stage.write(200).join()
    time.sleep(0.5)
    way.close()


def relay_killed(stage: Stage) -> None:
    stage.start_web(relay=False)
    writing = stage.write(400, pause=0.02)
    for step in (
        "before number_batch",
        "after number_batch",
        "before _add",
        "after _add",
        "before move_cursor",
        "after move_cursor",
    ):
        pid = stage.nursery.start(f"kill {step} 2")
        if writing.is_alive():
            stage.nursery.wait(pid)
        else:
            stage.nursery.kill(pid)
    writing.join()


def leader_frozen(stage: Stage) -> None:
    stage.start_web(relay=False)
    writing = stage.write(400, pause=0.02)
    for step in ("after _look 1", "before number_batch 2", "before _add 2"):
        frozen = stage.nursery.start(f"stop {step} lead 0.3")
        stopped = eventually(lambda: is_frozen(frozen), patience=5)  # noqa: B023
        other = stage.nursery.start("relay")
        time.sleep(1.0)
        if stopped:
            os.kill(frozen, signal.SIGCONT)
        time.sleep(0.3)
        stage.nursery.kill(other)
        time.sleep(0.5)
        stage.nursery.kill(frozen)
    writing.join()


def postgres_crash(stage: Stage) -> None:
    writing = stage.write(80, pause=0.02)
    time.sleep(0.3)
    crash(stage.postgres)
    writing.join()
    stage.write(20).join()


def sessions_cut_off(stage: Stage) -> None:
    """Those that listen, which loses their notices too."""
    writing = stage.write(80, pause=0.02)
    while writing.is_alive():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name LIKE 'questlog %'"
            )
        time.sleep(0.15)
    writing.join()


def web_killed(stage: Stage) -> None:
    writing = stage.write(120, pause=0.02)
    for _ in range(2):
        time.sleep(0.3)
        stage.kill_web()
        stage.start_web()
    writing.join()


def never_reads(stage: Stage) -> None:
    """One client that takes nothing, beside the others."""
    import socket

    from websockets.sync.client import connect

    with socket.socket() as own:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        own.connect(("127.0.0.1", stage.port))
        with connect(stage.address, sock=own, max_queue=1):
            stage.write(60).join()


BOTH = ("Questlog", "obvious way")
FAULTS = [
    ("no fault", nothing, BOTH),
    ("rollback and savepoint", rollback, BOTH),
    ("20 threads complete one row", twenty_at_once, BOTH),
    ("one row saved 100 times", saved_a_hundred_times, BOTH),
    ("Redis away, back empty", redis_away, BOTH),
    ("Redis killed under writers", redis_killed, BOTH),
    ("Redis hangs 1.5 s", redis_hangs, BOTH),
    ("Redis full", redis_full, BOTH),
    ("1 % of messages dropped", messages_dropped, BOTH),
    ("relay killed at 6 steps", relay_killed, ("Questlog",)),
    ("leader frozen at 3 steps", leader_frozen, ("Questlog",)),
    ("PostgreSQL stopped at once", postgres_crash, BOTH),
    ("listening sessions cut off", sessions_cut_off, BOTH),
    ("web process killed twice", web_killed, BOTH),
    ("a client that never reads", never_reads, BOTH),
]
