from __future__ import annotations

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def load_or_create_secret_key(data_dir: Path) -> str:
    """The `SECRET_KEY` kept in `data_dir/secret_key`, made on first use.

    Two processes that start at once end with the same key: the file appears
    whole or not at all, and the first one wins.
    """
    path = data_dir / "secret_key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"secret_key.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(get_random_secret_key())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
