from __future__ import annotations

import socket

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def alone(retries_without_waiting: None, shared_memory: None) -> None:
    """Clients do not wait between tries, and know nothing of other tests."""


@pytest.fixture
def no_redis(settings: Settings) -> None:
    """Redis is away: nobody listens where it should be."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
