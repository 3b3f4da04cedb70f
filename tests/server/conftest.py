from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from apps.server import embedded
from apps.server.embedded.places import find_place
from apps.server.embedded.places import postgres_programs
from apps.server.embedded.servers import EmbeddedServers
from tests.settings import TEST_DIR


@contextmanager
def _folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="data-", dir=TEST_DIR))
    place = find_place(path)
    yield path
    left = (path / "servers" / "postgres" / "postmaster.pid").exists()
    with EmbeddedServers(path, postgres=left, redis_port=0, durable=False):
        pass
    for folder in (path, place.home, place.sockets):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def empty_data_dir() -> Iterator[Path]:
    """A data folder before the first start; what runs on it at the end is stopped."""
    with _folder() as path:
        yield path


@pytest.fixture(scope="session")
def _made_data_dir() -> Iterator[Path]:
    with _folder() as path:
        with EmbeddedServers(path, valkey=False, durable=False):
            pass
        yield path


@pytest.fixture(scope="session")
def _made_migrated_data_dir(
    template_database: str, postgres_server: EmbeddedServers
) -> Iterator[Path]:
    assert postgres_server.postgres is not None
    programs = postgres_programs(postgres_server.postgres.place.account)
    source = [f"--host={embedded.socket_dir(TEST_DIR)}", "--username=questlog"]
    dump = subprocess.run(
        [programs / "pg_dump", "--no-owner", *source, template_database],
        check=True,
        capture_output=True,
    )
    with _folder() as path:
        with EmbeddedServers(path, valkey=False, durable=False):
            restore = [str(programs / "psql"), "--quiet", "--set=ON_ERROR_STOP=1"]
            subprocess.run(
                [*restore, embedded.database_url(path)],
                input=dump.stdout,
                stdout=subprocess.DEVNULL,
                check=True,
            )
        yield path


@contextmanager
def _copy(made: Path) -> Iterator[Path]:
    with _folder() as path:
        subprocess.run(["cp", "-a", f"{made}/servers/.", path / "servers"], check=True)
        yield path


@pytest.fixture
def data_dir(_made_data_dir: Path) -> Iterator[Path]:
    """A data folder with an empty database, stopped; a copy, which saves a second."""
    with _copy(_made_data_dir) as path:
        yield path


@pytest.fixture
def migrated_data_dir(_made_migrated_data_dir: Path) -> Iterator[Path]:
    """A data folder with Questlog's tables, stopped: no migration of 20 s."""
    with _copy(_made_migrated_data_dir) as path:
        yield path
