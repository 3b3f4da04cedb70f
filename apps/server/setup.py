"""What a database needs before Questlog can serve it: tables and an owner."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

# Any number of Questlog's own; the same in every process.
SETUP_LOCK = 7176


@contextmanager
def one_process_at_a_time() -> Iterator[None]:
    """Keep web processes that start together on one database apart."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [SETUP_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SETUP_LOCK])


def needs_migration() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_newer_database() -> None:
    """Keep this code away from tables that it does not know.

    Raises:
        CommandError: a newer Questlog has changed the database.
    """
    loader = MigrationLoader(connection)
    assert loader.applied_migrations is not None and loader.disk_migrations is not None
    unknown = sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations.keys() - loader.disk_migrations
        if app in loader.migrated_apps
    )
    if unknown:
        raise CommandError(
            f"A newer Questlog has changed this database ({unknown[-1]}). Update this "
            "one, or restore the backup from before the update."
        )


def migrate() -> None:
    # A crash here is mended by starting again; waiting for the disk after each of
    # three hundred migrations is not worth its time.
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = on")


def create_owner(*, username: str, password: str) -> str | None:
    """Create the superuser `username` where there is no superuser yet.

    Returns:
        The password it got, made here when `password` is empty; None when there
        was a superuser.

    Raises:
        CommandError: the name belongs to an account that is no superuser.
    """
    users = get_user_model()._default_manager
    if users.filter(is_superuser=True).exists():
        return None
    if users.filter(username=username).exists():
        raise CommandError(
            f"The account {username!r} exists but isn't a superuser, and there is no "
            "other superuser. Set another name in QUESTLOG_OWNER."
        )
    password = password or secrets.token_urlsafe(12)
    get_user_model().objects.create_superuser(username, email="", password=password)
    return password
