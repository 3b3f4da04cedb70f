"""The services, a profile, and who speaks to the API."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer

from apps.integrations import ffxiv_collect
from apps.integrations.http.pacing import Pace
from apps.integrations.lodestone import client as lodestone
from apps.profiles.ffxiv.adding import add_character
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.registry import kind_called
from apps.profiles.sync import sync_profile
from tests.api.client import ApiClient
from tests.profiles.ffxiv.eorzea import ID
from tests.profiles.ffxiv.eorzea import Eorzea

type Sync = Callable[[], list[str]]


@pytest.fixture
def eorzea(
    httpserver: HTTPServer,
    settings: Settings,
    shared_memory: None,
    retries_without_waiting: None,
    monkeypatch: pytest.MonkeyPatch,
) -> Eorzea:
    """The Lodestone and FFXIV Collect on this machine, asked without waiting."""
    for client in (lodestone.LodestoneClient, ffxiv_collect.FFXIVCollectClient):
        monkeypatch.setattr(client, "pace", Pace(0.0, patience=10.0))
    return Eorzea(httpserver, settings)


@pytest.fixture
def profile(db: None) -> FFXIVProfile:
    return FFXIVProfile.set_up()[0]


@pytest.fixture
def character(profile: FFXIVProfile, eorzea: Eorzea) -> Character:
    """Added, with its jobs; nothing of its collections is read yet."""
    return add_character(profile, ID, user=None)[0]


@pytest.fixture
def sync(profile: FFXIVProfile) -> Sync:
    kind = kind_called("ffxiv")
    assert kind is not None
    return lambda: sync_profile(kind)


@pytest.fixture
def reader(db: None) -> ApiClient:
    """Anyone: no login."""
    return ApiClient()


@pytest.fixture
def writer(owner: User, api_token: str) -> ApiClient:
    """The owner's script, with a token."""
    return ApiClient(api_token)
