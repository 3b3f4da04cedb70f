"""Which rows of one import are about the same game.

A ranking refers to games that stand elsewhere in the same document ("FFIV"), and so
does a replay; a game may stand twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.imports.matching.titles_to_games import Candidate
from apps.imports.matching.titles_to_games import Kind
from apps.imports.matching.titles_to_games import Matcher
from apps.imports.parsing import Row


@dataclass(frozen=True, slots=True)
class Reference:
    """The row that a row refers to, by its place in the rows, and how that is known.

    `row` is None for a row that stands for itself (kind "new"). With "suggested" the
    row is the likely one, and the owner must say.
    """

    kind: Kind = "new"
    row: int | None = None
    score: float = 0.0

    @property
    def is_automatic(self) -> bool:
        return self.kind not in ("suggested", "new")


def references(rows: Sequence[Row]) -> tuple[Reference, ...]:
    """For each row, the earlier-defined row of the same game, if there is one.

    Rows that say something was played come first; entries of rankings and replays
    then refer to them, or to each other.
    """
    found = [Reference()] * len(rows)
    matcher = Matcher()
    by_id: dict[tuple[str, str], int] = {}
    defining = [place for place, row in enumerate(rows) if not _refers(row)]
    referring = [place for place, row in enumerate(rows) if _refers(row)]
    for place in (*defining, *referring):
        row = rows[place]
        found[place] = _by_id(row, by_id) or _by_title(row, rows, matcher)
        if not found[place].is_automatic:
            matcher.add(
                Candidate(place, row.title, row.aliases, row.series, year=row.year)
            )
            by_id.update(dict.fromkeys(row.external_ids.items(), place))
    return tuple(found)


def _by_id(row: Row, by_id: dict[tuple[str, str], int]) -> Reference | None:
    """The row of the same game at another service; titles do not matter then."""
    places = (by_id.get(known) for known in row.external_ids.items())
    same = next((place for place in places if place is not None), None)
    return None if same is None else Reference("exact", same, 100.0)


def _by_title(row: Row, rows: Sequence[Row], matcher: Matcher) -> Reference:
    if not _refers(row):
        # Two played games are one only by the same name: nothing looser is asked for.
        match = matcher.match_name(row.title, year=row.year, aliases=row.aliases)
        is_same = match.kind in ("exact", "alias")
    else:
        match = matcher.match(
            row.title,
            series=row.series or " ".join(row.lists),
            year=row.year,
            aliases=row.aliases,
            refers=True,
            is_same_source=True,
        )
        is_same = match.kind != "new"
    if not is_same or match.candidate is None:
        return Reference()
    target = match.candidate.id
    assert isinstance(target, int)
    if _are_two_games(row, rows[target]):
        return Reference()
    return Reference(match.kind, target, match.score)


def _are_two_games(row: Row, other: Row) -> bool:
    """Whether a service's ids or the years tell the two apart, whatever their names."""
    if row.year and other.year and row.year != other.year:
        return True
    return any(
        other.external_ids.get(service, number) != number
        for service, number in row.external_ids.items()
    )


def _refers(row: Row) -> bool:
    if row.is_whole_title:
        return False
    # A game that was not played stands for itself; a ranking's entry refers to one.
    return (row.status is None and bool(row.lists)) or row.is_replay
