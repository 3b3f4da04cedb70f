"""What is the matter when a database, a disk or Redis fails a request."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator

import psycopg
import redis
from django.conf import settings
from django.db import InterfaceError
from django.db import OperationalError

DISK_FULL = "The disk is full, so nothing was saved. Free some space and try again."
AWAY = "The database isn't responding. Try again in a moment."
REDIS_FULL = (
    "Nothing was saved because Redis is out of disk or memory. Free some space and "
    "try again."
)
REDIS_AWAY = "Redis isn't responding. Try again in a moment."
LOST = (OperationalError, InterfaceError, psycopg.OperationalError)
# Seconds. A disk does not empty itself.
RETRY_AFTER = {DISK_FULL: 60, REDIS_FULL: 60}
RETRY_SOON = 5
# Bytes. PostgreSQL stops where it cannot make another file of its log, of 16 MB.
NEEDED_SPACE = 17 * 1024 * 1024


def outage_of(error: BaseException | None) -> str | None:
    """What the owner can do about `error`; None if it is no outage, but our mistake."""
    return next(filter(None, map(_outage, _chain(error))), None)


def retry_after(outage: str) -> int:
    """Seconds after which another try may succeed."""
    return RETRY_AFTER.get(outage, RETRY_SOON)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """`error` and what it was raised for, the first cause first."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    yield from reversed(found)


def _outage(error: BaseException) -> str | None:
    if isinstance(error, psycopg.errors.DiskFull):
        return DISK_FULL
    if isinstance(error, LOST):
        # Without room for its log PostgreSQL ends, and only its end is seen.
        return DISK_FULL if _disk_is_full() else AWAY
    if isinstance(error, redis.ConnectionError | redis.TimeoutError):
        return REDIS_AWAY
    if isinstance(error, redis.ResponseError):
        full = str(error).startswith(("MISCONF", "OOM", "misconf"))
        return REDIS_FULL if full else None
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DISK_FULL
    return None


def _disk_is_full() -> bool:
    folders = (settings.DATA_DIR, settings.DATA_DIR / "servers")
    try:
        return any(
            shutil.disk_usage(folder).free < NEEDED_SPACE
            for folder in folders
            if folder.exists()
        )
    except OSError:
        return False
