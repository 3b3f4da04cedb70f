"""Workers that sync, as processes to be killed: `python -m … DATABASE`.

An order is the settings that differ, as JSON: where IGDB is. They sync two games at
once, so that there is a middle to be killed in.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from tests.realtime.nursery import Nursery
from tests.realtime.nursery import tend


def sync_nursery(database: dict[str, Any]) -> Nursery:
    """A nursery of workers on `database`: Django's settings of it."""
    wanted = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
    return Nursery(__name__, json.dumps({name: database[name] for name in wanted}))


def main() -> None:
    import django
    from django.conf import settings

    settings.DATABASES["default"] |= json.loads(sys.argv[1])
    django.setup()
    from apps.jobs.worker import Worker
    from apps.library import tasks  # noqa: F401
    from apps.library.igdb import sync

    sync.GAMES_AT_ONCE = 2

    def run(order: str) -> None:
        for name, value in json.loads(order).items():
            setattr(settings, name, value)
        worker = Worker(poll=0.2, beat=0.3, dead_after=1.5)
        worker.stop_at_signals()
        worker.run()

    tend(run)


if __name__ == "__main__":
    main()
