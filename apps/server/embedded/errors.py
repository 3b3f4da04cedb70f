from __future__ import annotations

# What the servers' own words mean for the owner.
ADVICE = {
    "No space left on device": "The disk is full. Free some space and start again.",
    "Read-only file system": "The disk is read-only. Set another folder in "
    "QUESTLOG_DATA_DIR.",
    "Permission denied": "Change the owner of the data folder back, or start "
    "Questlog as the user who owns it.",
    "database files are incompatible with server": "The data was written by another "
    "version of PostgreSQL. Start the "
    "Questlog that wrote it and dump "
    "the database, or restore a "
    "backup.",
    "could not locate a valid checkpoint record": "The database is damaged. Restore "
    "a backup of the data folder.",
    "could not resize shared memory segment": "The shared memory of this machine or "
    "container is full. Increase it "
    "(docker: --shm-size).",
    "error while loading shared libraries": "A system library is missing. Install it "
    "(Debian: apt-get install zlib1g), or "
    "set DATABASE_URL to your own PostgreSQL.",
    "Bad file format reading the append only file": "Valkey's file is damaged. It "
    "only contains data that "
    "Questlog can recreate. Move the "
    "folder servers/valkey aside and "
    "start again.",
}


class EmbeddedServerError(Exception):
    """An embedded server cannot start or stop; the text says what to do."""


def explained(message: str, log: str) -> EmbeddedServerError:
    """`message` with the end of the server's `log` and what the owner can do."""
    advice = [text for words, text in ADVICE.items() if words in log]
    lines = [message, *advice]
    if log.strip():
        lines += ["Its last output:", *(f"  {line}" for line in _end_of(log))]
    return EmbeddedServerError("\n".join(lines))


def _end_of(log: str) -> list[str]:
    return log.strip().splitlines()[-12:]
