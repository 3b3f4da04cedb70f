"""One embedded PostgreSQL: made, started, adopted, stopped.

The caller holds the starting lock (see `servers`).
https://www.postgresql.org/docs/18/server-shutdown.html
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
from psycopg import sql

from apps.server.embedded import POSTGRES_SOCKET
from apps.server.embedded import processes
from apps.server.embedded.errors import EmbeddedServerError
from apps.server.embedded.errors import explained
from apps.server.embedded.places import Place
from apps.server.embedded.places import postgres_programs

SUPERUSER = "postgres"
OWNER = "questlog"
DATABASE = "questlog"
# Replaying the log after a crash takes as long as it takes.
PATIENCE = 180.0
# A fast shutdown that comes while PostgreSQL mends a killed session never ends
# (seen in 18.6). An immediate one loses nothing: the next start replays the log.
FAST = (signal.SIGINT, 10.0)
IMMEDIATE = (signal.SIGQUIT, 10.0)


class Postgres:
    def __init__(self, place: Place, *, durable: bool = True) -> None:
        self.place = place
        self.folder = place.home / "postgres"
        self.log = place.data_dir / "postgres.log"
        self._durable = durable
        self._launched: processes.Launched | None = None

    def start(self) -> None:
        """Make it run and answer; does nothing where it already does.

        Raises:
            EmbeddedServerError: it cannot; the text says what to do.
        """
        if not self.answers():
            if not (self.folder / "PG_VERSION").exists():
                self._make_cluster()
            if self.is_running():
                self._await()
            else:
                self._clear_traces()
                self._launch()
        self._ensure_database()

    def answers(self) -> bool:
        if not (self.folder / "postmaster.pid").exists():
            # What answers then is a server whose folder was deleted under it.
            return False
        try:
            self.connect(SUPERUSER, "postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def is_running(self) -> bool:
        """Whether its process lives, answering or not; cheaper than to ask."""
        return processes.is_running(self._pid(), str(self.folder))

    def connect(self, user: str, database: str) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.place.sockets),
            user=user,
            dbname=database,
            autocommit=True,
            connect_timeout=10,
        )

    def stop(self) -> None:
        """Stop it in order: sessions are cut off, data are on disk.

        Raises:
            EmbeddedServerError: it does not end.
        """
        if not self.is_running():
            return
        pid = self._pid()
        if not processes.end(pid, str(self.folder), [FAST, IMMEDIATE]):
            raise EmbeddedServerError(f"PostgreSQL (process {pid}) didn't stop.")
        if self._launched is not None:
            self._launched.reap()

    # Making it ---------------------------------------------------------------

    def _make_cluster(self) -> None:
        if self.folder.exists() and any(self.folder.iterdir()):
            raise EmbeddedServerError(
                f"{self.folder} is no longer a PostgreSQL data folder (PG_VERSION is "
                "missing). Restore a backup, or move it aside to start empty."
            )
        draft = self.folder.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        command = [
            str(postgres_programs(self.place.account) / "initdb"),
            f"--pgdata={draft}",
            f"--username={SUPERUSER}",
            "--encoding=UTF8",
            # Not the C locale: it makes upper() and ILIKE blind to accents.
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            # The sockets lie in a folder that only this user enters.
            "--auth=trust",
            "--no-instructions",
            *([] if self._durable else ["--no-sync"]),
        ]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            env={"PATH": os.defpath, "LC_ALL": "C"},
            **self.place.account.popen(),
        )
        if done.returncode:
            words = done.stdout + done.stderr
            raise explained("PostgreSQL's data folder couldn't be created.", words)
        if self.folder.exists():
            self.folder.rmdir()
        draft.rename(self.folder)

    def _ensure_database(self) -> None:
        with self.connect(SUPERUSER, "postgres") as connection:
            roles = connection.execute(
                "SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]
            )
            if roles.fetchone() is None:
                role = sql.Identifier(OWNER)
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(role)
                )
            databases = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
            )
            if databases.fetchone() is None:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(
                        sql.Identifier(DATABASE), sql.Identifier(OWNER)
                    )
                )

    # Running it --------------------------------------------------------------

    def _await(self) -> None:
        # Its starter was killed while it was still replaying its log.
        if not processes.wait_until(self.answers, seconds=PATIENCE):
            words = self.log.read_text(errors="replace") if self.log.exists() else ""
            raise explained(self._no_answer(), words)

    def _launch(self) -> None:
        deadline = time.monotonic() + 20
        while (launched := self._attempt()).has_ended():
            # After a kill -9 of the postmaster its sessions need a moment to go.
            words = launched.words()
            if "is still in use" not in words or time.monotonic() > deadline:
                raise explained("PostgreSQL didn't start.", words)
            time.sleep(0.2)
        if not self.answers():
            raise explained(self._no_answer(), launched.words())
        self._launched = launched

    def _attempt(self) -> processes.Launched:
        launched = processes.Launched(self._command(), self.place.account, self.log)
        processes.wait_until(
            lambda: launched.has_ended() or self.answers(), seconds=PATIENCE
        )
        return launched

    def _command(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.place.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "200",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "cluster_name": "questlog",
        }
        if not self._durable:
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                settings[name] = "off"
            settings["wal_level"] = "minimal"
            settings["max_wal_senders"] = "0"
            settings["autovacuum"] = "off"
        program = postgres_programs(self.place.account) / "postgres"
        command = [str(program), "-D", str(self.folder)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        return command

    # Traces of a crash -------------------------------------------------------

    def _pid(self) -> int:
        return _first_number(self.folder / "postmaster.pid")

    def _clear_traces(self) -> None:
        """Make lock files of the dead harmless; end a server of a deleted folder.

        PostgreSQL believes a lock file whose number lives again as another
        program or as a zombie. It ignores its parent's number: writing ours keeps
        the rest of the file, which guards against sessions that still run.
        """
        socket_lock = self.place.sockets / f"{POSTGRES_SOCKET}.lock"
        pid, sockets = _first_number(socket_lock), str(self.place.sockets)
        if processes.is_running(pid, sockets):
            processes.end(pid, sockets, [FAST, IMMEDIATE])
        socket_lock.unlink(missing_ok=True)
        lock = self.folder / "postmaster.pid"
        if lock.exists():
            lines = lock.read_text().splitlines(keepends=True)
            # The folder is another user's when we are root: follow no link there.
            handle = os.open(lock, os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW)
            with os.fdopen(handle, "w") as file:
                file.writelines([f"{os.getpid()}\n", *lines[1:]])

    def _no_answer(self) -> str:
        return (
            f"PostgreSQL (process {self._pid()}) is running but not responding. Stop "
            "that process and start again."
        )


def _first_number(file: Path) -> int:
    try:
        return abs(int(file.read_text().split("\n", 1)[0]))
    except (OSError, ValueError):
        return 0
