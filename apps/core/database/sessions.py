"""Sessions of one's own on Django's database, outside of its connections.

A session that listens, holds a lock and lives as long as its process does not belong
in a pool of request connections.
"""

from __future__ import annotations

import os
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS
from django.db import connections

type Connection = psycopg.Connection[tuple[Any, ...]]


def connection_parameters(purpose: str) -> dict[str, Any]:
    """How to reach Django's database from a long-lived session, in autocommit."""
    parameters = connections[DEFAULT_DB_ALIAS].get_connection_params()
    for name in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(name, None)
    return {
        **parameters,
        "autocommit": True,
        "application_name": f"questlog {purpose} {os.getpid()}",
        "connect_timeout": 5,
        # A peer that vanished without a word is noticed within seconds.
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
    }


def connect(purpose: str) -> Connection:
    return psycopg.connect(**connection_parameters(purpose))
