from __future__ import annotations

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from typing import Any

import psycopg
import pytest
import redis

from apps.server import embedded
from apps.server.embedded import processes
from apps.server.embedded.errors import EmbeddedServerError
from apps.server.embedded.servers import EmbeddedServers
from tests.settings import REPOSITORY

# Another process that uses the servers until its input ends.
USER = """
import sys; from pathlib import Path
from apps.server.embedded.servers import EmbeddedServers
with EmbeddedServers(Path(sys.argv[1]), redis_port=0, durable=False):
    print("ready", flush=True)
    sys.stdin.read()
"""


def servers_of(data_dir: Path, *, durable: bool = False) -> EmbeddedServers:
    return EmbeddedServers(data_dir, redis_port=0, durable=durable)


def connect(data_dir: Path) -> psycopg.Connection:
    return psycopg.connect(embedded.database_url(data_dir), autocommit=True)


def accepts(data_dir: Path) -> bool:
    try:
        connect(data_dir).close()
    except psycopg.OperationalError:
        return False
    return True


def postmaster(data_dir: Path) -> int:
    pid_file = data_dir / "servers" / "postgres" / "postmaster.pid"
    return int(pid_file.read_text().split("\n")[0])


def keep_a_row(data_dir: Path) -> None:
    with connect(data_dir) as connection:
        connection.execute("CREATE TABLE kept (name text)")
        connection.execute("INSERT INTO kept VALUES ('Pokémon')")


def kept_rows(data_dir: Path) -> list[str]:
    with connect(data_dir) as connection:
        query = "SELECT name FROM kept WHERE name ILIKE 'POKÉMON'"
        return [row[0] for row in connection.execute(query)]


@contextmanager
def another_process(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
    )
    with process:
        yield process
        stream(process.stdin).close()


def stream(found: IO[str] | None) -> IO[str]:
    assert found is not None
    return found


def test_data_survive_a_stop_and_a_start(empty_data_dir: Path) -> None:
    with servers_of(empty_data_dir):
        keep_a_row(empty_data_dir)

    with pytest.raises(psycopg.OperationalError):
        connect(empty_data_dir)
    with servers_of(empty_data_dir):
        assert kept_rows(empty_data_dir) == ["Pokémon"]


def test_valkey_keeps_what_it_was_told(data_dir: Path) -> None:
    url = embedded.redis_url(data_dir)
    for _ in range(2):
        with EmbeddedServers(data_dir, postgres=False, redis_port=0):
            with redis.Redis.from_url(url) as client:
                told = client.incr("told")

    assert told == 2


def test_the_last_to_leave_stops_them(data_dir: Path) -> None:
    with servers_of(data_dir):
        with servers_of(data_dir):
            pid = postmaster(data_dir)
        connect(data_dir).close()
        assert postmaster(data_dir) == pid

    assert not (data_dir / "servers" / "postgres" / "postmaster.pid").exists()


def test_several_processes_may_start_at_once(empty_data_dir: Path) -> None:
    with another_process(empty_data_dir) as one, another_process(empty_data_dir) as two:
        with servers_of(empty_data_dir):
            assert stream(one.stdout).readline() == "ready\n"
            assert stream(two.stdout).readline() == "ready\n"
            keep_a_row(empty_data_dir)

    assert (one.returncode, two.returncode) == (0, 0)
    assert not (empty_data_dir / "servers" / "postgres" / "postmaster.pid").exists()


def test_servers_of_a_killed_process_are_adopted(data_dir: Path) -> None:
    with another_process(data_dir) as killed:
        stream(killed.stdout).readline()
        pid = postmaster(data_dir)
        killed.kill()
        killed.wait()

    with servers_of(data_dir):
        assert postmaster(data_dir) == pid
    assert not processes.is_running(pid, "postgres")


def test_a_killed_postmaster_does_not_bar_the_next_start(data_dir: Path) -> None:
    with servers_of(data_dir, durable=True):
        keep_a_row(data_dir)
        session = connect(data_dir)
        pid = postmaster(data_dir)
        os.kill(pid, signal.SIGKILL)

        with servers_of(data_dir, durable=True):
            assert postmaster(data_dir) != pid
            assert kept_rows(data_dir) == ["Pokémon"]
        session.close()


def test_a_killed_session_does_not_end_the_server(data_dir: Path) -> None:
    with servers_of(data_dir) as servers:
        pid = postmaster(data_dir)
        session = connect(data_dir)
        os.kill(session.info.backend_pid, signal.SIGKILL)
        with pytest.raises(psycopg.OperationalError):
            session.execute("SELECT 1")

        # PostgreSQL recovers by itself, some time after the session is seen to end.
        assert servers.postgres is not None
        assert processes.wait_until(lambda: accepts(data_dir), seconds=30)
        assert postmaster(data_dir) == pid


def test_a_killed_valkey_does_not_bar_the_next_start(data_dir: Path) -> None:
    client = redis.Redis.from_url(embedded.redis_url(data_dir))
    with servers_of(data_dir) as servers:
        os.kill(client.info("server")["process_id"], signal.SIGKILL)

        servers.ensure()
        assert client.ping()
    client.close()


def test_the_number_of_a_stranger_in_a_lock_file_is_no_bar(data_dir: Path) -> None:
    with servers_of(data_dir, durable=True):
        keep_a_row(data_dir)
        os.kill(postmaster(data_dir), signal.SIGKILL)
    lock = data_dir / "servers" / "postgres" / "postmaster.pid"
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        lines = lock.read_text().split("\n")
        lock.write_text("\n".join([str(stranger.pid), *lines[1:]]))

        with servers_of(data_dir, durable=True):
            assert kept_rows(data_dir) == ["Pokémon"]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_an_unfinished_cluster_is_made_anew(data_dir: Path) -> None:
    home = data_dir / "servers"
    (home / "postgres").rename(home / "postgres.new")
    (home / "postgres.new" / "PG_VERSION").unlink()

    with servers_of(data_dir):
        connect(data_dir).close()


