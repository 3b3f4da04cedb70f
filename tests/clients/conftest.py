"""A running Questlog with events, and the built client for TypeScript."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Any

import pytest
import redis
from django.db import connections

from questlog_site.asgi import application
from tests.live import LiveServer
from tests.live import serve
from tests.realtime.listeners import running_relay
from tests.settings import REPOSITORY
from tests.settings import TEST_DIR

CLIENT = REPOSITORY / "clients" / "typescript"

type Run = Callable[..., str]


def _run(*command: str, cwd: Path = CLIENT, **env: str) -> str:
    """What a command prints; the test fails with it where the command does."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "ASTRO_TELEMETRY_DISABLED": "1", "NO_COLOR": "1", **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="session")
def in_client() -> Run:
    """Runs a command in `clients/typescript`, with its packages there and it built."""
    if shutil.which("npm") is None:
        pytest.fail("The client for TypeScript needs Node.js 20.3 or newer, with npm.")
    lock = CLIENT / "package-lock.json"
    installed = CLIENT / "node_modules" / ".installed-lock.json"
    # Workers share the folder, and the packages stay for the next run.
    with open(TEST_DIR / "typescript.lock", "w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not installed.exists() or installed.read_bytes() != lock.read_bytes():
            _run("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline")
            installed.write_bytes(lock.read_bytes())
        _run("npm", "run", "build")
    return _run


@dataclass
class WatchedServer:
    """A running Questlog that delivers its events, and what it was asked for."""

    live: LiveServer
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.live.url


@pytest.fixture
def questlog(committed_db: None, redis_client: redis.Redis) -> Iterator[WatchedServer]:
    """A running Questlog that delivers its events: `.url`, `.asked` (the paths)."""
    asked: list[str] = []

    async def watched(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            asked.append(scope["path"])
        await application(scope, receive, send)

    with running_relay(), serve(application=watched) as live:
        yield WatchedServer(live, asked)
    connections.close_all()
