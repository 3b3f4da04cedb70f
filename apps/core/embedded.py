"""The embedded PostgreSQL and Valkey: where they live and how they start."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote


def database_url(data_dir: Path) -> str:
    return f"postgresql://questlog@{quote(str(data_dir / 'run'), safe='')}/questlog"


def redis_url(data_dir: Path) -> str:
    return f"unix://{data_dir / 'run' / 'valkey.sock'}"
