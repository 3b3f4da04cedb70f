"""Syncs as processes, to be killed, on the test's own database.

The order is the address of Bungie's server.
"""

from __future__ import annotations

from tests.realtime.nursery import Nursery
from tests.realtime.nursery import tend


def sync_nursery() -> Nursery:
    return Nursery(__name__)


def main() -> None:
    import django
    from django.conf import settings

    # Before the fork: it takes seconds to load.
    django.setup()

    from apps.integrations.bungie.client import BungieClient
    from apps.integrations.http.pacing import Pace
    from apps.jobs.progress import SILENT
    from apps.profiles.destiny.models import DestinyProfile
    from apps.profiles.destiny.syncing.run import sync_destiny
    from tests.integrations.bungie_server import KEY
    from tests.integrations.bungie_server import PLATFORM
    from tests.integrations.bungie_server import STATS

    def run(base: str) -> None:
        settings.BUNGIE_BASE_URL = base + PLATFORM
        settings.BUNGIE_STATS_BASE_URL = base + STATS
        settings.BUNGIE_API_KEY = KEY
        BungieClient.pace = Pace(0.0)
        profile = DestinyProfile.current()
        assert profile is not None
        sync_destiny(profile, SILENT)

    tend(run)


if __name__ == "__main__":
    main()
