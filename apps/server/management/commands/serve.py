from __future__ import annotations

import io
import signal
import socket
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser
from django.db import connections

from apps.server import setup
from apps.server.child_process import ChildProcess
from apps.server.embedded import LAST_PORT
from apps.server.embedded.lifetime import embedded_servers
from apps.server.embedded.lifetime import kept_alive
from apps.server.embedded.servers import EmbeddedServers
from apps.server.web_server import WebServer
from apps.server.web_server import server_config


class Command(BaseCommand):
    help = (
        "Serve Questlog (HTTP and WebSocket) until Ctrl-C or SIGTERM. Applies "
        "missing migrations and creates the owner's account first. A worker for "
        "background work runs in a second process, unless QUESTLOG_WORKER is off."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--port", type=_port, default=settings.PORT)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            # Who reads a pipe or a journal sees each line when it is said.
            sys.stdout.reconfigure(line_buffering=True)
        with _listen(host, port) as listener, embedded_servers() as servers:
            _reach_database()
            with setup.one_process_at_a_time():
                setup.refuse_newer_database()
                if setup.needs_migration():
                    self.stdout.write("Preparing the database …")
                    setup.migrate()
                call_command("setup_owner", stdout=self.stdout, verbosity=0)
            connections.close_all()
            with kept_alive(servers), ChildProcess("worker", "--until-eof") as worker:
                self._serve(listener, self._addresses(port, servers), worker)

    def _serve(self, listener: socket.socket, ready: str, worker: ChildProcess) -> None:
        def say_ready() -> None:
            self.stdout.write(ready)
            if settings.QUESTLOG_WORKER:
                worker.start()

        server = _Server(say_ready, worker.ask_to_stop)
        # uvicorn stops in order at either signal, and then raises it once more.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        # The terminal was closed.
        signal.signal(signal.SIGHUP, server.handle_exit)
        server.run(sockets=[listener])
        if not server.started:
            raise CommandError(
                "Questlog didn't start. See the log above for the reason."
            )
        self.stdout.write("Questlog has stopped.")

    def _addresses(self, port: int, servers: EmbeddedServers | None) -> str:
        at = f"localhost:{port}"
        lines = [
            "",
            self.style.SUCCESS("Questlog is ready."),
            f"  Admin      http://{at}/admin/",
            f"  API docs   http://{at}/api/docs",
            f"  WebSocket  ws://{at}/ws/questlog/",
            f"  Redis      {_public_redis(servers)}",
            f"  Data       {settings.DATA_DIR}",
            "",
        ]
        return "\n".join(lines)


class _Server(WebServer):
    def __init__(
        self, say_ready: Callable[[], None], say_stopping: Callable[[], None]
    ) -> None:
        super().__init__(server_config(access_log=False, log_level="warning"))
        self._say_ready = say_ready
        self._say_stopping = say_stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._say_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._say_stopping()
        await super().shutdown(sockets=sockets)


def _port(value: str) -> int:
    port = int(value)
    if not 0 <= port <= LAST_PORT:
        raise ArgumentTypeError(
            f"{port} isn't a valid port: ports go up to {LAST_PORT}"
        )
    return port


def _reach_database() -> None:
    # The pool of connections would only say that it got none in time.
    try:
        psycopg.connect(settings.DATABASE_URL, connect_timeout=10).close()
    except psycopg.OperationalError as error:
        raise CommandError(
            f"Questlog can't connect to PostgreSQL: {error}\nStart it and check "
            "DATABASE_URL, or unset that to use the embedded one."
        ) from error


def _listen(host: str, port: int) -> socket.socket:
    ipv6 = ":" in host
    try:
        return socket.create_server(
            (host, port),
            family=socket.AF_INET6 if ipv6 else socket.AF_INET,
            dualstack_ipv6=ipv6 and socket.has_dualstack_ipv6(),
            backlog=2048,
        )
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(
            f"Questlog can't listen on {host}:{port}: {reason}. Is it already "
            "running? If not, set PORT (and HOST) to a free address."
        ) from error


def _public_redis(servers: EmbeddedServers | None) -> str:
    """The address for overlays, without credentials."""
    url = urlsplit(settings.REDIS_URL)
    address = url._replace(netloc=url.netloc.rpartition("@")[2]).geturl()
    if servers is not None and servers.valkey is not None:
        return _embedded_redis(servers.valkey.port)
    return f"{address}, channel {_channel()}"


def _embedded_redis(port: int) -> str:
    if not port:
        return "closed to other programs (QUESTLOG_REDIS_PORT=0)"
    address = f"redis://localhost:{port}, channel {_channel()}"
    if port == settings.QUESTLOG_REDIS_PORT:
        return address
    # Another process, with other settings, has started it and still uses it.
    return (
        f"{address} (port {settings.QUESTLOG_REDIS_PORT} after the next start, "
        "because another Questlog command was already running)"
    )


def _channel() -> str:
    return f"events:{settings.QUESTLOG_REDIS_NAMESPACE}"
