"""Processes to be killed: a nursery loads once and forks one in a moment when asked.

The test's side is `Nursery`; `tend` is the process's. It says 0 when it has loaded,
then reads line by line: `start …`, which it answers with the process number, and
`wait NUMBER`, which it answers with how that one ended.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Self


class Nursery:
    """Starts processes and tells how they ended."""

    def __init__(self, module: str, *arguments: str) -> None:
        """
        Args:
            module: calls `tend`; run with `arguments`.
        """
        command = [sys.executable, "-m", module, *arguments]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer()
        self._running: set[int] = set()

    def start(self, order: str) -> int:
        """Start a process that does what `order` says; its process number."""
        pid = self._ask(f"start {order}")
        self._running.add(pid)
        return pid

    def wait(self, pid: int) -> int:
        """How the process ended: the number of the signal that killed it."""
        self._running.discard(pid)
        return self._ask(f"wait {pid}")

    def kill(self, pid: int) -> None:
        """Kill the process and see it gone."""
        os.kill(pid, signal.SIGKILL)
        self.wait(pid)

    def kill_all(self) -> None:
        for pid in list(self._running):
            self.kill(pid)

    def _ask(self, line: str) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._process:
            pass


def tend(run: Callable[[str], None]) -> None:
    """Fork a process that calls `run` for each order, until nobody asks any more."""
    started: list[int] = []
    print(0, flush=True)
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        if word == "wait":
            print(os.waitpid(int(rest), 0)[1], flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            os.close(sys.stdin.fileno())
            run(rest)
            os._exit(0)
        started.append(pid)
        print(pid, flush=True)
    # The test is gone, however it ended.
    for pid in started:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
