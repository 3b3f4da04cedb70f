"""Killed in the middle of a migration or an import, Questlog starts again whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg

from apps.server import embedded
from apps.server.embedded.servers import EmbeddedServers
from tests.server import kills
from tests.server.test_running import environment
from tests.server.test_running import eventually
from tests.server.test_running import free_port
from tests.server.test_running import running
from tests.settings import REPOSITORY

LINES = "\n".join(f"- Game number {number} (PS5) 8/10" for number in range(1500))


def test_a_killed_migration_is_finished_by_the_next_start(
    migrated_data_dir: Path,
) -> None:
    folder = migrated_data_dir
    with EmbeddedServers(folder, durable=False):
        listed = folder / "list.md"
        listed.write_text(LINES[:2000])
        kills.run("import_list", str(listed), "--apply", data_dir=folder)
        kills.make_old(folder)
        before = kills.rows(folder)
        killed = [kills.kill_migration(folder, after=n) for n in (0.05, 0.4)]
        with running(folder) as server:
            status = server.get("/api/games")
        after_all = kills.rows(folder)

    assert any(killed)
    assert status == 200
    assert before["library_game"][0] > 10
    assert after_all == before


def test_old_code_on_a_newer_database_says_so_in_a_sentence(
    migrated_data_dir: Path,
) -> None:
    insert = (
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('library', '9999_from_the_future', now())"
    )
    with EmbeddedServers(migrated_data_dir, durable=False):
        with psycopg.connect(embedded.database_url(migrated_data_dir)) as database:
            database.execute(insert)
        for name in ("serve", "worker"):
            done = subprocess.run(
                [sys.executable, "manage.py", name],
                cwd=REPOSITORY,
                env=environment(migrated_data_dir, PORT=str(free_port())),
                capture_output=True,
                text=True,
                timeout=60,
            )

            assert done.returncode == 1
            assert "A newer Questlog has changed this database" in done.stderr
            assert "library.9999_from_the_future" in done.stderr
            assert "Traceback" not in done.stderr


def test_all_killed_at_once_during_an_import_it_starts_and_the_audit_is_clean(
    migrated_data_dir: Path,
) -> None:
    folder = migrated_data_dir
    listed = folder / "list.md"
    listed.write_text(LINES)
    with running(folder, QUESTLOG_WORKER="true"):
        importing = kills.command(
            "import_list", str(listed), "--apply", data_dir=folder
        )
        eventually(lambda: kills.is_adding_games(folder))
        killed = kills.kill_everything(folder)
        importing.communicate()

    with running(folder) as server:
        status = server.get("/api/games")
        said = kills.run("audit_events", data_dir=folder)

    assert killed > 5
    assert status == 200
    assert "match" in said
