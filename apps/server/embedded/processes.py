from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from apps.server.embedded.places import Account

LOG_LIMIT = 4 * 1024 * 1024


def wait_until(true: Callable[[], bool], *, seconds: float) -> bool:
    """Whether `true()` came true within `seconds`."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_running(pid: int, mark: str) -> bool:
    """Whether `pid` lives and has `mark` in its command line.

    A number alone proves nothing: after a crash it may be a zombie's or belong to
    another program.
    """
    return pid > 0 and mark in _command_line(pid)


def _command_line(pid: int) -> str:
    if os.path.isdir("/proc/self"):
        try:
            # A zombie has an empty one.
            words = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return ""
        return words.replace(b"\0", b" ").decode(errors="replace")
    command = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(command, capture_output=True, text=True).stdout


def end(pid: int, mark: str, signals: list[tuple[signal.Signals, float]]) -> bool:
    """Send each signal in turn, until `pid` is gone; False if it never goes.

    Each signal comes with the seconds to wait after it.
    """
    for number, seconds in signals:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return True
        if wait_until(lambda: not is_running(pid, mark), seconds=seconds):
            return True
    return False


class Launched:
    """A server started by this process, with what it wrote since."""

    def __init__(self, command: list[str], account: Account, log: Path) -> None:
        self.log = log
        self._shorten_log()
        with open(log, "ab") as output:
            os.fchmod(output.fileno(), 0o600)
            self._log_start = output.tell()
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                # Ctrl-C in the terminal is for Questlog, which stops it in order.
                start_new_session=True,
                **account.popen(),
            )

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def reap(self) -> None:
        """Take leave of the ended process, which else stays as a zombie."""
        self._process.wait(timeout=10)

    def words(self) -> str:
        with open(self.log, "rb") as log:
            log.seek(self._log_start)
            return log.read().decode(errors="replace")

    def _shorten_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old.log"))
