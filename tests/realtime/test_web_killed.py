"""The web process killed with sockets open: its clients resume without a hole."""

from __future__ import annotations

import socket

import pytest
import redis

from apps.realtime.audit import differences
from tests.realtime.clients import listening
from tests.realtime.listeners import eventually
from tests.realtime.listeners import numbers
from tests.realtime.listeners import sequences
from tests.realtime.nursery import Nursery
from tests.realtime.writers import Writers

PATIENCE = 30.0


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_clients_of_a_killed_web_process_go_on_where_they_were(
    redis_client: redis.Redis, nursery: Nursery, port: int
) -> None:
    with (
        listening(f"ws://127.0.0.1:{port}/ws/questlog/", 20) as clients,
        Writers(pause=0.02) as writers,
    ):
        for _ in range(2):
            before = [len(client.heard) for client in clients]
            server = nursery.start(f"serve {port}")
            assert eventually(
                lambda before=before: all(  # type: ignore[misc]
                    len(client.heard) > heard + 5
                    for client, heard in zip(clients, before, strict=True)
                ),
                patience=PATIENCE,
            )
            nursery.kill(server)
        writers.stop()
        server = nursery.start(f"serve {port}")
        total = len(writers.written)
        assert eventually(
            lambda: all(len(client.heard) >= total for client in clients),
            patience=PATIENCE,
        )
        found = list(differences())
        nursery.kill(server)

    for client in clients:
        assert sequences(client.heard) == list(range(1, total + 1))
    assert sorted(numbers(clients[0].heard)) == sorted(writers.written)
    assert found == []
