"""Which game each row of a source means: of the library, or of another row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from apps.core.text import normalise
from apps.imports.matching import Candidate
from apps.imports.matching import Match
from apps.imports.matching import Matcher
from apps.imports.models import Decision
from apps.imports.models import ImportRow
from apps.imports.models import MatchKind
from apps.imports.models import Suggestion
from apps.imports.parsers import Row
from apps.imports.reading import merge_rows
from apps.imports.references import Reference
from apps.imports.references import references
from apps.library.models import Edition
from apps.library.models import Game


@dataclass
class LibraryIndex:
    """The library's games, to be found by title."""

    games: dict[int, Game]
    matcher: Matcher

    @classmethod
    def load(cls) -> LibraryIndex:
        games = {
            game.pk: game
            for game in Game.objects.only(
                "id", "name", "slug", "aliases", "original_release_year"
            )
        }
        franchises = dict(Game.objects.values_list("id", "franchise__name"))
        editions: dict[int, list[str]] = defaultdict(list)
        for game_id, name in Edition.objects.values_list("game_id", "name"):
            editions[game_id].append(name)
        return cls(
            games,
            Matcher(
                Candidate(
                    pk,
                    game.name,
                    tuple(game.aliases),
                    franchises[pk],
                    tuple(editions[pk]),
                    game.original_release_year,
                )
                for pk, game in games.items()
            ),
        )

    @property
    def known(self) -> set[str]:
        return {
            normalise(name)
            for game in self.games.values()
            for name in (game.name, *game.aliases)
        }

    def match(self, row: ImportRow) -> Match:
        return self.matcher.match(
            row.title,
            series=row.series or " ".join(row.lists),
            year=row.year,
            aliases=row.aliases,
            refers=not _tells_a_run(row),
        )


def match_rows(
    rows: list[ImportRow], read_rows: Sequence[Row], library: LibraryIndex
) -> None:
    """Match each of `rows` (made of `read_rows`) with the library or another row."""
    for row in rows:
        decide(row, library)
    _prefer_exact(rows)
    for row, reference in zip(rows, references(read_rows), strict=True):
        if reference.row is not None:
            _refer(row, rows[reference.row], reference)
    _merge_same_games(rows)
    for row in rows:
        row.understood["game"] = row.game_id


def _prefer_exact(rows: list[ImportRow]) -> None:
    """Where one line names a game exactly, a rival that only resembles it is another.

    A list with "Wild ARMs" and "Wild ARMs 2" names both, whichever is known.
    """
    named: dict[int, list[ImportRow]] = defaultdict(list)
    for row in rows:
        if row.match_kind == MatchKind.EXACT and row.game_id:
            named[row.game_id].append(row)
    sure = (MatchKind.EXACT, MatchKind.ALIAS, MatchKind.NEW)
    for row in rows:
        if row.match_kind in sure:
            continue
        guess = row.game_id or row.suggestions[0]["game"] or 0
        if any(_are_rivals(row, other) for other in named[guess]):
            row.match_kind, row.decision = MatchKind.NEW, Decision.CREATE
            row.game = None


def _are_rivals(row: ImportRow, other: ImportRow) -> bool:
    """Whether two lines of one source mean two games: both were played, or ranked."""
    both_played = _tells_a_run(row) and _tells_a_run(other)
    return both_played or not set(row.lists).isdisjoint(other.lists)


def _refer(row: ImportRow, head: ImportRow, reference: Reference) -> None:
    """Take over that the row tells of the game of another row, unless it is surer."""
    if reference.kind != MatchKind.EXACT.value and _are_rivals(row, head):
        return
    if not reference.is_automatic:
        row.suggestions.append(_suggestion(score=reference.score, row=head.number))
        if row.decision == Decision.CREATE:
            row.match_kind, row.decision = MatchKind.SUGGESTED, Decision.OPEN
        return
    is_known = row.match_kind == MatchKind.EXACT and row.game_id != head.game_id
    if not is_known or reference.kind == MatchKind.EXACT.value:
        row.match_kind = reference.kind
        merge_rows(row, head)


def _merge_same_games(rows: list[ImportRow]) -> None:
    """One card for each game of the library: later rows join the first."""
    heads: dict[int, ImportRow] = {}
    # Rankings may stand above; the rows that tell of playing say more of the game.
    for row in sorted(rows, key=lambda row: not row.status):
        if row.merged_into is not None or row.game_id is None:
            continue
        head = heads.setdefault(row.game_id, row)
        if head is not row:
            merge_rows(row, head)
    for row in rows:
        if row.merged_into is not None and row.merged_into.merged_into is not None:
            merge_rows(row, row.merged_into.merged_into)


def _tells_a_run(row: ImportRow) -> bool:
    return bool(row.status) and not row.understood.get("is_replay")


def decide(row: ImportRow, library: LibraryIndex) -> None:
    """Match the row with the library; only what is sure is decided."""
    found = library.match(row)
    row.match_kind = found.kind
    row.suggestions = [
        _suggestion(score=suggestion.score, game=cast("int", suggestion.candidate.id))
        for suggestion in found.suggestions
    ]
    row.game = None
    if found.is_automatic and found.candidate is not None:
        row.game = library.games[cast("int", found.candidate.id)]
        row.decision = Decision.MATCH
    else:
        suggested = found.kind == MatchKind.SUGGESTED.value
        row.decision = Decision.OPEN if suggested else Decision.CREATE


def _suggestion(
    *, score: float, game: int | None = None, row: int | None = None
) -> Suggestion:
    return {"game": game, "row": row, "score": round(score, 1)}
