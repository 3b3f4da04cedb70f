"""Hundreds of real titles: none is ever taken for its neighbour in the series."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from apps.core.text import normalise
from apps.imports.matching.titles_to_games import Candidate
from apps.imports.matching.titles_to_games import Matcher

TITLES = (
    (Path(__file__).parent.parent / "data" / "real-titles.txt").read_text().splitlines()
)


def series() -> dict[str, list[str]]:
    """The titles by their first word, where there are several."""
    groups: dict[str, list[str]] = defaultdict(list)
    for title in TITLES:
        groups[normalise(title).removeprefix("the ").split()[0]].append(title)
    return {word: group for word, group in groups.items() if len(group) > 1}


@pytest.mark.parametrize("refers", [False, True])
def test_a_game_that_is_missing_is_never_another_of_its_series(refers: bool) -> None:
    for group in series().values():
        for title in group:
            others = [Candidate(other, other) for other in group if other != title]
            match = Matcher(others).match(title, refers=refers)

            assert not match.is_automatic, (title, match.candidate)


def test_each_title_means_itself_however_it_is_typed() -> None:
    matcher = Matcher(Candidate(title, title) for title in TITLES)

    for title in TITLES:
        for typed in (title.upper(), normalise(title)):
            match = matcher.match(typed)
            assert (match.kind, match.candidate and match.candidate.id) == (
                "exact",
                title,
            )


def test_a_lost_letter_never_leads_to_another_game() -> None:
    matcher = Matcher(Candidate(title, title) for title in TITLES)
    found = 0

    for title in TITLES:
        middle = len(title) // 2
        if not title[middle - 1 : middle + 2].isalpha():
            continue
        match = matcher.match(title[:middle] + title[middle + 1 :])
        if match.is_automatic:
            found += 1
            assert match.candidate and match.candidate.id == title
    assert found > 250
