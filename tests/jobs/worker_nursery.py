"""Workers as processes, to be killed: `python -m … DATABASE`.

They beat and look around more often than in earnest, so that tests wait little.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from tests.realtime.nursery import Nursery
from tests.realtime.nursery import tend

DEAD_AFTER = 1.5


def worker_nursery(database: dict[str, Any]) -> Nursery:
    """A nursery of workers on `database`: Django's settings of it."""
    wanted = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
    given = {name: database[name] for name in wanted}
    return Nursery(__name__, json.dumps(given))


def main() -> None:
    import django
    from django.conf import settings

    settings.configure(
        DATABASES={"default": json.loads(sys.argv[1])},
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "procrastinate.contrib.django",
            "apps.jobs",
        ],
        PROCRASTINATE_AUTODISCOVER_MODULE_NAME="",
        QUESTLOG_JOBS_KEEP_DAYS=30,
        USE_TZ=True,
    )
    django.setup()
    import tests.jobs.kinds  # noqa: F401
    from apps.jobs.worker import Worker
    from tests.jobs import ticking

    def run(what: str) -> None:
        if what == "with schedule":
            ticking.every_second()
        worker = Worker(poll=0.2, beat=0.3, dead_after=DEAD_AFTER)
        worker.stop_at_signals()
        worker.run()

    tend(run)


if __name__ == "__main__":
    main()
