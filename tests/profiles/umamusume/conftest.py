"""A profile with the game's vocabulary, and who speaks to the API."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.profiles.umamusume.models.rules import vocabulary_file
from tests.api.client import ApiClient

OGURI, TEIO, SUZUKA = 100601, 100301, 100201
URA, UNITY, CONCERT, TRACKBLAZER = 1, 2, 3, 4


@cache
def small_vocabulary() -> dict[str, Any]:
    """What the tests name, of each kind: all of it would take a second each time."""
    content = dict(vocabulary_file())
    content["skills"] = [row for row in content["skills"] if row["id"] < 201_000]
    content["sparks"] = content["sparks"][:60]
    content["support_cards"] = content["support_cards"][-150:]
    content["trainees"] = content["trainees"][:20]
    content["races"] = [row for row in content["races"] if row["grade"] == "G1"]
    content["finale_races"] = [
        {**row, "programs": row["programs"][:2]} for row in content["finale_races"]
    ]
    del content["upcoming"]
    return content


@pytest.fixture
def profile(db: None, monkeypatch: pytest.MonkeyPatch) -> UmamusumeProfile:
    """With a part of the vocabulary."""
    monkeypatch.setattr(
        "apps.profiles.umamusume.models.profile.vocabulary_file", small_vocabulary
    )
    return UmamusumeProfile.set_up()[0]


@pytest.fixture
def full_profile(db: None) -> UmamusumeProfile:
    return UmamusumeProfile.set_up()[0]


@pytest.fixture
def reader(db: None) -> ApiClient:
    """Anyone: no login."""
    return ApiClient()


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    """The owner's program, with a token."""
    return ApiClient(api_token)


def career(profile: UmamusumeProfile, **values: Any) -> CareerRun:
    """A finished run of Oguri Cap, unless `values` say otherwise."""
    return CareerRun.objects.add(profile, **{"outfit": OGURI, **values})[0]
