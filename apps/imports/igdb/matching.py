"""What IGDB's answers say of the rows: taken over, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence

from apps.imports.intake.parsed import merge_rows
from apps.imports.models import Decision
from apps.imports.models import FoundGame
from apps.imports.models import IgdbState
from apps.imports.models import ImportRow
from apps.imports.models import MatchKind
from apps.imports.models.igdb import MATCHED
from apps.imports.models.igdb import IgdbCandidate
from apps.integrations.igdb.rows import GameType
from apps.integrations.igdb.scoring import Candidate
from apps.integrations.igdb.search import Found
from apps.library.models import Edition
from apps.library.models import Game

# More than these nobody reads.
MOST_CANDIDATES = 8


def take_found(row: ImportRow, found: Found) -> None:
    """Note the candidates on the row, and the choice where it is sure."""
    row.forget_answer()
    shown = found.candidates[:MOST_CANDIDATES]
    row.igdb_candidates = [as_stored(each) for each in shown]
    best = found.best
    if best is None:
        row.igdb_state = IgdbState.MISSING
    elif found.is_sure:
        row.igdb_state = IgdbState.SURE
        row.igdb_id = best.game.id
        row.igdb_game_id = _game_meant(best)
    else:
        row.igdb_state = IgdbState.DOUBTFUL


def as_stored(candidate: Candidate) -> IgdbCandidate:
    return {"game": candidate.game.id, "score": candidate.score}


def keep_found(found: Iterable[Found]) -> None:
    """Store IGDB's rows of the candidates."""
    FoundGame.objects.keep(
        candidate.game
        for each in found
        for candidate in each.candidates[:MOST_CANDIDATES]
    )


def _game_meant(best: Candidate) -> int:
    """The game that a sure candidate is an edition of, or itself.

    A remake is what its owner calls a game and ranks beside the old one: who means
    the old one does not write "Remake".
    """
    return best.game.id if best.game.kind == GameType.REMAKE else best.work_id


# What follows --------------------------------------------------------------------


def settle_with_library(
    rows: Iterable[ImportRow], rows_by_number: dict[int, ImportRow]
) -> list[ImportRow]:
    """Decide what IGDB's ids decide; the rows of which the decision changed.

    `rows_by_number` are those of the import, by number. The owner's decisions stand.
    """
    asking = [
        row
        for row in rows
        if row.igdb_state in MATCHED
        and row.decided_at is None
        and row.decision in (Decision.CREATE, Decision.OPEN)
    ]
    held = games_held({i for row in asking for i in (row.igdb_id, row.igdb_game_id)})
    suggested = {s["game"] for row in asking for s in row.suggestions if s["game"]}
    linked = set(
        Game.objects.filter(pk__in=suggested, igdb_id__isnull=False).values_list(
            "pk", flat=True
        )
    )
    changed = []
    for row in asking:
        game = held.get(row.igdb_id or 0) or held.get(row.igdb_game_id or 0)
        if game is not None:
            row.game, row.decision = game, Decision.MATCH
            row.match_kind = MatchKind.EXACT
        elif row.decision == Decision.OPEN and _is_none_of(row, linked, rows_by_number):
            row.decision, row.match_kind = Decision.CREATE, MatchKind.NEW
        else:
            continue
        changed.append(row)
    return changed


def games_held(ids: Iterable[int | None]) -> dict[int, Game]:
    """The library's games by IGDB's id, of the game or of one of its editions."""
    wanted = {each for each in ids if each}
    if not wanted:
        return {}
    editions = Edition.objects.filter(igdb_id__in=wanted).select_related("game")
    games = Game.objects.filter(igdb_id__in=wanted)
    found = {edition.igdb_id: edition.game for edition in editions}
    found |= {game.igdb_id: game for game in games}
    return {igdb_id: game for igdb_id, game in found.items() if igdb_id}


def _is_none_of(
    row: ImportRow, linked: set[int], rows_by_number: dict[int, ImportRow]
) -> bool:
    """Whether each game that the row may have been is another one at IGDB."""
    for suggestion in row.suggestions:
        other = rows_by_number.get(suggestion["row"] or 0)
        if suggestion["game"] and suggestion["game"] not in linked:
            return False
        if other is not None and other.igdb_game_id in (None, row.igdb_game_id):
            return False
    return True


def merge_twins(rows: Sequence[ImportRow]) -> list[ImportRow]:
    """Let rows that are one game at IGDB be one; the rows that changed.

    Where a list has both an original and its remaster, they are two games to its owner.
    """
    changed: dict[int, ImportRow] = {}
    heads: dict[int, ImportRow] = {}
    for row in sorted(rows, key=_rank_as_head):
        if row.merged_into is not None or not row.igdb_game_id:
            continue
        if row.decision in (Decision.SKIP, Decision.OPEN):
            continue
        head = heads.setdefault(row.igdb_game_id, row)
        if head is row or row.decided_at is not None or _are_two_games(row, head):
            continue
        if head.igdb_id != row.igdb_id and _share_a_list(row, head):
            row.igdb_game_id = row.igdb_id
            changed[row.number] = row
            continue
        for other in rows:
            if other.merged_into is not None and other.merged_into == row:
                merge_rows(other, head)
                changed[other.number] = other
        row.match_kind = MatchKind.ALIAS
        merge_rows(row, head)
        changed[row.number] = row
    return list(changed.values())


def _rank_as_head(row: ImportRow) -> tuple[bool, bool, bool, int]:
    return row.game is None, row.is_edition, not row.status, row.number


def _are_two_games(row: ImportRow, other: ImportRow) -> bool:
    """Whether the library has each of them as a game of its own."""
    return row.game is not None and other.game is not None and row.game != other.game


def _share_a_list(row: ImportRow, other: ImportRow) -> bool:
    return not set(row.lists).isdisjoint(other.lists)
