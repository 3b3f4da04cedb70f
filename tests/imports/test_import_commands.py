from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.core.management import call_command

from apps.imports.models import Import
from apps.library.models import Game
from tests.imports.conftest import DATA
from tests.imports.conftest import SMALL
from tests.imports.holdings import counts
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered

pytestmark = pytest.mark.usefixtures("owner")


@pytest.fixture
def small(tmp_path: Path) -> str:
    """The path of a file with a small gist in it."""
    path = tmp_path / "small.md"
    path.write_text(SMALL)
    return str(path)


def run(*arguments: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command(*arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def as_json(*arguments: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run("import_gist", "--json", *arguments)[0])
    return answer


def test_a_table_tells_what_was_understood(small: str) -> None:
    out, err = run("import_gist", small)

    assert "FFIV" in out
    assert "same as line 5: Final Fantasy IV" in out
    assert "5 games in 7 rows: 0 in the library, 5 new" in out
    assert err == ""


def test_a_dry_run_writes_nothing(small: str) -> None:
    run("import_gist", small)
    as_json(small)

    assert Import.objects.count() == 0
    assert set(counts().values()) == {0}


def test_json_has_the_promised_shape(small: str) -> None:
    answer = as_json(small)

    assert list(answer) == ["rows", "not_understood", "other", "lists", "parts"]
    assert {"line": 1, "text": "# Beaten", "why": "Heading"} in answer["other"]
    by_title = {row["title"]: row for row in answer["rows"]}
    twelve = by_title["Final Fantasy XII"]
    assert {
        key: twelve[key]
        for key in (
            *("line", "source", "title", "series", "platforms", "notes", "status"),
            *("lists", "position", "match", "match_kind"),
        )
    } == {
        "line": 6,
        "source": "- Final Fantasy XII (PS2; PS4 - The Zodiac Age)",
        "title": "Final Fantasy XII",
        "series": "Final Fantasy",
        "platforms": ["PlayStation 2", "PlayStation 4"],
        "notes": "The Zodiac Age",
        "status": "completed",
        "lists": [],
        "position": None,
        "match": None,
        "match_kind": "new",
    }
    assert by_title["FFIV"]["match_kind"] == "abbreviation"
    assert by_title["FFIV"]["lists"] == ["Top RPGs"]
    assert by_title["FFIV"]["position"] == 2
    assert by_title["FFIV"]["status"] is None
    assert answer["lists"][0]["name"] == "Top RPGs"


def test_json_names_the_matches_by_slug(small: str) -> None:
    run("import_gist", small, "--apply")

    rows = {row["title"]: row for row in as_json(small)["rows"]}

    assert rows["FFIV"]["match"] == "final-fantasy-iv"
    assert rows["FFIV"]["match_kind"] == "abbreviation"
    assert rows["Chrono Trigger"]["match"] == "chrono-trigger"


def test_lines_that_are_not_understood_are_told(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text("- Ico\n- ???\n")

    assert as_json(str(path))["not_understood"] == [
        {"line": 2, "source": "- ???", "reason": "There is no title on this line."}
    ]
    assert "Not understood:" in run("import_gist", str(path))[0]


def test_applying_prints_an_id_that_undoing_takes(small: str) -> None:
    out, _ = run("import_gist", small, "--apply")
    number = out.split()[-1]
    assert Import.objects.get().uuid.hex == number.replace("-", "")
    assert counts()["Game"] == 5

    out, _ = run("undo_import", number)

    assert out.startswith("Undone: ")
    assert set(counts().values()) == {0}


def test_applying_with_json_is_still_one_object(small: str) -> None:
    answer = as_json(small, "--apply")

    assert answer["import"] == str(Import.objects.get().uuid)
    assert answer["result"]["games"] == 5
    assert next(row["match"] for row in answer["rows"]) == "final-fantasy-iv"


def test_a_doubtful_row_is_left_out_and_named(tmp_path: Path) -> None:
    run("import_gist", str(DATA / "rpgs.gist.md"), "--apply")
    before = counts()
    path = tmp_path / "more.md"
    path.write_text("# Beaten\n\n- Tales of Graces (Wii)\n")

    _, err = run("import_gist", str(path), "--apply")

    assert "Left out, not decided: line 3: Tales of Graces" in err
    assert {**counts(), "Platform": 0} == {**before, "Platform": 0}


def test_a_doubtful_row_is_taken_when_asked_for(tmp_path: Path) -> None:
    run("import_gist", str(DATA / "rpgs.gist.md"), "--apply")
    path = tmp_path / "more.md"
    path.write_text("# Beaten\n\n- Tales of Graces (Wii) x2\n")

    run("import_gist", str(path), "--apply", "--accept-suggested")

    game = Game.objects.get(name="Tales of Graces f")
    assert game.editions.get().playthroughs.count() == 2
    assert not Game.objects.filter(name="Tales of Graces").exists()


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"- Ico\n"), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)

    assert [row["title"] for row in as_json("-")["rows"]] == ["Ico"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "No games were found"),
        (b"- Ico\n" * 600_000, "larger than 2 MB"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
        (b"- Ico\x00\n", "NUL"),
        (b'{"played": [', "The JSON is invalid on line 1"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_line(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / ("list.json" if content.startswith(b"{") else "list.md")
    path.write_bytes(content)

    with pytest.raises(CommandError, match=message) as caught:
        run("import_gist", str(path), "--apply")

    assert "\n" not in str(caught.value)
    assert Import.objects.count() == 0


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("/nowhere/list.md", "/nowhere/list.md isn't a file"),
        ("https://example.org/list", "Only addresses on gist.github.com"),
        ("/", "is a folder"),
    ],
)
def test_a_source_that_is_not_there_is_one_clear_line(
    source: str, message: str
) -> None:
    with pytest.raises(CommandError, match=message):
        run("import_gist", source)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("seven", "isn't an import id"),
        ("4a0c4b4e-0000-4000-8000-000000000000", "No import has the id"),
    ],
)
def test_undoing_what_is_not_there_is_refused(number: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run("undo_import", number)


def test_undoing_twice_is_refused(small: str) -> None:
    number = run("import_gist", small, "--apply")[0].split()[-1]
    run("undo_import", number)

    with pytest.raises(CommandError, match="can't be undone because it is undone"):
        run("undo_import", number)


def test_igdb_is_matched_before_it_is_applied(
    tmp_path: Path, igdb_server: IgdbServer
) -> None:
    path = tmp_path / "list.md"
    path.write_text("# Beaten\n- Chrono Chross\n- Ys IV: The Ark of Naphistim\n")

    answer, told = run("import_gist", str(path), "--apply", "--igdb", "--json")
    igdb_server.requests.clear()
    run("import_gist", str(path), "--apply", "--igdb")

    assert json.loads(answer)["result"]["games"] == 2
    assert Game.objects.get(name="Chrono Cross").igdb_id
    assert "IGDB: 1 matched, 1 doubtful, 0 not found." in told
    assert "Doubtful on IGDB: line 3: Ys IV: The Ark of Naphistim: Ys VI: " in told
    assert igdb_server.requests == []
    assert Game.objects.count() == 2


def test_igdb_away_nothing_is_applied_and_the_matches_wait(
    small: str, igdb_server: IgdbServer
) -> None:
    igdb_server.answer_next(*[answered("gone", 503)] * 12)

    with pytest.raises(
        CommandError, match=r"Nothing was applied\. The import and its matches"
    ):
        run("import_gist", small, "--apply", "--igdb")

    assert Import.objects.get().is_open
    assert not Game.objects.exists()


def test_igdb_wants_apply(small: str) -> None:
    with pytest.raises(CommandError, match="it needs --apply"):
        run("import_gist", small, "--igdb")
