"""The owner's own gist, every line of it, as it is understood today.

`rpgs.gist.understood.json` was read line by line by a person. When a change of the
parser changes it on purpose, write it anew:
`uv run python -m tests.imports.test_owners_gist`.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from apps.imports.parsing import Parsed
from apps.imports.parsing import Row
from apps.imports.parsing import parse

DATA = Path(__file__).parent.parent / "data"
GOLDEN = DATA / "rpgs.gist.understood.json"


def gist() -> Parsed:
    return parse((DATA / "rpgs.gist.md").read_text(), name="rpgs.gist.md")


def shown(row: Row) -> dict[str, Any]:
    """The row as plain data, without what it does not say."""
    unsaid = asdict(Row(line=0, source="", title=""))
    fields = asdict(row)
    kept = {name: fields[name] for name in fields if fields[name] != unsaid[name]}
    kept["versions"] = [
        {name: value for name, value in asdict(version).items() if value}
        for version in row.versions
    ]
    kept.pop("source")
    return {name: value for name, value in kept.items() if value != []}


def understood() -> dict[str, Any]:
    parsed = gist()
    return {
        "rows": [shown(row) for row in parsed.rows],
        "lists": [asdict(ranking) for ranking in parsed.lists],
        "not_understood": [asdict(missed) for missed in parsed.not_understood],
        "other": [asdict(line) for line in parsed.other],
    }


def test_the_gist_is_understood_as_a_person_read_it() -> None:
    expected = json.loads(GOLDEN.read_text())

    actual = json.loads(json.dumps(understood()))

    for part, lines in expected.items():
        for mine, theirs in zip(actual[part], lines, strict=True):
            assert mine == theirs


def test_the_gist_holds_two_rankings_and_leaves_nothing_out() -> None:
    parsed = gist()

    assert [(ranking.name, len(ranking.entries)) for ranking in parsed.lists] == [
        ("Top 25 RPGs", 20),
        ("Final Fantasy Favorites", 10),
    ]
    assert parsed.not_understood == ()
    completed = [row.title for row in parsed.rows if row.status == "completed"]
    assert len(completed) == len(set(completed)) == 84
    assert "Wild ARMs 2" not in completed


def test_the_gist_and_the_json_list_hold_the_same_titles() -> None:
    completed = {row.title for row in gist().rows if row.status == "completed"}
    played = parse((DATA / "rpgs-beaten.json").read_text())

    names = {row.title for row in played.rows}

    assert len(names & completed) == 80


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(understood(), indent=1, ensure_ascii=False) + "\n")
