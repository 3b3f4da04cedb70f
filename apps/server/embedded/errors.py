from __future__ import annotations

# What the servers' own words mean for the owner.
ADVICE = {
    "No space left on device": "The disk is full: make room and start again.",
    "Read-only file system": "The disk is read-only: name another folder in "
    "QUESTLOG_DATA_DIR.",
    "Permission denied": "Give the data folder back to the user it belongs to, or "
    "start Questlog as that user.",
    "database files are incompatible with server": "The data were written by "
    "another version of PostgreSQL: start the Questlog that wrote them and dump "
    "the database, or restore a backup.",
    "could not locate a valid checkpoint record": "The database is damaged: restore "
    "a backup of the data folder.",
    "could not resize shared memory segment": "The shared memory of this machine or "
    "container is full: give it more (docker: --shm-size).",
    "error while loading shared libraries": "A system library is missing: install "
    "it (Debian: apt-get install zlib1g), or set DATABASE_URL to a PostgreSQL of "
    "your own.",
    "Bad file format reading the append only file": "Valkey's file is damaged; it "
    "holds only what Questlog can make again: move the folder "
    "servers/valkey aside and start again.",
}


class EmbeddedServerError(Exception):
    """An embedded server cannot start or stop; the text says what to do."""


def explained(message: str, log: str) -> EmbeddedServerError:
    """`message` with the end of the server's `log` and what the owner can do."""
    advice = [text for words, text in ADVICE.items() if words in log]
    lines = [message, *advice]
    if log.strip():
        lines += ["Its last words:", *(f"  {line}" for line in _end_of(log))]
    return EmbeddedServerError("\n".join(lines))


def _end_of(log: str) -> list[str]:
    return log.strip().splitlines()[-12:]
