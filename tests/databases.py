"""The test databases: one migrated template, one clone of it per worker.

Wagtail's migrations take over twenty seconds. They run into a first template that
changes with the installed versions and apps only; Questlog's own go on top of it into
a second one, named by a hash of the migration files. Both stay for the next run.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from apps.core.embedded.postgres import DATABASE
from apps.core.embedded.postgres import OWNER
from apps.core.embedded.postgres import Postgres
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
    _run(postgres, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _create(postgres, name, source=template)


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
