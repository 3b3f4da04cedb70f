"""Questlog's WebSocket beside its peers: CPU, time and memory for a delivery.

    uv run python -m benchmarks.sockets [sockets,…] [rounds] [ways …]

Ways: floor, questlog, obvious, obvious-core, nchan (see `socket_servers`). Each round
measures every way once, with a fresh server, in turn forwards and backwards, so that
what else runs on the machine befalls all. One event at a time, the next when every
client has it; then a burst. Raw lines go to `benchmarks/results/sockets.txt`; the
last lines are the best and the median of the rounds, and ratios within a round.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from typing import NamedTuple

from benchmarks.crowd import Crowd
from benchmarks.faults import free_port
from benchmarks.socket_servers import PATHS

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "sockets.txt"
DATA = ROOT / "var" / "benchmark-sockets"
WAYS = ["floor", "questlog", "obvious", "obvious-core", "nchan"]
# Events of a round one by one, and in its burst, for so many sockets.
EVENTS = {100: (100, 200), 1000: (40, 200), 5000: (12, 60)}
PATIENCE = 60.0


class Measured(NamedTuple):
    cpu: float
    p50: float
    p99: float
    kib: float
    burst_rate: float
    burst_cpu: float
    lost: int
    twice: int

    def line(self) -> str:
        return (
            f"{self.cpu:7.1f} us/delivery  p50 {self.p50:7.1f} ms"
            f"  p99 {self.p99:7.1f} ms  {self.kib:6.1f} KiB/socket"
            f"  burst {self.burst_rate:7.0f}/s {self.burst_cpu:6.1f} us"
            f"  lost {self.lost}  twice {self.twice}"
        )


def main(counts: list[int], rounds: int, ways: list[str]) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(20_000, hard), hard))
    with own_servers(), RESULTS.open("a") as file:

        def tell(line: str) -> None:
            print(line, flush=True)
            file.write(line + "\n")
            file.flush()

        tell(f"# {time.strftime('%F %T')}, {rounds} rounds, {' '.join(ways)}")
        for count in counts:
            found: dict[str, list[Measured]] = {way: [] for way in ways}
            for turn in range(rounds):
                for way in ways if turn % 2 == 0 else reversed(ways):
                    measured = measure(way, count)
                    found[way].append(measured)
                    load = os.getloadavg()[0]
                    tell(f"{count:5} {way:12} {measured.line()}  load {load:.1f}")
            for line in summary(count, found):
                tell(line)


def measure(way: str, count: int) -> Measured:
    port = free_port()
    with running("benchmarks.socket_servers", way, port) as server:
        crowd = Crowd(port)
        wait_for(port)
        with running("benchmarks.socket_writer", way, port) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            # Something has been sent and received before memory is measured.
            crowd.join(PATHS[way])
            warm_up(crowd, writer)
            before = memory(server.pid)
            for _ in range(count - 1):
                crowd.join(PATHS[way])
            one_by_one, in_a_burst = EVENTS.get(count, (40, 100))
            first = 10_000
            say(writer, first, 1)
            crowd.pump_until_heard(first, count, patience=PATIENCE)
            kib = (memory(server.pid) - before) / (count - 1) / 1024
            cpu, took = deliver(crowd, writer, server, first + 1, one_by_one, count)
            start = first + 1 + one_by_one
            rate, burst_cpu = burst(crowd, writer, server, start, in_a_burst, count)
        events = 1 + one_by_one + in_a_burst
        lost = count * events - sum(
            crowd.heard[n] for n in range(first, first + events)
        )
        cuts = statistics.quantiles(took, n=100)
        twice = crowd.duplicates
        crowd.leave()
    return Measured(cpu, cuts[49], cuts[98], kib, rate, burst_cpu, lost, twice)


def warm_up(crowd: Crowd, writer: subprocess.Popen[str]) -> None:
    for number in range(1, 200):
        say(writer, number, 1)
        if crowd.pump_until_heard(number, 1, patience=2):
            return
    raise AssertionError("nothing is heard")


def deliver(
    crowd: Crowd,
    writer: subprocess.Popen[str],
    server: subprocess.Popen[str],
    first: int,
    events: int,
    count: int,
) -> tuple[float, list[float]]:
    """CPU of a delivery in microseconds; milliseconds from commit to each client."""
    cpu = 0.0
    took: list[float] = []
    for number in range(first, first + events):
        started = cpu_seconds(server.pid)
        (moment,) = say(writer, number, 1)
        crowd.pump_until_heard(number, count, patience=PATIENCE)
        cpu += cpu_seconds(server.pid) - started
        took += [1000 * (at - moment) for at in crowd.arrivals[number]]
    return 1e6 * cpu / len(took), took


def burst(
    crowd: Crowd,
    writer: subprocess.Popen[str],
    server: subprocess.Popen[str],
    first: int,
    events: int,
    count: int,
) -> tuple[float, float]:
    """Deliveries per second, and the CPU of one in microseconds."""
    assert writer.stdin is not None and writer.stdout is not None
    started, cpu = time.monotonic(), cpu_seconds(server.pid)
    writer.stdin.write(f"{first} {events}\n")
    writer.stdin.flush()
    crowd.pump_until_heard(first + events - 1, count, patience=PATIENCE)
    writer.stdout.readline()
    numbers = range(first, first + events)
    deliveries = sum(crowd.heard[number] for number in numbers)
    last = max(max(crowd.arrivals[number], default=started) for number in numbers)
    spent = 1e6 * (cpu_seconds(server.pid) - cpu)
    return deliveries / (last - started), spent / max(deliveries, 1)


def say(writer: subprocess.Popen[str], first: int, count: int) -> list[float]:
    """Let so many events happen; the moments of their commits."""
    assert writer.stdin is not None and writer.stdout is not None
    writer.stdin.write(f"{first} {count}\n")
    writer.stdin.flush()
    return list(map(float, writer.stdout.readline().split()))


def summary(count: int, found: dict[str, list[Measured]]) -> Iterator[str]:
    for way, rounds in found.items():
        for name, pick in (("best", min), ("median", statistics.median)):
            cpu, p50, p99, kib = (
                pick(getattr(each, field) for each in rounds)
                for field in ("cpu", "p50", "p99", "kib")
            )
            yield (
                f"= {count:5} {way:12} {name:6} {cpu:7.1f} us  p50 {p50:7.1f} ms  "
                f"p99 {p99:7.1f} ms  {kib:6.1f} KiB  "
                f"lost {sum(each.lost for each in rounds)}  "
                f"twice {sum(each.twice for each in rounds)}"
            )
    for way in found:
        if "questlog" in found and way != "questlog":
            for field in ("cpu", "p99"):
                ratios = [
                    getattr(own, field) / getattr(peer, field)
                    for own, peer in zip(found["questlog"], found[way], strict=True)
                ]
                yield (
                    f"= {count:5} questlog/{way} {field}: median "
                    f"{statistics.median(ratios):.2f} "
                    f"[{min(ratios):.2f}..{max(ratios):.2f}]"
                )


# Processes --------------------------------------------------------------------


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
    import socket

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
def own_servers() -> Iterator[Any]:
    """A PostgreSQL as durable as in use and a Valkey, migrated."""
    from apps.core import embedded
    from apps.core.embedded.servers import EmbeddedServers

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


if __name__ == "__main__":
    counts = sys.argv[1] if len(sys.argv) > 1 else "100,1000,5000"
    rounds = sys.argv[2] if len(sys.argv) > 2 else "5"
    main([int(n) for n in counts.split(",")], int(rounds), sys.argv[3:] or WAYS)
