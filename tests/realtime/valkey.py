from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import redis

from apps.server.embedded.places import Account
from apps.server.embedded.places import valkey_program


class OwnValkey:
    """A Valkey of one test's own, to be killed, frozen and filled."""

    def __init__(self) -> None:
        # A path of a test's own folder is too long for a socket.
        self.folder = Path(tempfile.mkdtemp(prefix="questlog-valkey-"))
        self.url = f"unix://{self.folder / 'socket'}"
        self.client: Any = redis.Redis.from_url(self.url, socket_timeout=20)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str) -> None:
        """Start it empty, or with what it kept if `options` made it keep anything."""
        account = Account(uid=os.geteuid(), gid=os.getegid())
        socket = self.folder / "socket"
        socket.unlink(missing_ok=True)
        command = [str(valkey_program(account)), "--port", "0", "--save", ""]
        command += ["--dir", str(self.folder), "--unixsocket", str(socket), *options]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        while not self._answers():
            assert self._process.poll() is None

    def _answers(self) -> bool:
        try:
            return bool(self.client.ping())
        except redis.ConnectionError:
            return False

    def is_running(self) -> bool:
        return self._process is not None

    def kill(self) -> None:
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)

    def remove(self) -> None:
        self.kill()
        self.client.close()
        shutil.rmtree(self.folder)
