from __future__ import annotations

import os
import signal

from django.db import connection

from apps.server.embedded import processes
from apps.server.embedded.postgres import Postgres


def crash(postgres: Postgres) -> None:
    """Stop it as `pg_ctl stop -m immediate` does, and start it again."""
    pid_file = postgres.folder / "postmaster.pid"
    pid = int(pid_file.read_text().split("\n", 1)[0])
    os.kill(pid, signal.SIGQUIT)
    assert processes.wait_until(lambda: not postgres.is_running(), seconds=20)
    postgres.start()
    connection.close()
