"""A process beside the server: started with it, kept alive, ended with it."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from django.conf import settings

logger = logging.getLogger(__name__)

# Seconds.
STOP_PATIENCE = 5.0
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
# One that ran so long has not failed at its start.
SETTLED_AFTER = 30.0


def end_with_input() -> None:
    """In the process beside: send it a SIGTERM when its standard input ends."""

    def watch() -> None:
        # One that was closed before the start has ended, too.
        with contextlib.suppress(OSError):
            while os.read(0, 1024):
                pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="end of input", daemon=True).start()


class ChildProcess:
    """`manage.py` with `arguments` in a process of its own, from `start` on.

    The process sees the end of its standard input when this one dies, however that
    happens, and is to end then.
    """

    def __init__(self, *arguments: str) -> None:
        self._arguments: Sequence[str] = arguments
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper = threading.Thread(target=self._keep, name=arguments[0])

    def start(self) -> None:
        self._keeper.start()

    def ask_to_stop(self) -> None:
        """Let it begin to stop, without waiting."""
        with self._lock:
            self._ended.set()
            if self._process is not None:
                self._process.terminate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.ask_to_stop()
        if self._process is not None:
            try:
                self._process.wait(STOP_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
        if self._keeper.is_alive():
            self._keeper.join()

    def _keep(self) -> None:
        pause = FIRST_PAUSE
        name = " ".join(self._arguments)
        while not self._ended.is_set():
            started = time.monotonic()
            try:
                ended = self._run()
            except OSError as error:
                # No memory or no files left: that passes.
                ended = str(error)
            if self._ended.is_set():
                return
            if time.monotonic() - started > SETTLED_AFTER:
                pause = FIRST_PAUSE
            logger.error("manage.py %s ended (%s); it is started again.", name, ended)
            self._ended.wait(pause)
            pause = min(LONGEST_PAUSE, pause * 2)

    def _run(self) -> str:
        """Start the process and wait for its end; returns how it ended."""
        with self._lock:
            if self._ended.is_set():
                return ""
            command = [sys.executable, str(settings.BASE_DIR / "manage.py")]
            # Not of the terminal's group: Ctrl-C is for us, who end it in order.
            self._process = subprocess.Popen(
                [*command, *self._arguments],
                stdin=subprocess.PIPE,
                start_new_session=True,
            )
        return str(self._process.wait())
