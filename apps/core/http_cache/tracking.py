"""Which tables a read reads, and which a write has changed."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from functools import partial
from typing import Any
from weakref import WeakSet

import psycopg
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.errors import Diagnostic

from apps.core.http_cache.other_machines import tell_other_machines
from apps.core.http_cache.triggers import CHANGED
from apps.core.http_cache.versions import foreign_tables
from apps.core.http_cache.versions import own_tables
from apps.core.http_cache.versions import table_versions

WORD = re.compile(r"[a-z_][a-z0-9_]*")
READS = ("SELECT", "WITH")


class Reading:
    """What an answer in the making has been made of."""

    def __init__(self) -> None:
        self.tables: set[str] = set()
        # Else it has to do with more than Questlog's own tables.
        self.is_only_reads = True

    def note(self, sql: str) -> None:
        own, is_only_reads = tables_in(sql)
        self.tables |= own
        self.is_only_reads &= is_only_reads


_reading: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def noted() -> Iterator[Reading]:
    """Note what this task, and the threads that work for it, read."""
    reading = Reading()
    token = _reading.set(reading)
    try:
        yield reading
    finally:
        _reading.reset(token)


def depends_on_more() -> None:
    """Say that the answer in the making is also made of what is in no table."""
    reading = _reading.get()
    if reading is not None:
        reading.is_only_reads = False


@lru_cache(maxsize=256)
def tables_in(sql: str) -> tuple[frozenset[str], bool]:
    """Questlog's tables that a statement names, and whether it only reads those."""
    words = set(WORD.findall(sql))
    is_read = sql.lstrip(" (\n").startswith(READS)
    return own_tables() & words, is_read and not foreign_tables() & words


# Writes -----------------------------------------------------------------------


class _Changed(threading.local):
    """Tables changed by the statement that this thread is at."""

    def __init__(self) -> None:
        self.tables: list[str] = []


_changed = _Changed()


_heard: WeakSet[psycopg.Connection[Any]] = WeakSet()


def _hear(diagnostic: Diagnostic) -> None:
    if diagnostic.sqlstate == CHANGED and diagnostic.message_primary:
        _changed.tables.append(diagnostic.message_primary)


def _tracked(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
) -> Any:
    reading = _reading.get()
    if reading is not None:
        reading.note(sql if isinstance(sql, str) else str(sql))
    result = execute(sql, params, many, context)
    if _changed.tables:
        tables, _changed.tables = dict.fromkeys(_changed.tables), []
        depends_on_more()
        for table in tables:
            # At once where no transaction is open.
            raise_after_commit(table)
    return result


def raise_after_commit(table: str) -> None:
    """Have all processes know that rows of `table` changed, once it is so."""
    transaction.on_commit(partial(_raise, table), robust=True)


def _raise(table: str) -> None:
    table_versions().raise_(table)
    tell_other_machines([table])


def track(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Track a new connection of Django's (`connection_created`)."""
    if _tracked not in connection.execute_wrappers:
        connection.execute_wrappers.append(_tracked)
    session: psycopg.Connection[Any] = connection.connection
    # A pool hands the same session out again and again.
    if session not in _heard:
        _heard.add(session)
        session.add_notice_handler(_hear)
