"""Thousands of clients are cut off at once and all come back with their cursors.

    uv run python -m benchmarks.storm [sockets] [rounds]

They are away while `MISSED` events happen; then all connect at the same moment with
`?since=`, while one event after the other goes on happening. A client has caught up
when it has the newest event that any client has. PostgreSQL's own log tells what the
hub asked it meanwhile: for its readers it opens sessions beside the one it listens on.
Lines go to `benchmarks/results/sockets.txt`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
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

if TYPE_CHECKING:
    from apps.server.embedded.postgres import Postgres

PATH = "/ws/questlog/"
MISSED = 50
# Events that happen while they come back, and the seconds between two of them.
MEANWHILE = 60
PAUSE = 0.2
PATIENCE = 90.0
# A statement in PostgreSQL's log, with the session that said it.
STATEMENT = re.compile(r"^questlog (\w+).*?\|(\d+)\|LOG: ", re.MULTILINE)


class Asked(NamedTuple):
    """Statements of the hub: of its own session, and of those for its readers."""

    own: int
    readers: int


class Storm(NamedTuple):
    seconds: list[float]
    cpu: float
    kib: float
    asked: Asked
    lost: int
    twice: int

    def line(self) -> str:
        half, last = self.seconds[len(self.seconds) // 2], self.seconds[-1]
        return (
            f"caught up: half {half:.2f} s, all {last:.2f} s  CPU {self.cpu:.2f} s"
            f"  {self.kib:.1f} KiB/socket  database reads for readers"
            f" {self.asked.readers}, the hub's own {self.asked.own}"
            f"  lost {self.lost}  twice {self.twice}"
        )


def main(count: int, rounds: int) -> None:
    open_many_files()
    with own_servers() as servers, results() as tell:
        assert servers.postgres is not None
        tell(f"# {time.strftime('%F %T')}, storm of {count}, {rounds} rounds")
        for _ in range(rounds):
            storm = measure(count, servers.postgres)
            tell(f"{count:5} storm  {storm.line()}  load {os.getloadavg()[0]:.1f}")


def measure(count: int, postgres: Postgres) -> Storm:
    port = free_port()
    with running("benchmarks.socket_servers", "questlog", port) as server:
        wait_for(port)
        with running("benchmarks.socket_writer", "questlog", port) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            crowd = Crowd(port, keeps_places=True)
            crowd.join(f"{PATH}?since=latest")
            warm_up(crowd, writer)
            before = memory(server.pid)
            for _ in range(count - 1):
                crowd.join(f"{PATH}?since=latest")
            first = 10_000
            say(writer, first, 1)
            assert crowd.pump_until_heard(first, count, patience=PATIENCE)
            kib = (memory(server.pid) - before) / (count - 1) / 1024
            with statements(postgres) as asked:
                spent = cpu_seconds(server.pid)
                seconds = come_back(crowd, writer, first + 1)
                spent = cpu_seconds(server.pid) - spent
        numbers = range(first + 1, first + 1 + MISSED + MEANWHILE)
        lost = sum(count - crowd.heard[number] for number in numbers)
        twice = crowd.duplicates
        crowd.leave()
    return Storm(seconds, spent, kib, asked[0], lost, twice)


def come_back(crowd: Crowd, writer: subprocess.Popen[str], first: int) -> list[float]:
    """The seconds that each took to catch up; infinite for who never did."""
    members = crowd.cut_off()
    say(writer, first, MISSED)
    assert writer.stdin is not None and writer.stdout is not None
    writer.stdin.write(f"{first + MISSED} {MEANWHILE} {PAUSE}\n")
    writer.stdin.flush()
    started = time.monotonic()
    crowd.come_back(members, PATH)
    last = first + MISSED + MEANWHILE - 1
    crowd.pump_until_heard(last, len(members), patience=PATIENCE)
    writer.stdout.readline()
    never = float("inf")
    took = [
        member.whole_at - started if member.whole_at else never
        for member in crowd.members.values()
    ]
    return sorted(took + [never] * (len(members) - len(took)))


@contextmanager
def statements(postgres: Postgres) -> Iterator[list[Asked]]:
    """What the hub asks meanwhile; the list is filled at the end."""
    asked: list[Asked] = []
    with postgres.connect("postgres", "questlog") as session:
        listening = session.execute(
            "SELECT pid FROM pg_stat_activity WHERE application_name ~ '^questlog hub'"
        ).fetchall()
        session.execute("ALTER SYSTEM SET log_line_prefix = '%a|%p|'")
        session.execute("ALTER SYSTEM SET log_statement = 'all'")
        session.execute("SELECT pg_reload_conf()")
        start = postgres.log.stat().st_size
        try:
            yield asked
        finally:
            session.execute("ALTER SYSTEM RESET ALL")
            session.execute("SELECT pg_reload_conf()")
        said = postgres.log.read_bytes()[start:].decode(errors="replace")
        own = {str(pid) for (pid,) in listening}
        found = [match.groups() for match in STATEMENT.finditer(said)]
        # The relay asks all the time: without it, nothing was logged.
        assert any(purpose == "relay" for purpose, _ in found)
        hub = [session for purpose, session in found if purpose == "hub"]
        mine = sum(session in own for session in hub)
        asked.append(Asked(mine, len(hub) - mine))


if __name__ == "__main__":
    count = sys.argv[1] if len(sys.argv) > 1 else "5000"
    rounds = sys.argv[2] if len(sys.argv) > 2 else "3"
    main(int(count), int(rounds))
