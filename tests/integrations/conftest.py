from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
import stamina
from pytest_django.fixtures import Settings

from apps.core.embedded.servers import EmbeddedServers
from apps.integrations import pacing
from apps.integrations import tokens
from tests.integrations.clocks import FakeClock


@pytest.fixture(autouse=True)
def retries_without_waiting() -> Iterator[None]:
    """Clients try again as often as ever, but at once."""
    with stamina.set_testing(True, attempts=10, cap=True):
        yield


@pytest.fixture(autouse=True)
def shared_memory(
    redis_server: EmbeddedServers, redis_client: object
) -> Iterator[None]:
    """What processes share is empty before and after."""
    yield
    tokens.forget_own()
    pacing.forget_own()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    """The clock of every pacer: it moves only when somebody waits."""
    clock = FakeClock()
    monkeypatch.setattr(pacing, "CLOCK", clock)
    return clock


@pytest.fixture
def no_redis(settings: Settings) -> None:
    """Redis is away: nobody listens where it should be."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
