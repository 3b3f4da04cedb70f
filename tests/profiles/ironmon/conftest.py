"""A profile with its challenges, and who speaks to the API."""

from __future__ import annotations

import pytest

from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from tests.api.client import ApiClient


@pytest.fixture
def profile(db: None) -> IronmonProfile:
    return IronmonProfile.set_up()[0]


@pytest.fixture
def kaizo(profile: IronmonProfile) -> Challenge:
    return Challenge.objects.get(slug="kaizo")


@pytest.fixture
def reader(db: None) -> ApiClient:
    """Anyone: no login."""
    return ApiClient()


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    """The owner's bot, with a token."""
    return ApiClient(api_token)


def run_of(challenge: Challenge, seed_number: int, *names: str) -> Run:
    """A run that cleared the checkpoints of these names."""
    run, _ = challenge.start(seed_number)
    for name in names:
        checkpoint = challenge.checkpoint_called(name)
        assert checkpoint is not None
        run.clear(checkpoint)
    return run
