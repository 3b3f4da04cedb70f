"""The processes that `benchmarks.sockets` and `benchmarks.storm` measure."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.crowd import Crowd

if TYPE_CHECKING:
    from apps.server.embedded.servers import EmbeddedServers

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "sockets.txt"
DATA = ROOT / "var" / "benchmark-sockets"


@contextmanager
def results() -> Iterator[Callable[[str], None]]:
    """Prints a line and keeps it."""
    with RESULTS.open("a") as file:

        def tell(line: str) -> None:
            print(line, flush=True)
            file.write(line + "\n")
            file.flush()

        yield tell


def open_many_files() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(20_000, hard), hard))


@contextmanager
def running(module: str, way: str, port: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", module, way, str(port)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server does not come")


def family(pid: int) -> list[int]:
    """The process and its children (nginx has a worker)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def cpu_seconds(pid: int) -> float:
    """Of all threads, from the scheduler, which counts nanoseconds."""
    total = 0
    for each in family(pid):
        for thread in Path(f"/proc/{each}/task").iterdir():
            total += int((thread / "schedstat").read_text().split()[0])
    return total / 1e9


def memory(pid: int) -> int:
    """Bytes that are the processes' own."""
    total = 0
    for each in family(pid):
        for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines():
            if line.startswith("Private_"):
                total += int(line.split()[1]) * 1024
    return total


@contextmanager
def own_servers() -> Iterator[EmbeddedServers]:
    """A PostgreSQL as durable as in use and a Valkey, migrated."""
    from apps.server import embedded
    from apps.server.embedded.servers import EmbeddedServers

    DATA.mkdir(parents=True, exist_ok=True)
    with EmbeddedServers(DATA, redis_port=0) as servers:
        os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
        os.environ["QUESTLOG_REDIS_PORT"] = "0"
        os.environ["DATABASE_URL"] = embedded.database_url(DATA)
        os.environ["REDIS_URL"] = embedded.redis_url(DATA)
        os.environ["DJANGO_SETTINGS_MODULE"] = "questlog_site.settings"
        command = [sys.executable, "manage.py", "migrate", "-v", "0"]
        subprocess.run(command, check=True, cwd=ROOT)
        yield servers


# The writer -------------------------------------------------------------------


def say(writer: subprocess.Popen[str], first: int, count: int) -> list[float]:
    """Let so many events happen; the moments of their commits."""
    assert writer.stdin is not None and writer.stdout is not None
    writer.stdin.write(f"{first} {count}\n")
    writer.stdin.flush()
    return list(map(float, writer.stdout.readline().split()))


def warm_up(crowd: Crowd, writer: subprocess.Popen[str]) -> None:
    for number in range(1, 200):
        say(writer, number, 1)
        if crowd.pump_until_heard(number, 1, patience=2):
            return
    raise AssertionError("nothing is heard")
