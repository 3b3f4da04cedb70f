"""A Guardian with two characters and one that was deleted, at Bungie's server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.registry import kind_called
from apps.profiles.sync import sync_profile
from tests.api.client import ApiClient
from tests.integrations.bungie_server import DUNGEON
from tests.integrations.bungie_server import GONE
from tests.integrations.bungie_server import HUNTER
from tests.integrations.bungie_server import MEMBERSHIP
from tests.integrations.bungie_server import RAID_MASTER
from tests.integrations.bungie_server import START
from tests.integrations.bungie_server import TITAN
from tests.integrations.bungie_server import BungieServer
from tests.integrations.bungie_server import activity
from tests.integrations.bungie_server import entry
from tests.integrations.bungie_server import raid
from tests.integrations.bungie_server import report

type Sync = Callable[[], list[str]]


@pytest.fixture
def guardian(db: None) -> DestinyProfile:
    profile, _ = DestinyProfile.set_up()
    profile.change(bungie_name="Guardian", bungie_name_code=42)
    return profile


@pytest.fixture
def sync(guardian: DestinyProfile) -> Sync:
    """`sync()` is one sync of the profile as the job does it; what changed."""
    kind = kind_called("destiny")
    assert kind is not None
    return lambda: sync_profile(kind)


@pytest.fixture
def history(bungie_server: BungieServer) -> BungieServer:
    """Three raids (one abandoned, one flawless as a duo), a dungeon, and matches."""
    bungie_server.histories = {
        TITAN: [
            raid(1, kills=210, activityDurationSeconds=4000),
            raid(2, completed=False, reason=2, activityDurationSeconds=600),
            activity(3),
            activity(4, completed=False),
        ],
        HUNTER: [
            raid(5, reference=RAID_MASTER, activityDurationSeconds=3000, deaths=0),
            activity(6, mode=82, modes=(7, 82), reference=DUNGEON),
        ],
        GONE: [activity(0, at=START - timedelta(days=900))],
    }
    bungie_server.reports = {
        "15432100001": report(
            entry(TITAN, MEMBERSHIP, "Guardian", deaths=2),
            *(entry(str(n), str(n), f"Mate {n}") for n in range(1, 6)),
        ),
        "15432100005": report(
            entry(HUNTER, MEMBERSHIP, "Guardian"), entry("9", "9", "Mate 9")
        ),
        "15432100006": report(
            entry(HUNTER, MEMBERSHIP, "Guardian"),
            activityWasStartedFromBeginning=False,
        ),
    }
    return bungie_server


@pytest.fixture
def reader(db: None) -> ApiClient:
    """Anyone: no login."""
    return ApiClient()


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    """The owner's script, with a token."""
    return ApiClient(api_token)
