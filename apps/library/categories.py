"""Which game of the library a category on Twitch is."""

from __future__ import annotations

import logging

from apps.integrations.http.errors import RemoteError
from apps.integrations.igdb.lookup import igdb_id_of_category
from apps.integrations.twitch import is_configured
from apps.library.igdb.create import held
from apps.library.models import Edition

logger = logging.getLogger(__name__)


def game_of_category(category: str, *, is_stranger: bool) -> int | None:
    """The game (key) with an edition of that category, or that Twitch says it is.

    Nothing is written: a read stays one. None as well where Twitch cannot be asked.
    """
    named = Edition.objects.filter(twitch_category_id=category).order_by("id")
    game = named.values_list("game_id", flat=True).first()
    if game is not None or not is_configured():
        return game
    try:
        igdb_id = igdb_id_of_category(category, is_stranger=is_stranger)
    except RemoteError as error:
        logger.warning("The Twitch category %s is not looked up: %s", category, error)
        return None
    known = held(igdb_id) if igdb_id is not None else None
    return known.game.pk if known else None
