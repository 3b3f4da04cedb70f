"""Which rows of one import are about the same game."""

from __future__ import annotations

from pathlib import Path

from apps.imports.matching.cross_references import references
from apps.imports.parsing import parse

DATA = Path(__file__).parent.parent / "data"


def joined(text: str) -> dict[str, tuple[str, str]]:
    """Each referring row's title: how, and which title it refers to."""
    rows = parse(text).rows
    return {
        row.title: (found.kind, rows[found.row].title)
        for row, found in zip(rows, references(rows), strict=True)
        if found.row is not None
    }


def test_every_ranked_title_of_the_gist_refers_to_a_game_above() -> None:
    rows = parse((DATA / "rpgs.gist.md").read_text()).rows
    found = references(rows)

    for row, reference in zip(rows, found, strict=True):
        refers = row.status is None or row.is_replay
        assert reference.is_automatic == refers, row.title
    targets = {
        row.title: rows[reference.row].title
        for row, reference in zip(rows, found, strict=True)
        if reference.row is not None
    }
    assert targets["FFIV"] == "Final Fantasy IV"
    assert targets["FFVII Remake"] == "Final Fantasy VII: Remake"
    assert targets["FFXIII-2"] == "Final Fantasy XIII-2"
    assert targets["Lightning Returns"] == "Lightning Returns: Final Fantasy XIII"
    assert targets["Phantasy Star III"] == "Phantasy Star III: Generations of Doom"


def test_rankings_refer_to_each_other_for_games_that_stand_nowhere_else() -> None:
    text = "# Top 2\n1. Ico\n2. Okami\n# My favourites\n1. OKAMI"

    assert joined(text) == {"OKAMI": ("exact", "Okami")}


def test_a_game_that_stands_twice_is_one() -> None:
    text = "- Chrono Trigger (SNES)\n- Chrono trigger (DS)\n- Chrono Triger"

    assert joined(text) == {"Chrono trigger": ("exact", "Chrono Trigger")}


def test_a_ranking_may_stand_before_the_games() -> None:
    text = "# Top 1\n1. FFIV\n# Final Fantasy\n- Final Fantasy IV"

    assert joined(text) == {"FFIV": ("abbreviation", "Final Fantasy IV")}
