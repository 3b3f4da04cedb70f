"""Drawn images as files of the media folder, named by what is in them.

Another picture has another name, so that each can be kept by browsers for ever.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from django.conf import settings

FOLDER = "shares"
_NAME = re.compile(rf"{FOLDER}/[0-9a-f]{{32}}\.png")


def keep_png(data: bytes) -> str:
    """Write a PNG; returns its name in the media folder.

    Raises OSError if it can't be written.
    """
    name = f"{FOLDER}/{hashlib.sha256(data).hexdigest()[:32]}.png"
    path = Path(settings.MEDIA_ROOT) / name
    if not path.exists():
        write_whole(path, data)
    return name


def remove_png(name: str) -> None:
    """Remove what `keep_png` wrote, if it is there; other names are left alone."""
    if _NAME.fullmatch(name):
        (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)


def is_kept(name: str) -> bool:
    return bool(name) and (Path(settings.MEDIA_ROOT) / name).exists()


def media_url(name: str) -> str:
    """The address of `name`, from the root."""
    return f"{settings.MEDIA_URL}{name}"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is never seen in part, not even after a crash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
