"""Names told to every process that listens, in the background and not too often."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Callable
from collections.abc import Iterable
from typing import Any

from channels.layers import get_channel_layer

logger = logging.getLogger(__name__)

# Names that wait while Redis doesn't answer; further ones are dropped.
MOST_WAITING = 1_000

type Message = dict[str, Any]


class Broadcast:
    """Sends names to a group of the channel layer, each once every `every` seconds.

    It never fails and never waits: without Redis nobody hears of them.
    """

    def __init__(
        self, group: str, message: Callable[[list[str]], Message], *, every: float
    ) -> None:
        self._group, self._message, self._every = group, message, every
        self._starting = threading.Lock()
        self._pid = 0

    def send(self, names: Iterable[str]) -> None:
        with self._starting:
            # A process that was forked has none of its parent's threads.
            if self._pid != os.getpid():
                self._start()
        with self._lock:
            for name in names:
                if len(self._waiting) < MOST_WAITING:
                    self._waiting[name] = None
        self._is_due.set()

    def _start(self) -> None:
        self._pid = os.getpid()
        self._waiting: dict[str, None] = {}
        self._lock = threading.Lock()
        self._is_due = threading.Event()
        threading.Thread(target=self._run, name=self._group, daemon=True).start()

    def _run(self) -> None:
        # One loop for all: the layer keeps a connection for each.
        with asyncio.Runner() as runner:
            while True:
                self._is_due.wait()
                self._is_due.clear()
                with self._lock:
                    names, self._waiting = list(self._waiting), {}
                try:
                    runner.run(self._send(names))
                except Exception as error:
                    logger.debug("%s were lost: %s", self._group, error)

    async def _send(self, names: list[str]) -> None:
        layer = get_channel_layer()
        try:
            await layer.group_send(self._group, self._message(names))
        finally:
            await asyncio.sleep(self._every)
