from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from apps.server.secret_key import load_or_create_secret_key


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    first = load_or_create_secret_key(tmp_path / "new" / "data")

    assert len(first) >= 50
    assert load_or_create_secret_key(tmp_path / "new" / "data") == first


def test_processes_that_start_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(load_or_create_secret_key, [tmp_path] * 64))

    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    load_or_create_secret_key(tmp_path / "data")

    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.touch()

    with pytest.raises(ImproperlyConfigured, match="QUESTLOG_DATA_DIR"):
        load_or_create_secret_key(file)
