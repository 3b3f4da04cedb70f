from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def load_or_create_secret(data_dir: Path, name: str) -> str:
    """The secret kept in the file `data_dir/name`, made on first use.

    Processes that start at once end with the same secret: the file appears whole
    or not at all, and the first one wins.

    Raises:
        ImproperlyConfigured: the data folder cannot be read or written.
    """
    path = data_dir / name
    try:
        if not path.exists():
            data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_file(path, secrets.token_hex(32))
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Questlog can't store its data in {data_dir}: {error}. Free some space, "
            "make this user the owner of the folder, or set another folder in "
            "QUESTLOG_DATA_DIR."
        ) from error


def load_or_create_secret_key(data_dir: Path) -> str:
    """Django's `SECRET_KEY`, kept in the data folder."""
    return load_or_create_secret(data_dir, "secret_key")


def write_file(path: Path, text: str, *, replace: bool = False) -> None:
    """Let the file `path` appear whole; an earlier one stays, unless `replace`."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(handle)
        if replace:
            draft.replace(path)
        else:
            os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
