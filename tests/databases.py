"""The test databases: one migrated template, one clone of it per worker.

After a test with real commits its clone is made as new by emptying what was written
(20 ms); a clone made again takes two seconds on a busy disk.

Wagtail's migrations take over twenty seconds. They run into a first template that
changes with the installed versions and apps only; Questlog's own go on top of it into
a second one, named by a hash of the migration files. Both stay for the next run.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from typing import LiteralString

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from apps.core.http_cache.triggers import all_triggers
from apps.server.embedded.postgres import DATABASE
from apps.server.embedded.postgres import OWNER
from apps.server.embedded.postgres import SUPERUSER
from apps.server.embedded.postgres import Postgres
from tests.settings import REPOSITORY
from tests.settings import TEST_DIR


def ensure_template(postgres: Postgres) -> str:
    """The name of a template with every migration applied, made when missing."""
    versions = hashlib.sha256((REPOSITORY / "uv.lock").read_bytes())
    versions.update(" ".join(settings.INSTALLED_APPS).encode())
    base = f"template_wagtail_{versions.hexdigest()[:12]}"
    own = versions.copy()
    for file in sorted(REPOSITORY.glob("apps/**/migrations/*.py")):
        own.update(str(file.relative_to(REPOSITORY)).encode() + file.read_bytes())
    own.update(repr(sorted(all_triggers())).encode())
    template = f"template_questlog_{own.hexdigest()[:12]}"
    with _one_worker_at_a_time():
        if not exists(postgres, template):
            if not exists(postgres, base):
                _drop_templates(postgres, keep=[])
                with _making(postgres, base, source=None):
                    _migrate_installed()
            _drop_templates(postgres, keep=[base])
            with _making(postgres, template, source=base):
                call_command("migrate", verbosity=0, interactive=False)
    return template


def clone(postgres: Postgres, template: str, name: str) -> None:
    """Make the database `name` anew as a copy of `template` (0.1 to 0.2 s)."""
    connections.close_all()
    with postgres.connect(SUPERUSER, DATABASE) as session:
        # `restore` may have left a session of a superuser's that is still ending.
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        session.execute(drop.format(sql.Identifier(name)))
    _create(postgres, name, source=template)


# What a test can change of the schema: columns, triggers, functions.
SCHEMA = """
SELECT md5(string_agg(attrelid || attname, ',' ORDER BY attrelid, attnum)),
    (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_proc)
