"""The worker: takes jobs from the queue and runs them, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import threading
import time
from collections.abc import Awaitable
from collections.abc import Callable
from datetime import UTC
from datetime import datetime

from django.db import connections
from django.db.models import F
from procrastinate import App
from procrastinate import BaseRetryStrategy
from procrastinate import JobContext
from procrastinate import PsycopgConnector
from procrastinate import RetryDecision
from procrastinate.contrib.django.db_cleanup import DjangoApp
from procrastinate.jobs import Job as Delivery

from apps.core.database.sessions import connection_parameters
from apps.jobs import execution
from apps.jobs import queue
from apps.jobs import recovery
from apps.jobs.job_types import JOB_TYPES
from apps.jobs.job_types import SCHEDULED
from apps.jobs.models import Job
from apps.jobs.models import State

logger = logging.getLogger(__name__)

# Seconds.
STOP_PATIENCE = 2.0
RESTART_PAUSE = 1.0
CONNECTION_PATIENCE = 5.0
FORGET_EVERY = 3600.0
# A nightly job is started in the morning where the machine was off at night.
CATCH_UP = 24 * 3600
# How often a task that goes on is cancelled.
CANCELLATIONS = 20


class _Patience(BaseRetryStrategy):
    """A delivery ends with its job; until then it comes again."""

    def get_retry_decision(
        self, *, exception: BaseException, job: Delivery
    ) -> RetryDecision:
        if isinstance(exception, execution.Again):
            return RetryDecision(retry_at=exception.at)
        return RetryDecision(retry_in={"seconds": 5})


class Worker:
    def __init__(
        self,
        *,
        jobs: int = 2,
        poll: float = 5.0,
        beat: float = queue.BEAT,
        dead_after: float = queue.DEAD_AFTER,
    ) -> None:
        """
        Args:
            jobs: how many run at once, each in a thread.
            poll: seconds between two looks at the queue; new jobs are told at once.
            beat: seconds between two signs of life.
            dead_after: seconds without one after which another worker is taken for
                dead, and its jobs go on here.
        """
        self._jobs = jobs
        self._poll = poll
        self._beat = beat
        self._dead_after = dead_after
        self._stopping = threading.Event()
        self._stopped = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        # The deliveries in hand, by the job that each brought.
        self._in_hand: dict[int, int] = {}
        self._forget_at = 0.0

    def stop(self) -> None:
        """Make `run` return soon, giving back the jobs in hand.

        Safe in any thread, and in a signal handler.
        """
        self._stopping.set()
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._stopped.set)

    def run(self, *, until_empty: bool = False) -> None:
        """Work until `stop`, or until nothing is due any more."""
        for name in ("procrastinate", "psycopg.pool"):
            # We say in a line what they tell in pages while PostgreSQL is away.
            logging.getLogger(name).setLevel(logging.CRITICAL)
        # Not `asyncio.run`, which cancels each task once and waits without end for
        # those that go on.
        loop = asyncio.new_event_loop()
        try:
            loop.run_until_complete(self._run(until_empty=until_empty))
        finally:
            loop.close()
            # Who waits for a connection waits no longer.
            connections["default"].close_pool()  # type: ignore[attr-defined]

    def stop_at_signals(self) -> None:
        """Have SIGTERM, SIGINT and SIGHUP stop it; only in the main thread."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stop())

    async def _run(self, *, until_empty: bool) -> None:
        self._loop = asyncio.get_running_loop()
        # Of deliveries that another worker has brought again; `running` told more.
        self._loop.set_exception_handler(lambda _, said: logger.debug("%s", said))
        if until_empty:
            await asyncio.to_thread(self._mend)
            work = asyncio.create_task(self._take_jobs(wait=False))
        else:
            work = asyncio.create_task(self._work_for_ever())
        stopped = asyncio.create_task(self._stopped.wait())
        if self._stopping.is_set():
            self._stopped.set()
        await asyncio.wait({work, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        work.cancel()
        _, busy = await asyncio.wait({work}, timeout=STOP_PATIENCE)
        if busy:
            self._abandon()
        with contextlib.suppress(asyncio.CancelledError):
            await work
        await _cancel_others()

    async def _work_for_ever(self) -> None:
        mending = asyncio.create_task(self._mend_regularly())
        try:
            await _again_and_again(lambda: self._take_jobs(wait=True))
        finally:
            mending.cancel()

    async def _take_jobs(self, *, wait: bool) -> None:
        parameters = connection_parameters("worker")
        del parameters["autocommit"]
        connector = PsycopgConnector(
            kwargs=parameters, min_size=1, max_size=4, timeout=CONNECTION_PATIENCE
        )
        app = self._make_app(connector)
        async with app.open_async():
            await app.run_worker_async(
                wait=wait,
                concurrency=self._jobs,
                fetch_job_polling_interval=self._poll,
                abort_job_polling_interval=3600,
                update_heartbeat_interval=self._beat,
                stalled_worker_timeout=self._dead_after,
                # People see what became of a job in `Job`.
                delete_jobs="always",
                install_signal_handlers=False,
            )

    def _make_app(self, connector: PsycopgConnector) -> App:
        app = DjangoApp(connector=connector, periodic_defaults={"max_delay": CATCH_UP})
        app.task(name=queue.RUN, pass_context=True, retry=_Patience())(self._run_job)
        scheduled = app.task(name="questlog.schedule")(start_scheduled)
        for kind in JOB_TYPES.values():
            if kind.schedule:
                app.periodic(
                    cron=kind.schedule,
                    periodic_id=kind.name,
                    task_kwargs={"kind": kind.name},
                )(scheduled)
        return app

    def _run_job(self, context: JobContext, *, job: int) -> None:
        assert context.job.id is not None
        self._in_hand[job] = context.job.id
        try:
            execution.run(job, stopping=self._stopping)
        finally:
            del self._in_hand[job]

    async def _mend_regularly(self) -> None:
        while True:
            try:
                await asyncio.to_thread(self._mend)
            except Exception as error:
                logger.warning("Jobs of dead workers wait: %s", error)
            await asyncio.sleep(self._beat)

    def _mend(self) -> None:
        try:
            recovery.recover(dead_after=self._dead_after)
            if time.monotonic() >= self._forget_at:
                self._forget_at = time.monotonic() + FORGET_EVERY
                recovery.forget()
        finally:
            connections.close_all()

    def _abandon(self) -> None:
        """End this process under jobs that take no step; the next worker goes on."""
        giving_back = threading.Thread(target=self._give_back, daemon=True)
        giving_back.start()
        giving_back.join(timeout=1)
        os._exit(0)

    def _give_back(self) -> None:
        for job, delivery in list(self._in_hand.items()):
            mine = Job.objects.filter(pk=job, state=State.RUNNING)
            mine.update(state=State.WAITING, attempt=F("attempt") - 1)
            recovery.bring_again(delivery)


def start_scheduled(timestamp: int, kind: str) -> None:
    """Start a job of `kind`, unless the one of its last time still waits or runs."""
    JOB_TYPES[kind].start(key=SCHEDULED, due_at=datetime.fromtimestamp(timestamp, UTC))


async def _cancel_others() -> None:
    """Cancel the tasks that libraries have left, again and again.

    The workers of psycopg's pool of connections ignore a first cancellation.
    """
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for _ in range(CANCELLATIONS):
        if not others:
            return
        for task in others:
            task.cancel()
        _, others = await asyncio.wait(others, timeout=0.05)


async def _again_and_again(work: Callable[[], Awaitable[None]]) -> None:
    """Whatever ends `work`, a database that was away above all: begin it again."""
    while True:
        try:
            await work()
            logger.warning("The worker lost the database; it tries again.")
        except Exception as error:
            logger.warning("The worker waits for the database: %s", error)
        await asyncio.sleep(RESTART_PAUSE)
