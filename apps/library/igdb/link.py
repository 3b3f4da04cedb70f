"""One game brought up to date from IGDB, and tied to it first where it is not."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from apps.core.history import record_change
from apps.core.models.provenance import OWNER
from apps.library.igdb.apply import fill
from apps.library.igdb.apply import lock
from apps.library.igdb.create import Family
from apps.library.igdb.create import fetch_one
from apps.library.igdb.create import held
from apps.library.igdb.create import unlinked_original
from apps.library.igdb.create import wait_for_others
from apps.library.igdb.names import IgdbNames
from apps.library.igdb.names import without
from apps.library.igdb.rows import time_to_beat_of
from apps.library.igdb.search import find
from apps.library.igdb.search import wanted_of
from apps.library.igdb.sync import Synced
from apps.library.igdb.sync import sync_games
from apps.library.models import Game
from apps.library.models.changes import track_game_changes


def sync_game(
    game: Game, *, user: User | None, igdb_id: int | None = None
) -> Synced | None:
    """Bring `game` up to date; None where IGDB has nothing that is called so.

    A game without an IGDB id is tied to `igdb_id`, or else to the game that its name
    and year mean.

    Raises:
        Doubtful: they may mean several.
        ValidationError: another game of the library is that one.
        RemoteError: IGDB cannot be asked; nothing is written.
    """
    if game.igdb_id is not None:
        return sync_games([game.pk], user=user)
    if igdb_id is None:
        found = find(wanted_of(game), editions_too=True)
        if found is None:
            return None
        igdb_id = found.game.id
    family = fetch_one(igdb_id, as_own_game=True)
    _link(game.pk, family, user=user, at=timezone.now())
    return Synced(changed=1)


@track_game_changes()
def _link(pk: int, family: Family, *, user: User | None, at: datetime) -> None:
    row = family.row
    wait_for_others(row.id)
    other = held(row.id)
    game, editions = lock(pk)
    if game is None or game.igdb_id is not None:
        return  # deleted, or tied by somebody else meanwhile
    if other is not None:
        raise ValidationError(
            f"“{other.edition}” ({other.game.slug}) is already linked to IGDB's "
            f"game {row.id}.",
            code="unique",
        )
    if family.time is not None:
        game.time_to_beat = time_to_beat_of(family.time)
    own_series = game.provenance.get("franchise_id") == OWNER
    names = IgdbNames.of([without(row, franchise=own_series)])
    fill(game, row, names=names, at=at)
    original = unlinked_original(editions)
    if original is not None:
        fill(original, row, names=names, at=at)
    record_change(game, user=user)
