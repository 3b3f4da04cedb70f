"""Which game each row of a source means: of the library, or of another row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import cached_property
from typing import cast

from django.db.models import F

from apps.imports.igdb.matching import merge_twins
from apps.imports.intake.parsed import merge_rows
from apps.imports.matching.cross_references import Reference
from apps.imports.matching.cross_references import references
from apps.imports.matching.titles_to_games import Candidate
from apps.imports.matching.titles_to_games import Match
from apps.imports.matching.titles_to_games import Matcher
from apps.imports.models import Decision
from apps.imports.models import ImportRow
from apps.imports.models import KnownGame
from apps.imports.models import MatchKind
from apps.imports.models import Suggestion
from apps.imports.parsing import Row
from apps.library.models import Edition
from apps.library.models import Game


@dataclass
class LibraryIndex:
    """The library's games, to be found by title."""

    games: dict[int, Game]
    matcher: Matcher
    # By IGDB's id, of the game or of an edition: the game's primary key.
    by_igdb_id: dict[str, int] = field(default_factory=dict)
    # By service and its id what an earlier import settled; None for left out.
    known_ids: dict[tuple[str, str], int | None] = field(default_factory=dict)

    @classmethod
    def load(cls) -> LibraryIndex:
        games = {
            game.pk: game
            for game in Game.objects.only(
                "id", "name", "slug", "aliases", "original_release_year", "igdb_id"
            )
        }
        franchises = dict(Game.objects.values_list("id", "franchise__name"))
        editions: dict[int, list[str]] = defaultdict(list)
        # One that is called as its game says nothing more.
        others = Edition.objects.exclude(name=F("game__name"))
        for game_id, name in others.values_list("game_id", "name"):
            editions[game_id].append(name)
        return cls(
            games,
            Matcher(
                Candidate(
                    pk,
                    game.name,
                    tuple(game.aliases),
                    franchises[pk],
                    tuple(editions.get(pk, ())),
                    game.original_release_year,
                )
                for pk, game in games.items()
            ),
            by_igdb_id=_by_igdb_id(games),
            known_ids={
                (known.service, known.external_id): known.game_id
                for known in KnownGame.objects.all()
            },
        )

    @cached_property
    def known(self) -> set[str]:
        """The library's names of games, normalised."""
        return self.matcher.names

    def match(self, row: ImportRow) -> Match:
        """The game that the row means: by another service's id, else by its title."""
        igdb_id = row.external_ids.get("igdb", "")
        pk = self.by_igdb_id.get(igdb_id)
        for known_id in (row.igdb_id, row.igdb_game_id):
            pk = pk or self.by_igdb_id.get(str(known_id))
        for known in row.external_ids.items():
            pk = pk or self.known_ids.get(known)
        if pk is not None:
            return Match("exact", Candidate(pk, self.games[pk].name), 100.0)
        found = self._match_title(row)
        if not igdb_id or not found.is_automatic or found.candidate is None:
            return found
        other = self.games[cast("int", found.candidate.id)].igdb_id
        # Two games of one name: "Resident Evil 4" of 2005 and of 2023.
        return replace(found, kind="suggested") if other else found

    def is_left_out(self, row: ImportRow) -> bool:
        """Whether the source or an earlier import says that the row stays out."""
        return bool(row.understood.get("is_left_out")) or any(
            self.known_ids.get(known, 0) is None for known in row.external_ids.items()
        )

    def _match_title(self, row: ImportRow) -> Match:
        return self.matcher.match(
            row.title,
            series=row.series or " ".join(row.lists),
            year=row.year,
            aliases=row.aliases,
            refers=not (_tells_a_run(row) or row.understood.get("is_whole_title")),
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
    merge_twins(rows)
    for row in rows:
        row.understood["game"] = row.game_id
        if row.decision != Decision.MERGE and library.is_left_out(row):
            row.decision = Decision.SKIP


def _by_igdb_id(games: dict[int, Game]) -> dict[str, int]:
    editions = Edition.objects.filter(igdb_id__isnull=False)
    found = {
        str(number): game for number, game in editions.values_list("igdb_id", "game_id")
    }
    return found | {str(game.igdb_id): pk for pk, game in games.items() if game.igdb_id}


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
