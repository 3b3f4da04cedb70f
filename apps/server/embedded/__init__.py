"""PostgreSQL and Valkey from wheels, for a machine that has neither.

This module only names addresses, so that settings may import it; `servers` starts
and stops the programs. Both listen on unix sockets in a folder that no other user
enters; Valkey listens on a loopback port too, for overlays.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from urllib.parse import quote

from apps.server.secret_key import load_or_create_secret

# 104 bytes on macOS, 108 on Linux, with the closing zero.
SOCKET_PATH_LIMIT = 103
POSTGRES_SOCKET = ".s.PGSQL.5432"
VALKEY_SOCKET = "valkey.sock"
LAST_PORT = 65535
REDIS_PORT_DISTANCE = 10_000


def default_redis_port(web_port: int) -> int:
    """The port of Valkey's listeners for a Questlog that serves on `web_port`."""
    above = web_port + REDIS_PORT_DISTANCE
    return above if above <= LAST_PORT else web_port - REDIS_PORT_DISTANCE


def socket_dir(data_dir: Path) -> Path:
    """The folder of the sockets: `data_dir/run`, or a short one of this user's.

    As root the servers run as another user, who need not reach `data_dir`: the
    folder then lies in `/run`, where only root makes folders.
    """
    uid = os.geteuid()
    run = data_dir / "run"
    if uid != 0 and len(os.fsencode(run / POSTGRES_SOCKET)) <= SOCKET_PATH_LIMIT:
        return run
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    parent = "/run" if uid == 0 and os.path.isdir("/run") else "/tmp"
    return Path(parent) / f"questlog-{uid}-{name}"


def database_url(data_dir: Path) -> str:
    """The address of the embedded database of `data_dir`, running or not."""
    return f"postgresql://questlog@{quote(str(socket_dir(data_dir)), safe='')}/questlog"


def redis_url(data_dir: Path) -> str:
    """The address of the embedded Valkey of `data_dir`, for Questlog itself.

    Who comes without the password (every program on the loopback port) may only
    listen to events.
    """
    password = load_or_create_secret(data_dir, "redis_password")
    socket = quote(str(socket_dir(data_dir) / VALKEY_SOCKET))
    return f"unix://questlog:{password}@{socket}"