def test_a_damaged_cluster_is_left_alone_and_named(data_dir: Path) -> None:
    version = data_dir / "servers" / "postgres" / "PG_VERSION"
    words = version.read_text()
    version.unlink()

    with pytest.raises(EmbeddedServerError, match="Restore a backup") as error:
        servers_of(data_dir).__enter__()

    assert str(version.parent.resolve()) in str(error.value)
    version.write_text(words)


def test_a_cluster_of_another_version_is_named(data_dir: Path) -> None:
    version = data_dir / "servers" / "postgres" / "PG_VERSION"
    words = version.read_text()
    version.write_text("12\n")

    with pytest.raises(EmbeddedServerError, match="another version of PostgreSQL"):
        servers_of(data_dir).__enter__()

    version.write_text(words)


def test_no_other_user_enters_the_data(data_dir: Path) -> None:
    data_dir.chmod(0o755)
    with servers_of(data_dir):
        folders = [data_dir, data_dir / "servers", embedded.socket_dir(data_dir)]
        modes = [stat.S_IMODE(folder.stat().st_mode) for folder in folders]

    assert [mode & 0o007 for mode in modes] == [0, 0, 0]
    assert modes[1:] == [0o700, 0o700]
    for file in data_dir.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o002 == 0


def test_postgres_listens_on_no_port(data_dir: Path) -> None:
    with servers_of(data_dir), connect(data_dir) as connection:
        addresses = connection.execute("SHOW listen_addresses").fetchone()

    assert addresses == ("",)


def test_a_long_path_has_its_sockets_elsewhere(data_dir: Path) -> None:
    deep = data_dir / ("deep" * 20) / ("deeper" * 15)
    deep.mkdir(parents=True)

    with servers_of(deep):
        connect(deep).close()


# The port for listeners ---------------------------------------------------------


@contextmanager
def a_taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_a_listener_hears_events_and_may_do_no_more(data_dir: Path) -> None:
    with a_taken_port() as port:
        pass
    with EmbeddedServers(data_dir, postgres=False, redis_port=port) as servers:
        assert servers.valkey is not None
        with redis.Redis(port=servers.valkey.port) as listener:
            channel = listener.pubsub(ignore_subscribe_messages=True)
            channel.subscribe("events:questlog")
            channel.get_message(timeout=20)
            with redis.Redis.from_url(embedded.redis_url(data_dir)) as own:
                own.xadd("events:questlog:stream", {"event": "news"}, id="1-0")
                own.xadd("cache:stream", {"event": "private"})
                own.publish("events:questlog", "news")

            heard = channel.get_message(timeout=20)
            kept: Any = listener.xread({"events:questlog:stream": 0})
            length = listener.xlen("events:questlog:stream")
            refused = []
            for command in (
                ["GET", "a"],
                ["SET", "a", "1"],
                ["FLUSHALL"],
                ["KEYS", "*"],
                ["XREAD", "STREAMS", "cache:stream", "0"],
                ["XADD", "events:questlog:stream", "*", "event", "lies"],
                ["DEL", "events:questlog:stream"],
            ):
                try:
                    listener.execute_command(*command)
                except redis.exceptions.NoPermissionError:
                    refused.append(command[0])

    assert heard is not None
    assert heard["data"] == b"news"
    assert list(dict(kept)) == [b"events:questlog:stream"]
    assert length == 1
    assert refused == ["GET", "SET", "FLUSHALL", "KEYS", "XREAD", "XADD", "DEL"]


def test_a_taken_port_is_named_and_never_replaced(data_dir: Path) -> None:
    with a_taken_port() as taken:
        servers = EmbeddedServers(data_dir, postgres=False, redis_port=taken)
        with pytest.raises(EmbeddedServerError) as error:
            servers.__enter__()

    assert f"Port {taken}" in str(error.value)
    assert "QUESTLOG_REDIS_PORT" in str(error.value)
    with servers:
        assert servers.valkey is not None
        assert servers.valkey.port == taken
        with redis.Redis(port=taken) as listener:
            assert listener.ping()


def test_the_port_of_a_server_that_runs_already_is_said_truly(data_dir: Path) -> None:
    with a_taken_port() as port:
        pass
    with (
        EmbeddedServers(data_dir, postgres=False, redis_port=port),
        EmbeddedServers(data_dir, postgres=False, redis_port=0) as servers,
    ):
        assert servers.valkey is not None
        assert servers.valkey.port == port


@pytest.mark.parametrize(
    ("web_port", "redis_port"),
    [(7176, 17176), (80, 10080), (55535, 65535), (55536, 45536), (65535, 55535)],
)
def test_the_port_for_listeners_follows_that_of_the_admin(
    web_port: int, redis_port: int
) -> None:
    assert embedded.default_redis_port(web_port) == redis_port


def test_a_closed_folder_above_the_data_stays_closed(empty_data_dir: Path) -> None:
    closed = empty_data_dir / "closed"
    closed.mkdir(mode=0o700)

    with servers_of(closed / "data"):
        keep_a_row(closed / "data")
    with servers_of(closed / "data"):
        assert kept_rows(closed / "data") == ["Pokémon"]

    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    shutil.rmtree((closed / "data" / "servers").resolve())
