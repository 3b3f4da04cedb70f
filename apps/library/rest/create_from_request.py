"""What the API answers to those who add a game or sync it, with IGDB or without."""

from __future__ import annotations

from typing import Any

import orjson
from django.contrib.auth.models import User
from django.utils import timezone

from apps.core.api.problems import Problem
from apps.core.api.problems import invalid_field
from apps.core.history import record_change
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.igdb.rows import GameType
from apps.integrations.igdb.rows import IgdbGame
from apps.integrations.igdb.scoring import Candidate
from apps.integrations.igdb.scoring import Wanted
from apps.integrations.twitch import is_configured
from apps.library.igdb.create import Family
from apps.library.igdb.create import fetch_one
from apps.library.igdb.create import held
from apps.library.igdb.create import write_game
from apps.library.igdb.differences import differences_of
from apps.library.igdb.link import sync_game
from apps.library.igdb.rows import edition_type_of
from apps.library.igdb.search import Doubtful
from apps.library.igdb.search import find
from apps.library.models import Game
from apps.library.models.changes import track_game_changes
from apps.library.rest.editing import add_game
from apps.library.rest.editing import write_fields
from apps.library.rest.schemas import GameCreateSchema
from apps.library.rest.schemas import IGDBCandidateSchema
from apps.library.rest.schemas import OfferSchema

type Fields = dict[str, Any]


def create(body: GameCreateSchema, *, user: User) -> Game:
    """Add the game that `body` describes, from IGDB where that is set up.

    Raises a problem that says what to send instead; nothing is written then.
    """
    sent = body.model_dump(exclude_unset=True)
    as_own_game = sent.pop("as_own_game", False)
    igdb_id = sent.get("igdb_id")
    named = "name" in sent
    if igdb_id is not None and (is_configured() or not named):
        own = {name: value for name, value in sent.items() if name != "igdb_id"}
        return _add_from_igdb(igdb_id, own, user=user, as_own_game=as_own_game)
    if not named:
        raise invalid_field("name", "Send a name or an igdb_id.")
    if "igdb_id" in sent or not is_configured():
        return add_game(body, user=user)
    found = _found(_wanted(sent))
    if found is None:
        return add_game(body, user=user)
    # The name was for finding it; IGDB knows how it is spelled.
    own = {name: value for name, value in sent.items() if name != "name"}
    return _add_from_igdb(found.game.id, own, user=user, as_own_game=as_own_game)


def bring_up_to_date(game: Game, *, user: User) -> None:
    """As `linking.sync_game`. Raises a problem where it is not sure what is meant."""
    try:
        synced = sync_game(game, user=user)
    except Doubtful as doubt:
        what_to_do = f"PATCH /api/games/{game.slug} with the igdb_id of the right one."
        raise _doubtful(doubt, what_to_do) from doubt
    if synced is None:
        raise Problem(
            409,
            f"IGDB doesn't have a game named “{game.name}”. If it is listed under "
            f"another name, PATCH /api/games/{game.slug} with its igdb_id.",
            candidates=[],
        )
    if synced.failed:
        why = " ".join(synced.failed.values())
        raise Problem(502, f"IGDB's data can't be used: {why}")


def with_differences(body: str, pk: int) -> bytes:
    """`body`, a game's detail, with when it was synced and what IGDB offers."""
    game = Game.objects.get(pk=pk)
    offers = [
        OfferSchema(
            field=offer.name,
            edition=offer.edition.slug if offer.edition else None,
            yours=offer.yours,
            igdb=offer.igdb,
        ).model_dump()
        for offer in differences_of(game)
    ]
    more = {
        "last_synced": game.last_synced,
        "gone_since": game.igdb_gone_since,
        "offers": offers,
    }
    return orjson.dumps({**orjson.loads(body), **more})


def _add_from_igdb(igdb_id: int, own: Fields, *, user: User, as_own_game: bool) -> Game:
    _refuse_held(igdb_id)
    try:
        family = fetch_one(igdb_id, as_own_game=as_own_game)
    except RemoteNotFound as error:
        raise invalid_field("igdb_id", str(error)) from error
    if own and family.parents:
        raise invalid_field(
            "igdb_id",
            f"IGDB's “{family.row.name}” is an edition of “{family.game.name}”: send "
            "as_own_game to add it as a separate game, or send no game fields.",
        )
    return _write(family, own, user=user)


@track_game_changes()
def _write(family: Family, own: Fields, *, user: User) -> Game:
    added = write_game(family, user=user, at=timezone.now())
    if not added.is_new:
        raise _is_there(added.game)
    if own:
        write_fields(added.game, own)
        record_change(added.game, user=user)
    return added.game


def _refuse_held(igdb_id: int) -> None:
    known = held(igdb_id)
    if known is not None:
        raise _is_there(known.game)


def _is_there(game: Game) -> Problem:
    return Problem(
        409,
        f"“{game.name}” is already in the library: see /api/games/{game.slug}. PUT "
        '…/sync updates it; "igdb_id": null adds another game with the same name.',
        slug=game.slug,
    )


def _wanted(sent: Fields) -> Wanted:
    return Wanted(
        sent["name"],
        year=sent.get("original_release_year"),
        platforms=tuple(sent.get("platforms", ())),
        aliases=tuple(sent.get("aliases", ())),
    )


def _found(wanted: Wanted) -> Candidate | None:
    try:
        return find(wanted)
    except Doubtful as doubt:
        what_to_do = (
            'Send the igdb_id of the right one, or "igdb_id": null with the name to '
            "add the game without IGDB."
        )
        raise _doubtful(doubt, what_to_do) from doubt


def _doubtful(doubt: Doubtful, what_to_do: str) -> Problem:
    return Problem(
        409,
        f"{doubt} {what_to_do}",
        candidates=[
            _candidate(candidate).model_dump() for candidate in doubt.candidates
        ],
    )


def _candidate(candidate: Candidate) -> IGDBCandidateSchema:
    game = candidate.game
    kind = str(edition_type_of(game)) if candidate.edition_of else _own_kind(game)
    return IGDBCandidateSchema(
        igdb_id=game.id,
        name=game.name,
        year=game.year,
        cover_url=game.cover_url(),
        kind=kind,
        edition_of=candidate.edition_of.id if candidate.edition_of else None,
    )


def _own_kind(game: IgdbGame) -> str:
    is_plain = game.kind in (None, GameType.MAIN_GAME)
    return "game" if is_plain else game.kind_name.lower()
