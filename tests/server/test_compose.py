"""docker-compose.yml: what it makes of the settings in .env."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from apps.server import embedded
from apps.server.embedded.servers import EmbeddedServers
from tests.server.test_running import environment
from tests.settings import REPOSITORY

COMPOSE = (REPOSITORY / "docker-compose.yml").read_text()
PASSWORD = "p@ss/w#rd:100%"


def value_of(name: str, env_file: dict[str, str]) -> str:
    """What the web service gets as `name`, with `env_file` as .env."""
    line = re.search(rf"^      {name}: (.*)$", COMPOSE, re.MULTILINE)
    assert line is not None

    def chosen(variable: re.Match[str]) -> str:
        return env_file.get(variable[1]) or variable[2]

    return re.sub(r"\$\{(\w+):-([^}]*)\}", chosen, line[1])


def require_password(data_dir: Path) -> None:
    role = sql.SQL("ALTER ROLE questlog PASSWORD {}").format(PASSWORD)
    with psycopg.connect(embedded.database_url(data_dir), autocommit=True) as database:
        database.execute(role)
    access = data_dir / "servers" / "postgres" / "pg_hba.conf"
    access.write_text("local all questlog scram-sha-256\nlocal all all trust\n")


def test_servers_in_env_win_over_those_of_the_file() -> None:
    database = "postgresql://me:secret@nas.lan/games"
    own = {"DATABASE_URL": database, "REDIS_URL": "redis://nas.lan/3"}

    assert value_of("DATABASE_URL", own) == database
    assert value_of("REDIS_URL", own) == "redis://nas.lan/3"
    assert value_of("DATABASE_URL", {}) == "postgresql://questlog@db:5432/questlog"
    assert value_of("REDIS_URL", {}) == "redis://redis:6379/0"


def test_a_password_may_have_every_character(data_dir: Path) -> None:
    with EmbeddedServers(data_dir, durable=False):
        require_password(data_dir)
    with EmbeddedServers(data_dir, durable=False):
        given = {"POSTGRES_PASSWORD": PASSWORD}
        address = value_of("DATABASE_URL", given).replace(
            "@db:5432", f"@{embedded.socket_dir(data_dir)}".replace("/", "%2F")
        )
        done = subprocess.run(
            [sys.executable, "manage.py", "showmigrations", "core"],
            cwd=REPOSITORY,
            env=environment(
                data_dir,
                DATABASE_URL=address,
                PGPASSWORD=value_of("PGPASSWORD", given),
            ),
            capture_output=True,
            text=True,
        )

    assert done.returncode == 0, done.stderr
    assert "0001_extensions" in done.stdout
