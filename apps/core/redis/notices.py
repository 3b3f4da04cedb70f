"""Notices to open pages of the admin: something changed, look again.

A notice names a topic ("list.5", "job.12", "journal") and carries no data: who hears it
asks for the page it shows, by its own right to see it. `apps.realtime.live.notices`
brings them to browsers; see docs/live.md.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import threading
from collections.abc import Callable
from typing import Any

from channels.layers import get_channel_layer
from django.db import models
from django.db import transaction
from django.db.models.signals import post_delete
from django.db.models.signals import post_save

logger = logging.getLogger(__name__)

GROUP = "admin-notices"
# Seconds in which many notices of one topic become one.
EVERY = 0.25
# Of topics that wait while Redis doesn't answer; further ones are dropped.
MOST_WAITING = 1_000


def notify(*topics: str) -> None:
    """Tell open pages of these topics, once the transaction is committed.

    It never fails and never waits: without Redis nobody hears of it, and pages find out
    when they next ask.
    """
    transaction.on_commit(lambda: _sender().put(topics), robust=True)


def notify_of_changes(
    model: type[models.Model], topics: Callable[[Any], tuple[str, ...]]
) -> None:
    """Have each saved or deleted row of `model` notify of its `topics`."""

    def tell(instance: models.Model, **kwargs: Any) -> None:
        notify(*topics(instance))

    uid = f"notices of {model._meta.label}"
    for signal in (post_save, post_delete):
        signal.connect(tell, sender=model, weak=False, dispatch_uid=uid)


class _Sender:
    """A thread that sends what waits, each topic once every `EVERY` seconds."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self._waiting: dict[str, None] = {}
        self._lock = threading.Lock()
        self._is_due = threading.Event()
        threading.Thread(target=self._run, name="notices", daemon=True).start()

    def put(self, topics: tuple[str, ...]) -> None:
        with self._lock:
            for topic in topics:
                if len(self._waiting) < MOST_WAITING:
                    self._waiting[topic] = None
        self._is_due.set()

    def _run(self) -> None:
        # One loop for all: the layer keeps a connection for each.
        with asyncio.Runner() as runner:
            while True:
                self._is_due.wait()
                self._is_due.clear()
                with self._lock:
                    topics, self._waiting = list(self._waiting), {}
                with contextlib.suppress(Exception):
                    runner.run(self._send(topics))

    async def _send(self, topics: list[str]) -> None:
        layer = get_channel_layer()
        message = {"type": "notice", "topics": topics}
        try:
            await layer.group_send(GROUP, message)
        except Exception as error:
            logger.debug("A notice to the admin was lost: %s", error)
        await asyncio.sleep(EVERY)


_current: _Sender | None = None
_making = threading.Lock()


def _sender() -> _Sender:
    global _current
    with _making:
        if _current is None or _current.pid != os.getpid():
            _current = _Sender()
        return _current
