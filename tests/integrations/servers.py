"""Servers of bad manners, on this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def rude_server(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """The address of a server that reads a request and lets `behave` do the rest.

    `behave` ends when its client hangs up (OSError) or of itself.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve(connection: socket.socket) -> None:
            with connection:
                try:
                    connection.recv(65536)
                    behave(connection)
                except OSError:
                    pass

        def accept() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=serve, args=[connection], daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


def hang(connection: socket.socket) -> None:
    """Says nothing until the client gives up."""
    while connection.recv(65536):
        pass


def drip(start: bytes) -> Callable[[socket.socket], None]:
    """Sends `start`, and then a byte every now and then for ever."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(start)
        connection.settimeout(0.02)
        while True:
            connection.sendall(b"x")
            try:
                if connection.recv(1) == b"":
                    return
            except TimeoutError:
                continue

    return behave


def reset(connection: socket.socket) -> None:
    """Ends the connection with an RST."""
    linger_not = b"\x01\0\0\0\0\0\0\0"
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_not)


def flood(connection: socket.socket) -> None:
    """An answer without an end, as fast as it goes."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65536)
