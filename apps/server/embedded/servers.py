"""The embedded servers as all of Questlog's processes share them.

Every process that uses them holds a shared lock on one file; the system lets go of
it when the process ends, however it ends. Who comes and finds a server down starts
it, the last one to leave stops them. A second lock keeps comers and leavers apart.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from apps.server.embedded.errors import EmbeddedServerError
from apps.server.embedded.places import find_place
from apps.server.embedded.postgres import Postgres
from apps.server.embedded.valkey import Valkey

# A first start makes a cluster, a start after a crash replays a log.
TURN_PATIENCE = 240.0


class EmbeddedServers:
    """The servers of one data folder, in use while this context is open."""

    def __init__(
        self,
        data_dir: Path,
        *,
        postgres: bool = True,
        valkey: bool = True,
        redis_port: int = 0,
        durable: bool = True,
    ) -> None:
        """
        Args:
            data_dir: absolute path of the data folder.
            postgres, valkey: which of the two are wanted.
            redis_port: the loopback port for Valkey's listeners, 0 for none.
            durable: False for tests: fast, and a power cut loses everything.
        """
        self._data_dir = data_dir
        self._wants = (postgres, valkey)
        self._redis_port = redis_port
        self._durable = durable
        self._users: int | None = None
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None

    def __enter__(self) -> Self:
        """Start what is down.

        Raises:
            EmbeddedServerError: a server cannot start; the text says what to do.
        """
        try:
            self._data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._turn():
                place = find_place(self._data_dir)
                self._users = os.open(
                    self._data_dir / "servers.users", os.O_RDWR | os.O_CREAT, 0o600
                )
                fcntl.flock(self._users, fcntl.LOCK_SH)
                wants_postgres, wants_valkey = self._wants
                if wants_postgres:
                    self.postgres = Postgres(place, durable=self._durable)
                    self.postgres.start()
                if wants_valkey:
                    self.valkey = Valkey(
                        place, port=self._redis_port, durable=self._durable
                    )
                    self.valkey.start()
        except OSError as error:
            self._leave()
            raise EmbeddedServerError(
                f"The data folder {self._data_dir} can't be used: {error}. Free some "
                "space, make this user its owner, or set another folder in "
                "QUESTLOG_DATA_DIR."
            ) from error
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def ensure(self) -> None:
        """Start again what has died since.

        Raises:
            EmbeddedServerError: a server cannot start; the other one was seen to.
        """
        found = (self.postgres, self.valkey)
        servers = [server for server in found if server is not None]
        if all(server.is_running() for server in servers):
            return
        errors: list[Exception] = []
        with self._turn():
            for server in servers:
                try:
                    server.start()
                except Exception as error:
                    errors.append(error)
        if errors:
            raise EmbeddedServerError("\n".join(map(str, errors))) from errors[0]

    def _leave(self) -> None:
        if self._users is None:
            return
        users, self._users = self._users, None
        with self._turn():
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            finally:
                os.close(users)
            # Nobody else is here, and nobody can come before our turn ends.
            with ExitStack() as stops:
                # The last one is called first, and an error keeps none from its turn.
                for server in (self.postgres, self.valkey):
                    if server is not None:
                        stops.callback(server.stop)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        path = self._data_dir / "servers.turn"
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            deadline = time.monotonic() + TURN_PATIENCE
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise EmbeddedServerError(
                            "Another Questlog has been starting or stopping the "
                            f"servers in {self._data_dir} for minutes. Stop it."
                        ) from None
                    time.sleep(0.02)
            yield
        finally:
            os.close(handle)
