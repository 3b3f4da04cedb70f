"""The followed account, and looks at its library at times that a test chooses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django.fixtures import Settings

from apps.steam.models import SteamAccount
from apps.steam.syncing import sync
from tests.api.client import ApiClient
from tests.integrations.steam_server import SteamServer

ZONE = "Europe/Berlin"
type Look = Callable[[str], list[str]]


@pytest.fixture
def account(db: None, steam_server: SteamServer, settings: Settings) -> SteamAccount:
    """The owner's, followed; their days are those of Berlin."""
    settings.TIME_ZONE, settings.TIME_ZONE_IS_FIXED = ZONE, True
    account = SteamAccount.set_up()
    account.follow(at=moment("2026-04-30 12:00"))
    return account


@pytest.fixture
def look(account: SteamAccount, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Sync at a time such as "2026-05-03 04:00" in Berlin; what changed, in words."""

    def sync_at(when: str) -> list[str]:
        monkeypatch.setattr(timezone, "now", lambda: moment(when))
        return sync.sync_account(account)

    return sync_at


@pytest.fixture
def writer(owner: User, api_token: str) -> ApiClient:
    """The owner's script, with a token."""
    return ApiClient(api_token)


def moment(when: str) -> datetime:
    """A time in Berlin."""
    return datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(ZONE))


def seconds(when: str) -> int:
    """As Steam writes a time."""
    return int(moment(when).timestamp())
