"""Questlogs that are killed at a bad moment, and how they are then.

The tests kill a few; `benchmarks.kills` kills twenty on 10,000 games.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from apps.server import embedded
from tests.server.test_running import environment
from tests.settings import REPOSITORY

PATIENCE = 180
# The first migration of each app, and so the oldest database there can be.
OLDEST = {
    "imports": "0001_initial",
    "lists": "0001_initial",
    "journal": "0001_initial",
    "library": "0001_initial",
    "realtime": "0001_initial",
}
# What the owner has, whichever columns there are.
ROWS = {
    "library_game": "name, slug",
    "library_edition": "name, slug",
    "journal_playthrough": "status, rating, completed_at",
    "lists_list": "name, slug",
    "lists_listentry": "position",
    "library_platform": "name, slug",
}


def command(*arguments: str, data_dir: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=REPOSITORY,
        env=environment(data_dir),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(*arguments: str, data_dir: Path) -> str:
    """What the command said, which must end well."""
    process = command(*arguments, data_dir=data_dir)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    return said


def make_old(data_dir: Path) -> None:
    """Take the database back to what the first Questlog had."""
    code = (
        "from django.db import connection;"
        "from django.db.migrations.executor import MigrationExecutor;"
        f"MigrationExecutor(connection).migrate({list(OLDEST.items())})"
    )
    run("shell", "--verbosity=0", "--command", code, data_dir=data_dir)


def rows(data_dir: Path) -> dict[str, Any]:
    """Of each table of the owner's: how many rows, and a hash of all of them."""
    found: dict[str, Any] = {}
    with psycopg.connect(embedded.database_url(data_dir)) as database:
        for table, columns in ROWS.items():
            query = sql.SQL(
                "SELECT count(*), md5(coalesce(string_agg(md5(row({})::text), ''"
                " ORDER BY id), '')) FROM {}"
            ).format(sql.SQL(columns), sql.Identifier(table))
            found[table] = database.execute(query).fetchone()
    return found


def kill_migration(data_dir: Path, *, after: float) -> bool:
    """Kill -9 a `migrate` so many seconds after it reached the database.

    False if it had ended by then.
    """
    process = command("migrate", "--verbosity=0", data_dir=data_dir)
    with process:
        while not _is_connected(data_dir) and process.poll() is None:
            threading.Event().wait(0.02)
        threading.Event().wait(after)
        ended = process.poll() is not None
        process.kill()
    return not ended


def _is_connected(data_dir: Path) -> bool:
    query = (
        "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend'"
        " AND datname = current_database() AND pid <> pg_backend_pid()"
    )
    with psycopg.connect(embedded.database_url(data_dir)) as database:
        return database.execute(query).fetchone() is not None


def is_adding_games(data_dir: Path) -> bool:
    """Whether somebody has added games and not yet committed."""
    query = (
        "SELECT 1 FROM pg_locks WHERE relation = 'library_game'::regclass"
        " AND mode = 'RowExclusiveLock'"
    )
    with psycopg.connect(embedded.database_url(data_dir)) as database:
        return database.execute(query).fetchone() is not None


def processes_of(data_dir: Path) -> set[int]:
    """Every process of the Questlog of that folder, its servers' children too."""
    parents = dict(_parents())
    mark = f"QUESTLOG_DATA_DIR={data_dir}\0".encode()
    found = {pid for pid in parents if mark in _read(pid, "environ")}
    home = str((data_dir / "servers").resolve()).encode()
    sockets = str(embedded.socket_dir(data_dir)).encode()
    found |= {
        pid
        for pid in parents
        if home in _read(pid, "cmdline") or sockets in _read(pid, "cmdline")
    }
    found |= {pid for pid, parent in parents.items() if parent in found}
    return found - {os.getpid()}


def kill_everything(data_dir: Path) -> int:
    """Send every process SIGKILL at once; returns how many there were."""
    found = processes_of(data_dir)
    for pid in found:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return len(found)


def _parents() -> Iterator[tuple[int, int]]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError, IndexError):
                stat = (folder / "stat").read_text().rpartition(")")[2]
                yield int(folder.name), int(stat.split()[1])


def _read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""
