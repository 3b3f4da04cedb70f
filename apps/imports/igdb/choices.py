"""The owner's word on which game of IGDB a row means, each saved at once.

As the decisions of `review`: every function refuses a row that is not in the version
that the caller saw, and an import that is not open. What is said is remembered for
later imports of the same title.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.imports.igdb.enrichment import conclude
from apps.imports.igdb.known_titles import remember
from apps.imports.igdb.matching import MOST_CANDIDATES
from apps.imports.igdb.matching import as_stored
from apps.imports.igdb.matching import games_held
from apps.imports.igdb.matching import keep_found
from apps.imports.models import Decision
from apps.imports.models import FoundGame
from apps.imports.models import IgdbState
from apps.imports.models import Import
from apps.imports.models import ImportRow
from apps.imports.models import MatchKind
from apps.imports.review.decisions import Seen
from apps.imports.review.decisions import changing
from apps.integrations.igdb.client import IgdbClient
from apps.integrations.igdb.scoring import Wanted
from apps.integrations.igdb.search import search_games
from apps.library.models import Game


def choose(
    import_: Import, seen: Seen, igdb_id: int, *, as_own_game: bool = False
) -> ImportRow:
    """The row means this one of its candidates.

    An edition of another game is taken as such, unless it is to be one of its own.
    Raises `ValidationError` for what is no candidate of the row.
    """
    with changing(import_, seen, decides=False) as row:
        if igdb_id not in {each["game"] for each in row.igdb_candidates}:
            raise ValidationError(
                "This IGDB game isn't one of those shown.", code="stale"
            )
        found = FoundGame.objects.get(igdb_id=igdb_id)
        of_itself = as_own_game or found.parent_id is None
        row.igdb_state = IgdbState.CHOSEN
        row.igdb_id = igdb_id
        row.igdb_game_id = igdb_id if of_itself else found.parent_id
        _follow(row)
        remember([row], at=seen.at)
    return row


def choose_and_merge(
    import_: Import, seen: Seen, igdb_id: int, *, as_own_game: bool = False
) -> tuple[ImportRow, list[ImportRow]]:
    """As `choose`; rows that are one game then become one: the row, and those."""
    with transaction.atomic():
        row = choose(import_, seen, igdb_id, as_own_game=as_own_game)
        changed = conclude(import_.lock(), about=row)
    row.refresh_from_db()
    return row, changed


def refuse(import_: Import, seen: Seen) -> ImportRow:
    """IGDB does not have the row's game; it is not asked about again."""
    with changing(import_, seen, decides=False) as row:
        row.igdb_state = IgdbState.REFUSED
        row.igdb_id = row.igdb_game_id = None
        remember([row], at=seen.at)
    return row


def search(import_: Import, seen: Seen, words: str) -> ImportRow:
    """Ask IGDB for the owner's own words: what it has becomes the row's candidates.

    A choice that was made stands. Raises `ValidationError` without words, and
    `RemoteError`.
    """
    words = words.replace("\x00", "").strip()[:200]
    if not words:
        raise ValidationError("Enter what to search for.", code="required")
    with IgdbClient() as igdb:
        found = search_games(igdb, Wanted(words), limit=MOST_CANDIDATES)
    if not found.candidates:
        raise ValidationError(f"No matches on IGDB for “{words}”.", code="nothing")
    with changing(import_, seen, decides=False) as row:
        keep_found([found])
        row.igdb_candidates = [as_stored(each) for each in found.candidates]
        if row.igdb_id is None:
            row.igdb_state = IgdbState.DOUBTFUL
        remember([row], at=seen.at)
    return row


def _follow(row: ImportRow) -> None:
    """Decide for the library what the choice decides: the owner has just said it."""
    held = games_held([row.igdb_id, row.igdb_game_id])
    game = held.get(row.igdb_id or 0) or held.get(row.igdb_game_id or 0)
    if game is not None and row.decision != Decision.SKIP:
        row.decision, row.game, row.merged_into = Decision.MATCH, game, None
        row.match_kind = MatchKind.EXACT
    elif row.decision == Decision.OPEN and not _may_be_stored(row):
        row.decision, row.match_kind = Decision.CREATE, MatchKind.NEW


def _may_be_stored(row: ImportRow) -> bool:
    """Whether the library has a game without an id that the row may be."""
    pks = [s["game"] for s in row.suggestions if s["game"]]
    return Game.objects.filter(pk__in=pks, igdb_id=None).exists()
