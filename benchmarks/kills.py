"""Twenty kills of a migration, twenty of everything during an import.

    uv run python -m benchmarks.kills migrations|imports [times]

Each on a Questlog of its own under var/kills with 10,000 games. A migration from the
oldest schema is killed at moments spread over its length, and started again: it must
end, and each row be as it was. During an import of 2,000 lines every process (server,
worker, PostgreSQL, Valkey, the import) gets a SIGKILL at once: the next start must
serve, and `audit_events` find nothing. Lines go to results/kills.txt.
"""

from __future__ import annotations

import random
import shutil
import sys
import threading
import time
from pathlib import Path

import psycopg
from psycopg import sql

from apps.server.embedded import socket_dir
from apps.server.embedded.servers import EmbeddedServers
from tests.server import kills
from tests.server.test_running import running

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "kills.txt"
GAMES = 10_000
SEED = "from benchmarks.seed import seed; seed({})"


def main(what: str, times: int) -> None:
    data = ROOT / "var" / "kills" / what
    shutil.rmtree((data / "servers").resolve(), ignore_errors=True)
    shutil.rmtree(data, ignore_errors=True)
    with EmbeddedServers(data):
        kills.run("migrate", "--verbosity=0", data_dir=data)
        seed = SEED.format(GAMES)
        kills.run("shell", "--verbosity=0", "--command", seed, data_dir=data)
    found = (
        kill_migrations(data, times)
        if what == "migrations"
        else kill_imports(data, times)
    )
    with RESULTS.open("a") as file:
        print(time.strftime("%F %T"), found)
        print(time.strftime("%F %T"), found, file=file)


def kill_migrations(data: Path, times: int) -> str:
    with EmbeddedServers(data):
        kills.make_old(data)
        before = kills.rows(data)
        _copy(data, source="questlog", target="old")
        started = time.monotonic()
        kills.run("migrate", "--verbosity=0", data_dir=data)
        length = time.monotonic() - started
        killed = ended = equal = 0
        for number in range(times):
            _copy(data, source="old", target="questlog")
            after = length * 0.7 * number / times
            killed += kills.kill_migration(data, after=after)
            kills.run("migrate", "--verbosity=0", data_dir=data)
            ended += 1
            equal += kills.rows(data) == before
            print(number, killed, ended, equal, flush=True)
    return (
        f"migrate of {before['library_game'][0]:,} games ({length:.1f} s) killed "
        f"{killed} of {times} times: the next one ended {ended} times, rows equal "
        f"{equal} times"
    )


def kill_imports(data: Path, times: int) -> str:
    rng = random.Random(7)
    processes = started = clean = 0
    for number in range(times):
        listed = data / "list.md"
        lines = [f"- Round {number} game {n} (PS5) 8/10" for n in range(2_000)]
        listed.write_text("\n".join(lines))
        with running(data, QUESTLOG_WORKER="true"):
            importing = kills.command(
                "import_list", str(listed), "--apply", data_dir=data
            )
            threading.Event().wait(rng.uniform(2, 12))
            processes += kills.kill_everything(data)
            importing.communicate()
        with running(data) as server:
            started += server.get("/api/games") == 200
            clean += "match" in kills.run("audit_events", data_dir=data)
        print(number, processes, started, clean, flush=True)
    return (
        f"everything ({processes} processes) killed {times} times during an import: "
        f"started {started} times, audit clean {clean} times"
    )


def _copy(data: Path, *, source: str, target: str) -> None:
    with psycopg.connect(
        host=str(socket_dir(data)), user="postgres", dbname="postgres", autocommit=True
    ) as database:
        names = sql.Identifier(target), sql.Identifier(source)
        database.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(names[0])
        )
        database.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER questlog").format(*names)
        )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20)
