"""The command line says what the parts of a list mean, takes answers, and asks."""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.core.management import call_command

from apps.imports.models import Import
from apps.imports.models import KnownMeaning
from apps.journal.models import Playthrough

pytestmark = pytest.mark.django_db

LIST = "# Games\n\n## Limbo\n- Ico\n- Rez\n\n## Not finished\n- Okami\n"
TABLE = "All my games\nGame,Time,Status\nIco,420,Parked\nRez,90,\nOkami,30,Beaten\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "games.md"
    path.write_text(LIST)
    return path


def run(path: Path, **options: Any) -> str:
    out = StringIO()
    call_command("import_list", str(path), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_the_parts_are_printed_with_their_meaning(file: Path) -> None:
    text = run(file).split("\n\n")[1].splitlines()

    assert [" ".join(line.split()) for line in text] == [
        "part line words means decides",
        "heading 3 Limbo heading ? 2 games",
        "heading 7 Not finished undecided ? 1 game",
        "heading 1 Games heading known 3 games",
    ]


def test_json_has_the_parts_and_every_other_line(tmp_path: Path) -> None:
    path = tmp_path / "games.csv"
    path.write_text(TABLE)

    found = json.loads(run(path, json=True, means=["Parked=paused", "time=minutes"]))

    assert [part["meaning"] for part in found["parts"]] == [
        "title",
        "minutes",
        "status",
        "paused",
        "completed",
    ]
    assert found["parts"][1] == {
        "line": 2,
        "kind": "column",
        "text": "Time",
        "meaning": "minutes",
        "certainty": "known",
        "rows": 3,
    }
    assert [(it["line"], it["why"]) for it in found["other"]] == [
        (1, "Text"),
        (2, "Heading"),
    ]
    assert [row["status"] for row in found["rows"]] == ["paused", None, "completed"]


def test_answers_are_remembered_only_with_apply(file: Path) -> None:
    run(file, means=["limbo=paused", "Not finished=dropped"])
    assert not KnownMeaning.objects.exists()

    run(file, means=["limbo=paused", "Not finished=dropped"], apply=True)
    assert KnownMeaning.objects.count() == 2
    assert Import.objects.get().answers[0]["meaning"] == "paused"
    assert sorted(Playthrough.objects.values_list("status", flat=True)) == [
        "dropped",
        "paused",
        "paused",
    ]


@pytest.mark.parametrize(
    ("means", "message"),
    [
        ("Limbo=finished", "isn't a meaning. Choose from completed, playing"),
        ("Limbo", "isn't a meaning"),
        ("Nowhere=paused", "Its parts are: “Games”, “Limbo”, “Not finished”."),
        ("Limbo=minutes", "The heading “Limbo” can't mean “minutes”."),
    ],
)
def test_what_cannot_be_meant_is_refused(file: Path, means: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(file, means=[means])


def test_ask_goes_through_the_open_ones(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match="needs a terminal"):
        run(file, ask=True)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    asked: list[str] = []
    answers = iter(["99", "nonsense", "series", "paused"])

    def read(prompt: str) -> str:
        asked.append(prompt)
        return next(answers)

    monkeypatch.setattr("builtins.input", read)
    found = json.loads(run(file, ask=True, json=True))

    assert len(asked) == 4
    assert [row["status"] for row in found["rows"]] == [None, None, "paused"]
