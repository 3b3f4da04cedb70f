"""Syncs as processes, to be killed, on the test's own database.

The order is the address of the server, and perhaps the statement after which the
process kills itself, before it commits.
"""

from __future__ import annotations

import os
import signal
from typing import Any

from tests.realtime.nursery import Nursery
from tests.realtime.nursery import tend


def sync_nursery() -> Nursery:
    return Nursery(__name__)


def main() -> None:
    import django
    from django.conf import settings

    # Before the fork: it takes seconds to load.
    django.setup()

    from django.db import connection

    from apps.integrations.ffxiv_collect import FFXIVCollectClient
    from apps.integrations.http.pacing import Pace
    from apps.integrations.lodestone.client import LodestoneClient
    from apps.profiles.registry import kind_called
    from apps.profiles.sync import sync_profile

    def run(order: str) -> None:
        base, _, statement = order.partition(" ")
        settings.LODESTONE_BASE_URL = base
        settings.FFXIV_COLLECT_BASE_URL = f"{base}/collect"
        LodestoneClient.pace = FFXIVCollectClient.pace = Pace(0.0)

        def die(execute: Any, sql: str, *rest: Any) -> Any:
            result = execute(sql, *rest)
            if statement and statement in sql:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        kind = kind_called("ffxiv")
        assert kind is not None
        with connection.execute_wrapper(die):
            sync_profile(kind)

    tend(run)


if __name__ == "__main__":
    main()
