"""Questlog's WebSocket beside its peers: CPU, time and memory for a delivery.

    uv run python -m benchmarks.sockets [sockets,…] [rounds] [ways …]
    uv run python -m benchmarks.storm [sockets] [rounds]

Ways: floor, questlog, obvious, obvious-core, nchan (see `socket_servers`). Each round
measures every way once, with a fresh server, in turn forwards and backwards, so that
what else runs on the machine befalls all. One event at a time, the next when every
client has it; then a burst. Raw lines go to `benchmarks/results/sockets.txt`; the
last lines are the best and the median of the rounds, and ratios within a round.

What a client has not got in time (`PATIENCE`, `BUDGET`) counts as lost: of a burst that
means too slow as well. Memory of 100 sockets is no measure: they fill what the start
has left free. An event costs Questlog some 1.6 ms of CPU whoever listens (numbering,
Redis, webhooks, the hub), which is what 100 sockets show and 1,000 do not.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.crowd import Crowd
from benchmarks.faults import free_port
from benchmarks.socket_processes import cpu_seconds
from benchmarks.socket_processes import memory
from benchmarks.socket_processes import open_many_files
from benchmarks.socket_processes import own_servers
from benchmarks.socket_processes import results
from benchmarks.socket_processes import running
from benchmarks.socket_processes import say
from benchmarks.socket_processes import wait_for
from benchmarks.socket_processes import warm_up
from benchmarks.socket_servers import PATHS

WAYS = ["floor", "questlog", "obvious", "obvious-core", "nchan"]
# Events of a round one by one, and in its burst, for so many sockets.
EVENTS = {100: (100, 200), 1000: (40, 200), 5000: (12, 60)}
# Seconds for one event, and for the one-by-one part and the burst of a round each.
PATIENCE = 15.0
BUDGET = 45.0


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
    open_many_files()
    with own_servers(), results() as tell:
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
            cpu, took, done = deliver(
                crowd, writer, server, range(first + 1, first + 1 + one_by_one), count
            )
            start = first + 1 + done
            rate, burst_cpu = burst(crowd, writer, server, start, in_a_burst, count)
        events = 1 + done + in_a_burst
        lost = count * events - sum(
            crowd.heard[n] for n in range(first, first + events)
        )
        cuts = statistics.quantiles(took, n=100)
        twice = crowd.duplicates
        crowd.leave()
    return Measured(cpu, cuts[49], cuts[98], kib, rate, burst_cpu, lost, twice)


def deliver(
    crowd: Crowd,
    writer: subprocess.Popen[str],
    server: subprocess.Popen[str],
    numbers: range,
    count: int,
) -> tuple[float, list[float], int]:
    """CPU of a delivery in microseconds; milliseconds from commit to each client.

    And how many of the events there was time for.
    """
    cpu, done = 0.0, 0
    took: list[float] = []
    deadline = time.monotonic() + BUDGET
    for number in numbers:
        started = cpu_seconds(server.pid)
        (moment,) = say(writer, number, 1)
        crowd.pump_until_heard(number, count, patience=PATIENCE)
        cpu += cpu_seconds(server.pid) - started
        took += [1000 * (at - moment) for at in crowd.arrivals[number]]
        done += 1
        if time.monotonic() > deadline:
            break
    return 1e6 * cpu / len(took), took, done


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
    crowd.pump_until_heard(first + events - 1, count, patience=BUDGET)
    writer.stdout.readline()
    numbers = range(first, first + events)
    deliveries = sum(crowd.heard[number] for number in numbers)
    last = max(max(crowd.arrivals[number], default=started) for number in numbers)
    spent = 1e6 * (cpu_seconds(server.pid) - cpu)
    return deliveries / (last - started), spent / max(deliveries, 1)


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


if __name__ == "__main__":
    counts = sys.argv[1] if len(sys.argv) > 1 else "100,1000,5000"
    rounds = sys.argv[2] if len(sys.argv) > 2 else "5"
    main([int(n) for n in counts.split(",")], int(rounds), sys.argv[3:] or WAYS)