FROM pg_attribute WHERE attrelid >= 16384
"""
TABLES = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
# Those of some tables that something was ever written into.
WRITTEN = """
SELECT relname FROM pg_class
WHERE relname = ANY(%s) AND relkind = 'r' AND pg_relation_size(oid) > 0
"""
SEQUENCES = "SELECT sequencename, last_value, start_value FROM pg_sequences"
SET_SEQUENCES = """
SELECT setval(name::regclass, coalesce(value, start), value IS NOT NULL)
FROM unnest(%s::text[], %s::bigint[], %s::bigint[]) AS sequence (name, value, start)
"""
CUT_OFF = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# Bytes; deleting the rows of more than this takes longer than another clone.
MOST_TO_EMPTY = 20_000_000


class CleanDatabase:
    """A fresh clone, remembered, so that it can be made as it was."""

    def __init__(self, postgres: Postgres, template: str, name: str) -> None:
        self._postgres, self._template, self._name = postgres, template, name
        self._clone()

    def restore(self) -> None:
        """Cut everybody off and undo what was written; clone again if that is less."""
        connections.close_all()
        try:
            with self._postgres.connect(SUPERUSER, self._name) as session:
                session.execute("SET lock_timeout = '5s'")
                session.execute(CUT_OFF)
                is_clean = self._empty(session)
        except psycopg.OperationalError:
            is_clean = False
        if not is_clean:
            self._clone()

    def _clone(self) -> None:
        clone(self._postgres, self._template, self._name)
        with self._postgres.connect(SUPERUSER, self._name) as session:
            self._schema = _rows(session, SCHEMA)
            tables = [row[0] for row in _rows(session, TABLES)]
            filled = self._filled(session, tables)
            self._empty_tables = [table for table in tables if table not in filled]
            self._contents = {table: _content(session, table) for table in filled}
            self._sequences = _rows(session, SEQUENCES)

    def _empty(self, session: psycopg.Connection) -> bool:
        """Whether the database is as it was, now that `_empty_tables` are emptied."""
        if _rows(session, SCHEMA) != self._schema:
            return False
        written = self._filled(session, self._empty_tables)
        sizes = [
            _rows(session, "SELECT pg_relation_size(%s)", table) for table in written
        ]
        if sum(size for [(size,)] in sizes) > MOST_TO_EMPTY:
            return False
        # No trigger, and so no foreign key, has a say.
        session.execute("SET session_replication_role = replica")
        for table in written:
            session.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        session.execute("SELECT pg_stat_reset()")
        columns = [list(column) for column in zip(*self._sequences, strict=True)]
        session.execute(SET_SEQUENCES, columns)
        return all(
            _content(session, table) == content
            for table, content in self._contents.items()
        )

    def _filled(self, session: psycopg.Connection, tables: list[str]) -> list[str]:
        """Which of the tables hold a row."""
        written = [row[0] for row in session.execute(WRITTEN, [tables])]
        if not written:
            return []
        # An asking of all at once takes as long to plan as all the rest together.
        query = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(
                sql.Literal(table), sql.Identifier(table)
            )
            for table in written
        )
        return [row[0] for row in session.execute(query)]


def _content(session: psycopg.Connection, table: str) -> Any:
    query = sql.SQL(
        "SELECT md5(string_agg(row::text, ',' ORDER BY row::text)) FROM {} AS row"
    )
    return session.execute(query.format(sql.Identifier(table))).fetchone()


def _rows(session: psycopg.Connection, query: LiteralString, *values: Any) -> list[Any]:
    return session.execute(query, values or None).fetchall()


def exists(postgres: Postgres, name: str) -> bool:
    with postgres.connect(OWNER, DATABASE) as admin:
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        return admin.execute(query, [name]).fetchone() is not None


def _migrate_installed() -> None:
    """Apply the migrations of the installed packages, not our own, no signals."""
    executor = MigrationExecutor(connection)
    own = {app.label for app in apps.get_app_configs() if app.name.startswith("apps.")}
    nodes = executor.loader.graph.leaf_nodes()
    executor.migrate([node for node in nodes if node[0] not in own])


def _drop_templates(postgres: Postgres, *, keep: list[str]) -> None:
    with postgres.connect(OWNER, DATABASE) as admin:
        query = "SELECT datname FROM pg_database WHERE datname LIKE 'template\\__%\\_%'"
        names = [row[0] for row in admin.execute(query)]
    for name in set(names) - set(keep):
        _run(postgres, "DROP DATABASE {} WITH (FORCE)", name)


@contextmanager
def _making(postgres: Postgres, name: str, *, source: str | None) -> Iterator[None]:
    """Point Django at a draft that gets its `name` only when it is whole."""
    draft = f"{name}_draft"
    _run(postgres, "DROP DATABASE IF EXISTS {} WITH (FORCE)", draft)
    _create(postgres, draft, source=source)
    database = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = draft
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = database
    _run(postgres, "ALTER DATABASE {} RENAME TO {}", draft, name)


def _create(postgres: Postgres, name: str, *, source: str | None) -> None:
    if source is None:
        _run(postgres, "CREATE DATABASE {}", name)
    else:
        statement = "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"
        _run(postgres, statement, name, source)


def _run(postgres: Postgres, statement: str, *names: str) -> None:
    with postgres.connect(OWNER, DATABASE) as admin:
        identifiers = [sql.Identifier(name) for name in names]
        admin.execute(sql.SQL(statement).format(*identifiers))


@contextmanager
def _one_worker_at_a_time() -> Iterator[None]:
    with open(TEST_DIR / "templates.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
