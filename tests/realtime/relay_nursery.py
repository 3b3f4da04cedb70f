"""Relays as processes, to be killed: `python -m … DATABASE REDIS`.

Loaded once, it forks a relay in a moment for each line it reads:
`start` or `start STEP` answers the process number, `wait NUMBER` how that one ended.
With a STEP the relay kills itself there, the third time it comes by.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any
from typing import Self

PASSES = 3


class Nursery:
    """The test's side: starts relays and tells how they ended."""

    def __init__(self, *, database: dict[str, Any], redis_url: str) -> None:
        command = [sys.executable, "-m", __name__, json.dumps(database), redis_url]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, step: str = "") -> int:
        """Start a relay that runs for ever, or to that step; its process number."""
        return self._ask(f"start {step}")

    def wait(self, pid: int) -> int:
        """How the relay ended: the number of the signal that killed it."""
        return self._ask(f"wait {pid}")

    def _ask(self, line: str) -> int:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
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


def main() -> None:
    import django
    from django.conf import settings

    settings.configure(
        DATABASES={"default": json.loads(sys.argv[1])},
        REDIS_URL=sys.argv[2],
        INSTALLED_APPS=["apps.realtime"],
        QUESTLOG_EVENTS_KEEP_DAYS=30,
        QUESTLOG_EVENTS_KEEP=100_000,
        QUESTLOG_REDIS_NAMESPACE="questlog",
        USE_TZ=True,
    )
    django.setup()
    from apps.realtime.relay import make_relay

    started: list[int] = []
    for line in sys.stdin:
        order, _, rest = line.strip().partition(" ")
        if order == "wait":
            print(os.waitpid(int(rest), 0)[1], flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            if rest:
                kill_at(rest)
            make_relay().run()
            os._exit(0)
        started.append(pid)
        print(pid, flush=True)
    # The test is gone, however it ended.
    for pid in started:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def kill_at(step: str) -> None:
    from apps.realtime import log
    from apps.realtime.redis_sink import RedisSink

    when, name = step.split()
    place: Any = RedisSink if hasattr(RedisSink, name) else log
    setattr(place, name, killing(getattr(place, name), when))


def killing(function: Callable[..., Any], when: str) -> Callable[..., Any]:
    calls = itertools.count(1)

    def wrapper(*args: Any) -> Any:
        last = next(calls) == PASSES
        if last and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = function(*args)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return wrapper


if __name__ == "__main__":
    main()
