"""An island, a way to hunt on it, and who speaks to the API."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from tests.api.client import ApiClient

type Met = Callable[..., Hunt]


@pytest.fixture
def island(db: None) -> Island:
    return Island.set_up()[0]


@pytest.fixture
def met(island: Island) -> Met:
    """`met("Ankha", "Bob", target="Raymond")` is a hunt on which these were met."""

    def hunt(*names: str, target: str | None = None, **values: object) -> Hunt:
        found = villager(target) if target else None
        made = Hunt.objects.start(island, target=found, **values)  # type: ignore[arg-type]
        for name in names:
            made.record(villager(name))
        return made

    return hunt


@pytest.fixture
def reader(db: None) -> ApiClient:
    """Anyone: no login."""
    return ApiClient()


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    """The owner's script, with a token."""
    return ApiClient(api_token)


def villager(name: str) -> Villager:
    return Villager.objects.called(name).get()
