"""Which rows of one import are about the same game.

A ranking refers to games that stand elsewhere in the same document ("FFIV"), and so
does a replay; a game may stand twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.imports.matching import Candidate
from apps.imports.matching import Kind
from apps.imports.matching import Matcher
from apps.imports.parsers import Row


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
    defining = [place for place, row in enumerate(rows) if not _refers(row)]
    referring = [place for place, row in enumerate(rows) if _refers(row)]
    for place in (*defining, *referring):
        row = rows[place]
        refers = _refers(row)
        match = matcher.match(
            row.title,
            series=row.series or " ".join(row.lists),
            year=row.year,
            aliases=row.aliases,
            refers=refers,
            is_same_source=True,
        )
        # Two played games are one only by the same name: nothing looser is asked for.
        is_same = match.kind in ("exact", "alias") or (refers and match.kind != "new")
        if is_same and match.candidate is not None:
            target = match.candidate.id
            assert isinstance(target, int)
            found[place] = Reference(match.kind, target, match.score)
        if not found[place].is_automatic:
            matcher.add(
                Candidate(place, row.title, row.aliases, row.series, year=row.year)
            )
    return tuple(found)


def _refers(row: Row) -> bool:
    # A game that was not played stands for itself; a ranking's entry refers to one.
    return (row.status is None and bool(row.lists)) or row.is_replay
