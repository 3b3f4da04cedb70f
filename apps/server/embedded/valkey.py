"""One embedded Valkey: started, adopted, stopped.

It holds nothing that PostgreSQL does not hold too (cache, what is in flight to
listeners), yet keeps it over a restart.
The caller holds the starting lock (see `servers`).
https://valkey.io/topics/acl/
"""

from __future__ import annotations

import os

import redis

from apps.server.embedded import VALKEY_SOCKET
from apps.server.embedded import processes
from apps.server.embedded import redis_url
from apps.server.embedded.errors import EmbeddedServerError
from apps.server.embedded.errors import explained
from apps.server.embedded.places import Place
from apps.server.embedded.places import valkey_program
from apps.server.secret_key import load_or_create_secret

PATIENCE = 60.0
# Whoever comes over TCP is any program of this machine. Django's cache is pickled,
# so who could write there could run code in Questlog: they may listen to events and
# read their stream (who listens only misses what is said while away), no more.
LISTENER = (
    "on nopass resetkeys %R~events:* resetchannels allchannels -@all +xread +xrange "
    "+xrevrange +xlen +xinfo|stream +subscribe +psubscribe +unsubscribe +punsubscribe "
    "+pubsub +ping +hello +auth +echo +info +select +client|setinfo +client|setname "
    "+client|getname +client|id +reset +quit"
)


class Valkey:
    def __init__(self, place: Place, *, port: int, durable: bool = True) -> None:
        self.place = place
        self.folder = place.home / "valkey"
        self.log = place.data_dir / "valkey.log"
        self._port = port
        self._durable = durable
        self._launched: processes.Launched | None = None

    def start(self) -> None:
        """Make it run and answer; does nothing where it already does.

        Raises:
            EmbeddedServerError: it cannot; the text says what to do.
        """
        if self.answers():
            return
        self.place.account.make_folder(self.folder)
        launched = self._launch()
        if self.answers():
            self._launched = launched
            return
        if "Failed listening on port" in launched.words():
            raise EmbeddedServerError(
                f"Port {self._port}, where other programs on this machine listen to "
                "Questlog's events on Redis, is already in use. Set "
                "QUESTLOG_REDIS_PORT to a free port, or to 0 to open none."
            )
        raise explained("Valkey didn't start.", launched.words())

    def answers(self) -> bool:
        try:
            with self.connect() as client:
                return bool(client.ping())
        except redis.AuthenticationError as error:
            raise EmbeddedServerError(
                "A Valkey with another password is running in "
                f"{self.place.sockets}. Stop it."
            ) from error
        except (redis.ConnectionError, redis.TimeoutError):
            # "Loading" is a ConnectionError too.
            return False
        except redis.ResponseError:
            # It runs, and says that it cannot write (MISCONF).
            return True

    def is_running(self) -> bool:
        return self.answers()

    def connect(self) -> redis.Redis:
        url = redis_url(self.place.data_dir)
        return redis.Redis.from_url(url, socket_timeout=10)

    def stop(self) -> None:
        """Stop it in order: what it keeps is on disk.

        Raises:
            EmbeddedServerError: it does not end.
        """
        if not self.answers():
            return
        with self.connect() as client:
            pid = int(client.info("server")["process_id"])
            try:
                client.shutdown(save=self._durable, nosave=not self._durable)
            except redis.ResponseError:
                # It cannot save, on a full disk: PostgreSQL has what matters.
                client.shutdown(nosave=True, force=True)
        mark = self._socket()
        gone = processes.wait_until(
            lambda: not processes.is_running(pid, mark), seconds=30
        )
        if not gone:
            raise EmbeddedServerError(f"Valkey (process {pid}) didn't stop.")
        if self._launched is not None:
            self._launched.reap()

    @property
    def port(self) -> int:
        """The loopback port that the running server listens on, or 0.

        Another one than was asked for where another process started it.
        """
        with self.connect() as client:
            return int(client.config_get("port")["port"])

    def _launch(self) -> processes.Launched:
        config = self.folder / "valkey.conf"
        config.unlink(missing_ok=True)
        draft = os.open(config, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(draft, "w") as file:
            file.write(self._config())
            if self.place.account.is_another:
                os.fchown(draft, self.place.account.uid, self.place.account.gid)
        program = valkey_program(self.place.account)
        command = [str(program), str(config), "--unixsocket", self._socket()]
        launched = processes.Launched(command, self.place.account, self.log)
        processes.wait_until(
            lambda: launched.has_ended() or self.answers(), seconds=PATIENCE
        )
        return launched

    def _socket(self) -> str:
        return str(self.place.sockets / VALKEY_SOCKET)

    def _config(self) -> str:
        password = load_or_create_secret(self.place.data_dir, "redis_password")
        lines = [
            f'dir "{self.folder}"',
            "unixsocketperm 700",
            f"port {self._port}",
            "bind 127.0.0.1 -::1",
            "protected-mode no",
            f"user default {LISTENER}",
            f"user questlog on >{password} ~* &* +@all",
            f"appendonly {'yes' if self._durable else 'no'}",
            'save ""',
            "maxmemory-policy noeviction",
            "loglevel notice",
            # Its command line tells it from other servers: it stays as it is.
            "set-proc-title no",
        ]
        return "\n".join(lines) + "\n"
