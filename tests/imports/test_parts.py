"""The parts of a list: what each of its headings, columns, and words means."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from apps.imports.parsing import Parsed
from apps.imports.parsing import SourceError
from apps.imports.parsing import parse

DATA = Path(__file__).parent.parent / "data"
NOTES = """# My games

## Limbo
- Ico (PS2)
- Rez

## Games I haven't finished
- Okami
- ~~Vib-Ribbon~~

## SNES
- [x] EarthBound ⭐
- Super Metroid ⭐
"""
TABLE = "My games\n\nGame,System,Time,Status,Shelf\n"
ROWS = "Ico,PS2,420,Parked,Cozy\nRez,DC,1260,Parked,\nOkami,PS2,2400,Beaten,Cozy\n"


def means(**said: str) -> dict[tuple[str, str], str]:
    """Answers as `heading_limbo="paused"`."""
    pairs = ((*key.split("_", 1), meaning) for key, meaning in said.items())
    return {(kind, key.replace("_", " ")): meaning for kind, key, meaning in pairs}


def parts(parsed: Parsed) -> list[tuple[int, str, str, str, str, int]]:
    return [
        (part.line, part.kind, part.text, part.meaning, part.certainty, part.rows)
        for part in parsed.parts
    ]


def test_a_list_in_words_has_its_headings_and_marks() -> None:
    assert parts(parse(NOTES)) == [
        (1, "heading", "My games", "heading", "known", 6),
        (3, "heading", "Limbo", "heading", "unknown", 2),
        (7, "heading", "Games I haven't finished", "undecided", "unknown", 1),
        (9, "mark", "struck out", "dropped", "guessed", 1),
        (11, "heading", "SNES", "platform", "known", 2),
        (12, "mark", "[x]", "completed", "known", 1),
        (12, "mark", "⭐", "notes", "guessed", 2),
    ]


def test_a_table_has_its_columns_words_and_lists() -> None:
    assert parts(parse(TABLE + ROWS, name="games.csv")) == [
        (3, "column", "Game", "title", "known", 3),
        (3, "column", "System", "platform", "known", 3),
        (3, "column", "Time", "minutes", "guessed", 3),
        (3, "column", "Status", "status", "known", 3),
        (3, "column", "Shelf", "list", "known", 2),
        (4, "list", "Cozy", "list", "guessed", 2),
        (4, "status", "Parked", "undecided", "unknown", 2),
        (6, "status", "Beaten", "completed", "known", 1),
    ]


def test_what_was_said_comes_before_the_vocabulary() -> None:
    said = means(
        heading_limbo="paused",
        heading_games_i_havent_finished="dropped",
        heading_snes="ranked_list",
    )
    said |= {("mark", "⭐"): "completed", ("mark", "struck out"): "planned"}

    parsed = parse(NOTES, means=said)

    assert {row.title: row.status for row in parsed.rows} == {
        "Ico": "paused",
        "Rez": "paused",
        "Okami": "dropped",
        "Vib-Ribbon": "planned",
        "EarthBound": None,
        "Super Metroid": None,
    }
    assert parsed.rows[0].series is None
    assert [(each.name, each.is_ranked) for each in parsed.lists] == [("SNES", True)]
    assert {part.certainty for part in parsed.parts} == {"known"}


def test_what_was_said_of_a_table_holds() -> None:
    said = means(column_time="hours", status_parked="paused", list_cozy="nothing")
    said |= means(column_system="series")

    parsed = parse(TABLE + ROWS, name="games.csv", means=said)

    ico = parsed.rows[0]
    assert (ico.status, ico.runs[0].playtime_hours) == ("paused", "420")
    assert (ico.series, ico.platforms, parsed.lists) == ("PS2", (), ())


def test_a_markdown_table_has_columns_too() -> None:
    text = (
        "| Game | Time | How |\n|---|---|---|\n| Ico | 420 | so |\n| Rez | 90 | so |\n"
    )

    before = parse(text)
    after = parse(text, means=means(column_time="minutes", column_how="status"))

    assert [part.meaning for part in before.parts] == ["title", "hours", "keep"]
    assert after.rows[0].open_runs[0].playtime_hours == "7"
    assert parts(after)[-1] == (3, "status", "so", "undecided", "unknown", 2)


@pytest.mark.parametrize(
    "name", ["rpgs.gist.md", "rpgs-beaten.json", "top-20.json", "final-fantasy.json"]
)
def test_the_owners_lists_raise_no_question(name: str) -> None:
    parsed = parse((DATA / name).read_text(), name=name)

    assert parsed.parts
    assert not [part for part in parsed.parts if part.certainty == "unknown"]


PIECES = [
    "# Top 10 RPGs", "## Dropped", "Finished:", "- Ico", "  - IV", "1. Rez (DC) x2",
    "* [ ] ~~Okami~~ ⭐", "", "", "   ", "| Game | Status |", "|---|---|",
    "| Ico | ? |", "Name,Platform,Hours", "Ico,PS2,7", 'Rez,"DC',
    "a sentence that ends here.", "---", "```", "<div>", "> quoted", "Game;Status",
    "Ico;Parked", ";;", "100%", "    code", "[x]: http://a.example", "Setext", "===",
    "- [Ico](http://a.example) - done", "\t", "### 2021", "Legend:", "- ⭐ great",
    "Ico | PS2 | 9", "No,Game", "3,Ico,extra,cells",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_any_text_gives_rows_and_other_lines_that_account_for_every_line(
    seed: int,
) -> None:
    random = Random(seed)
    for _ in range(60):
        lines = random.choices(PIECES, k=random.randint(1, 14))
        name = random.choice(["", "", "games.csv"])
        text = "\n".join(lines)
        try:
            parsed = parse(text, name=name)
        except SourceError:
            continue  # refused as a whole, with the reason
        found = [(row.line, row.source) for row in parsed.rows]
        found += [(it.line, it.source) for it in parsed.not_understood]
        found += [(it.line, it.source) for it in parsed.other]
        seen = {n + k for n, source in found for k in range(source.count("\n") + 1)}
        missing = [
            n for n, line in enumerate(lines, 1) if line.strip() and n not in seen
        ]
        assert not missing, (text, missing)
