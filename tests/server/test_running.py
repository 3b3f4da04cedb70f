"""Questlog as its owner runs it: script/server and manage.py as processes."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import redis

from apps.server import embedded
from apps.server.embedded.servers import EmbeddedServers
from tests.settings import REPOSITORY
from tests.settings import SETTING_NAMES

PATIENCE = 120


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    left_out = SETTING_NAMES | {"DJANGO_SETTINGS_MODULE"}
    system = {name: os.environ[name] for name in set(os.environ) - left_out}
    nothing = {
        "QUESTLOG_ENV_FILE": os.devnull,
        "QUESTLOG_REDIS_PORT": "0",
        "QUESTLOG_WORKER": "false",
    }
    return system | nothing | {"QUESTLOG_DATA_DIR": str(data_dir)} | more


def manage(*arguments: str, data_dir: Path) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=REPOSITORY,
        env=environment(data_dir),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(true: Callable[[], Any]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        threading.Event().wait(0.1)


def is_stopped(data_dir: Path) -> bool:
    lock = data_dir / "servers" / "postgres" / "postmaster.pid"
    client = redis.Redis.from_url(embedded.redis_url(data_dir))
    try:
        client.ping()
    except redis.ConnectionError:
        return not lock.exists()
    return False


@dataclass
class Running:
    """A started `script/server`."""

    process: subprocess.Popen[str]
    port: int
    words: list[str] = field(default_factory=list)

    def get(self, path: str) -> int:
        return httpx.get(f"http://localhost:{self.port}{path}", timeout=20).status_code

    def stop(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE)


@contextmanager
def running(data_dir: Path, **more: str) -> Iterator[Running]:
    port = free_port()
    process = subprocess.Popen(
        ["script/server"],
        cwd=REPOSITORY,
        env=environment(data_dir, PORT=str(port), HOST="127.0.0.1", **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    server = Running(process, port)
    try:
        assert process.stdout is not None
        for line in process.stdout:
            server.words.append(line)
            if line.strip().startswith("Data "):
                break
        else:
            pytest.fail("script/server did not get ready:\n" + "".join(server.words))
        yield server
    finally:
        process.kill()
        process.communicate()


def kill_servers(data_dir: Path) -> None:
    lock = data_dir / "servers" / "postgres" / "postmaster.pid"
    os.kill(int(lock.read_text().split("\n")[0]), signal.SIGKILL)
    with redis.Redis.from_url(embedded.redis_url(data_dir)) as client:
        os.kill(client.info("server")["process_id"], signal.SIGKILL)


def worker_has_beaten(data_dir: Path, since: datetime) -> bool:
    query = "SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > %s"
    try:
        with psycopg.connect(embedded.database_url(data_dir)) as database:
            return database.execute(query, [since]).fetchone() is not None
    except psycopg.OperationalError:
        return False


def log_in(server: Running, password: str) -> str:
    with httpx.Client(base_url=f"http://localhost:{server.port}") as browser:
        browser.get("/admin/login/")
        form = {"username": "owner", "password": password}
        token = {"csrfmiddlewaretoken": browser.cookies["csrftoken"]}
        return browser.post("/admin/login/", data=form | token).headers["location"]


def test_it_starts_serves_bears_crashes_and_stops(migrated_data_dir: Path) -> None:
    with running(migrated_data_dir, QUESTLOG_WORKER="true") as server:
        words = "".join(server.words)
        pages = ["/static/wagtailadmin/js/vendor.js", "/api/docs"]
        found = [server.get(page) for page in pages]
        location = log_in(
            server, re.findall(r"\(shown only once\): (\S{12,})", words)[0]
        )
        token = ("api_tokens", "create", "--user", "owner", "--name", "cli")
        said_beside = manage(*token, data_dir=migrated_data_dir)
        kill_servers(migrated_data_dir)
        eventually(lambda: server.get("/api/games") == 200)
        restarted = datetime.now(UTC)
        eventually(lambda: worker_has_beaten(migrated_data_dir, restarted))
        code = server.stop(signal.SIGTERM)

    assert found == [200, 200]
    assert location == "/admin/"
    assert "wagtail_" in said_beside
    assert f"http://localhost:{server.port}/admin/" in words
    assert f"ws://localhost:{server.port}/ws/questlog/" in words
    assert code == 0
    assert is_stopped(migrated_data_dir)


def test_after_a_crash_of_everything_all_start_again(migrated_data_dir: Path) -> None:
    started = datetime.now(UTC)
    with running(migrated_data_dir, QUESTLOG_WORKER="true") as server:
        eventually(lambda: worker_has_beaten(migrated_data_dir, started))
        kill_servers(migrated_data_dir)
        server.process.kill()
        # Its words end when the worker's do, which does not outlive the server.
        assert server.process.stdout is not None
        server.process.stdout.read()
        server.process.wait()

    said = manage("setup_owner", data_dir=migrated_data_dir)
    stopped = is_stopped(migrated_data_dir)
    with running(migrated_data_dir) as server:
        words = "".join(server.words)
        found = server.get("/admin/login/")
        code = server.stop(signal.SIGINT)

    assert "A superuser already exists" in said
    assert stopped
    assert "password" not in words
    assert found == 200
    assert code == 0
    assert is_stopped(migrated_data_dir)


def test_a_worker_ends_with_its_input_at_any_time(migrated_data_dir: Path) -> None:
    with EmbeddedServers(migrated_data_dir, durable=False):
        moments = (0, 0.3, 0.8, 1.5, 2.2, 3, 5)
        end = partial(seconds_to_end, migrated_data_dir)
        with ThreadPoolExecutor(max_workers=2) as two_at_a_time:
            seconds = list(two_at_a_time.map(end, moments))

    # One that misses it runs on for ever; a busy machine may take a while.
    assert max(seconds) < 15
    assert is_stopped(migrated_data_dir)


def seconds_to_end(data_dir: Path, after: float) -> float:
    """How long a worker lives on whose input ends `after` seconds."""
    with subprocess.Popen(
        [sys.executable, "manage.py", "worker", "--until-eof"],
        cwd=REPOSITORY,
        env=environment(data_dir),
        stdin=subprocess.PIPE,
    ) as worker:
        try:
            threading.Event().wait(after)
            assert worker.stdin is not None
            worker.stdin.close()
            closed = time.monotonic()
            worker.wait(timeout=PATIENCE)
            return time.monotonic() - closed
        finally:
            worker.kill()


def test_commands_work_from_every_folder(data_dir: Path, tmp_path: Path) -> None:
    """And print nothing but what they have to say."""
    done = subprocess.run(
        [REPOSITORY / "script" / "manage", "version"],
        cwd=tmp_path,
        env=environment(data_dir),
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"\d+\.\d+(\.\d+)?\n", done.stdout)


def test_nothing_that_people_read_names_another_way_to_run_a_command() -> None:
    folders = ("apps", "questlog_site", "templates", "docs")
    files = [
        file
        for folder in folders
        for file in (REPOSITORY / folder).rglob("*")
        if file.suffix in {".py", ".html", ".md", ".js"}
    ]
    files += [REPOSITORY / name for name in ("README.md", ".env.example")]
    wrong = re.compile(r"uv run manage|(?<![\w\"/])manage\.py [a-z]+_[a-z]+")

    assert [str(file) for file in files if wrong.search(file.read_text())] == []


def test_help_starts_nothing(empty_data_dir: Path) -> None:
    manage("help", data_dir=empty_data_dir)

    assert not (empty_data_dir / "servers" / "postgres").exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"DATABASE_URL": "mysql://localhost/x"}, "isn't a PostgreSQL"),
        ({"DATABASE_URL": "foo"}, "DATABASE_URL isn't a PostgreSQL"),
        ({"PORT": "80000"}, "PORT must be a whole number from 1 to 65535"),
        ({"HOST": "not.a.host.invalid"}, "can't listen on not.a.host.invalid"),
        ({"HOST": "a..b"}, "can't listen on a..b"),
        ({"CSRF_TRUSTED_ORIGINS": "questlog.lan"}, "CSRF_TRUSTED_ORIGINS"),
        ({"IGDB_BASE_URL": "igdb"}, "IGDB_BASE_URL isn't a web address"),
        ({"QUESTLOG_DATA_DIR": "/dev/null/x"}, "QUESTLOG_DATA_DIR"),
        (
            {"DATABASE_URL": "postgresql://x@127.0.0.1:1/x", "REDIS_URL": "redis://x"},
            "can't connect to PostgreSQL",
        ),
    ],
)
def test_a_wrong_setting_is_named_in_words(
    empty_data_dir: Path, wrong: dict[str, str], words: str
) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=REPOSITORY,
        env=environment(empty_data_dir, **({"PORT": str(free_port())} | wrong)),
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_none_is_named_on_the_command_line(empty_data_dir: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "serve", "--port", "80000"],
        cwd=REPOSITORY,
        env=environment(empty_data_dir),
        capture_output=True,
        text=True,
    )

    assert done.returncode == 2
    assert "80000 isn't a valid port" in done.stderr


def test_a_command_before_the_first_start_says_what_to_do(data_dir: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "changepassword", "owner"],
        cwd=REPOSITORY,
        env=environment(data_dir),
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "Start script/server once" in done.stderr
    assert "Traceback" not in done.stderr
