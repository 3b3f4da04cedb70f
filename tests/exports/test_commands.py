"""`export_questlog`, `import_questlog` and `export_markdown`."""

from __future__ import annotations

import gzip
import stat
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.core.management import call_command
from pytest import CaptureFixture

from apps.library.models import Game
from tests.exports.conftest import Empty
from tests.exports.conftest import parsed


def test_a_questlog_moves_by_two_commands(
    small_house: None, empty: Empty, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    file = tmp_path / "questlog.json.gz"
    call_command("export_questlog", str(file))
    told = capsys.readouterr().out
    empty()

    call_command("import_questlog", str(file))

    assert Game.objects.count() == 5
    assert "5 games" in told
    assert "Imported: " in capsys.readouterr().out
    assert parsed(gzip.decompress(file.read_bytes()))["counts"]["games"] == 5
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_an_export_goes_to_standard_output(
    committed_db: None, capfdbinary: CaptureFixture[bytes]
) -> None:
    call_command("export_questlog", "-")

    assert parsed(capfdbinary.readouterr().out)["counts"]["games"] == 0


def test_a_broken_file_is_told_with_its_place(
    committed_db: None, tmp_path: Path
) -> None:
    file = tmp_path / "questlog.json"
    file.write_text('{"format": "questlog-export",\n "version": 1,')

    with pytest.raises(CommandError, match=r"Line 2: .*Nothing was written\."):
        call_command("import_questlog", str(file))


def test_a_file_that_cannot_be_opened_is_named(
    committed_db: None, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.json: No such file"):
        call_command("import_questlog", str(tmp_path / "nowhere.json"))
    with pytest.raises(CommandError, match="No such file"):
        call_command("export_questlog", str(tmp_path / "nowhere" / "file.json"))
    with pytest.raises(CommandError, match="No such file"):
        call_command("export_markdown", str(tmp_path / "nowhere" / "file.md"))


def test_markdown_is_written_by_a_command(small_house: None, tmp_path: Path) -> None:
    file = tmp_path / "games.md"

    call_command("export_markdown", str(file))

    assert "| 1 | Chrono Trigger |" in file.read_text()
