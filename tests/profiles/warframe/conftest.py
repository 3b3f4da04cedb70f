"""The profile, the service it comes from, and who speaks to the API."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer

from apps.profiles.warframe.models import WarframeProfile
from tests.api.client import ApiClient
from tests.profiles.warframe.profile_server import ProfileServer


@pytest.fixture
def profile(db: None) -> WarframeProfile:
    return WarframeProfile.set_up()[0]


@pytest.fixture
def profile_server(
    httpserver: HTTPServer,
    settings: Settings,
    shared_memory: None,
    retries_without_waiting: None,
) -> ProfileServer:
    """Warframe's service on this machine, for a configured PC account."""
    return ProfileServer(httpserver, settings)


@pytest.fixture
def reader(db: None) -> ApiClient:
    """Anyone: no login."""
    return ApiClient()


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    """The owner's script, with a token."""
    return ApiClient(api_token)
