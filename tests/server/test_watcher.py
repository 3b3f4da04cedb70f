"""Nothing ends what starts a dead server or worker again while Questlog lives."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis

from apps.server import child_process
from apps.server import embedded
from apps.server.embedded import lifetime
from apps.server.embedded import processes
from apps.server.embedded.servers import EmbeddedServers
from tests.server.test_embedded_servers import accepts
from tests.server.test_embedded_servers import postmaster
from tests.server.test_embedded_servers import servers_of


def fail_to_save(data_dir: Path, client: redis.Redis) -> None:
    """Bring Valkey to where a full disk brings it: it answers MISCONF to a PING."""
    folder = data_dir / "servers" / "valkey"
    folder.chmod(0o500)
    client.config_set("save", "1 1")
    client.bgsave()
    assert processes.wait_until(lambda: "MISCONF" in answer_to_ping(client), seconds=20)
    folder.chmod(0o700)


def answer_to_ping(client: redis.Redis) -> str:
    try:
        return str(client.ping())
    except redis.ResponseError as error:
        return str(error)


def test_a_full_disk_does_not_end_the_watcher(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lifetime, "WATCH_EVERY", 0.1)
    watching = threading.Event()
    with (
        servers_of(data_dir) as servers,
        redis.Redis.from_url(embedded.redis_url(data_dir)) as client,
    ):
        ensure = servers.ensure

        def noted() -> None:
            watching.set()
            ensure()

        monkeypatch.setattr(servers, "ensure", noted)
        fail_to_save(data_dir, client)
        pid = process_of(client)
        with lifetime.kept_alive(servers):
            watching.clear()
            assert watching.wait(timeout=60)
            os.kill(pid, signal.SIGKILL)
            os.kill(postmaster(data_dir), signal.SIGKILL)

            assert processes.wait_until(lambda: accepts(data_dir), seconds=30)
            assert processes.wait_until(lambda: answers(client), seconds=30)
            assert process_of(client) != pid


def test_a_full_disk_does_not_keep_the_servers_from_stopping(data_dir: Path) -> None:
    folder = data_dir / "servers" / "valkey"
    with (
        servers_of(data_dir, durable=True),
        redis.Redis.from_url(embedded.redis_url(data_dir)) as client,
    ):
        pids = [process_of(client), postmaster(data_dir)]
        client.config_set("save", "1 1")
        client.set("a", "b")
        folder.chmod(0o500)

    folder.chmod(0o700)
    assert not any(processes.is_running(pid, str(data_dir)) for pid in pids)


@pytest.mark.parametrize(
    "error", [redis.ResponseError("MISCONF"), psycopg.DataError(), RuntimeError()]
)
def test_no_error_ends_the_watcher(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(lifetime, "WATCH_EVERY", 0.01)
    servers = EmbeddedServers(Path("/nowhere"))
    calls = threading.Semaphore(0)

    def fail() -> None:
        calls.release()
        raise error

    monkeypatch.setattr(servers, "ensure", fail)
    with lifetime.kept_alive(servers):
        assert all(calls.acquire(timeout=20) for _ in range(3))


def process_of(client: redis.Redis) -> int:
    return int(client.info("server")["process_id"])


def answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False


def test_a_machine_without_memory_does_not_end_the_keeper_of_the_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child_process, "FIRST_PAUSE", 0.01)
    tries = threading.Semaphore(0)

    def fail(*arguments: Any, **options: Any) -> None:
        tries.release()
        raise OSError("Cannot allocate memory")

    monkeypatch.setattr("apps.server.child_process.subprocess.Popen", fail)
    with child_process.ChildProcess("worker") as worker:
        worker.start()

        assert all(tries.acquire(timeout=20) for _ in range(3))
