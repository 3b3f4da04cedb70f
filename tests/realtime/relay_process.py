"""A relay as a process of its own, to be killed: `python -m … DATABASE REDIS [STEP]`.

With a STEP it kills itself there, the third time it comes by. It loads the event log
and no more of Questlog, so that it starts in a moment.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings

PASSES = 3


def kill_at(step: str) -> None:
    from apps.realtime import log
    from apps.realtime.redis_sink import RedisSink

    place: Any = RedisSink if hasattr(RedisSink, step.split()[1]) else log
    when, name = step.split()
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


def main() -> None:
    settings.configure(
        DATABASES={"default": json.loads(sys.argv[1])},
        REDIS_URL=sys.argv[2],
        INSTALLED_APPS=["apps.realtime"],
        QUESTLOG_EVENTS_KEEP_DAYS=30,
        QUESTLOG_EVENTS_KEEP=100_000,
        USE_TZ=True,
    )
    django.setup()
    from apps.realtime.relay import make_relay

    if len(sys.argv) > 3:
        kill_at(sys.argv[3])
    make_relay().run()


if __name__ == "__main__":
    main()
