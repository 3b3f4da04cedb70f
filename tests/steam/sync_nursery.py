"""Syncs as processes, to be killed, on the test's own database.

The order is the address of Steam's server.
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

    from apps.integrations.http.pacing import Pace
    from apps.integrations.steam import SteamClient
    from apps.steam.models import SteamAccount
    from apps.steam.syncing.sync import sync_account
    from tests.integrations.steam_server import ID
    from tests.integrations.steam_server import KEY

    def run(base: str) -> None:
        settings.STEAM_BASE_URL = base
        settings.STEAM_API_KEY, settings.STEAM_ID = KEY, ID
        SteamClient.pace = Pace(0.0)
        account = SteamAccount.current()
        assert account is not None
        sync_account(account)

    tend(run)


if __name__ == "__main__":
    main()
