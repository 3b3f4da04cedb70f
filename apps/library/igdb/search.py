"""Which game of IGDB a name means: taken where it is sure, asked about where not."""

from __future__ import annotations

from apps.integrations.igdb.client import IgdbClient
from apps.integrations.igdb.scoring import NEAR
from apps.integrations.igdb.scoring import Candidate
from apps.integrations.igdb.scoring import Wanted
from apps.integrations.igdb.search import GOOD_FROM
from apps.integrations.igdb.search import Found
from apps.integrations.igdb.search import search_games
from apps.library.models import Game

MOST_CANDIDATES = 10


class Doubtful(Exception):
    """Several games of IGDB may be meant, or one that is only nearly called so."""

    def __init__(self, title: str, candidates: tuple[Candidate, ...]) -> None:
        super().__init__(f"IGDB has several games that match “{title}”.")
        self.title = title
        self.candidates = candidates


def find(wanted: Wanted, *, editions_too: bool = False) -> Candidate | None:
    """The game that is meant; None where IGDB has nothing like it.

    An edition of another game (a remake, for one) is taken with `editions_too` only.

    Raises:
        Doubtful: it is not sure which one.
        RemoteError: IGDB cannot be asked.
    """
    with IgdbClient() as igdb:
        found = search_games(igdb, wanted, limit=MOST_CANDIDATES)
    best = found.best
    if best is None or best.score < GOOD_FROM:
        return None
    if found.is_sure and (best.edition_of is None or (editions_too and _alone(found))):
        return best
    raise Doubtful(wanted.title, found.candidates)


def _alone(found: Found) -> bool:
    """Whether the game and its other editions are called otherwise than the best."""
    best, *others = found.candidates
    return all(best.score - other.score >= NEAR for other in others)


def wanted_of(game: Game) -> Wanted:
    """What is known of a game that is to be found."""
    return Wanted(
        game.name,
        year=game.original_release_year,
        platforms=tuple(platform.name for platform in game.platforms.all()),
        aliases=tuple(game.aliases),
    )
