"""What a search at IGDB found, as people choose from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from apps.integrations.igdb.lookup import look_up
from apps.integrations.igdb.rows import GameType
from apps.integrations.igdb.rows import IgdbGame
from apps.library.igdb.rows import edition_type_of
from apps.library.igdb.rows import parent_of
from apps.library.models import Edition
from apps.library.models import Game

MOST_RESULTS = 20
MOST_PLATFORMS = 6


@dataclass(frozen=True, kw_only=True)
class IgdbResult:
    """A game of IGDB. `parent` is the name of the game that it is an edition of.

    `kind` is a word for what it is ("Remaster"), empty for a game in its own right;
    `held` the name of what the library has of it already.
    """

    igdb_id: int
    name: str
    year: int | None
    image_id: str
    kind: str
    parent: str
    platforms: str
    held: str


def search_igdb(text: str) -> list[IgdbResult]:
    """The likeliest games first. Raises RemoteError when IGDB cannot be asked."""
    games = look_up(text, is_stranger=False)[:MOST_RESULTS]
    held = _held(game.id for game in games)
    return [_result(game, held.get(game.id, "")) for game in games]


def _held(ids: Iterable[int]) -> dict[int, str]:
    """What the library calls those of these ids that it has."""
    wanted = list(ids)
    editions = Edition.objects.filter(igdb_id__in=wanted).select_related("game")
    games = Game.objects.filter(igdb_id__in=wanted).only("igdb_id", "name")
    found = {edition.igdb_id: str(edition) for edition in editions}
    found |= {game.igdb_id: game.name for game in games}
    return {number: name for number, name in found.items() if number is not None}


def _result(game: IgdbGame, held: str) -> IgdbResult:
    parent = parent_of(game)
    names = [each.abbreviation or each.name for each in game.platforms if each.name]
    more = len(names) - MOST_PLATFORMS
    # What most are goes without saying.
    own_kind = "" if game.kind == GameType.MAIN_GAME else game.kind_name
    return IgdbResult(
        igdb_id=game.id,
        name=game.name,
        year=game.year,
        image_id=(game.cover and game.cover.image_id) or "",
        kind=edition_type_of(game).label if parent else own_kind,
        parent=parent.name if parent else "",
        platforms=", ".join(names[:MOST_PLATFORMS]) + (f" +{more}" if more > 0 else ""),
        held=held,
    )
